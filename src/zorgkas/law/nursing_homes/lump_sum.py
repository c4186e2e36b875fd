"""The additional lump sum of a day in two parts, and what the user pays (BVR art. 534/147-149; DEC art. 154/7)."""

from fractions import Fraction

from zorgkas.engine import Cents, Cents32, Int8, derived, fact, rule
from zorgkas.engine.money import round_half_up
from zorgkas.law.nursing_homes.kinds import Invalidity, LeavePlace, SecondCase

# First part: dependants in the health insurance or by a court decision, or a dependant of a user.
fact("pvt_dependants", bool, default=False)
# Second part: dependants in the health insurance, a duty to pay maintenance, or a dependant of a user.
fact("pvt_dependants_or_maintenance", bool, default=False)
fact("pvt_increased_allowance", bool, default=False)
# Category of the integration allowance, 0 without one.
fact("pvt_integration_category", Int8, default=0, low=0, high=5)
fact("pvt_invalidity", Invalidity, default=Invalidity.NONE)
# Entitled to social integration (living wage) or to the income guarantee for older people.
fact("pvt_living_wage", bool, default=False)
fact("pvt_leave_place", LeavePlace, default=LeavePlace.HOME)


@derived(article="BVR art. 534/148 §2", since="2023-10-01")
def pvt_factor_123(zbo_index_level: int, pivot_level_123: int, index_step: Fraction) -> Fraction:
    """The index since pivot 123.14."""
    return index_step ** (zbo_index_level - pivot_level_123)


@derived(article="BVR art. 534/148 §3", since="2023-04-01")
def pvt_factor_118(zbo_index_level: int, pivot_level_118: int, index_step: Fraction) -> Fraction:
    """The index since pivot 118.36."""
    return index_step ** (zbo_index_level - pivot_level_118)


@derived(article="BVR art. 534/148 §2", since="2023-10-01")
def pvt_first_dependants_cents(pvt_first_dependants_base_cents: Fraction, pvt_factor_123: Fraction) -> Cents:
    """First part: dependants, or dependant of a user."""
    return round_half_up(pvt_first_dependants_base_cents * pvt_factor_123)


@derived(article="BVR art. 534/148 §2", since="2023-10-01")
def pvt_first_increased_cents(pvt_first_increased_base_cents: Fraction, pvt_factor_123: Fraction) -> Cents:
    """First part: increased allowance."""
    return round_half_up(pvt_first_increased_base_cents * pvt_factor_123)


@derived(article="BVR art. 534/148 §2", since="2023-10-01")
def pvt_first_other_cents(pvt_first_other_base_cents: Fraction, pvt_factor_123: Fraction) -> Cents:
    """First part: all others."""
    return round_half_up(pvt_first_other_base_cents * pvt_factor_123)


@derived(article="BVR art. 534/148 §3, 1°", since="2023-10-01")
def pvt_second_1_cents(pvt_second_1_base_cents: Fraction, pvt_factor_118: Fraction) -> Cents:
    """Second part, case 1."""
    return round_half_up(pvt_second_1_base_cents * pvt_factor_118)


@derived(article="BVR art. 534/148 §3, 2°", since="2023-10-01")
def pvt_second_2_cents(pvt_second_2_base_cents: Fraction, pvt_factor_118: Fraction) -> Cents:
    """Second part, case 2."""
    return round_half_up(pvt_second_2_base_cents * pvt_factor_118)


@derived(article="BVR art. 534/148 §3, 3°", since="2023-10-01")
def pvt_second_3_cents(pvt_second_3_base_cents: Fraction, pvt_factor_118: Fraction) -> Cents:
    """Second part, case 3."""
    return round_half_up(pvt_second_3_base_cents * pvt_factor_118)


@derived(article="BVR art. 534/148 §3, 4°", since="2023-10-01")
def pvt_second_4_cents(pvt_second_4_base_cents: Fraction, pvt_factor_118: Fraction) -> Cents:
    """Second part, case 4."""
    return round_half_up(pvt_second_4_base_cents * pvt_factor_118)


@derived(article="BVR art. 534/148 §3, 5°", since="2023-10-01")
def pvt_second_5_cents(pvt_second_5_base_cents: Fraction, pvt_factor_118: Fraction) -> Cents:
    """Second part, case 5."""
    return round_half_up(pvt_second_5_base_cents * pvt_factor_118)


@derived(article="BVR art. 534/148 §3, 6°", since="2023-10-01")
def pvt_second_6_cents(pvt_second_6_base_cents: Fraction, pvt_factor_118: Fraction) -> Cents:
    """Second part, case 6."""
    return round_half_up(pvt_second_6_base_cents * pvt_factor_118)


@derived(article="BVR art. 534/148 §3, 7°", since="2023-10-01")
def pvt_second_7_cents(pvt_second_7_base_cents: Fraction, pvt_factor_118: Fraction) -> Cents:
    """Second part, case 7."""
    return round_half_up(pvt_second_7_base_cents * pvt_factor_118)


