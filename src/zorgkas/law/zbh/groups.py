"""The doors of the ZBH with their reference dates, all closed by now (BVR art. 233, 636 to 641/2)."""

from zorgkas.engine import NEVER, Day, Int8, Int16, rule
from zorgkas.engine.calendar import age_on, make_day
from zorgkas.law.zbh.kinds import ZbhGroup


@rule(article="BVR art. 638", since="2016-08-01")
def zbh_adults_met(
    zbh_recognised: bool, zbh_demand_end_of_2014: bool, zbh_demand_start_of_2016: bool, zbh_support_at_grant: bool
) -> bool:
    """Recognised, with an active demand on both reference days, and none of the eight forms of support in use."""
    demands = zbh_demand_end_of_2014 and zbh_demand_start_of_2016
    return zbh_recognised and demands and not zbh_support_at_grant


@rule(article="BVR art. 641, 2°", since="2016-08-01")
def zbh_young_adults_met(
    birth_date: Day,
    zbh_opened_on: Day,
    zbh_points_tenths: Int16,
    zbh_nrth_at_grant: bool,
    zbh_points_min_tenths: Int16,
) -> bool:
    """21 up to and including 25 when the right opens, at least twelve points, no not directly accessible care."""
    age = age_on(birth_date, zbh_opened_on)
    of_age = zbh_opened_on != NEVER and age >= 21 and age <= 25
    return of_age and zbh_points_tenths >= zbh_points_min_tenths and not zbh_nrth_at_grant


@rule(article="BVR art. 641/1", since="2016-08-01")
def zbh_priority_met(
    zbh_recognised: bool, zbh_priority_group: Int8, zbh_budget_asked_on: Day, zbh_nrth_at_grant: bool
) -> bool:
    """A budget allocated in priority group 1 or 2, asked before 16 October 2017, and not yet in use."""
    asked = zbh_budget_asked_on != NEVER and zbh_budget_asked_on < make_day(2017, 10, 16)
    ranked = zbh_priority_group == 1 or zbh_priority_group == 2
    return zbh_recognised and asked and ranked and not zbh_nrth_at_grant


@rule(article="BVR art. 233 §3", since="2017-01-01")
def zbh_switchers_met(zbh_switched_voluntarily: bool, zbh_notice_ended_on: Day) -> bool:
    """Gave up not directly accessible care voluntarily, and told VAPH the day."""
    return zbh_switched_voluntarily and zbh_notice_ended_on != NEVER


@rule(article="BVR art. 641/2", since="2023-01-01")
def zbh_abroad_met(
    zbh_abroad_end_of_2022: bool,
    zbh_points_tenths: Int16,
    zbh_nrth_at_grant: bool,
    zbh_recognised: bool,
    zbh_listed_in_2015: bool,
    zbh_support_at_grant: bool,
    zbh_points_min_tenths: Int16,
) -> bool:
    """Not in Belgium on 31 December 2022, with twelve points as a child or on the list of 2015.

    The last words of al. 1, 2°, c), 3) do not fit the sentence they stand in; they are left out.
    """
    child = zbh_points_tenths >= zbh_points_min_tenths and not zbh_nrth_at_grant
    waiting = zbh_recognised and zbh_listed_in_2015 and not zbh_support_at_grant
    return zbh_abroad_end_of_2022 and (child or waiting)


@rule(article="BVR art. 640 (-2022-12-31); vlaanderen.be", since="2016-08-01")
def zbh_youth_waiters_met(zbh_recognised: bool, zbh_listed_in_2015: bool) -> bool:
    """On the intersectoral list on 30 June 2015. Only pages tell this group: its article is empty since 2023."""
    return zbh_recognised and zbh_listed_in_2015


