"""Which days of a stay are stay days (BVR art. 463-465, 467). Hours are minutes since midnight."""

from zorgkas.engine import FOREVER, NEVER, Day, Int8, Int16, Month, fact, rule
from zorgkas.engine.calendar import first_day, last_day
from zorgkas.law.residential.kinds import LeaveMeaning, LeaveReason

# The hour of admission and of departure. `stay_from` and `stay_ended_on` are their days.
fact("arrived_minute", Int16, default=600, low=0, high=1439)
fact("departed_minute", Int16, default=660, low=0, high=1439)
fact("ended_by_death", bool, default=False)
fact("ended_by_hospital", bool, default=False)

# A leave: from leaving to coming back.
fact("leave_reason", LeaveReason, default=LeaveReason.HOME)
fact("left_on_leave", Day, default=NEVER, low=738_500, high=740_300)
fact("leave_minute", Int16, default=600, low=0, high=1439)
fact("back_from_leave", Day, default=NEVER, low=738_500, high=740_300)
fact("return_minute", Int16, default=900, low=0, high=1439)
# Days of collective holiday earlier in the calendar year.
fact("holiday_days_before", Int8, default=0, low=0, high=20)

# The month of an invoice, and the days of temporary absence in it that are no stay days.
fact("stay_month", Month, low=24_264, high=24_324)
fact("absent_days_in_month", Int8, default=0, low=0, high=31)


@rule(article="BVR art. 463 al. 2, 3", since="2023-01-01")
def arrived_before_noon(arrived_minute: Int16, noon_counts_as_before: bool) -> bool:
    """Before 12:00. The article says nothing of 12:00 itself."""
    return arrived_minute < 720 or (noon_counts_as_before and arrived_minute == 720)


@rule(article="BVR art. 463 al. 2, 3", since="2023-01-01")
def departed_after_two(departed_minute: Int16, two_counts_as_after: bool) -> bool:
    """After 14:00. The article says nothing of 14:00 itself."""
    return departed_minute > 840 or (two_counts_as_after and departed_minute == 840)


@rule(article="BVR art. 463 al. 1, 4", since="2023-01-01")
def stay_is_paid(stay_from: Day, stay_ended_on: Day, departed_minute: Int16, ended_by_death: bool) -> bool:
    """At least one night, from before midnight until after 8:00 the next day; shorter only when death ended it."""
    if stay_ended_on >= FOREVER or ended_by_death:
        return True
    nights = stay_ended_on - stay_from
    return nights > 1 or (nights == 1 and departed_minute > 480)


@rule(article="BVR art. 463 al. 2, 3", since="2023-01-01")
def first_stay_day(stay_from: Day, arrived_before_noon: bool) -> Day:
    """The day of admission when the admission was before noon, else the day after."""
    return stay_from if arrived_before_noon else stay_from + 1


@rule(article="BVR art. 463 al. 2, 3", since="2023-01-01")
def day_after_last_stay_day(
    stay_from: Day, stay_ended_on: Day, arrived_before_noon: bool, departed_after_two: bool, stay_is_paid: bool
) -> Day:
    """The day of departure counts after an admission past noon, or when the departure was after 14:00 as well.

    Exactly one of both days counts, except both when the admission was before noon and the departure after 14:00. A
    stay that ends by death on its first day is one day.
    """
    if stay_ended_on >= FOREVER:
        return FOREVER
    if not stay_is_paid:
        return stay_from
    if stay_ended_on == stay_from:
        return stay_from + 1
    return stay_ended_on + 1 if not arrived_before_noon or departed_after_two else stay_ended_on


@rule(article="BVR art. 463", since="2023-01-01")
def stay_days(
    stay_from: Day, stay_ended_on: Day, first_stay_day: Day, day_after_last_stay_day: Day, stay_is_paid: bool
) -> Int16:
    """All stay days of a stay that is over; 0 when it is not paid or not over."""
    if stay_ended_on >= FOREVER or not stay_is_paid:
        return 0
    if stay_ended_on == stay_from:
        return 1
    return max(0, day_after_last_stay_day - first_stay_day)


