"""Undue sums that were paid to a facility, supplier, participant or carrier (BVR art. 133-134/1)."""

from zorgkas.engine import Cents32, rule


@rule(article="BVR art. 134/1 §2", since="2024-09-15")
def fund_may_waive_payee(undue_cents: Cents32, payee_waiver_below_cents: Cents32) -> bool:
    """The fund may let it go when the total is less than 50 euro."""
    return undue_cents < payee_waiver_below_cents


@rule(article="BVR art. 134 al. 2", since="2024-09-15")
def agency_waives_payee(undue_cents: Cents32, obtained_by_fraud: bool, agency_waives_below_cents: Cents32) -> bool:
    """Less than 200 euro, except after fraud: as for users."""
    return undue_cents < agency_waives_below_cents and not obtained_by_fraud


@rule(article="BVR art. 133", since="2024-09-15")
def payee_gets_registered_letter(set_off_possible: bool) -> bool:
    """A set-off is simply notified; a recovery goes by registered letter."""
    return not set_off_possible
