"""How to ask for a fact: the questions behind the facts that somebody can be asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from zorgkas.engine.errors import LawError
from zorgkas.engine.parameters import check_keys
from zorgkas.engine.yaml import read_yaml

_FILE = Path(__file__).parent / "questions.yaml"
_GROUPS = ("person", "need", "disability", "family")


class Benefit(StrEnum):
    """What a what-if answers about: the yearly premium and the three care budgets."""

    PREMIUM = "PREMIUM"
    ZZZ = "ZZZ"
    ZBH = "ZBH"
    ZBO = "ZBO"


@dataclass(frozen=True)
class Question:
    """A fact and how to ask for it, in Dutch and English."""

    fact: str
    group: str
    benefits: tuple[Benefit, ...]
    text: Mapping[str, str]


@cache
def questions() -> Mapping[str, Question]:
    """Every question by the name of its fact, in the order in which to ask them."""
    content = read_yaml(_FILE)
    if not isinstance(content, dict):
        raise LawError(f"{_FILE}: expected a mapping of facts.")
    found = {}
    for name, body in content.items():
        fields = check_keys(f"{_FILE}: {name}", body, required=("group", "products", "nl", "en"))
        if fields["group"] not in _GROUPS:
            raise LawError(f"{_FILE}: {name}: group must be one of {', '.join(_GROUPS)}.")
        benefits = tuple(Benefit(product) for product in fields["products"])
        texts = {"nl": fields["nl"], "en": fields["en"]}
        found[name] = Question(name, fields["group"], benefits, MappingProxyType(texts))
    return MappingProxyType(found)
