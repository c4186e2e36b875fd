"""Age, membership, stay, residence and waiting time for a ZBO (DEC art. 41, 84; BVR art. 112 to 113/1, 634, 635)."""

from zorgkas.engine import NEVER, Day, Int8, Int16, Month, rule
from zorgkas.engine.calendar import add_months, add_years, age_on, first_day, make_day
from zorgkas.law.common.kinds import WaitingGroup
from zorgkas.law.zzz.kinds import Instrument


@rule(article="DEC art. 84 §1, 87 §4; BVR art. 226 §1", since="2019-01-01")
def zbo_claimed_on(applied_on: Day, zbo_effective_month: Month) -> Day:
    """The application; when the fund revises without one, the effective day."""
    return first_day(zbo_effective_month) if applied_on == NEVER else applied_on


@rule(article="DEC art. 84 §1", since="2019-01-01")
def zbo_old_enough(birth_date: Day, zbo_claimed_on: Day, zbo_min_age: Int8) -> bool:
    """From the age at which the federal allowances (IVT, IT) can no longer be asked."""
    return age_on(birth_date, zbo_claimed_on) >= zbo_min_age


@rule(article="DEC art. 41 §1 al. 1, 1°; BVR art. 634", since="2019-01-01")
def zbo_affiliation_met(affiliated: bool, old_right_of_2016: bool) -> bool:
    """Affiliated with a care fund; a right of 2016 that goes on counts as an affiliation."""
    return affiliated or old_right_of_2016


@rule(article="DEC art. 41 §1 al. 1, 4° (-2021-12-31); BVR art. 634", since="2019-01-01", until="2022-01-01")
def zbo_residence_met(qualifying_years_before: Int8, old_right_of_2016: bool, residence_years_required: Int8) -> bool:
    """The last five years without interruption, except for a right of 2016 that goes on."""
    return old_right_of_2016 or qualifying_years_before >= residence_years_required


@rule(article="DEC art. 41 §1 al. 1, 4°; BVR art. 113/1, 634", since="2022-01-01", name="zbo_residence_met")
def zbo_residence_met_2022(
    qualifying_years_before: Int8,
    qualifying_years_longest: Int8,
    old_right_of_2016: bool,
    residence_years_required: Int8,
    residence_years_ever_count: bool,
) -> bool:
    """As before; the switch reads five years at any time."""
    if old_right_of_2016 or qualifying_years_before >= residence_years_required:
        return True
    return residence_years_ever_count and qualifying_years_longest >= residence_years_required


@rule(article="BVR art. 635 al. 1", since="2019-01-01")
def zbo_exempt_from_waiting_time(
    waiting_group: WaitingGroup, member_by_choice_in_brussels: bool, joined_on: Day
) -> bool:
    """Residents of Brussels (DEC art. 3 §1 al. 2) who joined before 2020 do not wait for a ZBO; others do."""
    in_brussels = waiting_group == WaitingGroup.ALL_BENEFITS and member_by_choice_in_brussels
    return in_brussels and joined_on != NEVER and joined_on < make_day(2020, 1, 1)


@rule(article="DEC art. 41 §1 al. 2-5; BVR art. 634, 635", since="2019-01-01")
def zbo_waiting_time_met(
    waiting_group: WaitingGroup,
    joined_late: bool,
    zbo_exempt_from_waiting_time: bool,
    old_right_of_2016: bool,
    uninterrupted_since: Day,
    zbo_claimed_on: Day,
    waiting_years: Int8,
) -> bool:
    """Late voluntary members: five uninterrupted years of membership, or of insurance in another state, first."""
    if waiting_group == WaitingGroup.NONE or not joined_late or zbo_exempt_from_waiting_time or old_right_of_2016:
        return True
    return uninterrupted_since != NEVER and add_years(uninterrupted_since, waiting_years) <= zbo_claimed_on


@rule(article="BVR art. 193/3 §3 (2026-03-01)", since="2026-03-01")
def zbo_hospital_met(
    finding_instrument: Instrument,
    finding_issued_on: Day,
    applied_on: Day,
    is_revision_or_change: bool,
    in_hospital_on_application: bool,
    in_hospital_at_assessment: bool,
    zbo_hospital_days: Int16,
) -> bool:
    """In hospital at the application: an assessment within 90 days, and taken at home. Not asked for a revision.

    In hospital at the assessment only: within 90 days as well. An attest is not an assessment.
    """
    if is_revision_or_change or finding_instrument != Instrument.BELRAI_ASSESSMENT or applied_on == NEVER:
        return True
    if not in_hospital_on_application and not in_hospital_at_assessment:
        return True
    if in_hospital_on_application and in_hospital_at_assessment:
        return False
    return finding_issued_on <= applied_on + zbo_hospital_days


@rule(article="DEC art. 87 §5; BVR art. 218 al. 2-3", since="2019-01-01")
def moved_in_time(applied_on: Day, moved_in_with_equivalent_on: Day, zbo_declare_months: Int8) -> bool:
    """Asked anew within three months after moving here with a ZBO, or an equivalent, of another area."""
    if moved_in_with_equivalent_on == NEVER or applied_on < moved_in_with_equivalent_on:
        return False
    return applied_on <= add_months(moved_in_with_equivalent_on, zbo_declare_months)
