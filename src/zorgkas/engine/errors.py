"""What can go wrong with the law itself, with a case put to it, or with a question it does not answer."""

from __future__ import annotations

import datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class LawError(Exception):
    """The law as written down is not sound: a rule, parameter, text or case file must be corrected."""


class CaseError(ValueError):
    """The facts or columns given cannot be used: one is missing, unknown or of the wrong type."""


class GapReason(str):
    """Why the law has no answer: an English text that also knows how to say it in Dutch."""

    nl: str

    def __new__(cls, en: str, nl: str = "") -> GapReason:
        """Without Dutch the reason reads the same in both languages."""
        reason = super().__new__(cls, en)
        reason.nl = nl or en
        return reason

    def of(self, language: str) -> str:
        """The reason in the language of its reader: Dutch, or else English."""
        return self.nl if language == "nl" else str(self)


_WORDS = {"nl": ("Geen antwoord op", "nodig voor"), "en": ("No answer on", "needed for")}


class LegalGap(Exception):
    """The law as written down here does not answer the question on that date; it is never approximated."""

    def __init__(self, missing: str, on: datetime.date, reason: str, target: str | None = None) -> None:
        self.missing = missing
        self.on = on
        self.reason = reason if isinstance(reason, GapReason) else GapReason(reason)
        self.target = target or missing
        super().__init__(missing, on, reason, self.target)

    def __str__(self) -> str:
        return self.told("en")

    def told(self, language: str) -> str:
        """What is missing, when and why, in the language of its reader."""
        no_answer, needed_for = _WORDS.get(language, _WORDS["en"])
        needed = "" if self.target == self.missing else f" ({needed_for} {self.target})"
        return f"{no_answer} {self.on.isoformat()}: {self.missing}{needed}: {self.reason.of(language)}"


def suggest(name: str, known: Iterable[str]) -> str:
    """' Did you mean x?' when a known name resembles the given one, else an empty text."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f" Did you mean {close[0]}?" if close else ""
