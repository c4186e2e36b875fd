"""Leaving: the last day of a membership, the premium of that year, and what is kept."""

from zorgkas.engine import FOREVER, NEVER, Day, GapReason, Int8, Year, rule
from zorgkas.engine.calendar import make_day, year_of
from zorgkas.law.premium.kinds import MembershipDuty, MembershipKind


@rule(article="BVR art. 77, 78", since="2019-01-01")
def voluntary_membership_lost(
    membership_kind: MembershipKind, unpaid_premiums: Int8, asked_to_stop: bool, voluntary_misses_allowed: Int8
) -> bool:
    """A voluntary member who misses two premiums, also not in a row, or who asks to stop."""
    return membership_kind == MembershipKind.VOLUNTARY and (asked_to_stop or unpaid_premiums > voluntary_misses_allowed)


@rule(article="BVR art. 75, 76, 77, 78", since="2019-01-01")
def membership_ends_on(
    left_scope_on: Day, voluntary_membership_lost: bool, last_fully_paid_year: Year, died_on: Day
) -> Day:
    """The last day: 31 December of the year of leaving, or of the last fully paid year; FOREVER without an end.

    No article names the day for who dies: the membership of a person ends with the person.
    """
    end = FOREVER if left_scope_on == NEVER else make_day(year_of(left_scope_on), 12, 31)
    if voluntary_membership_lost:
        paid = NEVER if last_fully_paid_year == 0 else make_day(last_fully_paid_year, 12, 31)
        end = min(end, paid)
    return end if died_on == NEVER else min(end, died_on)


@rule(article="BVR art. 75, 76", since="2019-01-01")
def premium_stays_due_after_leaving(left_scope_on: Day, asked_premium_year: Year) -> bool:
    """The premium of the year in which somebody leaves the scope stays due, and those before; later ones are not."""
    return left_scope_on == NEVER or asked_premium_year <= year_of(left_scope_on)


@rule(article="DEC art. 42 §3", since="2019-01-01")
def keeps_fund_on_return(membership_duty: MembershipDuty, earlier_fund_of_choice: bool) -> bool:
    """Who comes within the scope again after a move stays with the fund of choice, with all rights."""
    applies = membership_duty == MembershipDuty.COMPULSORY or membership_duty == MembershipDuty.VOLUNTARY
    return applies and earlier_fund_of_choice


@rule(
    article="BVR art. 61",
    since="2019-01-01",
    gap=GapReason(
        "The minister sets how premiums of somebody who may not join are paid back; that order is not in our sources.",
        nl="De minister bepaalt hoe premies van wie niet mag aansluiten, terugbetaald worden; dat besluit hebben"
        " we niet.",
    ),
)
def premiums_of_who_may_not_join(membership_duty: MembershipDuty) -> bool:
    """Open question: see the reason of the gap."""
    return membership_duty == MembershipDuty.NONE


@rule(article="BVR art. 81; DEC art. 2, 1°", since="2019-01-01")
def kind_may_be_fined(membership_kind: MembershipKind) -> bool:
    """Only compulsory members: voluntary ones lose their membership, administrative ones owe nothing."""
    return membership_kind == MembershipKind.COMPULSORY


@rule(article="BVR art. 642", since="2011-01-01")
def contribution_in_time(contribution_paid_on: Day, asked_premium_year: Year) -> bool:
    """Who could not affiliate from 2011 on and kept the allowance pays before 31 December of each year.

    Read strictly: the 31st itself is too late.
    """
    return contribution_paid_on != NEVER and contribution_paid_on < make_day(asked_premium_year, 12, 31)


@rule(
    article="BVR art. 634",
    since="2019-01-01",
    gap=GapReason(
        "Whether somebody who counts as affiliated for the duration of the old allowance owes a premium is not said.",
        nl="Of iemand die als aangesloten geldt zolang de oude tegemoetkoming loopt, een premie moet betalen,"
        " staat er niet.",
    ),
)
def premium_of_who_counts_as_affiliated(membership_duty: MembershipDuty) -> bool:
    """Open question: see the reason of the gap."""
    return membership_duty != MembershipDuty.NONE
