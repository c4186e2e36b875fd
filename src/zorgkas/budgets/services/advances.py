"""Advances on a benefit that somebody else owes: the ZBO is paid whole meanwhile (DEC art. 90; BVR art. 229)."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from zorgkas.budgets.models import Advance, Decision, Entitlement, OtherBenefit
from zorgkas.budgets.rulings import first_day
from zorgkas.budgets.services.compensation import decide_with_compensation
from zorgkas.law import law_on
from zorgkas.ledger.accounts import Product
from zorgkas.membership.queries import fund_of
from zorgkas.registry import services as registry
from zorgkas.registry.models import Person, Source, Task
from zorgkas.registry.reasons import reason


class AdvanceRefused(ValueError):
    """The advance cannot be given like this; says why. `field` is where the mistake is, on a form."""

    def __init__(self, message: str, field: str = "") -> None:
        self.field = field
        super().__init__(message)


@dataclass(frozen=True)
class AdvanceAsked:
    """What the person must say: which benefits, who owes them, and whether that debtor gave advances (BVR art. 229)."""

    asked_on: datetime.date
    benefits: str
    debtor: str
    debtor_gave_advances: bool = False


@transaction.atomic
def give_advance(
    person: Person, asked: AdvanceAsked, *, user: User, at: datetime.datetime | None = None
) -> datetime.date:
    """Keep the request; return the first day from which the advance counts: never a time before the request.

    The advance is the ZBO that the person can claim: it is paid as granted, without the benefit that is awaited. The
    debtor must be told that the fund takes the place of the person; a task says so.
    """
    now = at or timezone.now()
    for field in ("benefits", "debtor"):
        if not getattr(asked, field).strip():
            raise AdvanceRefused(_("Say which benefits are awaited, and who owes them (BVR art. 229)."), field)
    if asked.debtor_gave_advances:
        raise AdvanceRefused(_("The debtor gave advances already: nothing is left to advance."), "debtor_gave_advances")
    month = int(law_on(asked.asked_on).decide({"advance_asked_on": asked.asked_on}, "advance_first_month").raw)
    begins = first_day(month)
    if not _right(person, begins):
        raise AdvanceRefused(_("No budget for older people is granted for that time: decide on it first."), "asked_on")
    fund = fund_of(person, asked.asked_on)
    if fund is None:
        raise AdvanceRefused(_("%s is not a member of a fund on that day.") % person, "asked_on")
    values = {"benefits": asked.benefits.strip()[:200], "debtor": asked.debtor.strip()[:120]}
    told = _told(f"advance {person.pk} {asked.asked_on.isoformat()} ({user.get_username()})", now)
    registry.record_fact(Advance, person.pk, begins, None, values, source=told, recorded_at=now)
    registry.open_task(
        Task.Kind.ASSESS_APPLICATION,
        fund=fund,
        person=person,
        reference=f"advance:{person.pk}",
        reason=reason(
            noop("An advance is paid: tell %(debtor)s that the fund takes the place of the person (DEC art. 90)"),
            debtor=values["debtor"],
        ),
        opened_at=now,
    )
    return begins


@transaction.atomic
def benefit_received(
    person: Person,
    from_day: datetime.date,
    year_cents: int,
    *,
    received_on: datetime.date,
    user: User,
    at: datetime.datetime | None = None,
) -> Decision:
    """The awaited benefit came: it counts from its own first day on, and the budget is decided again with it.

    It was told when it was received; the next run finds what was paid too much.
    """
    now = at or timezone.now()
    running = Advance.objects.filter(person=person, superseded_at=None, valid_to=None).first()
    if running is None:
        raise AdvanceRefused(_("No advance runs for %s.") % person)
    if year_cents <= 0:
        raise AdvanceRefused(_("Say how much the benefit is a year."), "year_cents")
    told = _told(f"advance received {person.pk} {received_on.isoformat()} ({user.get_username()})", now)
    values = {"kind": int(OtherBenefit.Kind.COMPENSATION), "year_cents": year_cents}
    registry.record_fact(OtherBenefit, person.pk, from_day, None, values, source=told, recorded_at=now)
    until = max(received_on, running.valid_from + datetime.timedelta(days=1))
    registry.record_fact(Advance, person.pk, until, None, None, source=told, recorded_at=now)
    registry.close_tasks(Task.objects.filter(reference=f"advance:{person.pk}"), user, now)
    fund = fund_of(person, received_on)
    if fund is None:
        raise AdvanceRefused(_("%s is not a member of a fund on that day.") % person)
    today = timezone.localdate(now)
    return decide_with_compensation(person, fund, from_day, received_on, user=user, on=today, at=now)


def _right(person: Person, day: datetime.date) -> bool:
    runs = Q(valid_to=None) | Q(valid_to__gt=day)
    return Entitlement.objects.filter(
        runs, person=person, product=Product.ZBO, superseded_at=None, valid_from__lte=day
    ).exists()


def _told(name: str, now: datetime.datetime) -> Source:
    return registry.source(Source.Kind.DOCUMENT, name[:120], now)
