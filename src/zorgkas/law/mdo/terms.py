"""The terms of the claim, its check, the correction of an account and the payment (BVR art. 534/86, 534/89)."""

from zorgkas.engine import NEVER, Day, Int8, fact, rule
from zorgkas.law.common.working_days import add_working_days

fact("mdo_claimed_on", Day, low=738_200, high=740_400)
# The day on which the claim was complete and correct; of one that was complete at once its receipt.
fact("mdo_complete_on", Day, low=738_200, high=740_400)
# The day on which the fund asked the organiser for the right data after a payment error; NEVER without.
fact("mdo_data_asked_on", Day, default=NEVER, low=738_200, high=740_400)


@rule(article="BVR art. 534/86 §3", since="2022-01-01")
def mdo_claim_until(mdo_on: Day, mdo_claim_working_days: Int8) -> Day:
    """Fifteen working days after the consultation."""
    return add_working_days(mdo_on, mdo_claim_working_days)


@rule(article="BVR art. 534/86 §3", since="2022-01-01")
def mdo_claim_in_time(mdo_claimed_on: Day, mdo_claim_until: Day) -> bool:
    """The order ties no consequence to a late claim: it is told, and refuses nothing."""
    return mdo_claimed_on <= mdo_claim_until


@rule(article="BVR art. 534/86 §4", since="2022-01-01")
def mdo_check_until(mdo_claimed_on: Day, mdo_check_working_days: Int8) -> Day:
    """The fund checks within fifteen working days after the claim; silence is no approval."""
    return add_working_days(mdo_claimed_on, mdo_check_working_days)


@rule(article="BVR art. 534/86 §5", since="2022-01-01")
def mdo_correct_until(mdo_data_asked_on: Day, mdo_correction_working_days: Int8) -> Day:
    """The organiser has thirty working days to correct; else the file is closed."""
    return add_working_days(mdo_data_asked_on, mdo_correction_working_days)


@rule(article="BVR art. 534/89", since="2022-01-01")
def mdo_pay_until(mdo_complete_on: Day, mdo_pay_weeks: Int8) -> Day:
    """Six weeks from the receipt of the correct and complete claim; no article gives interest."""
    return mdo_complete_on + 7 * mdo_pay_weeks
