"""From which month a change of a running right works: revision, stop, other care form (BVR art. 148, 168-180)."""

from zorgkas.engine import FOREVER, NEVER, Day, Month, fact, rule
from zorgkas.engine.calendar import day_of_month, last_day, month_of
from zorgkas.law.zzz.kinds import FacilityKind, KatzClass

# An absence from the facility: its first day, and the first day back; NEVER and FOREVER without.
fact("absent_from", Day, default=NEVER, low=733_000, high=740_300)
fact("absent_to", Day, default=FOREVER, low=733_000, high=741_000)


@rule(article="BVR art. 168", since="2019-01-01")
def revision_first_month(revision_requested_on: Day) -> Month:
    """A revision with a positive outcome works from the month after the request."""
    return NEVER if revision_requested_on == NEVER else month_of(revision_requested_on) + 1


@rule(article="BVR art. 175", since="2019-01-01")
def stop_first_month(condition_lost_on: Day) -> Month:
    """The right stops from the month after the day on which a condition fails (at home: the stop decision)."""
    return FOREVER if condition_lost_on == NEVER else month_of(condition_lost_on) + 1


@rule(article="BVR art. 176, 178", since="2019-01-01")
def residential_first_month(
    admitted_on: Day, left_facility_on: Day, died_on: Day, facility_kind: FacilityKind, facility_recognised: bool
) -> Month:
    """The first full month of the stay, also with a death in it; never in a facility that does not count."""
    if admitted_on == NEVER or facility_kind == FacilityKind.NONE or not facility_recognised:
        return FOREVER
    first = month_of(admitted_on) + (0 if day_of_month(admitted_on) == 1 else 1)
    if died_on != NEVER and month_of(died_on) <= first:
        return first if month_of(died_on) == first and left_facility_on >= died_on else FOREVER
    return first if left_facility_on > last_day(first) else FOREVER


@rule(article="BVR art. 176", since="2019-01-01")
def home_again_first_month(left_facility_on: Day) -> Month:
    """Back home: from the month after the month of leaving, the last day of the stay."""
    return FOREVER if left_facility_on >= FOREVER else month_of(left_facility_on - 1) + 1


@rule(article="BVR art. 177", since="2020-01-01")
def both_forms_accepted(
    change_asked_before_decision: bool, applied_on: Day, admitted_on: Day, finding_katz_class: KatzClass
) -> bool:
    """Asked before the decision on care at home; admitted, with at least B, before the fourth month after applying."""
    if not change_asked_before_decision or applied_on == NEVER or admitted_on == NEVER:
        return False
    if finding_katz_class < KatzClass.B:
        return False
    return month_of(admitted_on) < month_of(applied_on) + 4 and finding_katz_class != KatzClass.D


@rule(article="BVR art. 176, 178, 180", since="2019-01-01")
def first_full_month_of_stay(admitted_on: Day, left_facility_on: Day) -> Month:
    """The first calendar month that lies wholly in the stay, whatever the facility; FOREVER when there is none."""
    if admitted_on == NEVER:
        return FOREVER
    first = month_of(admitted_on) + (0 if day_of_month(admitted_on) == 1 else 1)
    return first if left_facility_on > last_day(first) else FOREVER


@rule(article="BVR art. 178 al. 2, 180", since="2019-01-01")
def home_last_month_before_stay(first_full_month_of_stay: Month) -> Month:
    """Care at home is paid until the first full month of the stay, also when the facility does not count."""
    return FOREVER if first_full_month_of_stay >= FOREVER else first_full_month_of_stay - 1


@rule(article="BVR art. 148", since="2019-01-01")
def absence_stop_month(facility_kind: FacilityKind, absent_from: Day, absent_to: Day) -> Month:
    """Away from a PVT for longer than one full calendar month, without asking another form: the first such month."""
    if facility_kind != FacilityKind.PVT or absent_from == NEVER:
        return FOREVER
    first = month_of(absent_from) + (0 if day_of_month(absent_from) == 1 else 1)
    return first if absent_to > last_day(first) + 1 else FOREVER
