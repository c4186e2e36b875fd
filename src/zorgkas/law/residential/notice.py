"""The notification of an admission, a change and an end: terms, and what lateness costs (BVR art. 435-449)."""

from zorgkas.engine import FOREVER, NEVER, Day, Int8, Int16, fact, rule
from zorgkas.engine.calendar import add_months
from zorgkas.law.common.working_days import add_working_days
from zorgkas.law.residential.kinds import DependencyCategory, LatenessExcuse

# The day of admission (of day care: the first day), and the time stamp of the notification.
fact("stay_from", Day, low=738_500, high=740_300)
fact("notice_received_on", Day, low=738_500, high=740_300)
fact("notice_excuse", LatenessExcuse, default=LatenessExcuse.NONE)
# The fund took the proof of the excuse (force majeure) or the error as it was told.
fact("notice_excuse_proven", bool, default=False)
# From when the right may work back when the insurance status changed or the minister decided (BVR art. 439).
fact("notice_works_back_to", Day, default=NEVER, low=738_500, high=740_300)
# The day on which the recognition decision was delivered to the facility, and the first day of the recognition.
fact("stay_recognition_delivered_on", Day, default=NEVER, low=737_000, high=740_300)
fact("stay_recognised_from", Day, default=NEVER, low=737_000, high=740_300)
fact("minister_allows_recognition_start", bool, default=False)
# A change: the day of the event, and the day of the last adjusting decision of the commission (NEVER without one).
fact("stay_changed_on", Day, default=NEVER, low=738_500, high=740_300)
fact("commission_adjusted_on", Day, default=NEVER, low=738_500, high=740_300)
# The end of the stay (death or departure), and the end of the stay before this one.
fact("stay_ended_on", Day, default=FOREVER, low=738_500, high=740_600)
fact("previous_stay_ended_on", Day, default=NEVER, low=738_000, high=740_300)


@rule(article="BVR art. 435 §1", since="2022-10-29")
def admission_notice_until(stay_from: Day, notice_working_days: Int8) -> Day:
    """Ten working days that follow the day of admission."""
    return add_working_days(stay_from, notice_working_days)


@rule(article="BVR art. 435 §1", since="2022-10-29")
def admission_notice_in_time(notice_received_on: Day, admission_notice_until: Day) -> bool:
    """The time stamp decides."""
    return notice_received_on <= admission_notice_until


@rule(article="BVR art. 436", since="2022-10-29")
def change_notice_until(stay_changed_on: Day, notice_working_days: Int8) -> Day:
    """Ten working days that follow the change of data of the stay."""
    return add_working_days(stay_changed_on, notice_working_days)


@rule(article="BVR art. 440", since="2022-10-29")
def category_notice_until(stay_changed_on: Day, notice_working_days: Int8) -> Day:
    """Ten working days after the day that follows the change of category: one day longer than the other terms."""
    if stay_changed_on == NEVER:
        return NEVER
    return add_working_days(stay_changed_on + 1, notice_working_days)


@rule(article="BVR art. 443, 448", since="2022-10-29")
def end_notice_until(stay_ended_on: Day, notice_working_days: Int8) -> Day:
    """Ten working days after death or departure."""
    return add_working_days(stay_ended_on, notice_working_days)


@rule(article="BVR art. 444", since="2019-01-01")
def chair_provider_told_until(stay_ended_on: Day, chair_notice_working_days: Int8) -> Day:
    """The facility tells a death within three working days to who rents a wheelchair to the resident."""
    return add_working_days(stay_ended_on, chair_notice_working_days)


@rule(article="BVR art. 438", since="2022-10-29")
def fund_answers_until(notice_received_on: Day, fund_answer_working_days: Int8) -> Day:
    """Five working days after the notification; silence is no approval."""
    return add_working_days(notice_received_on, fund_answer_working_days)


@rule(article="BVR art. 437/1", since="2022-10-29")
def late_notice_days(stay_from: Day, notice_received_on: Day) -> Int16:
    """The calendar days from the admission up to and including the day before the notification."""
    return max(0, notice_received_on - stay_from)


@rule(article="BVR art. 437/1", since="2022-10-29")
def late_notice_lost_days(late_notice_days: Int16, administrative_error_percent: Int8) -> Int16:
    """A quarter of them, rounded down, is lost after an administrative error."""
    return late_notice_days * administrative_error_percent // 100


@rule(article="BVR art. 437, 437/1, 438, 439", since="2022-10-29")
def notice_counts_from(
    stay_from: Day,
    notice_received_on: Day,
    admission_notice_in_time: bool,
    notice_excuse: LatenessExcuse,
    notice_excuse_proven: bool,
    late_notice_lost_days: Int16,
    notice_works_back_to: Day,
) -> Day:
    """In time: the day of admission. Late: the day of the notification, unless an excuse is accepted."""
    if admission_notice_in_time:
        return stay_from
    if not notice_excuse_proven:
        return notice_received_on
    if notice_excuse == LatenessExcuse.FORCE_MAJEURE:
        return stay_from
    if notice_excuse == LatenessExcuse.ADMINISTRATIVE_ERROR:
        return stay_from + late_notice_lost_days
    works_back = notice_excuse == LatenessExcuse.INSURANCE_STATUS or notice_excuse == LatenessExcuse.MINISTER
    if works_back and notice_works_back_to != NEVER:
        return max(stay_from, min(notice_works_back_to, notice_received_on))
    return notice_received_on


@rule(article="BVR art. 462, 466", since="2022-10-29")
def facility_entitled_from(
    stay_recognition_delivered_on: Day, stay_recognised_from: Day, minister_allows_recognition_start: bool
) -> Day:
    """From the delivery of the decision to the facility, or from the start of the recognition when that is later."""
    if stay_recognised_from == NEVER:
        return FOREVER
    if minister_allows_recognition_start or stay_recognition_delivered_on == NEVER:
        return stay_recognised_from
    return max(stay_recognition_delivered_on, stay_recognised_from)


@rule(article="BVR art. 437, 437/1, 438, 439, 462, 466", since="2022-10-29")
def stay_paid_from(notice_counts_from: Day, facility_entitled_from: Day) -> Day:
    """The first day for which the facility can invoice."""
    return max(notice_counts_from, facility_entitled_from)


@rule(article="BVR art. 446, 449", since="2020-01-01")
def new_scores_needed(
    stay_from: Day,
    previous_stay_ended_on: Day,
    previous_dependency: DependencyCategory,
    readmission_days: Int8,
) -> bool:
    """Not when somebody comes back within thirty days and stays in the same category."""
    if previous_stay_ended_on == NEVER or previous_dependency == DependencyCategory.NONE:
        return True
    return stay_from - previous_stay_ended_on > readmission_days


@rule(article="BVR art. 441", since="2020-01-01")
def report_by_physician(notice_received_on: Day, commission_adjusted_on: Day, physician_only_months: Int8) -> bool:
    """Within six months after an adjusting decision of the commission only a physician signs the detailed report."""
    if commission_adjusted_on == NEVER or notice_received_on < commission_adjusted_on:
        return False
    return notice_received_on <= add_months(commission_adjusted_on, physician_only_months)
