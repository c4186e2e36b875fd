"""Joining and leaving: automatic affiliation, late voluntary joining, and the last day of a membership."""

from zorgkas.engine import FOREVER, NEVER, Day, Int8, Year, rule
from zorgkas.engine.calendar import add_months, make_day, year_of
from zorgkas.law.premium.kinds import GraceGround, MembershipDuty, MembershipKind


@rule(article="DEC art. 42 §1; BVR art. 56 §1-2, 62", since="2019-01-01")
def affiliation_due_year(grace_ground: GraceGround, grace_first_year: Year, came_in_scope_on: Day) -> Year:
    """The year from which somebody must be a member.

    The status on 1 January counts for the whole year, so who comes within the scope later must join the next year
    (public page on international institutions).
    """
    if grace_ground == GraceGround.STATUS_CHANGE:
        return year_of(came_in_scope_on - 1) + 1
    return grace_first_year


@rule(article="DEC art. 42 §1; BVR art. 56 §1-2", since="2019-01-01")
def automatic_affiliation_strikes_on(
    membership_duty: MembershipDuty,
    duty_of_resident: MembershipDuty,
    grace_ground: GraceGround,
    affiliation_due_year: Year,
    arrived_on: Day,
    fund_joined_on: Day,
) -> Day:
    """The day from which a compulsory resident without a fund belongs to the Vlaamse Zorgkas; workers never.

    Turning 26, or coming within the scope: 1 July of the year in which joining is due. Arriving: six months later.
    """
    if membership_duty != MembershipDuty.COMPULSORY or duty_of_resident != MembershipDuty.COMPULSORY:
        return NEVER
    arrived = grace_ground == GraceGround.ARRIVAL
    strikes = add_months(arrived_on, 6) if arrived else make_day(affiliation_due_year, 7, 1)
    return NEVER if fund_joined_on != NEVER and fund_joined_on < strikes else strikes


@rule(article="DEC art. 42 §1; BVR art. 56 §1-2", since="2019-01-01")
def automatic_affiliation_on(automatic_affiliation_strikes_on: Day, affiliation_due_year: Year) -> Day:
    """The automatic affiliation works from 1 January of the year in which joining was due; NEVER when there is none."""
    if automatic_affiliation_strikes_on == NEVER:
        return NEVER
    return make_day(affiliation_due_year, 1, 1)


@rule(article="BVR art. 57 §5, 58 §3", since="2019-01-01")
def joins_late(membership_duty: MembershipDuty, first_premium_paid_on: Day, grace_until: Day) -> bool:
    """A voluntary member who pays the first premium after the free term; the waiting time then applies."""
    return membership_duty == MembershipDuty.VOLUNTARY and first_premium_paid_on > grace_until


@rule(article="BVR art. 56, 57, 63", since="2019-01-01")
def membership_starts_on(
    membership_duty: MembershipDuty,
    joins_late: bool,
    first_premium_paid_on: Day,
    affiliation_due_year: Year,
    grace_first_year: Year,
) -> Day:
    """1 January of the year in which joining became due or possible; late: of the year of the first payment."""
    if joins_late:
        return make_day(year_of(first_premium_paid_on), 1, 1)
    return make_day(affiliation_due_year if membership_duty == MembershipDuty.COMPULSORY else grace_first_year, 1, 1)


@rule(article="BVR art. 77, 78", since="2019-01-01")
def voluntary_membership_lost(
    membership_kind: MembershipKind, unpaid_premiums: Int8, asked_to_stop: bool, voluntary_misses_allowed: Int8
) -> bool:
    """A voluntary member who misses two premiums, also not in a row, or who asks to stop."""
    return membership_kind == MembershipKind.VOLUNTARY and (asked_to_stop or unpaid_premiums > voluntary_misses_allowed)


@rule(article="BVR art. 75, 76, 77, 78", since="2019-01-01")
def membership_ends_on(left_scope_on: Day, voluntary_membership_lost: bool, last_fully_paid_year: Year) -> Day:
    """The last day: 31 December of the year of leaving, or of the last fully paid year; FOREVER without an end."""
    end = FOREVER if left_scope_on == NEVER else make_day(year_of(left_scope_on), 12, 31)
    if voluntary_membership_lost:
        paid = NEVER if last_fully_paid_year == 0 else make_day(last_fully_paid_year, 12, 31)
        end = min(end, paid)
    return end
