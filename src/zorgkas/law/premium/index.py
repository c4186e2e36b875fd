"""The index rule of BVR art. 68, for when the index numbers are entered as parameters (no source of ours has them).

The published amounts are the parameters that dues are made of; this rule explains and checks them:
`law_on(day).reform({"health_index_april": ..., "health_index_reference": ...})` calculates the amounts.
"""

from fractions import Fraction

from zorgkas.engine import Cents, derived
from zorgkas.engine.money import round_half_up

WHOLE_EURO = 100


@derived(article="BVR art. 68 (2022-01-01)", since="2022-01-01", until="2023-01-01")
def premium_index_ratio() -> Fraction:
    """The amounts of 2022 are the base itself."""
    return Fraction(1)


@derived(article="BVR art. 68 (2022-01-01)", since="2023-01-01", until="2026-01-01", name="premium_index_ratio")
def premium_index_ratio_2023(health_index_april: Fraction, health_index_reference: Fraction) -> Fraction:
    """The health index of April of the year before, over that of April 2020."""
    return health_index_april / health_index_reference


@derived(article="BVR art. 68", since="2026-01-01", until="2027-01-01", name="premium_index_ratio")
def premium_index_ratio_2026() -> Fraction:
    """The amounts of 2026 are the new base itself."""
    return Fraction(1)


@derived(article="BVR art. 68", since="2027-01-01", name="premium_index_ratio")
def premium_index_ratio_2027(health_index_april: Fraction, health_index_reference: Fraction) -> Fraction:
    """The health index of April of the year before, over that of April 2025."""
    return health_index_april / health_index_reference


@derived(article="BVR art. 68", since="2022-01-01")
def premium_full_indexed_cents(premium_base_full_cents: Fraction, premium_index_ratio: Fraction) -> Cents:
    """Always from the base, so that rounding does not add up; to whole euro, and half a euro up."""
    return round_half_up(premium_base_full_cents * premium_index_ratio, WHOLE_EURO)


@derived(article="BVR art. 68", since="2022-01-01")
def premium_reduced_indexed_cents(premium_base_reduced_cents: Fraction, premium_index_ratio: Fraction) -> Cents:
    """The reduced premium follows from its own base."""
    return round_half_up(premium_base_reduced_cents * premium_index_ratio, WHOLE_EURO)
