"""The waiting time of who joins late: years of membership, apart from the years of residence (DEC art. 41)."""

from zorgkas.engine import NEVER, Day, GapReason, Int8, rule
from zorgkas.engine.calendar import add_years
from zorgkas.law.common.kinds import WaitingGroup
from zorgkas.law.premium.kinds import ForeignInsurance, MembershipDuty, StateGroup, WorkArea


@rule(article="DEC art. 41 §1 al. 2-3", since="2019-01-01")
def membership_waiting_group(
    membership_duty: MembershipDuty,
    foreign_insurance: ForeignInsurance,
    european_student_not_insured: bool,
    lived_in_brussels: bool,
    work_area: WorkArea,
    lives_in_state: StateGroup,
) -> WaitingGroup:
    """For whom joining late has a price: every benefit for Brussels residents, care budgets only for insured abroad.

    Military on a mission stand in neither paragraph of the decree: NONE (see `waiting_group_of_military`).
    """
    if membership_duty != MembershipDuty.VOLUNTARY:
        return WaitingGroup.NONE
    if foreign_insurance == ForeignInsurance.INTERNATIONAL_BODY:
        return WaitingGroup.ALL_BENEFITS
    if foreign_insurance != ForeignInsurance.NONE or european_student_not_insured:
        return WaitingGroup.CARE_BUDGETS
    if lived_in_brussels:
        return WaitingGroup.ALL_BENEFITS
    if work_area != WorkArea.BRUSSELS:
        return WaitingGroup.NONE
    return WaitingGroup.ALL_BENEFITS if lives_in_state == StateGroup.BELGIUM else WaitingGroup.CARE_BUDGETS_WORKERS


@rule(
    article="BVR art. 57 §5; DEC art. 41 §1 al. 2-3",
    since="2019-01-01",
    gap=GapReason(
        "BVR art. 57 §5 applies the waiting time to military who join late, but the groups of DEC art. 41 §1"
        " al. 2-3 do not name them, so it is open which benefits it is about.",
        nl="BVR art. 57 §5 legt de wachttijd op aan militairen die te laat aansluiten, maar de groepen van DEC"
        " art. 41 §1 al. 2-3 noemen hen niet. Over welke tegemoetkomingen het gaat, is dus open.",
    ),
)
def waiting_group_of_military(military_abroad: bool) -> WaitingGroup:
    """Open question: see the reason of the gap."""
    return WaitingGroup.ALL_BENEFITS if military_abroad else WaitingGroup.NONE


@rule(article="DEC art. 41 §1 al. 2-3; BVR art. 57 §5, 58 §3", since="2019-01-01")
def membership_waits_until(
    joins_late: bool,
    membership_waiting_group: WaitingGroup,
    membership_starts_on: Day,
    uninterrupted_since: Day,
    waiting_years_late_joiners: Int8,
) -> Day:
    """The first day after the waiting time; NEVER without one.

    Insurance in another state (not Belgium) right before counts: `uninterrupted_since` is then the earlier day.
    """
    if not joins_late or membership_waiting_group == WaitingGroup.NONE:
        return NEVER
    start = membership_starts_on
    if uninterrupted_since != NEVER:
        start = min(start, uninterrupted_since)
    return add_years(start, waiting_years_late_joiners)


@rule(article="DEC art. 41 §1 al. 5", since="2019-01-01")
def waiting_time_follows(
    had_waiting_time: bool, membership_duty: MembershipDuty, stays_in_brussels_facility: bool
) -> bool:
    """After a move or an interruption it still applies to who is then a voluntary member.

    And to a compulsory member who stays in a facility in Brussels that the Flemish Community recognised.
    """
    if not had_waiting_time:
        return False
    if membership_duty == MembershipDuty.VOLUNTARY:
        return True
    return membership_duty == MembershipDuty.COMPULSORY and stays_in_brussels_facility


@rule(
    article="DEC art. 41 §1 al. 6",
    since="2019-01-01",
    gap=GapReason(
        "The amount that replaces the waiting time for care tickets and mobility aids is set by the"
        " Government; no source gives it.",
        nl="Het bedrag dat de wachttijd voor zorgtickets en mobiliteitshulpmiddelen vervangt, bepaalt de"
        " Regering; geen enkele bron geeft het.",
    ),
)
def waiting_time_bought_off(had_waiting_time: bool) -> bool:
    """Open question: see the reason of the gap."""
    return not had_waiting_time
