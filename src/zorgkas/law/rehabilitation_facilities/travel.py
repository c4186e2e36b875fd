"""Travel in a vehicle adapted for a wheelchair, and of minors (BVR art. 534/105/1-105/8, 534/227-232)."""

from fractions import Fraction

from zorgkas.engine import Cents, Cents32, Day, GapReason, Int16, Int32, derived, fact, rule
from zorgkas.engine.calendar import age_on
from zorgkas.engine.money import divide_half_up, round_half_up
from zorgkas.law.care_in_kind.kinds import CareSector
from zorgkas.law.rehabilitation_facilities.kinds import FacilityNumber, TravelBy

# The conditions: an allowance on the same day, only in the wheelchair, elsewhere than in the hospital, not at home.
fact("travel_allowance_same_day", bool, default=True)
fact("travel_only_in_wheelchair", bool, default=False)
fact("travel_in_hospital_of_stay", bool, default=False)
fact("travel_treated_at_home", bool, default=False)
fact("travel_by", TravelBy, default=TravelBy.OWN_VEHICLE)
# There and back by a route planner, in hundredths of a kilometre, before rounding.
fact("travel_hundredth_km", Int32, default=0, low=0, high=60_000)
# A minor chose the kilometres, expressly and in time.
fact("travel_chose_kilometres", bool, default=False)
fact("travel_day", Day, low=738_600, high=740_300)


@rule(article="BVR art. 534/105/1, 534/227", since="2023-10-01")
def travel_by_wheelchair_met(
    travel_allowance_same_day: bool,
    travel_only_in_wheelchair: bool,
    travel_in_hospital_of_stay: bool,
    travel_treated_at_home: bool,
) -> bool:
    """All conditions of the travel costs in an adapted vehicle."""
    elsewhere = not travel_in_hospital_of_stay and not travel_treated_at_home
    return travel_allowance_same_day and travel_only_in_wheelchair and elsewhere


@rule(article="BVR art. 534/105/3, 534/229", since="2023-10-01")
def travel_km(travel_hundredth_km: Int32) -> Int16:
    """Kilometres there and back, rounded once to the nearest natural number."""
    return divide_half_up(travel_hundredth_km, 100)


@derived(article="BVR art. 534/105/2, 534/105/8", since="2023-10-01")
def travel_own_factor(january_index_level: int, pivot_level_123: int, index_step: Fraction) -> Fraction:
    """2 % for every pivot that was passed before 1 January, since 123.14."""
    return index_step ** (january_index_level - pivot_level_123)


@derived(article="BVR art. 534/226, 534/232", since="2024-01-01")
def rat_factor(zbo_index_level: int, pivot_level_123: int, index_step: Fraction) -> Fraction:
    """For a wheelchair team the index works at once: 2 % for every pivot since 123.14."""
    return index_step ** (zbo_index_level - pivot_level_123)


@derived(article="BVR art. 534/105/2, 534/105/8", since="2023-10-01")
def reha_km_ten_thousandths(travel_own_km_base_cents: Fraction, travel_own_factor: Fraction) -> int:
    """A kilometre to a facility, in ten-thousandths of a cent: rounded at the amount of the day only."""
    return round_half_up(travel_own_km_base_cents * travel_own_factor * 10_000)


@derived(article="BVR art. 534/228, 534/232", since="2024-01-01")
def rat_km_ten_thousandths(travel_own_km_base_cents: Fraction, rat_factor: Fraction) -> int:
    """A kilometre to a wheelchair team, in ten-thousandths of a cent."""
    return round_half_up(travel_own_km_base_cents * rat_factor * 10_000)


@rule(article="BVR art. 534/105/2, 534/228", since="2024-01-01")
def travel_own_vehicle_cents(
    care_sector: CareSector,
    travel_by_wheelchair_met: bool,
    travel_by: TravelBy,
    travel_km: Int16,
    reha_km_ten_thousandths: int,
    rat_km_ten_thousandths: int,
) -> Cents32:
    """What the user gets for a day in the own adapted vehicle."""
    if not travel_by_wheelchair_met or travel_by != TravelBy.OWN_VEHICLE:
        return 0
    team = care_sector == CareSector.WHEELCHAIR_TEAM
    return divide_half_up(travel_km * (rat_km_ten_thousandths if team else reha_km_ten_thousandths), 10_000)


@rule(
    article="BVR art. 534/105/2, 534/228",
    since="2023-10-01",
    gap=GapReason(
        "The fixed amount up to the fifth kilometre and the amount from the sixth are set by the minister; that order"
        " is in none of our sources.",
        nl="Het vaste bedrag tot en met de vijfde kilometer en het bedrag vanaf de zesde bepaalt de minister; dat"
        " besluit staat in geen enkele bron die we hebben.",
    ),
)
def travel_carrier_cents() -> Cents:
    """Open: see the reason of the gap. A carrier's invoice waits until the amounts are entered."""
    return 0


@derived(article="BVR art. 534/105/7, 534/105/8", since="2024-09-15")
def travel_minor_day_cents(travel_minor_base_cents: Fraction, travel_own_factor: Fraction) -> Cents:
    """The lump sum of a minor, a day with at least one service."""
    return round_half_up(travel_minor_base_cents * travel_own_factor)


@rule(article="BVR art. 534/105/6, 534/105/7", since="2024-09-15")
def travel_minor_cents(
    reha_number: FacilityNumber,
    birth_date: Day,
    travel_day: Day,
    travel_minor_below_age: int,
    travel_allowance_same_day: bool,
    travel_in_hospital_of_stay: bool,
    travel_treated_at_home: bool,
    travel_chose_kilometres: bool,
    travel_minor_day_cents: Cents,
) -> Cents32:
    """Under 18, in a facility 7.74.6 or 9.69: paid by itself on each billed day, unless kilometres were chosen."""
    listed = reha_number == FacilityNumber.N7_74_6 or reha_number == FacilityNumber.N9_69
    if not listed or age_on(birth_date, travel_day) >= travel_minor_below_age or travel_chose_kilometres:
        return 0
    elsewhere = not travel_in_hospital_of_stay and not travel_treated_at_home
    return travel_minor_day_cents if travel_allowance_same_day and elsewhere else 0
