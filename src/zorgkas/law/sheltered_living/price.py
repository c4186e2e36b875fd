"""The price of a stay day and its yearly parts (BVR art. 534/170-172). The agency tells the fund the price."""

from fractions import Fraction

from zorgkas.engine import Cents, Int8, Int16, Int32, derived, fact, rule
from zorgkas.engine.money import divide_half_up, round_half_up

# Users of the guidance capacity, and days on which it was really filled in the past calendar year.
fact("ibw_users", Int16, low=3, high=400)
fact("ibw_quota_days", Int32, default=1, low=1, high=150_000)
# Other parts that were told, in cents a year: installation, attractiveness premium, care at home, regularisations.
fact("ibw_other_cents", Cents, default=0, low=0, high=200_000_000)
fact("ibw_activation_recognised", bool, default=False)
# A merger of initiatives that were recognised before 2019: in which year, and the sum of their prices before it.
fact("ibw_merger_year", Int16, default=0, low=0, high=2030)
fact("ibw_before_merger_cents", Cents, default=0, low=0, high=10_000)


@derived(article="BVR art. 534/171", since="2024-01-01")
def ibw_factor(zbo_index_level: int, pivot_level_123: int, index_step: Fraction) -> Fraction:
    """2 % at every pivot since 123.14."""
    return index_step ** (zbo_index_level - pivot_level_123)


@rule(article="BVR art. 534/170, 1°", since="2024-01-01")
def ibw_staff_base_cents(ibw_users: Int16, ibw_staff_low_cents: int, ibw_staff_high_cents: int) -> Cents:
    """Two thirds of the users at the low amount and one third at the high one, a year."""
    return divide_half_up(ibw_users * (2 * ibw_staff_low_cents + ibw_staff_high_cents), 3)


@rule(article="BVR art. 534/170, 4°", since="2024-01-01")
def ibw_psychiatrist_base_cents(
    ibw_users: Int16,
    ibw_psychiatrist_20_cents: int,
    ibw_psychiatrist_40_cents: int,
    ibw_psychiatrist_60_cents: int,
    ibw_psychiatrist_80_cents: int,
    ibw_psychiatrist_100_cents: int,
    ibw_psychiatrist_more_cents: int,
) -> Cents:
    """The coordinating psychiatrist, by capacity, a year."""
    if ibw_users <= 20:
        return ibw_psychiatrist_20_cents
    if ibw_users <= 40:
        return ibw_psychiatrist_40_cents
    if ibw_users <= 60:
        return ibw_psychiatrist_60_cents
    if ibw_users <= 80:
        return ibw_psychiatrist_80_cents
    return ibw_psychiatrist_100_cents if ibw_users <= 100 else ibw_psychiatrist_more_cents


@rule(article="BVR art. 534/170, 9°", since="2024-01-01")
def ibw_activation_quarters(ibw_users: Int16) -> Int8:
    """Quarters of a full-time equivalent for activation, by capacity; 150 users fit no band: the lower one."""
    if ibw_users <= 19:
        return 2
    if ibw_users <= 39:
        return 3
    if ibw_users <= 59:
        return 5
    if ibw_users <= 99:
        return 6
    return 8 if ibw_users <= 150 else 12


@rule(article="BVR art. 534/170, 9°", since="2024-01-01")
def ibw_activation_base_cents(
    ibw_activation_recognised: bool, ibw_activation_quarters: Int8, ibw_activation_half_cents: int
) -> Cents:
    """The amount of half a full-time equivalent for each half; the order rounds each amount to the cent."""
    return divide_half_up(ibw_activation_half_cents * ibw_activation_quarters, 2) if ibw_activation_recognised else 0


@rule(article="BVR art. 534/170, 2°-5°, 11°-12°", since="2024-01-01")
def ibw_fixed_base_cents(
    ibw_users: Int16,
    ibw_operating_user_cents: int,
    ibw_coordinator_cents: int,
    ibw_registration_cents: int,
    ibw_registration_user_cents: int,
    ibw_hours_educators_cents: int,
    ibw_hours_user_cents: int,
    ibw_commuting_user_cents: int,
) -> Cents:
    """Operation, coordinator, registration, inconvenient hours and commuting, a year."""
    user = ibw_operating_user_cents + ibw_registration_user_cents + ibw_hours_user_cents + ibw_commuting_user_cents
    return ibw_coordinator_cents + ibw_registration_cents + ibw_hours_educators_cents + ibw_users * user


@derived(article="BVR art. 534/171", since="2024-01-01")
def ibw_millionths(ibw_factor: Fraction) -> int:
    """The index in millionths, for amounts that depend on a person's facility."""
    return round_half_up(ibw_factor * 1_000_000)


@rule(article="BVR art. 534/170, 534/171", since="2024-01-01")
def ibw_year_cents(
    ibw_staff_base_cents: Cents,
    ibw_psychiatrist_base_cents: Cents,
    ibw_activation_base_cents: Cents,
    ibw_fixed_base_cents: Cents,
    ibw_other_cents: Cents,
    ibw_millionths: int,
) -> Cents:
    """All parts of a year on the index of the day; other parts as they were told."""
    base = ibw_staff_base_cents + ibw_psychiatrist_base_cents + ibw_activation_base_cents + ibw_fixed_base_cents
    return divide_half_up(base * ibw_millionths, 1_000_000) + ibw_other_cents


@rule(article="BVR art. 534/172 al. 3", since="2024-01-01")
def ibw_guaranteed_cents(
    ibw_merger_year: Int16, ibw_before_merger_cents: Cents, ibw_merger_cut_thousandths: Int16
) -> Cents:
    """What a merger keeps at least: all of it in 2019 and 2021, 1.3 % less in 2020, nothing in other years."""
    if ibw_merger_year == 2020:
        return divide_half_up(ibw_before_merger_cents * (1000 - ibw_merger_cut_thousandths), 1000)
    return ibw_before_merger_cents if ibw_merger_year == 2019 or ibw_merger_year == 2021 else 0


@rule(article="BVR art. 534/170, 534/172", since="2024-01-01")
def ibw_day_cents(ibw_year_cents: Cents, ibw_quota_days: Int32, ibw_guaranteed_cents: Cents) -> Cents:
    """The price of a stay day, which is the allowance: the user has no share in it."""
    return max(divide_half_up(ibw_year_cents, ibw_quota_days), ibw_guaranteed_cents)
