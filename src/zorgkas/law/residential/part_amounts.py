"""The amounts of the parts of the basic allowance on the index of the day (BVR art. 489-504/1, 511)."""

from fractions import Fraction

from zorgkas.engine import Cents, derived
from zorgkas.engine.money import round_half_up


@derived(article="BVR art. 489, 511", since="2019-01-01")
def care_material_o_cents(care_material_o_base_cents: Fraction, residential_factor: Fraction) -> Cents:
    """Care material, a resident in O, a day."""
    return round_half_up(care_material_o_base_cents * residential_factor)


@derived(article="BVR art. 489, 511", since="2019-01-01")
def care_material_a_cents(care_material_a_base_cents: Fraction, residential_factor: Fraction) -> Cents:
    """Care material, a resident in A, a day."""
    return round_half_up(care_material_a_base_cents * residential_factor)


@derived(article="BVR art. 489, 511", since="2019-01-01")
def care_material_b_cents(care_material_b_base_cents: Fraction, residential_factor: Fraction) -> Cents:
    """Care material, a resident in B or D, a day."""
    return round_half_up(care_material_b_base_cents * residential_factor)


@derived(article="BVR art. 489, 511", since="2019-01-01")
def care_material_c_cents(care_material_c_base_cents: Fraction, residential_factor: Fraction) -> Cents:
    """Care material, a resident in C or Cd, a day."""
    return round_half_up(care_material_c_base_cents * residential_factor)


@derived(article="BVR art. 490, 511", since="2019-01-01")
def hygiene_day_cents(hygiene_day_base_cents: Fraction, residential_factor: Fraction) -> Cents:
    """Products against infections, a stay day."""
    return round_half_up(hygiene_day_base_cents * residential_factor)


@derived(article="BVR art. 491, 511", since="2019-01-01")
def palliative_day_cents(palliative_day_base_cents: Fraction, residential_factor: Fraction) -> Cents:
    """The palliative function, a stay day of somebody in B, C or Cd."""
    return round_half_up(palliative_day_base_cents * residential_factor)


@derived(article="BVR art. 495, 511", since="2019-01-01")
def management_day_cents(management_day_base_cents: Fraction, residential_factor: Fraction) -> Cents:
    """Management and data, a stay day."""
    return round_half_up(management_day_base_cents * residential_factor)


@derived(article="BVR art. 496, 511", since="2019-01-01")
def head_nurse_day_cents(head_nurse_day_base_cents: Fraction, residential_factor: Fraction) -> Cents:
    """Head nurse or team leader, a stay day of somebody in B, C or Cd."""
    return round_half_up(head_nurse_day_base_cents * residential_factor)


@derived(article="BVR art. 500, 511", since="2019-01-01")
def physician_day_cents(physician_day_base_cents: Fraction, residential_factor: Fraction) -> Cents:
    """The coordinating and advisory physician, a stay day."""
    return round_half_up(physician_day_base_cents * residential_factor)


@derived(article="BVR art. 501, 511", since="2019-01-01")
def short_stay_day_cents(short_stay_day_base_cents: Fraction, residential_factor: Fraction) -> Cents:
    """Extra financing of short stay, a stay day."""
    return round_half_up(short_stay_day_base_cents * residential_factor)


@derived(article="BVR art. 502, 511", since="2019-01-01")
def dementia_training_day_cents(dementia_training_day_base_cents: Fraction, residential_factor: Fraction) -> Cents:
    """Training about dementia, a stay day of somebody in Cd."""
    return round_half_up(dementia_training_day_base_cents * residential_factor)


@derived(article="BVR art. 504/1, 511", since="2019-07-01")
def support_staff_day_cents(support_staff_base_cents: Fraction, residential_factor: Fraction) -> Cents:
    """Part K: support staff, a stay day, before the adaptation coefficient."""
    return round_half_up(support_staff_base_cents * residential_factor)
