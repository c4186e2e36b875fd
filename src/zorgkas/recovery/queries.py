"""What others may ask about recoveries."""

from dataclasses import dataclass

from django.db.models import QuerySet

from zorgkas.ledger.accounts import Account
from zorgkas.ledger.models import Posting
from zorgkas.recovery.models import HeirClaim, Recovery
from zorgkas.recovery.outstanding import outstanding
from zorgkas.registry.models import CareFund, Person


@dataclass(frozen=True)
class File:
    """A file with what was found and what is still open, in cents."""

    recovery: Recovery
    found_cents: int
    open_cents: int


@dataclass(frozen=True)
class Movement:
    """Something the ledger booked on the months of a file."""

    posting: Posting
    cents: int


def files_of(person: Person) -> list[File]:
    """The files about a person, latest first."""
    return _with_money(Recovery.objects.filter(person=person).order_by("-pk"))


def running(fund: CareFund) -> list[File]:
    """The files of a fund that are not closed, those that must be decided first."""
    found = Recovery.objects.filter(fund=fund).exclude(state=Recovery.State.CLOSED)
    return _with_money(found.order_by("-state", "pk"))


def movements_of(recovery: Recovery) -> list[Movement]:
    """What was credited on the months of a file since it was opened, oldest first."""
    found = (
        Posting.objects.filter(
            person_id=recovery.person_id,
            account=Account.OVERPAYMENT_RECEIVABLE,
            product=recovery.product,
            period__in=recovery.parts.values("period"),
            entry_id__gt=recovery.after_entry,
            amount_cents__lt=0,
            entry__fund_id=recovery.fund_id,
        )
        .select_related("entry")
        .order_by("entry_id", "line")
    )
    return [Movement(one, -one.amount_cents) for one in found]


def claims_of(person: Person) -> QuerySet[HeirClaim]:
    """Who asked for what was due to a person who died."""
    return HeirClaim.objects.filter(person=person).order_by("rank", "pk")


def _with_money(recoveries: QuerySet[Recovery]) -> list[File]:
    rows = list(recoveries.select_related("person", "fund").prefetch_related("parts"))
    left = outstanding([one.pk for one in rows]).by_recovery()
    return [File(one, sum(part.cents for part in one.parts.all()), left.get(one.pk, 0)) for one in rows]
