"""The words of the law in plain language (words.yaml), for the pages of staff and members."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from zorgkas.engine.yaml import read_yaml

FILE = Path(__file__).with_name("words.yaml")


@dataclass(frozen=True)
class Word:
    """A word with what it means, in both languages, and the article that it comes from (empty: from none)."""

    key: str
    nl: str
    en: str
    means_nl: str
    means_en: str
    article: str = ""

    @property
    def name(self) -> str:
        """The word in the language of the reader."""
        return self.en if _english() else self.nl

    @property
    def meaning(self) -> str:
        """What it means, in the language of the reader."""
        return self.means_en if _english() else self.means_nl


@cache
def words() -> dict[str, Word]:
    """Every word by its key."""
    return {key: Word(key=key, **parts) for key, parts in read_yaml(FILE).items()}


def _english() -> bool:
    return (get_language() or "nl").startswith("en")
