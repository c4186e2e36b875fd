"""What others may ask about membership and premiums."""

import datetime
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from zorgkas.engine import Decision
from zorgkas.law import law_on
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.communication import Stream, communication_of
from zorgkas.ledger.models import Item
from zorgkas.membership import inputs
from zorgkas.membership.fineable import claimed_with_fine, fineable, fineable_years
from zorgkas.membership.models import Membership
from zorgkas.registry.models import CareFund, Person

__all__ = [
    "PREMIUM_TARGET",
    "NotAMember",
    "PremiumYear",
    "claimed_with_fine",
    "explain_premium",
    "fineable",
    "fineable_years",
    "fund_of",
    "membership_of",
    "premiums_of",
]

PREMIUM_TARGET = "premium_due_cents"


class NotAMember(LookupError):
    """Nothing is due for this person and year, because there is no membership and nothing was booked."""


@dataclass(frozen=True)
class PremiumYear:
    """One premium year of one person at one fund, in cents."""

    year: int
    fund: CareFund
    due_cents: int
    paid_cents: int
    open_cents: int
    communication: str


def membership_of(person: Person, on: datetime.date, known_at: datetime.datetime | None = None) -> Membership | None:
    """The membership of a person on a day, as known at a moment (now, if not given)."""
    at = known_at or timezone.now()
    return (
        Membership.objects.select_related("fund")
        .filter(Q(superseded_at__isnull=True) | Q(superseded_at__gt=at), person=person, recorded_at__lte=at)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lte=on)
        .first()
    )


def fund_of(person: Person, on: datetime.date, known_at: datetime.datetime | None = None) -> CareFund | None:
    """The fund of which the person is a member on a day."""
    membership = membership_of(person, on, known_at)
    return membership.fund if membership else None


def premiums_of(person: Person) -> list[PremiumYear]:
    """Every premium that was ever booked for a person, latest year first."""
    items = Item.objects.filter(person=person, account=Account.PREMIUM_RECEIVABLE, product=Product.PREMIUM)
    return [
        PremiumYear(
            year=item.period,
            fund=item.fund,
            due_cents=item.due_cents,
            paid_cents=item.due_cents - item.balance_cents,
            open_cents=item.balance_cents,
            communication=communication_of(item.pk, Stream.PREMIUM),
        )
        for item in items.select_related("fund").order_by(F("period").desc(), "fund_id")
    ]


def explain_premium(
    person: Person, year: int, known_at: datetime.datetime | None = None, fund: CareFund | None = None
) -> Decision:
    """The premium of a person decided step by step, from exactly the inputs that the run takes."""
    fund = fund or _fund_in_year(person, year, known_at)
    found = inputs.read(year, fund.pk, known_at, people=[person.pk]) if fund else None
    if not found:
        raise NotAMember(
            _("%(insz)s: no membership in %(year)d and nothing booked for that year.")
            % {"insz": person.insz, "year": year}
        )
    return law_on(datetime.date(year, 1, 1)).decide(found.case(0), PREMIUM_TARGET)


def _fund_in_year(person: Person, year: int, known_at: datetime.datetime | None) -> CareFund | None:
    at = known_at or timezone.now()
    membership = (
        Membership.objects.select_related("fund")
        .filter(Q(superseded_at__isnull=True) | Q(superseded_at__gt=at), person=person, recorded_at__lte=at)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=datetime.date(year, 1, 1)))
        .filter(valid_from__lt=datetime.date(year + 1, 1, 1))
        .order_by("valid_from")
        .last()
    )
    if membership:
        return membership.fund
    item = Item.objects.filter(
        person=person, account=Account.PREMIUM_RECEIVABLE, product=Product.PREMIUM, period=year
    ).select_related("fund")
    found = item.first()
    return found.fund if found else None
