"""To which years the money of a member goes: one order for every receipt, the one of the law (BVR art. 70)."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Protocol, TypeVar

from django.utils import timezone

from zorgkas.engine import Decision
from zorgkas.law import law_on
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Item
from zorgkas.membership.queries import fineable_years
from zorgkas.registry.models import CareFund, Person

RANK = "allocation_rank"


class Claim(Protocol):
    """A premium that is open: its number, its year and what is still open on it, in cents."""

    id: int
    period: int
    balance_cents: int


AnyClaim = TypeVar("AnyClaim", bound=Claim)


def allocation_order(
    claims: Iterable[AnyClaim],
    fineable: Collection[int] = (),
    *,
    on: datetime.date | None = None,
    named: int | None = None,
) -> list[AnyClaim]:
    """Return claims in the order in which money goes to them by the law of a day (BVR art. 70).

    `fineable` are the years whose arrears can still lead to a fine, `named` is the claim whose communication was
    quoted: it only matters in the other reading of the article.
    """
    day = on or timezone.localdate()
    return sorted(
        claims, key=lambda claim: (rank(claim.period, claim.period in fineable, claim.id == named, day), claim.id)
    )


def allocate(cents: int, claims: Iterable[AnyClaim]) -> tuple[list[tuple[AnyClaim, int]], int]:
    """Pay claims one after the other; return what each gets (their balances go down) and what is left."""
    given: list[tuple[AnyClaim, int]] = []
    for claim in claims:
        share = min(cents, claim.balance_cents)
        if share > 0:
            claim.balance_cents -= share
            cents -= share
            given.append((claim, share))
    return given, cents


@lru_cache(maxsize=10_000)
def rank(year: int, can_lead_to_fine: bool, named: bool, on: datetime.date) -> int:
    """The place of a year in the order of the law; the lowest is paid first."""
    return int(law_on(on).decide(_facts(year, can_lead_to_fine, named), RANK).raw)


def in_order(person: Person, fund: CareFund, on: datetime.date | None = None) -> list[tuple[Item, bool]]:
    """The open premiums of a person in the order in which money goes to them, and which can still lead to a fine."""
    day = on or timezone.localdate()
    claims: Sequence[Item] = list(
        Item.objects.filter(
            person=person,
            fund=fund,
            account=Account.PREMIUM_RECEIVABLE,
            product=Product.PREMIUM,
            balance_cents__gt=0,
        )
    )
    fineable = fineable_years([person.pk], day).get(person.pk, frozenset()) if claims else frozenset()
    ordered = sorted(claims, key=lambda item: (rank(item.period, item.period in fineable, False, day), item.pk))
    return [(item, item.period in fineable) for item in ordered]


def explain_allocation(person: Person, fund: CareFund, on: datetime.date | None = None) -> list[tuple[Item, Decision]]:
    """The open premiums of a person in the order in which money goes to them, each with the reasoning of the law."""
    day = on or timezone.localdate()
    return [
        (item, law_on(day).decide(_facts(item.period, can_lead_to_fine, False), RANK))
        for item, can_lead_to_fine in in_order(person, fund, day)
    ]


def _facts(year: int, can_lead_to_fine: bool, named: bool) -> dict[str, object]:
    return {"asked_premium_year": year, "can_lead_to_fine": can_lead_to_fine, "payer_named_this_year": named}
