"""What a care fund pays a hospital: twelfths of the fixed part, and a price per nursing day (BVR art. 534/15-38)."""

from zorgkas.engine import Cents, Day, Int8, Int32, Month, fact, rule
from zorgkas.engine.calendar import first_day
from zorgkas.engine.money import divide_half_up

# The parts of the budget of the year, as the Department told them (art. 534/35).
fact("hosp_base_cents", Cents, low=0, high=3_000_000_000)
fact("hosp_conditional_cents", Cents, default=0, low=0, high=100_000_000)
fact("hosp_recalculated_cents", Cents, default=0, low=0, high=300_000_000)
fact("hosp_corrective_cents", Cents, default=0, low=-300_000_000, high=300_000_000)
# Nursing days of the last known year: all, those of patients with an allowance (art. 115), and those of this fund.
fact("hosp_days_all", Int32, default=1, low=1, high=100_000)
fact("hosp_days_insured", Int32, default=1, low=1, high=100_000)
fact("hosp_days_fund", Int32, default=0, low=0, high=100_000)
fact("hosp_month", Month, low=24_264, high=24_324)


@rule(article="BVR art. 534/36 §1", since="2022-01-01")
def hosp_variable_cents(hosp_base_cents: Cents, hosp_variable_percent: Int8) -> Cents:
    """20 % of the base budget. No article says how to round: half up, once."""
    return divide_half_up(hosp_base_cents * hosp_variable_percent, 100)


@rule(article="BVR art. 534/15, 534/36 §1", since="2022-01-01")
def hosp_fixed_cents(
    hosp_base_cents: Cents,
    hosp_variable_cents: Cents,
    hosp_conditional_cents: Cents,
    hosp_recalculated_cents: Cents,
    hosp_corrective_cents: Cents,
) -> Cents:
    """All the rest: 80 % of the base budget and the three other parts."""
    rest = hosp_base_cents - hosp_variable_cents
    return rest + hosp_conditional_cents + hosp_recalculated_cents + hosp_corrective_cents


@rule(article="BVR art. 534/36 §2, 534/37", since="2022-10-01")
def hosp_twelfth_cents(
    hosp_fixed_cents: Cents, hosp_days_all: Int32, hosp_days_insured: Int32, hosp_days_fund: Int32
) -> Cents:
    """A month of the fixed part that the fund owes: its share in the nursing days of the last known year.

    The fixed part is first split by days between patients with and without an allowance, then by fund, then by month:
    the days with an allowance drop out of that product.
    """
    if hosp_days_fund > hosp_days_insured or hosp_days_insured > hosp_days_all:
        return 0
    return divide_half_up(hosp_fixed_cents * hosp_days_fund, hosp_days_all * 12)


@rule(article="BVR art. 534/37", since="2022-10-01")
def hosp_twelfth_due_on(hosp_month: Month, hosp_twelfth_day: Int8) -> Day:
    """On the fifteenth of the month at the latest."""
    return first_day(hosp_month) + hosp_twelfth_day - 1


@rule(article="BVR art. 534/36 §2, 534/37", since="2022-10-01")
def hosp_day_price_cents(hosp_variable_cents: Cents, hosp_days_all: Int32) -> Cents:
    """The price of a nursing day: the variable part of the insured patients over their days, so over all alike."""
    return divide_half_up(hosp_variable_cents, hosp_days_all)


@rule(article="BVR art. 534/38", since="2022-01-01")
def hosp_uninsured_day_cents(hosp_fixed_cents: Cents, hosp_variable_cents: Cents, hosp_days_all: Int32) -> Cents:
    """The price of a day for who has no allowance: fixed and variable part together."""
    return divide_half_up(hosp_fixed_cents + hosp_variable_cents, hosp_days_all)
