"""When the right opens and from which month it is paid (DEC art. 83; BVR art. 161, 165, 173, 181)."""

from zorgkas.engine import FOREVER, NEVER, Day, GapReason, Int8, Int16, Month, rule
from zorgkas.engine.calendar import make_day, month_of, year_of
from zorgkas.law.common.kinds import CareForm


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


@rule(article="BVR art. 181", since="2019-01-01")
def retroactive_months_paid(zzz_first_month: Month, application_works_from: Day) -> Int16:
    """The months before the one of the application that are paid back; none without an application."""
    if application_works_from == NEVER or zzz_first_month == NEVER or zzz_first_month >= FOREVER:
        return 0
    return max(0, month_of(application_works_from) - zzz_first_month)


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
