"""The conditions of membership, stay and residence for a ZBH (DEC art. 41; BVR art. 112 to 113/1, 635)."""

from zorgkas.engine import NEVER, Day, Int8, rule
from zorgkas.engine.calendar import add_years, age_on, make_day, year_of
from zorgkas.law.common.kinds import WaitingGroup


@rule(article="DEC art. 94; BVR art. 112, 113", since="2019-01-01")
def zbh_claimed_on(applied_on: Day, zbh_opened_on: Day) -> Day:
    """The application, or without one the day on which the right opens."""
    return zbh_opened_on if applied_on == NEVER else applied_on


@rule(article="DEC art. 41 §1 al. 1, 1°; BVR art. 113 §1", since="2019-01-01")
def zbh_affiliation_met(
    affiliated: bool, fund_chosen: bool, birth_date: Day, zbh_claimed_on: Day, membership_start_age: Int8
) -> bool:
    """Affiliated with a care fund, or too young to owe a premium and a fund chosen."""
    too_young = year_of(zbh_claimed_on) - year_of(birth_date) < membership_start_age
    return affiliated or (fund_chosen and too_young)


@rule(article="BVR art. 113 §2", since="2019-01-01")
def zbh_parent_condition_met(
    birth_date: Day,
    zbh_claimed_on: Day,
    guardian_birth_date: Day,
    guardian_affiliated: bool,
    guardian_may_affiliate: bool,
    agency_derogates: bool,
    guardian_from_age: Int8,
) -> bool:
    """Under 18 a parent or representative is affiliated, once one of them is 27 and if one of them may affiliate."""
    if age_on(birth_date, zbh_claimed_on) >= 18 or guardian_affiliated or agency_derogates:
        return True
    if guardian_birth_date == NEVER or not guardian_may_affiliate:
        return True
    return age_on(guardian_birth_date, zbh_claimed_on) < guardian_from_age


@rule(article="DEC art. 41 §1 al. 1, 4° (-2021-12-31)", since="2019-01-01", until="2022-01-01")
def zbh_residence_met(
    birth_date: Day,
    zbh_claimed_on: Day,
    qualifying_years_before: Int8,
    zbh_extends: bool,
    residence_years_required: Int8,
) -> bool:
    """The last five years without interruption; not for children, nor again to extend a right."""
    child = age_on(birth_date, zbh_claimed_on) < 18
    return zbh_extends or child or qualifying_years_before >= residence_years_required


@rule(article="DEC art. 41 §1 al. 1, 4°; BVR art. 113/1", since="2022-01-01", name="zbh_residence_met")
def zbh_residence_met_2022(
    birth_date: Day,
    zbh_claimed_on: Day,
    qualifying_years_before: Int8,
    qualifying_years_longest: Int8,
    zbh_extends: bool,
    residence_years_required: Int8,
    residence_years_ever_count: bool,
) -> bool:
    """Five years without interruption before the right opens; not for children, nor again to extend a right."""
    if zbh_extends or age_on(birth_date, zbh_claimed_on) < 18:
        return True
    if qualifying_years_before >= residence_years_required:
        return True
    return residence_years_ever_count and qualifying_years_longest >= residence_years_required


@rule(article="BVR art. 635 al. 1, al. 3", since="2019-01-01")
def zbh_exempt_from_waiting_time(
    waiting_group: WaitingGroup, member_by_choice_in_brussels: bool, joined_on: Day
) -> bool:
    """Residents of Brussels who joined before 2020, and foreign-insured residents who joined before 2022."""
    if joined_on == NEVER:
        return False
    if waiting_group == WaitingGroup.ALL_BENEFITS:
        return member_by_choice_in_brussels and joined_on < make_day(2020, 1, 1)
    return waiting_group == WaitingGroup.CARE_BUDGETS and joined_on < make_day(2022, 1, 1)


@rule(article="DEC art. 41 §1 al. 2-5; BVR art. 113 §1", since="2019-01-01")
def zbh_waiting_time_met(
    waiting_group: WaitingGroup,
    joined_late: bool,
    zbh_exempt_from_waiting_time: bool,
    affiliated: bool,
    uninterrupted_since: Day,
    zbh_opened_on: Day,
    waiting_years: Int8,
) -> bool:
    """Late voluntary members: five uninterrupted years of membership, or of insurance in another state, first."""
    if waiting_group == WaitingGroup.NONE or not joined_late or zbh_exempt_from_waiting_time or not affiliated:
        return True
    return uninterrupted_since != NEVER and add_years(uninterrupted_since, waiting_years) <= zbh_opened_on
