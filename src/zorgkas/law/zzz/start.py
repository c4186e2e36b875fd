"""When the right opens and from which month it is paid (DEC art. 83; BVR art. 161, 165, 173, 181)."""

from zorgkas.engine import NEVER, Day, GapReason, Int8, Month, rule
from zorgkas.engine.calendar import last_day, make_day, month_of, year_of
from zorgkas.law.common.kinds import CareForm
from zorgkas.law.zzz.kinds import Instrument


@rule(article="BVR art. 161", since="2019-01-01")
def application_works_from(applied_on: Day, could_affiliate_from: Day, worker_file_on: Day) -> Day:
    """Workers from abroad: back to the day they could affiliate, if filed in the two years after the first file.

    That is by 31 December of the second year after the agency got the first Crossroads Bank file with the person.
    """
    if applied_on == NEVER or could_affiliate_from == NEVER or worker_file_on == NEVER:
        return applied_on
    in_time = applied_on <= make_day(year_of(worker_file_on) + 2, 12, 31)
    return min(applied_on, could_affiliate_from) if in_time else applied_on


@rule(article="DEC art. 83 al. 1", since="2019-01-01")
def zzz_opened_on(care_form: CareForm, admitted_on: Day, finding_from: Day, application_works_from: Day) -> Day:
    """The admission; at home the start of the need by the finding, or the application if that start lies later."""
    if care_form == CareForm.RESIDENTIAL:
        return admitted_on
    if application_works_from != NEVER and (finding_from == NEVER or finding_from > application_works_from):
        return application_works_from
    return finding_from


@rule(article="BVR art. 165", since="2019-12-01")
def without_waiting_period(palliative_in_time: bool) -> bool:
    """People with a palliative home lump sum do not wait."""
    return palliative_in_time


@rule(article="DEC art. 83 al. 2; BVR art. 148", since="2019-01-01", until="2019-12-01")
def waiting_period_ends(
    zzz_opened_on: Day, care_form: CareForm, facility_recognised_from: Day, carenz_months: Int8
) -> Month:
    """At the earliest the fourth month after the opening; a facility pays off from its recognition at the earliest."""
    if zzz_opened_on == NEVER:
        return NEVER
    ends = month_of(zzz_opened_on) + carenz_months
    return max(ends, month_of(facility_recognised_from)) if care_form == CareForm.RESIDENTIAL else ends


@rule(article="DEC art. 83 al. 2; BVR art. 148, 165", since="2019-12-01", name="waiting_period_ends")
def waiting_period_ends_2019(
    zzz_opened_on: Day,
    without_waiting_period: bool,
    care_form: CareForm,
    facility_recognised_from: Day,
    carenz_months: Int8,
) -> Month:
    """As before; without waiting period the next month. A facility pays off from its recognition at the earliest."""
    if zzz_opened_on == NEVER:
        return NEVER
    ends = month_of(zzz_opened_on) + (1 if without_waiting_period else carenz_months)
    if care_form == CareForm.RESIDENTIAL:
        ends = max(ends, month_of(facility_recognised_from))
    return ends


@rule(article="BVR art. 181", since="2019-01-01")
def application_is_late(application_works_from: Day, zzz_opened_on: Day) -> bool:
    """The application falls in a month after the one in which the right opens: the right works back."""
    return application_works_from != NEVER and month_of(application_works_from) > month_of(zzz_opened_on)


@rule(article="BVR art. 181", since="2019-01-01")
def earliest_retroactive_month(
    application_works_from: Day, retroactive_months_max: Int8, lost_month_counts_within_maximum: bool
) -> Month:
    """At most six months before the month of the application, the lost month included (a switch reads it apart)."""
    extra = 0 if lost_month_counts_within_maximum else 1
    return month_of(application_works_from) - retroactive_months_max - extra


@rule(article="BVR art. 171, 172, 173", since="2019-01-01")
def extension_in_time(
    is_extension: bool,
    previous_last_month: Month,
    previous_on_assessment: bool,
    finding_instrument: Instrument,
    extension_received_on: Day,
    lives_outside_area: bool,
    extension_attest_days: Int8,
) -> bool:
    """On an assessment: before it expires. On an attest: 90 days after that at the latest.

    No term for the care supplement of children, nor for who lives outside the Dutch-language area and Brussels.
    """
    if not is_extension or extension_received_on == NEVER:
        return False
    if finding_instrument == Instrument.CHILD_SUPPLEMENT or lives_outside_area:
        return True
    expires = last_day(previous_last_month)
    return extension_received_on <= expires + (0 if previous_on_assessment else extension_attest_days)


@rule(
    article="Vlaamse zorgverzekering (2009-2016)",
    since="2009-03-01",
    until="2017-01-01",
)
def zzz_first_month(applied_on: Day, carenz_months: Int8) -> Month:
    """From the first day of the fourth month after the application, no earlier."""
    return NEVER if applied_on == NEVER else month_of(applied_on) + carenz_months


@rule(
    article="Vlaamse zorgverzekering (2017-2018)",
    since="2017-01-01",
    until="2019-01-01",
    name="zzz_first_month",
    gap=GapReason(
        "The day on which the right began to count from its opening instead of the application stands in no source.",
        nl="De dag waarop het recht begon te tellen vanaf zijn opening in plaats van vanaf de aanvraag, staat in"
        " geen enkele bron.",
    ),
)
def zzz_first_month_2017(applied_on: Day) -> Month:
    """Open: see the reason of the gap."""
    return month_of(applied_on)


@rule(article="DEC art. 83; BVR art. 173, 181", since="2019-01-01", name="zzz_first_month")
def zzz_first_month_2019(
    extension_in_time: bool,
    previous_last_month: Month,
    waiting_period_ends: Month,
    application_is_late: bool,
    earliest_retroactive_month: Month,
) -> Month:
    """An extension follows at once. A late application loses the first retroactive month, and reaches back six."""
    if extension_in_time:
        return previous_last_month + 1
    if not application_is_late or waiting_period_ends == NEVER:
        return waiting_period_ends
    return max(waiting_period_ends, earliest_retroactive_month) + 1
