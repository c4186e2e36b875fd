"""What changed between the effective day and the decision: one decision with several dated periods (BVR art. 219)."""

import datetime
from dataclasses import replace

from django.db.models import Q

from zorgkas.budgets.models import DependentChild, Household, Means, OtherBenefit
from zorgkas.budgets.rulings import Ruling, first_day
from zorgkas.budgets.zbo.cases import ZboAsked, ask
from zorgkas.registry.models import FacilityStay, Fact

KINDS: tuple[type[Fact], ...] = (Household, DependentChild, Means, OtherBenefit, FacilityStay)


def periods(asked: ZboAsked, on: datetime.date, known_at: datetime.datetime) -> list[Ruling]:
    """The rulings from the effective month on, one for each month in which something gives another amount."""
    first = asked.question.effective_month
    rulings = [asked.ruling(on)]
    for month in _months_of_change(asked.question.person_id, first, on, known_at):
        later = ask(replace(asked.question, effective_month=month), on, known_at)
        ruling = later.ruling(on)
        if ruling.granted != rulings[-1].granted or ruling.values != rulings[-1].values:
            rulings.append(ruling)
    return rulings


def _months_of_change(person_id: int, first: int, on: datetime.date, known_at: datetime.datetime) -> list[int]:
    """The months after a day on which a fact started or ended, after the effective day and up to the decision."""
    known = Q(superseded_at__isnull=True) | Q(superseded_at__gt=known_at)
    found = set()
    for kind in KINDS:
        for start, end in kind._default_manager.filter(
            known, person_id=person_id, recorded_at__lte=known_at
        ).values_list("valid_from", "valid_to"):
            found |= {_month_after(day) for day in (start, end) if day and first_day(first) < day <= on}
    return sorted(month for month in found if month > first and first_day(month) <= on)


def _month_after(day: datetime.date) -> int:
    """The first month that starts on or after the day."""
    month = day.year * 12 + day.month - 1
    return month if day.day == 1 else month + 1
