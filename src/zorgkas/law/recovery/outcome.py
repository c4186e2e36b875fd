"""What is done with an undue sum: the first of these that applies (DEC art. 76; BVR art. 125, 129, 137)."""

from zorgkas.engine import Cents32, rule
from zorgkas.law.recovery.kinds import RecoveryWay


@rule(article="DEC art. 76; BVR art. 125, 129", since="2024-09-15")
def recovery_way(
    undue_cents: Cents32,
    recovery_is_prescribed: bool,
    waived_at_death: bool,
    error_frees_user: bool,
    set_off_possible: bool,
    set_off_on_zzz_only: bool,
) -> RecoveryWay:
    """Prescribed, let go by law, taken off budgets to come, or to be repaid."""
    if undue_cents <= 0:
        return RecoveryWay.NOTHING_OWED
    if recovery_is_prescribed:
        return RecoveryWay.PRESCRIBED
    if waived_at_death:
        return RecoveryWay.WAIVED_DEATH
    if error_frees_user:
        return RecoveryWay.WAIVED_ERROR
    if set_off_possible:
        return RecoveryWay.SET_OFF
    return RecoveryWay.WAIVED_RESIDENT if set_off_on_zzz_only else RecoveryWay.REPAY


@rule(article="BVR art. 137", since="2019-01-01")
def this_fund_recovers(was_member_at_service: bool, several_funds_paid: bool, is_member_now: bool) -> bool:
    """The fund of then recovers, also after a switch; when several paid, those of which one is not a member."""
    if several_funds_paid:
        return not is_member_now
    return was_member_at_service
