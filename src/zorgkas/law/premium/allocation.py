"""To which year money goes, and when a receipt pays a premium at all (BVR art. 1, 7°; 69; 70)."""

from zorgkas.engine import NEVER, Day, Int16, Year, fact, rule
from zorgkas.law.premium.kinds import ReceivedBy

# The arrears of the year can still lead to a fine: a compulsory year that was not yet fined and counts (DEC art. 47).
fact("can_lead_to_fine", bool)
# The payer quoted the communication of this year (only for the other reading of BVR art. 70).
fact("payer_named_this_year", bool, default=False)
# On whose account the money stands, and since when.
fact("received_by", ReceivedBy)
fact("received_on", Day, low=737_000, high=740_300)

# Years are four digits, so that a year of the second group always comes after one of the first.
SECOND_GROUP = 10_000


@rule(article="BVR art. 70", since="2022-01-01")
def allocation_rank(
    asked_premium_year: Year, can_lead_to_fine: bool, payer_named_this_year: bool, payer_may_choose_year: bool
) -> Int16:
    """Years that can still lead to a fine before the others, the least recent first: the lowest rank is paid first."""
    if payer_named_this_year and payer_may_choose_year:
        return 0
    return asked_premium_year if can_lead_to_fine else SECOND_GROUP + asked_premium_year


@rule(article="BVR art. 1, 7°; 69", since="2019-01-01")
def receipt_pays_premium(received_by: ReceivedBy) -> bool:
    """A premium is paid when the amount stands on the account of the own fund or of the agency, and nowhere else."""
    return received_by == ReceivedBy.OWN_FUND or received_by == ReceivedBy.AGENCY


@rule(article="BVR art. 1, 7°; 69", since="2019-01-01")
def premium_paid_in_time(receipt_pays_premium: bool, received_on: Day, premium_pay_by: Day) -> bool:
    """The day on which the money stands on the account decides, not the day of the order."""
    return receipt_pays_premium and received_on <= premium_pay_by


@rule(article="DEC art. 45 §3, 1°", since="2001-10-01")
def received_after_death(received_on: Day, died_on: Day) -> bool:
    """What was not yet collected at the death is not due any more: money that comes later is given back."""
    return died_on != NEVER and received_on > died_on
