"""Away from a psychiatric nursing home for longer than a full month: the right to residential care stops (BVR 148)."""

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from zorgkas.budgets.models import CareForm, Entitlement, FacilityAbsence
from zorgkas.budgets.rulings import first_day
from zorgkas.budgets.services.decisions import stop
from zorgkas.engine import FOREVER
from zorgkas.law import law_on
from zorgkas.law.zzz.kinds import FacilityKind
from zorgkas.ledger.accounts import Product
from zorgkas.membership.models import Membership
from zorgkas.registry import services as registry
from zorgkas.registry.models import CareFund, FacilityStay, Person, Source, Task
from zorgkas.registry.reasons import reason


class AbsenceRefused(ValueError):
    """The absence cannot be recorded like this; says why."""


def record_absence(
    person: Person,
    away_from: datetime.date,
    back_on: datetime.date | None,
    document: str,
    *,
    user: User,
    at: datetime.datetime | None = None,
) -> None:
    """Record an absence; `back_on` is the first day back, empty as long as the person is away."""
    now = at or timezone.now()
    if back_on is not None and back_on <= away_from:
        raise AbsenceRefused(_("The person cannot be back before having left."))
    if _stay(person.pk, away_from) is None:
        raise AbsenceRefused(_("No stay in a psychiatric nursing home is known on that day."))
    name = f"absence {document.strip()[:60]} {person.pk} {away_from.isoformat()} ({user.get_username()})"
    told = registry.source(Source.Kind.DOCUMENT, name[:120], now)
    registry.record_fact(FacilityAbsence, person.pk, away_from, back_on, {}, source=told, recorded_at=now)


def stop_long_absences(fund: CareFund, on: datetime.date, *, at: datetime.datetime | None = None) -> int:
    """Stop the rights of who was away too long by a day; a second run stops nothing more. Return how many."""
    now = at or timezone.now()
    residents = Q(
        person__in=Entitlement.objects.filter(
            product=Product.ZZZ, care_form=CareForm.RESIDENTIAL, superseded_at=None
        ).values("person")
    )
    absences = FacilityAbsence.objects.filter(residents, superseded_at=None, valid_from__lte=on)
    stopped = 0
    for absence in absences.order_by("person_id", "valid_from"):
        with transaction.atomic():
            stopped += _stop(fund, absence, on, now)
    return stopped


def _stop(fund: CareFund, absence: FacilityAbsence, on: datetime.date, now: datetime.datetime) -> bool:
    """What is not over yet counts up to the day itself: the right is not stopped for an absence to come."""
    back = min(absence.valid_to or datetime.date.max, on + datetime.timedelta(days=1))
    case = {"facility_kind": FacilityKind.PVT, "absent_from": absence.valid_from, "absent_to": back}
    month = int(law_on(on).decide(case, "absence_stop_month").raw)
    if month >= FOREVER or _stay(absence.person_id, absence.valid_from) is None:
        return False
    day = first_day(month)
    right = _right(absence.person_id, fund, day, on)
    if right is None:
        return False
    told = registry.source(Source.Kind.SYSTEM, f"absence {absence.pk}", now)
    stop(absence.person_id, Product.ZZZ, day, told, now)
    registry.open_task(
        Task.Kind.ASSESS_APPLICATION,
        fund=fund,
        person=absence.person,
        reference=f"absence:{absence.pk}",
        reason=reason(noop("Residential care stopped after an absence: tell the person, and ask about care at home")),
        opened_at=now,
    )
    return True


def _right(person_id: int, fund: CareFund, day: datetime.date, on: datetime.date) -> Entitlement | None:
    """The right to residential care that holds on the day, of a member of the fund."""
    known = Q(superseded_at=None) & (Q(valid_to=None) | Q(valid_to__gt=day))
    member = Membership.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=on), person_id=person_id, fund=fund, superseded_at=None, valid_from__lte=on
    )
    found = Entitlement.objects.filter(
        known, person_id=person_id, product=Product.ZZZ, care_form=CareForm.RESIDENTIAL, valid_from__lt=on
    )
    return found.first() if member.exists() else None


def _stay(person_id: int, day: datetime.date) -> FacilityStay | None:
    known = Q(superseded_at=None) & (Q(valid_to=None) | Q(valid_to__gt=day))
    kind = int(FacilityKind.PVT)
    return FacilityStay.objects.filter(known, person_id=person_id, valid_from__lte=day, facility_kind=kind).first()
