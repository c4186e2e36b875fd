"""Reasons that the system gives: kept as they stand in the code with their values, told in the reader's language.

A reason is written with `gettext_noop as _`, so that its text is in the catalogue while nothing is translated yet: who
reads it later may speak another language than who caused it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, override

from zorgkas.engine import GapReason, LegalGap

# What is shown between the parts of a value that is a list.
SEPARATOR = ", "


@dataclass(frozen=True, order=True)
class Reason:
    """A text of the catalogue, and the values of its %(placeholders)s: numbers, texts, reasons (also those of gaps in
    the law), lists of these."""

    text: str
    values: Mapping[str, Any] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        return told(self.text, self.stored_values)

    @property
    def stored_values(self) -> dict[str, Any]:
        """The values as JSON keeps them; never None, which marks a free text."""
        return {name: _stored(value) for name, value in self.values.items()}


def reason(text: str, /, **values: object) -> Reason:
    """A reason of the system: a text marked for translation and the values in it."""
    return Reason(text, values)


def label(text: Promise | str) -> Reason:
    """The label of a choice as a reason, or as a value in one."""
    with override(None):
        return Reason(str(text))


def gap_told(gap: LegalGap) -> str:
    """What the law does not answer, in the language of now."""
    return gap.told(_language())


def parts(why: Reason | str, longest: int) -> tuple[str, dict[str, Any] | None]:
    """The two columns of a reason: its text and its values; a free text has no values and is cut to what fits."""
    if isinstance(why, Reason):
        return why.text, why.stored_values
    return why[:longest], None


def told(text: str, values: Mapping[str, Any] | None) -> str:
    """What two columns say in the language of now."""
    if values is None:
        return text
    known = {name: _told(value) for name, value in values.items()}
    return gettext(text) % known if known else gettext(text)


def _stored(value: object) -> object:
    if isinstance(value, Reason):
        return {"text": value.text, "values": value.stored_values}
    if isinstance(value, GapReason):
        return {"nl": value.nl, "en": str(value)}
    if isinstance(value, list | tuple):
        return [_stored(one) for one in value]
    return value if isinstance(value, int | str) else str(value)


def _told(value: object) -> object:
    if isinstance(value, dict):
        return told(value["text"], value["values"]) if "text" in value else value[_language()]
    if isinstance(value, list):
        return SEPARATOR.join(str(_told(one)) for one in value)
    return value


def _language() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"
