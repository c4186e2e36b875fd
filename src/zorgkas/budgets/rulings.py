"""What the law answers about a ZBH or a ZBO: the outcome, the months, the amounts, the reasons and the receipt."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zorgkas.engine import FOREVER, Decision
from zorgkas.engine.explanation import Step

GRANTED = "GRANTED"


@dataclass(frozen=True)
class Ruling:
    """The answer of the law about one person. Months count as the law counts them."""

    person_id: int
    case: Mapping[str, object]
    outcome: Decision
    first_month: int
    last_month: int
    # How the months were found, kept in the receipt of a grant.
    months: Sequence[Decision] = ()
    # What else was asked, such as the income and the budget a year; kept in the receipt.
    amounts: Sequence[Decision] = ()
    # What the right says besides its months.
    values: Mapping[str, object] = field(default_factory=dict)
    # Which steps of the amounts are told as reasons.
    told: Sequence[str] = ()

    @property
    def granted(self) -> bool:
        """Whether there is a right."""
        return bool(self.outcome.value.name == GRANTED)

    @property
    def valid_from(self) -> datetime.date:
        """The first day of the right."""
        return first_day(self.first_month)

    @property
    def valid_to(self) -> datetime.date | None:
        """The first day after the right; empty when it has no end."""
        return None if self.last_month >= FOREVER else first_day(self.last_month + 1)

    def receipt(self) -> dict[str, Any]:
        """The receipt of the outcome, with those of the months and amounts beside it."""
        further = self.months if self.granted else ()
        return {**self.outcome.receipt(), "further": [one.receipt() for one in (*further, *self.amounts)]}

    def motivation(self) -> list[dict[str, Any]]:
        """The conditions in plain words with their articles, of a refusal what is not met first; then the amounts."""
        reasons = [
            {"name": nl.name, "met": bool(nl.value), "article": nl.article, "nl": nl.sentence, "en": en.sentence}
            for nl, en in zip(_conditions(self.outcome, "nl"), _conditions(self.outcome, "en"), strict=True)
        ]
        if not self.granted:
            reasons.sort(key=lambda reason: bool(reason["met"]))
        return [*reasons, *self._amounts()]

    def _amounts(self) -> list[dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for one in (self.outcome, *self.amounts):
            for nl, en in zip(one.explain("nl"), one.explain("en"), strict=True):
                if nl.name in self.told and nl.name not in found:
                    texts = {"article": nl.article, "nl": nl.sentence, "en": en.sentence}
                    found[nl.name] = {"name": nl.name, "met": self.granted, **texts}
        return [found[name] for name in self.told if name in found]


def first_day(month: int) -> datetime.date:
    """The first day of a month as the law counts it."""
    return datetime.date(month // 12, month % 12 + 1, 1)


def _conditions(outcome: Decision, language: str) -> list[Step]:
    """The yes-or-no rules that the outcome itself rests on."""
    steps = {step.name: step for step in outcome.explain(language)}
    return [
        steps[name] for name in steps[outcome.target].inputs if name in steps and isinstance(steps[name].value, bool)
    ]
