"""Premiums that a voluntary member asks back, who did not know that joining was voluntary (BVR art. 80)."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zorgkas.collection.models import RefundRequest
from zorgkas.engine import Decision
from zorgkas.law import law_on
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.models import Item
from zorgkas.membership.models import Change, Membership
from zorgkas.membership.plans import Due, dues
from zorgkas.membership.services import end_memberships, settle
from zorgkas.registry.models import CareFund, Person, Source
from zorgkas.registry.queries import known
from zorgkas.registry.services import source

TARGET = "voluntary_premium_refunded"


class RefundRefused(ValueError):
    """The request cannot be decided like this; says why."""


@dataclass(frozen=True)
class RefundPreview:
    """What the law says, and what comes back of each year; with a `refusal` nothing can be decided here."""

    decision: Decision
    granted: bool
    first_free_day: datetime.date
    dues: tuple[Due, ...] = ()
    refusal: str = ""

    @property
    def refund_cents(self) -> int:
        """What comes back of all years together."""
        return sum(due.refund_cents for due in self.dues)


def preview_refund(person: Person, fund: CareFund, first_year: int, *, shown: bool) -> RefundPreview:
    """Say what a written request leads to; `shown`: that the person did not know that joining was voluntary.

    Who gets the premiums of a year back was no member in that year: the membership is taken back (open readings).
    """
    today = timezone.localdate()
    facts = {"knew_joining_was_voluntary": not shown, "asked_refund_in_writing": True}
    decision = law_on(today).decide(facts, TARGET)
    of_fund = known(Membership).filter(person=person, fund=fund).order_by("valid_from")
    mine = [one for one in of_fund if one.valid_to is None or one.valid_to > datetime.date(first_year, 1, 1)]
    start = max(datetime.date(first_year, 1, 1), mine[0].valid_from) if mine else datetime.date(first_year, 1, 1)
    found = RefundPreview(decision, bool(decision.raw), start)
    if not mine or any(one.kind != Membership.Kind.VOLUNTARY for one in mine):
        why = _("The person was no voluntary member of this fund in all of these years.")
        return RefundPreview(decision, False, start, refusal=why)
    if not found.granted:
        return found
    budgets = Item.objects.filter(person=person, account=Account.BENEFIT_PAYABLE, period__gte=first_year * 100)
    if budgets.exclude(due_cents=0).exists():
        why = _("A care budget was due in these years: decide first what becomes of it.")
        return RefundPreview(decision, False, start, refusal=why)
    years = range(start.year, today.year + 1)
    return RefundPreview(decision, True, start, dues(person, [(fund, year, 0) for year in years]))


def decide_refund(
    person: Person,
    fund: CareFund,
    first_year: int,
    *,
    asked_on: datetime.date,
    document: str,
    proof: str,
    motivation: str,
    user: AbstractBaseUser,
    at: datetime.datetime | None = None,
) -> RefundRequest:
    """Decide on a request: granted with a proof that the person did not know, else refused; once per day of asking.

    What was paid becomes refundable at once; the next payments send it back to who paid it.
    """
    now = at or timezone.now()
    if not motivation.strip() or not document.strip():
        raise RefundRefused(_("Say which written request it is, and why, in plain words for the member."))
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        if RefundRequest.objects.filter(person=person, fund=fund, asked_on=asked_on).exists():
            raise RefundRefused(_("A request of that day is decided already."))
        found = preview_refund(person, fund, first_year, shown=bool(proof.strip()))
        if found.refusal:
            raise RefundRefused(found.refusal)
        request = RefundRequest.objects.create(
            person=person,
            fund=fund,
            state=RefundRequest.State.GRANTED if found.granted else RefundRequest.State.REFUSED,
            asked_on=asked_on,
            first_year=first_year,
            document=document.strip()[:120],
            proof=proof.strip()[:200],
            motivation=motivation.strip()[:400],
            refund_cents=found.refund_cents,
            receipt=found.decision.receipt(),
            decided_by_id=user.pk,
            decided_on=timezone.localdate(now),
        )
        if found.granted:
            _take_back(request, found, now)
    return request


def _take_back(request: RefundRequest, found: RefundPreview, now: datetime.datetime) -> None:
    told = source(Source.Kind.DOCUMENT, f"premiums refunded {request.pk} {request.document}"[:120], now)
    last = found.first_free_day - datetime.timedelta(days=1)
    end_memberships(
        request.fund,
        [request.person_id],
        [last.toordinal()],
        Change.Kind.REFUNDED,
        source=told,
        asked_on=request.asked_on,
    )
    for due in found.dues:
        settle([request.person_id], due.year, request.fund)
