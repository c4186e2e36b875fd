"""Unit price, envelope and capacity of a facility (BVR art. 534/89/1-92/4)."""

from zorgkas.engine import Cents, Cents32, Day, GapReason, Int8, Int16, Int32, fact, rule
from zorgkas.engine.calendar import first_day, month_of
from zorgkas.engine.money import divide_half_up
from zorgkas.law.rehabilitation_facilities.kinds import FacilityNumber

fact("reha_number", FacilityNumber)
# Of the agreement: staff and operating cost of a year, normal and maximum billing capacity, theoretical services.
fact("reha_staff_cents", Cents, low=0, high=2_000_000_000)
fact("reha_operating_cents", Cents, default=0, low=0, high=500_000_000)
fact("reha_normal_capacity", Int32, default=1, low=1, high=200_000)
fact("reha_maximum_capacity", Int32, default=1, low=1, high=220_000)
fact("reha_theoretical_services", Int32, default=1, low=1, high=250_000)
fact("reha_unit_cents", Cents32, default=0, low=0, high=60_000)
# Unit services done and billed this year, of everybody: also of who has no Flemish Social Protection.
fact("reha_services_done", Int32, default=0, low=0, high=250_000)
# Real staff cost, the one in the price, and of unfilled hours: cents a year.
fact("reha_real_staff_cents", Cents, default=0, low=0, high=2_000_000_000)
fact("reha_unfilled_cents", Cents, default=0, low=0, high=500_000_000)
# The month in which an admissible staff file was received.
fact("reha_file_received_on", Day, low=738_156, high=740_300)


@rule(article="BVR art. 534/90 §2", since="2022-10-01")
def reha_envelope_percent(reha_number: FacilityNumber, reha_envelope_share_percent: Int8) -> Int8:
    """90 % of the theoretical services; all of them for numbers that begin with 7.74.6."""
    return 100 if reha_number == FacilityNumber.N7_74_6 else reha_envelope_share_percent


@rule(article="BVR art. 534/90 §2", since="2022-10-01")
def reha_envelope_cents(
    reha_unit_cents: Cents32, reha_theoretical_services: Int32, reha_envelope_percent: Int8
) -> Cents:
    """The envelope of a year."""
    return divide_half_up(reha_unit_cents * reha_theoretical_services * reha_envelope_percent, 100)


@rule(article="BVR art. 534/90 §2/1", since="2022-10-01")
def reha_unit_price_cents(
    reha_number: FacilityNumber,
    reha_staff_cents: Cents,
    reha_operating_cents: Cents,
    reha_normal_capacity: Int32,
    reha_maximum_capacity: Int32,
) -> Cents:
    """All costs over the normal billing capacity, over the maximum one for 7.74.6. The agreement holds it."""
    special = reha_number == FacilityNumber.N7_74_6
    return divide_half_up(
        reha_staff_cents + reha_operating_cents, reha_maximum_capacity if special else reha_normal_capacity
    )


@rule(article="BVR art. 534/90 §5", since="2022-10-01")
def reha_cut_price_cents(reha_unit_price_cents: Cents, reha_cut_thousandths: Int16) -> Cents:
    """The unit price less 1.3 %."""
    return divide_half_up(reha_unit_price_cents * (1000 - reha_cut_thousandths), 1000)


@rule(article="BVR art. 534/90 §2/2-2/3", since="2022-10-01")
def reha_capacity_left(
    reha_maximum_capacity: Int32, reha_theoretical_services: Int32, reha_services_done: Int32
) -> Int32:
    """Unit services that can still be billed in the calendar year, all users together."""
    return max(0, min(reha_maximum_capacity, reha_theoretical_services) - reha_services_done)


@rule(
    article="BVR art. 534/90",
    since="2022-10-01",
    gap=GapReason(
        "The reduced lump sum above 90 % and up to 98 % is on public pages; no article has it, so it is in agreements.",
        nl="Het verminderde forfait boven 90 % en tot 98 % staat op openbare pagina's; geen artikel kent het, dus het"
        " staat in overeenkomsten.",
    ),
)
def reha_reduced_price_cents() -> Cents:
    """Open: see the reason of the gap. The tariff of the facility can hold a reduced service as a code of its own."""
    return 0


@rule(article="BVR art. 534/92", since="2023-10-01")
def reha_price_follows_seniority(
    reha_number: FacilityNumber,
    reha_real_staff_cents: Cents,
    reha_staff_cents: Cents,
    reha_seniority_percent: Int8,
) -> bool:
    """Real staff cost is 1 % above the one in the price; not for 7.74.6 and 9.69."""
    if reha_number == FacilityNumber.N7_74_6 or reha_number == FacilityNumber.N9_69:
        return False
    return reha_real_staff_cents * 100 > reha_staff_cents * (100 + reha_seniority_percent)


@rule(article="BVR art. 534/92 al. 10", since="2023-10-01")
def reha_new_price_until(reha_file_received_on: Day, reha_price_months: Int8) -> Day:
    """The first day of the fourth month after the month of an admissible file, at the latest."""
    return first_day(month_of(reha_file_received_on) + reha_price_months)


@rule(article="BVR art. 534/92/4", since="2023-10-01")
def reha_shortage_hundredths(reha_unfilled_cents: Cents, reha_staff_cents: Cents) -> Int16:
    """Hundredths of a percent off the unit price for hours not filled: their share, one and a quarter times."""
    return min(10_000, divide_half_up(reha_unfilled_cents * 12_500, max(1, reha_staff_cents)))
