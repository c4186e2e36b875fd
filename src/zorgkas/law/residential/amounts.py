"""The amounts of a stay day that the law itself gives, on the index of the day (BVR art. 458-459, 505-507, 511).

The index is that of `zbo_index_level`: the same pivots, 2 % a step. Pivot 103.04 is its level 16 (June 2017).
"""

from fractions import Fraction

from zorgkas.engine import Cents, Cents32, Int8, Int16, derived, fact, rule
from zorgkas.engine.money import divide_half_up, round_half_up
from zorgkas.law.residential.kinds import AllowanceKind, CareUnit

# The distance between the main residence and the day-care centre, in hundredths of a kilometre, one way.
fact("day_travel_hundredth_km", Int16, default=0, low=0, high=6_000)
# The centre has the additional recognition for short stay (BVR art. 505/1).
fact("stay_additional_recognition", bool, default=False)
# The average staff of the reference period as a percentage of the norm, after compensation (BVR art. 434 §2).
fact("day_care_staff_percent", Int16, default=100, low=40, high=140)


@derived(article="BVR art. 511", since="2019-01-01")
def residential_factor(zbo_index_level: int, residential_base_level: int, zbo_index_step_percent: int) -> Fraction:
    """2 % for every pivot that was passed since 103.04."""
    return Fraction(100 + zbo_index_step_percent, 100) ** (zbo_index_level - residential_base_level)


@derived(article="BVR art. 505, 511", since="2019-01-01")
def incontinence_day_cents(incontinence_base_cents: Fraction, residential_factor: Fraction) -> Cents:
    """Incontinence material, a stay day."""
    return round_half_up(incontinence_base_cents * residential_factor)


@derived(article="BVR art. 505/1, 511", since="2023-01-01")
def short_stay_extra_cents(short_stay_extra_base_cents: Fraction, residential_factor: Fraction) -> Cents:
    """Short stay with additional recognition, a stay day."""
    return round_half_up(short_stay_extra_base_cents * residential_factor)


@derived(article="BVR art. 506, 511", since="2020-01-01")
def day_care_f_cents(day_care_f_base_cents: Fraction, residential_factor: Fraction) -> Cents:
    """Day care for care-dependent persons, a stay day."""
    return round_half_up(day_care_f_base_cents * residential_factor)


@derived(article="BVR art. 506, 511", since="2020-01-01")
def day_care_fp_cents(day_care_fp_base_cents: Fraction, residential_factor: Fraction) -> Cents:
    """Day care for persons with a serious illness, a stay day."""
    return round_half_up(day_care_fp_base_cents * residential_factor)


@derived(article="BVR art. 507, 511", since="2020-01-01")
def day_travel_km_cents(day_travel_km_base_cents: Fraction, residential_factor: Fraction) -> Cents:
    """A kilometre between home and day care."""
    return round_half_up(day_travel_km_base_cents * residential_factor)


@derived(article="BVR art. 486, 511", since="2019-01-01")
def new_facility_day_cents(new_facility_base_cents: Fraction, residential_factor: Fraction) -> Cents:
    """A stay day in a new care centre, until its own amount is calculated."""
    return round_half_up(new_facility_base_cents * residential_factor)


@derived(article="BVR art. 527, 511", since="2024-09-15")
def early_dementia_day_cents(early_dementia_base_cents: Fraction, residential_factor: Fraction) -> Cents:
    """What a care centre takes off the day price of somebody with early-onset dementia, a day."""
    return round_half_up(early_dementia_base_cents * residential_factor)


@rule(article="BVR art. 507", since="2020-01-01")
def day_travel_day_cents(
    day_travel_hundredth_km: Int16, day_travel_km_cents: Cents, day_travel_most_km: Int8
) -> Cents32:
    """There and back, at most fifteen kilometres each way. Where to round is the minister's: once, at the day."""
    return divide_half_up(2 * min(day_travel_hundredth_km, day_travel_most_km * 100) * day_travel_km_cents, 100)


@rule(article="BVR art. 458, 459", since="2023-01-01")
def stay_allowance_exists(
    stay_allowance_kind: AllowanceKind, stay_unit: CareUnit, stay_additional_recognition: bool
) -> bool:
    """Which allowances each kind of facility has; the extra one of short stay asks the additional recognition."""
    resident = stay_unit == CareUnit.WZC or stay_unit == CareUnit.CVK
    if stay_allowance_kind == AllowanceKind.BASIC:
        return True
    if stay_allowance_kind == AllowanceKind.INCONTINENCE:
        return resident
    if stay_allowance_kind == AllowanceKind.SHORT_STAY_EXTRA:
        return stay_unit == CareUnit.CVK and stay_additional_recognition
    return not resident


@rule(article="BVR art. 434 §2", since="2024-07-01")
def day_care_reduction_percent(day_care_staff_percent: Int16) -> Int8:
    """What a shortage in one category of staff takes off the basic allowance: 20 %, 50 % or all of it."""
    if day_care_staff_percent >= 100:
        return 0
    if day_care_staff_percent >= 90:
        return 20
    return 50 if day_care_staff_percent >= 75 else 100