@rule(article="BVR art. 464 §1, 465", since="2019-01-01")
def leave_meaning(
    leave_reason: LeaveReason, left_on_leave: Day, leave_minute: Int16, back_from_leave: Day, return_minute: Int16
) -> LeaveMeaning:
    """A hospital night or more than 72 hours is a departure; a night elsewhere is a temporary absence.

    A night runs from before midnight until 8:00 the next day. A collective holiday is no absence.
    """
    if left_on_leave == NEVER or back_from_leave == NEVER or back_from_leave <= left_on_leave:
        return LeaveMeaning.NO_ABSENCE
    night = back_from_leave - left_on_leave > 1 or return_minute >= 480
    if leave_reason == LeaveReason.COLLECTIVE_HOLIDAY:
        return LeaveMeaning.COLLECTIVE_HOLIDAY
    if not night:
        return LeaveMeaning.NO_ABSENCE
    minutes = (back_from_leave - left_on_leave) * 1440 + return_minute - leave_minute
    if leave_reason == LeaveReason.HOSPITAL or minutes > 72 * 60:
        return LeaveMeaning.DEPARTURE
    return LeaveMeaning.TEMPORARY_ABSENCE


@rule(article="BVR art. 464 §1 al. 2", since="2023-01-01")
def leave_unpaid_days(
    leave_meaning: LeaveMeaning,
    left_on_leave: Day,
    leave_minute: Int16,
    back_from_leave: Day,
    return_minute: Int16,
    noon_counts_as_before: bool,
    two_counts_as_after: bool,
) -> Int16:
    """The days of a temporary absence that are no stay days: those between, and one of the days of leaving and return.

    The rules of admission and departure apply alike: coming back before noon after leaving past 14:00 leaves both days
    paid. A collective holiday and a leave without a night cost nothing; a departure ends the stay.
    """
    if leave_meaning != LeaveMeaning.TEMPORARY_ABSENCE:
        return 0
    back_before_noon = return_minute < 720 or (noon_counts_as_before and return_minute == 720)
    left_after_two = leave_minute > 840 or (two_counts_as_after and leave_minute == 840)
    between = back_from_leave - left_on_leave - 1
    return between if back_before_noon and left_after_two else between + 1


@rule(article="BVR art. 464 §1 al. 2", since="2023-01-01")
def leave_first_unpaid_day(
    left_on_leave: Day,
    leave_minute: Int16,
    return_minute: Int16,
    noon_counts_as_before: bool,
    two_counts_as_after: bool,
) -> Day:
    """The day of leaving when it is the day of return that counts, else the day after it."""
    back_before_noon = return_minute < 720 or (noon_counts_as_before and return_minute == 720)
    left_after_two = leave_minute > 840 or (two_counts_as_after and leave_minute == 840)
    if left_on_leave == NEVER:
        return NEVER
    return left_on_leave if back_before_noon and not left_after_two else left_on_leave + 1


@rule(article="BVR art. 465", since="2019-01-01")
def holiday_days_paid(
    leave_meaning: LeaveMeaning,
    left_on_leave: Day,
    back_from_leave: Day,
    holiday_days_before: Int8,
    holiday_most_days: Int8,
) -> Int16:
    """Days of a collective holiday that are paid: at most fourteen in a calendar year."""
    if leave_meaning != LeaveMeaning.COLLECTIVE_HOLIDAY:
        return 0
    return max(0, min(back_from_leave - left_on_leave + 1, holiday_most_days - holiday_days_before))


@rule(article="BVR art. 463, 464", since="2023-01-01")
def stay_days_in_month(
    first_stay_day: Day,
    day_after_last_stay_day: Day,
    stay_from: Day,
    stay_paid_from: Day,
    stay_month: Month,
    absent_days_in_month: Int8,
) -> Int8:
    """Stay days of a month: within the stay, from the first day that can be invoiced, less the days of absence."""
    start = max(first_stay_day, stay_paid_from, first_day(stay_month))
    if day_after_last_stay_day == stay_from + 1:  # one day only, which death ended
        start = max(stay_from, stay_paid_from, first_day(stay_month))
    stop = min(day_after_last_stay_day, last_day(stay_month) + 1)
    return max(0, stop - start - absent_days_in_month)


@rule(article="BVR art. 467", since="2020-01-01")
def day_care_day_counts(
    arrived_minute: Int16, departed_minute: Int16, ended_by_death: bool, ended_by_hospital: bool
) -> bool:
    """At least six hours, arrived at 12:00 at the latest; shorter only through death or admission to a hospital."""
    if arrived_minute > 720:
        return False
    return departed_minute - arrived_minute >= 360 or ended_by_death or ended_by_hospital
