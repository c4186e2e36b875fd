"""What is due for one month: the lump sum, unless death, detention, a stop or an exclusion (BVR art. 237, 238)."""

from zorgkas.engine import FOREVER, NEVER, Cents32, Day, Month, rule
from zorgkas.engine.calendar import add_years, first_day, month_of
from zorgkas.law.zbh.kinds import ZbhExclusion, ZbhGroup


@rule(article="BVR art. 238, 15°", since="2016-08-01")
def zbh_exclusion_counts(zbh_exclusion: ZbhExclusion, zbh_group: ZbhGroup) -> bool:
    """Any situation of the list; an income-replacement or integration allowance not for those who switched."""
    if zbh_exclusion == ZbhExclusion.INCOME_REPLACEMENT:
        return zbh_group != ZbhGroup.SWITCHERS
    return zbh_exclusion != ZbhExclusion.NONE


@rule(article="BVR art. 237, 238, 15°", since="2016-08-01")
def zbh_exclusion_last_month(zbh_exclusion: ZbhExclusion, zbh_excluded_to: Day, birth_date: Day) -> Month:
    """The month in which the situation ends; an allowance counts only under 21."""
    ends = FOREVER if zbh_excluded_to >= FOREVER else month_of(zbh_excluded_to - 1)
    if zbh_exclusion == ZbhExclusion.INCOME_REPLACEMENT:
        return min(ends, month_of(add_years(birth_date, 21) - 1))
    return ends


@rule(article="BVR art. 237 al. 2-4", since="2016-08-01")
def zbh_exclusion_first_month(
    zbh_exclusion_counts: bool,
    zbh_exclusion: ZbhExclusion,
    zbh_excluded_from: Day,
    zbh_exclusion_notified_on: Day,
    birth_date: Day,
) -> Month:
    """Told in time: the month after the start. Told later: the month of the notice, not back to the start."""
    if not zbh_exclusion_counts or zbh_excluded_from == NEVER:
        return FOREVER
    if zbh_exclusion == ZbhExclusion.INCOME_REPLACEMENT and zbh_excluded_from >= add_years(birth_date, 21):
        return FOREVER
    if zbh_exclusion_notified_on > zbh_excluded_from:
        return month_of(zbh_exclusion_notified_on)
    return month_of(zbh_excluded_from) + 1


@rule(article="BVR art. 237 al. 1-4", since="2016-08-01")
def zbh_stop_first_month(
    condition_lost_on: Day,
    zbh_recognition_ended_on: Day,
    zbh_back_in_belgium_on: Day,
    zbh_group: ZbhGroup,
    zbh_exclusion: ZbhExclusion,
    zbh_exclusion_first_month: Month,
    zbh_excluded_from: Day,
    entitled_from: Day,
    zbh_exclusion_ends_the_right: bool,
) -> Month:
    """The month from which the right is gone: a condition fails, recognition ends, a budget or stay came after it.

    Means for urgent needs (art. 238, 11°) are no budget and no facility: they only keep the right from being paid.
    Who kept the right because of a residence abroad loses it by coming to live in Belgium (art. 641/2 al. 2).
    """
    stops = FOREVER
    if condition_lost_on != NEVER:
        stops = month_of(condition_lost_on) + 1
    if zbh_recognition_ended_on != NEVER:
        stops = min(stops, month_of(zbh_recognition_ended_on) + 1)
    if zbh_group == ZbhGroup.ABROAD and zbh_back_in_belgium_on != NEVER:
        stops = min(stops, month_of(zbh_back_in_belgium_on) + 1)
    ends = zbh_exclusion_ends_the_right and zbh_exclusion != ZbhExclusion.URGENT_MEANS
    if ends and zbh_excluded_from >= entitled_from:
        stops = min(stops, zbh_exclusion_first_month)
    return stops


@rule(article="BVR art. 238", since="2016-08-01")
def zbh_carried_out_in_month(
    zbh_exclusion_first_month: Month, zbh_exclusion_last_month: Month, due_month: Month
) -> bool:
    """Not in the months of the situation: the article names none, so those of art. 237 up to its end are taken."""
    return due_month < zbh_exclusion_first_month or due_month > zbh_exclusion_last_month


@rule(article="DEC art. 92 §2; BVR art. 139, 142, 237, 238", since="2016-08-01", until="2019-01-01")
def zbh_due_cents(
    zbh_month_cents: Cents32,
    zbh_stop_first_month: Month,
    zbh_carried_out_in_month: bool,
    entitled_from: Day,
    entitled_to: Day,
    due_month: Month,
) -> Cents32:
    """The lump sum in each month of the right until it stops."""
    start = first_day(due_month)
    runs = entitled_from != NEVER and entitled_from <= start and start < entitled_to
    return zbh_month_cents if runs and due_month < zbh_stop_first_month and zbh_carried_out_in_month else 0


@rule(article="DEC art. 92 §2; BVR art. 139, 142, 237, 238", since="2019-01-01", name="zbh_due_cents")
def zbh_due_cents_2019(
    zbh_month_cents: Cents32,
    entitled_in_month: bool,
    alive_in_month: bool,
    detained_in_month: bool,
    zbh_stop_first_month: Month,
    zbh_carried_out_in_month: bool,
    due_month: Month,
) -> Cents32:
    """The lump sum in each month of the right until it stops, up to the month of death, unless detained or excluded."""
    runs = entitled_in_month and due_month < zbh_stop_first_month
    return zbh_month_cents if runs and alive_in_month and not detained_in_month and zbh_carried_out_in_month else 0
