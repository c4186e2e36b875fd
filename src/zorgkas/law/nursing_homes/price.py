"""The admission price of a day and who pays which part of it (BVR art. 534/139-147)."""

from fractions import Fraction

from zorgkas.engine import Cents, Cents32, Int32, derived, fact, rule
from zorgkas.engine.money import divide_half_up, round_half_up

# Parts of the price as they were told, in cents a day; B1 and B2 are in the order.
fact("pvt_a1_cents", Cents32, default=0, low=0, high=10_000)
fact("pvt_a2_cents", Cents32, default=0, low=0, high=1_000)
fact("pvt_b3_cents", Cents32, default=0, low=0, high=1_000)
fact("pvt_c2a_cents", Cents32, default=0, low=-2_000, high=2_000)
fact("pvt_c2b_cents", Cents32, default=0, low=0, high=2_000)
fact("pvt_intellectual_disability", bool, default=False)
# To catch up: amounts not yet taken into account, and days at 90 % occupancy, of all homes and of this one.
fact("pvt_sector_catch_up_cents", Cents, default=0, low=-500_000_000, high=500_000_000)
fact("pvt_sector_days", Int32, default=1, low=1, high=1_500_000)
fact("pvt_own_catch_up_cents", Cents, default=0, low=-50_000_000, high=50_000_000)
fact("pvt_own_days", Int32, default=1, low=1, high=100_000)


@derived(article="BVR art. 534/142", since="2023-10-01")
def pvt_b1_cents(
    pvt_b1_base_cents: Fraction, zbo_index_level: int, pivot_level_123: int, index_step: Fraction
) -> Cents:
    """Operating cost, a day."""
    return round_half_up(pvt_b1_base_cents * index_step ** (zbo_index_level - pivot_level_123))


@derived(article="BVR art. 534/143", since="2023-04-01")
def pvt_b2_intellectual_cents(
    pvt_b2_intellectual_base_cents: Fraction, zbo_index_level: int, pivot_level_118: int, index_step: Fraction
) -> Cents:
    """Care staff for a user with an intellectual disability, a day."""
    return round_half_up(pvt_b2_intellectual_base_cents * index_step ** (zbo_index_level - pivot_level_118))


@derived(article="BVR art. 534/143", since="2023-04-01")
def pvt_b2_other_cents(
    pvt_b2_other_base_cents: Fraction, zbo_index_level: int, pivot_level_118: int, index_step: Fraction
) -> Cents:
    """Care staff for any other user, a day."""
    return round_half_up(pvt_b2_other_base_cents * index_step ** (zbo_index_level - pivot_level_118))


@rule(article="BVR art. 534/143", since="2023-04-01")
def pvt_b2_cents(
    pvt_intellectual_disability: bool, pvt_b2_intellectual_cents: Cents, pvt_b2_other_cents: Cents
) -> Cents32:
    """Care and paramedical staff, by the user."""
    return pvt_b2_intellectual_cents if pvt_intellectual_disability else pvt_b2_other_cents


@rule(article="BVR art. 534/146; DEC art. 154/4", since="2023-10-01")
def pvt_allowance_cents(pvt_b2_cents: Cents32, pvt_b3_cents: Cents32, pvt_c2a_cents: Cents32) -> Cents32:
    """The care allowance of a day: B2, B3 and C2A."""
    return pvt_b2_cents + pvt_b3_cents + pvt_c2a_cents


@rule(article="BVR art. 534/140", since="2023-10-01")
def pvt_price_cents(
    pvt_a1_cents: Cents32,
    pvt_a2_cents: Cents32,
    pvt_b1_cents: Cents,
    pvt_allowance_cents: Cents32,
    pvt_c2b_cents: Cents32,
) -> Cents32:
    """The admission price of a day: A1, A2, B1, B2, B3, C2A and C2B."""
    return pvt_a1_cents + pvt_a2_cents + pvt_b1_cents + pvt_allowance_cents + pvt_c2b_cents


@rule(article="BVR art. 534/145", since="2023-04-01")
def pvt_catch_up_b_cents(
    pvt_sector_catch_up_cents: Cents, pvt_sector_days: Int32, pvt_catch_up_deduction_cents: Cents
) -> Cents:
    """C2B: the catch-up of all homes over their days, less 1.60 euro, and never below zero."""
    return max(0, divide_half_up(pvt_sector_catch_up_cents, pvt_sector_days) - pvt_catch_up_deduction_cents)


@rule(article="BVR art. 534/145", since="2023-04-01")
def pvt_catch_up_a_cents(pvt_own_catch_up_cents: Cents, pvt_own_days: Int32, pvt_catch_up_b_cents: Cents) -> Cents:
    """C2A: the home's own catch-up over its days, less C2B; it can be below zero."""
    return divide_half_up(pvt_own_catch_up_cents, pvt_own_days) - pvt_catch_up_b_cents