@rule(article="BVR art. 641, 1° (-2022-12-31); lendelede.be", since="2016-08-01")
def zbh_minors_met(birth_date: Day, zbh_opened_on: Day, zbh_points_tenths: Int16, zbh_points_min_tenths: Int16) -> bool:
    """Under 21 with twelve points. Only pages tell this group: its article is empty since 2023."""
    young = zbh_opened_on != NEVER and age_on(birth_date, zbh_opened_on) < 21
    return young and zbh_points_tenths >= zbh_points_min_tenths


@rule(article="BVR art. 638, 641, 641/1", since="2016-08-01", until="2017-01-01")
def zbh_group_met(
    zbh_group: ZbhGroup,
    zbh_adults_met: bool,
    zbh_young_adults_met: bool,
    zbh_priority_met: bool,
    zbh_youth_waiters_met: bool,
    zbh_minors_met: bool,
) -> bool:
    """The conditions of the person's own group."""
    if zbh_group == ZbhGroup.ADULTS:
        return zbh_adults_met
    if zbh_group == ZbhGroup.YOUTH_WAITERS:
        return zbh_youth_waiters_met
    if zbh_group == ZbhGroup.YOUNG_ADULTS:
        return zbh_young_adults_met
    if zbh_group == ZbhGroup.MINORS:
        return zbh_minors_met
    return zbh_group == ZbhGroup.PRIORITY and zbh_priority_met


@rule(article="BVR art. 233 §3, 638, 641, 641/1", since="2017-01-01", until="2023-01-01", name="zbh_group_met")
def zbh_group_met_2017(
    zbh_group: ZbhGroup,
    zbh_adults_met: bool,
    zbh_young_adults_met: bool,
    zbh_priority_met: bool,
    zbh_youth_waiters_met: bool,
    zbh_minors_met: bool,
    zbh_switchers_met: bool,
) -> bool:
    """As before, and those who switch."""
    if zbh_group == ZbhGroup.ADULTS:
        return zbh_adults_met
    if zbh_group == ZbhGroup.YOUTH_WAITERS:
        return zbh_youth_waiters_met
    if zbh_group == ZbhGroup.YOUNG_ADULTS:
        return zbh_young_adults_met
    if zbh_group == ZbhGroup.MINORS:
        return zbh_minors_met
    if zbh_group == ZbhGroup.SWITCHERS:
        return zbh_switchers_met
    return zbh_group == ZbhGroup.PRIORITY and zbh_priority_met


@rule(article="BVR art. 233 §3, 637-641/2", since="2023-01-01", name="zbh_group_met")
def zbh_group_met_2023(
    zbh_group: ZbhGroup,
    zbh_adults_met: bool,
    zbh_young_adults_met: bool,
    zbh_priority_met: bool,
    zbh_switchers_met: bool,
    zbh_abroad_met: bool,
) -> bool:
    """Children and youngsters went to the Groeipakket; only those who did not live in Belgium stayed."""
    if zbh_group == ZbhGroup.ADULTS:
        return zbh_adults_met
    if zbh_group == ZbhGroup.YOUNG_ADULTS:
        return zbh_young_adults_met
    if zbh_group == ZbhGroup.PRIORITY:
        return zbh_priority_met
    if zbh_group == ZbhGroup.SWITCHERS:
        return zbh_switchers_met
    return zbh_group == ZbhGroup.ABROAD and zbh_abroad_met


@rule(article="BVR art. 233 §3, 638, 641, 641/1", since="2016-08-01")
def zbh_entry_open(zbh_group: ZbhGroup, zbh_opened_on: Day) -> bool:
    """Whether the right opened while the door of the group stood open; two groups are closed by reference dates."""
    if zbh_opened_on == NEVER:
        return False
    if zbh_group == ZbhGroup.YOUNG_ADULTS:
        return zbh_opened_on <= make_day(2020, 12, 31)
    dated = zbh_group == ZbhGroup.MINORS or zbh_group == ZbhGroup.YOUTH_WAITERS or zbh_group == ZbhGroup.SWITCHERS
    return not dated or zbh_opened_on <= make_day(2022, 12, 31)
