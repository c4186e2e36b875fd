"""The counted income a year: pensions, work, property, capital, gifts and sales (BVR art. 195 to 210).

Nothing in these articles rounds. Each part is kept to the cent, half a cent up; only the amount to be paid is rounded
to whole euro (BVR art. 228).
"""

from zorgkas.engine import Cents, Cents32, Int8, Month, Year, rule
from zorgkas.engine.calendar import year_of_month
from zorgkas.engine.money import divide_half_up


@rule(article="BVR art. 196 §1", since="2019-01-01")
def reference_year(zbo_effective_month: Month, reference_years_back: Int8) -> Year:
    """Work and replacement incomes are those of the second calendar year before the effective day."""
    return year_of_month(zbo_effective_month) - reference_years_back


@rule(article="BVR art. 197 al. 1", since="2019-01-01")
def pensions_counted_cents(means_pensions_cents: Cents32, pension_percent: Int8) -> Cents32:
    """90 % of the net pensions of the person and the partner."""
    return divide_half_up(means_pensions_cents * pension_percent, 100)


@rule(article="BVR art. 195 §1, 197", since="2019-01-01")
def income_guarantee_counted_cents(
    means_income_guarantee_cents: Cents32, income_guarantee_is_pension: bool, pension_percent: Int8
) -> Cents32:
    """The income guarantee is no pension by the definition, so it counts in full; a switch reads it as one."""
    if income_guarantee_is_pension:
        return divide_half_up(means_income_guarantee_cents * pension_percent, 100)
    return means_income_guarantee_cents


@rule(article="BVR art. 204", since="2019-01-01")
def capital_counted_cents(means_capital_cents: Cents, capital_percent: Int8) -> Cents:
    """6 % of the movable capital, invested or not."""
    return divide_half_up(means_capital_cents * capital_percent, 100)


@rule(article="BVR art. 205, 206", since="2019-01-01")
def gifts_counted_cents(means_gifts_cents: Cents, transfer_percent: Int8) -> Cents:
    """6 % of the value of what was given away in the last ten years."""
    return divide_half_up(means_gifts_cents * transfer_percent, 100)


@rule(article="BVR art. 205-209", since="2019-01-01")
def sales_counted_cents(means_sales_cents: Cents, means_sales_allowance_cents: Cents, transfer_percent: Int8) -> Cents:
    """6 % of the value of what was sold in the last ten years, less the yearly allowance."""
    return divide_half_up(max(0, means_sales_cents - means_sales_allowance_cents) * transfer_percent, 100)


@rule(article="BVR art. 204-210", since="2019-01-01")
def assets_counted_cents(
    capital_counted_cents: Cents,
    gifts_counted_cents: Cents,
    sales_counted_cents: Cents,
    means_annuities_cents: Cents32,
) -> Cents:
    """Movable capital, gifts, sales and life annuities together."""
    return capital_counted_cents + gifts_counted_cents + sales_counted_cents + means_annuities_cents


@rule(article="BVR art. 195-210", since="2019-01-01")
def family_income_cents(
    pensions_counted_cents: Cents32,
    income_guarantee_counted_cents: Cents32,
    means_work_cents: Cents32,
    means_replacement_cents: Cents32,
    means_other_cents: Cents32,
    property_counted_cents: Cents,
    assets_counted_cents: Cents,
) -> Cents:
    """All income that counts, a year, of the person and the partner."""
    earned = pensions_counted_cents + income_guarantee_counted_cents + means_work_cents
    return earned + means_replacement_cents + means_other_cents + property_counted_cents + assets_counted_cents


@rule(article="BVR art. 195 §1", since="2019-01-01")
def zbo_income_cents(family_income_cents: Cents, two_entitled: bool) -> Cents:
    """The income of the test: all of it, or half of it for each of two entitled partners (half a cent goes up)."""
    half = (family_income_cents + 1) // 2
    return half if two_entitled else family_income_cents
