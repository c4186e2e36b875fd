"""Nursing days of a stay (BVR art. 534/51). Hours are minutes since midnight."""

from zorgkas.engine import NEVER, Day, Int8, Int16, rule


@rule(article="BVR art. 534/51", since="2022-01-01")
def hosp_nursing_days(
    hosp_admitted_on: Day,
    care_left_on: Day,
    care_left_minute: Int16,
    care_ended_by_death: bool,
    care_first_and_last_count: bool,
) -> Int16:
    """All nursing days of a stay that is over: at least one night until after 8:00, or death on the first day."""
    if care_left_on == NEVER or care_left_on < hosp_admitted_on:
        return 0
    nights = min(care_left_on - hosp_admitted_on, 30_000)
    if nights == 0:
        return 1 if care_ended_by_death else 0
    if nights == 1 and care_left_minute <= 480 and not care_ended_by_death:
        return 0
    return nights + 1 if care_first_and_last_count else nights


@rule(article="BVR art. 534/13, 534/51", since="2022-01-01")
def hosp_absence_is_temporary(care_absent_from: Day, care_absent_to: Day, hosp_absence_most_days: Int8) -> bool:
    """At most five days, with a day of return that was fixed at the start."""
    if care_absent_from == NEVER or care_absent_to == NEVER or care_absent_to < care_absent_from:
        return False
    return care_absent_to - care_absent_from <= hosp_absence_most_days


@rule(article="BVR art. 534/51", since="2022-01-01")
def hosp_absence_lost_days(
    care_absent_from: Day,
    care_absent_from_minute: Int16,
    care_absent_to: Day,
    care_absent_to_minute: Int16,
    hosp_absence_is_temporary: bool,
    noon_counts_as_before: bool,
    two_counts_as_after: bool,
) -> Int16:
    """Days of a temporary absence that are no nursing days.

    The day of leaving counts after 14:00 only, the day of return before 12:00 only. Without a night nothing is lost.
    """
    if not hosp_absence_is_temporary or care_absent_to == care_absent_from:
        return 0
    left_late = care_absent_from_minute > 840 or (two_counts_as_after and care_absent_from_minute == 840)
    back_early = care_absent_to_minute < 720 or (noon_counts_as_before and care_absent_to_minute == 720)
    return care_absent_to - care_absent_from - 1 + (0 if left_late else 1) + (0 if back_early else 1)
