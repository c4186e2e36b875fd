"""From which month a change of a running right works: revision, stop, control, other care form (BVR art. 168-190)."""

from zorgkas.engine import FOREVER, NEVER, Day, Month, rule
from zorgkas.engine.calendar import day_of_month, last_day, month_of
from zorgkas.law.zzz.kinds import FacilityKind, KatzClass


@rule(article="BVR art. 168", since="2019-01-01")
def revision_first_month(revision_requested_on: Day) -> Month:
    """A revision with a positive outcome works from the month after the request."""
    return NEVER if revision_requested_on == NEVER else month_of(revision_requested_on) + 1


@rule(article="BVR art. 175", since="2019-01-01")
def stop_first_month(condition_lost_on: Day) -> Month:
    """The right stops from the month after the day on which a condition fails (at home: the stop decision)."""
    return FOREVER if condition_lost_on == NEVER else month_of(condition_lost_on) + 1


@rule(article="BVR art. 190", since="2021-06-01")
def control_first_month(control_decided_on: Day, first_control_missed_on: Day) -> Month:
    """A new decision after a control works from the next month; twice absent or refusing: after the FIRST control."""
    if first_control_missed_on != NEVER:
        return month_of(first_control_missed_on) + 1
    return FOREVER if control_decided_on == NEVER else month_of(control_decided_on) + 1


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
