"""Days of a stay and of leave in a psychiatric nursing home (BVR art. 534/146, 534/149). Hours are minutes."""

from zorgkas.engine import NEVER, Day, Int8, Int16, fact, rule

fact("pvt_admitted_on", Day, low=738_156, high=740_300)
# Started calendar months of admission in the year, and days of individual leave that were billed in it before.
fact("pvt_months_started", Int8, default=12, low=0, high=12)
fact("pvt_leave_billed", Int8, default=0, low=0, high=60)


@rule(article="BVR art. 534/146", since="2023-10-01")
def pvt_stay_days(
    pvt_admitted_on: Day, care_left_on: Day, care_ended_by_death: bool, care_first_and_last_count: bool
) -> Int16:
    """Days of a stay that is over: first and last day are one, unless in before 12:00 and out after 14:00.

    Death on the day of admission is one day. No article asks a night.
    """
    if care_left_on == NEVER or care_left_on < pvt_admitted_on:
        return 0
    nights = min(care_left_on - pvt_admitted_on, 30_000)
    if nights == 0:
        return 1 if care_ended_by_death or care_first_and_last_count else 0
    return nights + 1 if care_first_and_last_count else nights


@rule(article="BVR art. 534/149 §1", since="2023-04-01")
def pvt_leave_left(
    pvt_months_started: Int8, pvt_leave_billed: Int8, pvt_leave_days_a_month: Int8, pvt_leave_most_days: Int8
) -> Int8:
    """Days of individual leave that can still be billed: four a started month, forty-eight a calendar year."""
    return max(0, min(pvt_months_started * pvt_leave_days_a_month, pvt_leave_most_days) - pvt_leave_billed)


@rule(article="BVR art. 534/149 §1", since="2023-04-01")
def pvt_leave_billable_days(
    care_absent_from: Day,
    care_absent_from_minute: Int16,
    care_absent_to: Day,
    care_absent_to_minute: Int16,
    pvt_leave_departure_minute: Int16,
    pvt_leave_return_minute: Int16,
) -> Int16:
    """The days of a leave that may be billed: those between, the day of leaving after 10:00 and of return before 18:00.

    What counts as a day of leave stands in the order of 7 December 2018 (art. 80), which was not read.
    """
    if care_absent_from == NEVER or care_absent_to == NEVER or care_absent_to <= care_absent_from:
        return 0
    days = min(care_absent_to - care_absent_from - 1, 30_000)
    left_late = care_absent_from_minute > pvt_leave_departure_minute
    back_early = care_absent_to_minute < pvt_leave_return_minute
    return days + (1 if left_late else 0) + (1 if back_early else 0)
