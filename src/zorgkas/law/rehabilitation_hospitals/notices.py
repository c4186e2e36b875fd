"""Notices of an admission, its extension, absence and end, and what lateness costs (BVR art. 534/59-65)."""

from zorgkas.engine import NEVER, Day, Int8, Int16, fact, rule
from zorgkas.law.common.working_days import add_working_days

fact("hosp_admitted_on", Day, low=738_156, high=740_300)
# The time stamp of the notice of the admission, or of the request to extend.
fact("hosp_notice_on", Day, low=738_156, high=740_300)
# The last approved day, before an extension (NEVER: none yet).
fact("hosp_approved_until", Day, default=NEVER, low=738_156, high=740_600)
fact("hosp_absent_from", Day, default=NEVER, low=738_156, high=740_300)
fact("hosp_last_care_day", Day, default=NEVER, low=738_156, high=740_300)
# Repeated lateness was told to the hospital on this day, and no measure followed (NEVER: not told).
fact("hosp_lateness_told_on", Day, default=NEVER, low=738_156, high=740_300)


@rule(article="BVR art. 534/59", since="2022-01-01")
def hosp_notice_until(hosp_admitted_on: Day, hosp_notice_working_days: Int8) -> Day:
    """Three working days after the day of admission."""
    return add_working_days(hosp_admitted_on, hosp_notice_working_days)


@rule(article="BVR art. 534/59", since="2022-01-01")
def hosp_extension_until(hosp_admitted_on: Day, hosp_approved_until: Day, hosp_first_days: Int8) -> Day:
    """Day 15 of the admission at the latest, and later the last day of the approved period."""
    return hosp_admitted_on + hosp_first_days - 1 if hosp_approved_until == NEVER else hosp_approved_until


@rule(article="BVR art. 534/59, 534/63", since="2022-01-01")
def hosp_notice_in_time(hosp_notice_on: Day, hosp_notice_until: Day) -> bool:
    """The time stamp is the proof."""
    return hosp_notice_on <= hosp_notice_until


@rule(article="BVR art. 534/59, 534/63", since="2022-01-01")
def hosp_extension_in_time(hosp_notice_on: Day, hosp_extension_until: Day) -> bool:
    """The time stamp is the proof."""
    return hosp_notice_on <= hosp_extension_until


@rule(article="BVR art. 534/61", since="2022-01-01")
def hosp_absence_notice_until(hosp_absent_from: Day, hosp_notice_working_days: Int8) -> Day:
    """Three working days after a temporary absence or a move to another service began."""
    return add_working_days(hosp_absent_from, hosp_notice_working_days)


@rule(article="BVR art. 534/65", since="2022-01-01")
def hosp_discharge_notice_until(hosp_last_care_day: Day, hosp_discharge_working_days: Int8) -> Day:
    """Two working days after the last day of care."""
    return add_working_days(hosp_last_care_day, hosp_discharge_working_days)


@rule(article="BVR art. 534/65", since="2022-01-01")
def hosp_discharge_report_until(hosp_last_care_day: Day, hosp_report_days: Int8) -> Day:
    """The medical report within thirty days after the discharge."""
    return hosp_last_care_day if hosp_last_care_day == NEVER else hosp_last_care_day + hosp_report_days


@rule(article="BVR art. 534/64", since="2022-01-01")
def hosp_late_days(hosp_notice_on: Day, hosp_notice_until: Day) -> Int16:
    """The days of delay of a notice of admission."""
    return max(0, hosp_notice_on - hosp_notice_until)


@rule(article="BVR art. 534/63, 534/64", since="2022-01-01")
def hosp_accepted_from(
    hosp_admitted_on: Day,
    hosp_late_days: Int16,
    hosp_notice_on: Day,
    hosp_lateness_told_on: Day,
    hosp_warning_days: Int8,
) -> Day:
    """The day of admission; after a warning and thirty days without measures the days of delay are lost.

    Art. 534/63 promises the start of the admission for a notice in time only; a first lateness has no sanction, since
    art. 534/64 gives one to repeated lateness alone.
    """
    warned = hosp_lateness_told_on != NEVER and hosp_notice_on > hosp_lateness_told_on + hosp_warning_days
    return hosp_admitted_on + hosp_late_days if warned else hosp_admitted_on


@rule(article="BVR art. 534/63", since="2022-01-01")
def hosp_first_period_until(hosp_admitted_on: Day, hosp_first_days: Int8) -> Day:
    """An acceptance on a notice is for fifteen days at most; by silence as well, as no article says otherwise."""
    return hosp_admitted_on + hosp_first_days - 1
