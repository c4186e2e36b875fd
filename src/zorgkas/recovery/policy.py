"""What the law leaves to the fund, with what holds when the fund decided nothing."""

from zorgkas.recovery.models import RecoveryPolicy
from zorgkas.registry.models import CareFund


def policy_of(fund: CareFund) -> RecoveryPolicy:
    """The choices of a fund: a small amount that is not asked back (none), months over which is set off (12)."""
    return RecoveryPolicy.objects.filter(fund=fund).first() or RecoveryPolicy(fund=fund)
