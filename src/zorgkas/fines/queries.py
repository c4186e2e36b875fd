"""What others may read of fines."""

from collections import Counter

from django.db.models import Count, QuerySet

from zorgkas.fines.models import AgencyFile, Considered, FineFile, FineProtection, UncountedYear, VoluntaryEnd
from zorgkas.fines.states import Reason, State
from zorgkas.registry.models import CareFund
from zorgkas.registry.queries import known


def files_of(person_id: int) -> list[FineFile]:
    """The fine files of a person, latest year first, with their years and events."""
    found = FineFile.objects.filter(person_id=person_id).select_related("fund").prefetch_related("years", "events")
    return list(found.order_by("-year", "fund_id"))


def protections_of(person_id: int) -> list[FineProtection]:
    """Situations of a person that protect from a fine, as known now, latest first."""
    return list(known(FineProtection).filter(person_id=person_id).order_by("-valid_from"))


def uncounted_years_of(person_id: int) -> list[UncountedYear]:
    """Premium years of a person that do not count, as known now."""
    return list(known(UncountedYear).filter(person_id=person_id).order_by("year"))


def voluntary_ends_of(person_id: int) -> list[VoluntaryEnd]:
    """Voluntary memberships of a person that the fund ended, latest first."""
    return list(VoluntaryEnd.objects.filter(person_id=person_id).select_related("fund").order_by("-ended_on"))


def states(fund: CareFund, year: int) -> dict[State, int]:
    """How many files of a year stand in each state."""
    counted = FineFile.objects.filter(fund=fund, year=year).values_list("state").annotate(count=Count("pk"))
    return {State(state): count for state, count in sorted(counted)}


def outcomes(fund: CareFund, year: int) -> Counter[Reason]:
    """How many people were looked at in the last search of a year, by outcome."""
    counted = Considered.objects.filter(fund=fund, year=year).values_list("outcome").annotate(count=Count("pk"))
    return Counter({Reason(outcome): count for outcome, count in counted})


def considered(fund: CareFund, year: int, outcome: int | None = None) -> "QuerySet[Considered]":
    """Who was looked at in the last search of a year, with the reason."""
    found = Considered.objects.filter(fund=fund, year=year).select_related("person")
    if outcome is not None:
        found = found.filter(outcome=outcome)
    return found.order_by("outcome", "person_id")


def agency_files(fund: CareFund, year: int) -> "QuerySet[AgencyFile]":
    """The files to and from the agency about a year, without their content."""
    return AgencyFile.objects.filter(fund=fund, year=year).defer("content").order_by("made_at")
