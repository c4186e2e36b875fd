"""The conditions of membership, stay and residence for a ZZZ (DEC art. 41; BVR art. 112 to 113/1)."""

from zorgkas.engine import NEVER, Day, GapReason, Int8, rule
from zorgkas.engine.calendar import add_years, age_on, make_day, year_of
from zorgkas.law.common.kinds import WaitingGroup


@rule(article="Vlaamse zorgverzekering (2009-2018)", since="2009-03-01", until="2019-01-01")
def zzz_claimed_on(applied_on: Day) -> Day:
    """The application."""
    return applied_on


@rule(article="BVR art. 112, 113", since="2019-01-01", name="zzz_claimed_on")
def zzz_claimed_on_2019(applied_on: Day, zzz_opened_on: Day) -> Day:
    """The application, or without one (automatic grant) the day on which the right opens."""
    return zzz_opened_on if applied_on == NEVER else applied_on


@rule(article="BVR art. 113 §1", since="2019-01-01")
def deemed_affiliated(fund_chosen: bool, birth_date: Day, zzz_claimed_on: Day, membership_start_age: Int8) -> bool:
    """Too young to owe a premium: counts as affiliated with the fund of choice for the duration of the decision."""
    return fund_chosen and year_of(zzz_claimed_on) - year_of(birth_date) < membership_start_age


@rule(article="DEC art. 41 §1 al. 1, 1°; BVR art. 113 §1", since="2019-01-01")
def affiliation_met(affiliated: bool, deemed_affiliated: bool) -> bool:
    """Affiliated with a care fund, or deemed to be."""
    return affiliated or deemed_affiliated


@rule(article="BVR art. 113 §2", since="2019-01-01")
def parent_condition_met(
    birth_date: Day,
    zzz_claimed_on: Day,
    guardian_birth_date: Day,
    guardian_affiliated: bool,
    guardian_may_affiliate: bool,
    agency_derogates: bool,
    guardian_from_age: Int8,
) -> bool:
    """Under 18 a parent or representative is affiliated, once one of them is 27 and if one of them may affiliate."""
    if age_on(birth_date, zzz_claimed_on) >= 18 or guardian_affiliated or agency_derogates:
        return True
    if guardian_birth_date == NEVER or not guardian_may_affiliate:
        return True
    return age_on(guardian_birth_date, zzz_claimed_on) < guardian_from_age


@rule(article="BVR art. 112", since="2019-01-01")
def earlier_premiums_met(earlier_premiums_paid: bool) -> bool:
    """All premiums due for the preceding years are paid; until 2017 payment was suspended instead."""
    return earlier_premiums_paid


@rule(article="DEC art. 41 §1 al. 1, 2°", since="2019-01-01")
def legal_stay_met(stays_legally: bool) -> bool:
    """Stays legally in an EU member state, Iceland, Liechtenstein, Norway or Switzerland."""
    return stays_legally


@rule(
    article="DEC art. 41 §1 al. 1, 4° (-2021-12-31); Vlaamse zorgverzekering (2009-2018)",
    since="2009-03-01",
    until="2022-01-01",
)
def residence_met(
    birth_date: Day, zzz_claimed_on: Day, qualifying_years_before: Int8, residence_years_required: Int8
) -> bool:
    """The last five years without interruption; not for children."""
    return age_on(birth_date, zzz_claimed_on) < 18 or qualifying_years_before >= residence_years_required


@rule(article="DEC art. 41 §1 al. 1, 4°; BVR art. 113/1", since="2022-01-01", name="residence_met")
def residence_met_2022(
    birth_date: Day,
    zzz_claimed_on: Day,
    qualifying_years_before: Int8,
    qualifying_years_longest: Int8,
    is_extension: bool,
    granted_as_child: bool,
    residence_years_required: Int8,
    residence_years_ever_count: bool,
) -> bool:
    """Five years without interruption that precede the opening of the right; not for children, nor to extend theirs.

    "Precede" is read as the last five years; the switch reads it, as the public page does, as five years at any time.
    """
    if age_on(birth_date, zzz_claimed_on) < 18 or (is_extension and granted_as_child):
        return True
    if qualifying_years_before >= residence_years_required:
        return True
    return residence_years_ever_count and qualifying_years_longest >= residence_years_required


@rule(article="Vlaamse zorgverzekering (2004-2016)", since="2006-01-01", until="2017-01-01")
def waiting_years(
    joined_on: Day,
    waiting_years_joined_2004: Int8,
    waiting_years_joined_2005: Int8,
    waiting_years_late_joiners: Int8,
) -> Int8:
    """The year of joining late decides: no waiting before 2004, then three, five and from 2006 ten years."""
    joined = year_of(joined_on)
    if joined < 2004:
        return 0
    if joined == 2004:
        return waiting_years_joined_2004
    return waiting_years_joined_2005 if joined == 2005 else waiting_years_late_joiners


@rule(
    article="Vlaamse zorgverzekering (2017-2018)",
    since="2017-01-01",
    until="2019-01-01",
    name="waiting_years",
    gap=GapReason(
        "Halved with the first order of the Flemish Social Protection; the day of the change is not confirmed.",
        nl="Gehalveerd met het eerste besluit van de Vlaamse sociale bescherming; de dag van de wijziging is"
        " niet bevestigd.",
    ),
)
def waiting_years_2017() -> Int8:
    """Open: see the reason of the gap."""
    return 0


@rule(article="DEC art. 41 §1 al. 2-3", since="2019-01-01", name="waiting_years")
def waiting_years_2019(waiting_years_late_joiners: Int8) -> Int8:
    """Five years for everybody who joined late, whenever that was."""
    return waiting_years_late_joiners


@rule(article="BVR art. 635 al. 3", since="2019-01-01")
def exempt_from_waiting_time(waiting_group: WaitingGroup, joined_on: Day) -> bool:
    """Foreign-insured residents who joined before 2022; Brussels residents have no such exception for the ZZZ."""
    return waiting_group == WaitingGroup.CARE_BUDGETS and joined_on != NEVER and joined_on < make_day(2022, 1, 1)


@rule(article="DEC art. 41 §1 al. 2-5; BVR art. 113 §1", since="2019-01-01")
def waiting_time_met(
    waiting_group: WaitingGroup,
    joined_late: bool,
    exempt_from_waiting_time: bool,
    deemed_affiliated: bool,
    uninterrupted_since: Day,
    zzz_opened_on: Day,
    waiting_years: Int8,
) -> bool:
    """Late voluntary members: five uninterrupted years of membership, or of insurance in another state, first."""
    if waiting_group == WaitingGroup.NONE or not joined_late or exempt_from_waiting_time or deemed_affiliated:
        return True
    return uninterrupted_since != NEVER and add_years(uninterrupted_since, waiting_years) <= zzz_opened_on
