"""The ZBO that runs: its months, category and amounts, as granted."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from zorgkas.budgets.models import Entitlement
from zorgkas.budgets.zbo.evidence import TOPICS
from zorgkas.engine import FOREVER
from zorgkas.ledger.accounts import Product


@dataclass(frozen=True)
class Running:
    """A right and its place among those of the person; months count as the law counts them."""

    right: Entitlement
    first_month: int
    last_month: int
    first_granted_month: int

    @property
    def decided_here(self) -> bool:
        """Whether the amounts were granted here; otherwise only the monthly amount is known."""
        return self.right.granted_year_cents is not None

    @property
    def income_cents(self) -> int | None:
        """The income that the running decision rests on; empty when it kept none."""
        decision = self.right.decision
        return None if decision is None else _value(decision.receipt, "zbo_income_cents")

    @property
    def answers(self) -> Mapping[str, object]:
        """Of which subjects of the means test the form said that all is known."""
        decision = self.right.decision
        given = decision.application.answers if decision else {}
        said = {name: value for name, value in given.items() if name in TOPICS}
        # What a decision of the fund itself rests on was known before.
        return said or dict.fromkeys(TOPICS, True)


@dataclass(frozen=True)
class Rights:
    """The rights to a ZBO of one person, the first before the others."""

    rights: tuple[Entitlement, ...]

    def at(self, month: int) -> Running | None:
        """The right that runs in a month; the first one for a month before it, none after the last."""
        for right in self.rights:
            if right.valid_to is None or _month(right.valid_to) > month or right is self.rights[-1]:
                return self._running(right)
        return None

    def _running(self, right: Entitlement) -> Running:
        ends = self.rights[-1].valid_to
        last = FOREVER if ends is None else _month(ends) - 1
        return Running(right, _month(right.valid_from), last, _month(self.rights[0].valid_from))


def running_of(people: Sequence[int], known_at: datetime.datetime) -> dict[int, Rights]:
    """The rights of each of these people that has one, as known at a moment."""
    known = Q(superseded_at__isnull=True) | Q(superseded_at__gt=known_at)
    found: dict[int, list[Entitlement]] = {}
    rights = Entitlement.objects.filter(
        known, person_id__in=list(people), product=Product.ZBO, recorded_at__lte=known_at
    )
    for right in rights.select_related("decision", "decision__application").order_by("person_id", "valid_from"):
        found.setdefault(right.person_id, []).append(right)
    return {person: Rights(tuple(mine)) for person, mine in found.items()}


def running_on(person_id: int, on: datetime.date, known_at: datetime.datetime) -> Running | None:
    """The ZBO of somebody that holds on a day or starts after it."""
    mine = running_of([person_id], known_at).get(person_id)
    if mine is None or not any(right.valid_to is None or right.valid_to > on for right in mine.rights):
        return None
    return mine.at(on.year * 12 + on.month - 1)


def _month(day: datetime.date) -> int:
    return day.year * 12 + day.month - 1


def _value(receipt: Mapping[str, Any], name: str) -> int | None:
    for part in (receipt, *receipt.get("further", [])):
        for rule in part.get("rules", []):
            if rule["name"] == name:
                return int(rule["value"])
    return None