@derived(article="BVR art. 534/148 §3, 8°", since="2023-10-01")
def pvt_second_8_cents(pvt_second_8_base_cents: Fraction, pvt_factor_118: Fraction) -> Cents:
    """Second part, case 8."""
    return round_half_up(pvt_second_8_base_cents * pvt_factor_118)


@derived(article="BVR art. 534/149 §4", since="2023-04-01")
def pvt_leave_reduction_cents(pvt_leave_reduction_base_cents: Fraction, pvt_factor_118: Fraction) -> Cents:
    """What the user pays less on a day of individual leave."""
    return round_half_up(pvt_leave_reduction_base_cents * pvt_factor_118)


@rule(article="BVR art. 534/148 §2", since="2023-10-01")
def pvt_first_part_cents(
    pvt_dependants: bool,
    pvt_increased_allowance: bool,
    pvt_first_dependants_cents: Cents,
    pvt_first_increased_cents: Cents,
    pvt_first_other_cents: Cents,
) -> Cents32:
    """Who has dependants and the increased allowance has the higher one, as in the second part."""
    if pvt_dependants:
        return pvt_first_dependants_cents
    return pvt_first_increased_cents if pvt_increased_allowance else pvt_first_other_cents


@rule(article="BVR art. 534/148 §3", since="2023-10-01")
def pvt_second_case(
    pvt_dependants_or_maintenance: bool,
    pvt_increased_allowance: bool,
    pvt_integration_category: Int8,
    pvt_invalidity: Invalidity,
    pvt_living_wage: bool,
) -> SecondCase:
    """The first case that applies, in the order of the article: 2 comes before 3, which it overlaps."""
    if pvt_dependants_or_maintenance:
        return SecondCase.DEPENDANTS
    if not pvt_increased_allowance:
        return SecondCase.OTHER
    irregular = pvt_invalidity == Invalidity.IRREGULAR
    if pvt_integration_category <= 1:
        return SecondCase.LIVING_WAGE if irregular or pvt_living_wage else SecondCase.LIGHT_NEED
    if pvt_integration_category <= 3:
        return SecondCase.MIDDLE_NEED_IRREGULAR if irregular else SecondCase.MIDDLE_NEED
    return SecondCase.HEAVY_NEED_IRREGULAR if irregular else SecondCase.HEAVY_NEED


@rule(article="BVR art. 534/148 §3", since="2023-10-01")
def pvt_second_part_cents(
    pvt_second_case: SecondCase,
    pvt_second_1_cents: Cents,
    pvt_second_2_cents: Cents,
    pvt_second_3_cents: Cents,
    pvt_second_4_cents: Cents,
    pvt_second_5_cents: Cents,
    pvt_second_6_cents: Cents,
    pvt_second_7_cents: Cents,
    pvt_second_8_cents: Cents,
) -> Cents32:
    """The amount of the case."""
    if pvt_second_case == SecondCase.DEPENDANTS:
        return pvt_second_1_cents
    if pvt_second_case == SecondCase.LIVING_WAGE:
        return pvt_second_2_cents
    if pvt_second_case == SecondCase.LIGHT_NEED:
        return pvt_second_3_cents
    if pvt_second_case == SecondCase.MIDDLE_NEED_IRREGULAR:
        return pvt_second_4_cents
    if pvt_second_case == SecondCase.MIDDLE_NEED:
        return pvt_second_5_cents
    if pvt_second_case == SecondCase.HEAVY_NEED_IRREGULAR:
        return pvt_second_6_cents
    if pvt_second_case == SecondCase.HEAVY_NEED:
        return pvt_second_7_cents
    return pvt_second_8_cents


@rule(article="BVR art. 534/147", since="2023-10-01")
def pvt_lump_sum_cents(pvt_first_part_cents: Cents32, pvt_second_part_cents: Cents32) -> Cents32:
    """The additional lump sum of a day."""
    return pvt_first_part_cents + pvt_second_part_cents


@rule(article="DEC art. 154/7; BVR art. 534/147", since="2023-10-01")
def pvt_user_cents(pvt_price_cents: Cents32, pvt_allowance_cents: Cents32, pvt_lump_sum_cents: Cents32) -> Cents32:
    """What is left for the user, a day. No article says what happens below zero: nothing is owed."""
    return max(0, pvt_price_cents - pvt_allowance_cents - pvt_lump_sum_cents)


@rule(article="BVR art. 534/149 §1", since="2023-10-01")
def pvt_user_leave_cents(
    pvt_user_cents: Cents32, pvt_leave_reduction_cents: Cents, pvt_leave_place: LeavePlace
) -> Cents32:
    """What the user pays on a day of individual leave: less, and nothing when other paid care receives him."""
    return 0 if pvt_leave_place == LeavePlace.PAID_CARE else max(0, pvt_user_cents - pvt_leave_reduction_cents)
