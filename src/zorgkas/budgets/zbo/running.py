"""The ZBO that runs: its months, category and amounts, as granted."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from zorgkas.budgets.models import Entitlement
from zorgkas.engine import FOREVER
from zorgkas.ledger.accounts import Product


@dataclass(frozen=True)
class Running:
    """A right that holds on a day; months count as the law counts them."""

    right: Entitlement
    first_month: int
    last_month: int
    first_granted_month: int

    @property
    def decided_here(self) -> bool:
        """Whether the amounts were granted here; otherwise only the monthly amount is known."""
        return self.right.granted_year_cents is not None


def running_on(person_id: int, on: datetime.date, known_at: datetime.datetime) -> Running | None:
    """The ZBO of somebody that holds on a day or starts after it."""
    known = Q(superseded_at__isnull=True) | Q(superseded_at__gt=known_at)
    rights = list(
        Entitlement.objects.filter(known, person_id=person_id, product=Product.ZBO, recorded_at__lte=known_at).order_by(
            "valid_from"
        )
    )
    now = [right for right in rights if right.valid_to is None or right.valid_to > on]
    if not now:
        return None
    last = FOREVER if now[-1].valid_to is None else _month(now[-1].valid_to) - 1
    return Running(now[0], _month(now[0].valid_from), last, _month(rights[0].valid_from))


def _month(day: datetime.date) -> int:
    return day.year * 12 + day.month - 1
