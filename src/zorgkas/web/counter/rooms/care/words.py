"""The words of pillars in the language of now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from zorgkas.care.pillar import Said
from zorgkas.care.pillars import pillar_of


def told(said: Said) -> str:
    """A text of a pillar in the language of now."""
    return said.told(get_language() or "nl")


@dataclass(frozen=True)
class ToldWhy:
    """A reason as a page shows it."""

    code: str
    article: str
    text: str
    remedy: str


def whys(pillar: str, codes: Sequence[str]) -> list[ToldWhy]:
    """What codes of a pillar say; a code that is in no catalogue stands for itself."""
    known = pillar_of(pillar).reasons
    return [
        ToldWhy(
            code,
            "" if known[code].article == "-" else known[code].article,
            told(known[code].text),
            told(known[code].remedy),
        )
        if code in known
        else ToldWhy(code, "", code, "")
        for code in codes
    ]
