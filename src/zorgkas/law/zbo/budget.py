"""The budget a year and a month: the maximum of the category less the income that is not exempt (DEC art. 84-86)."""

from zorgkas.engine import Cents, Cents32, GapReason, Int8, rule
from zorgkas.engine.money import divide_half_up

WHOLE_EURO = 100


@rule(article="DEC art. 86", since="2019-01-01")
def zbo_maximum_cents(
    zbo_category: Int8,
    maximum_1_cents: Cents32,
    maximum_2_cents: Cents32,
    maximum_3_cents: Cents32,
    maximum_4_cents: Cents32,
    maximum_5_cents: Cents32,
) -> Cents32:
    """The highest budget of the category, a year."""
    low = maximum_1_cents * (zbo_category == 1) + maximum_2_cents * (zbo_category == 2)
    middle = maximum_3_cents * (zbo_category == 3) + maximum_4_cents * (zbo_category == 4)
    return low + middle + maximum_5_cents * (zbo_category == 5)


@rule(article="BVR art. 194 §1, 195", since="2019-01-01")
def income_above_exempt_cents(zbo_income_cents: Cents, exempt_income_cents: Cents32) -> Cents:
    """The part of the income that lowers the budget."""
    return max(0, zbo_income_cents - exempt_income_cents)


@rule(article="DEC art. 85 §1, 86", since="2019-01-01")
def zbo_year_cents(zbo_maximum_cents: Cents32, income_above_exempt_cents: Cents) -> Cents32:
    """Every euro above the exempt amount takes a euro of the maximum; nothing is left when it reaches the maximum."""
    return max(0, zbo_maximum_cents - income_above_exempt_cents)


@rule(article="DEC art. 74, 75, 84 §3, 86; BVR art. 231", since="2019-01-01")
def zbo_payable_year_cents(zbo_year_cents: Cents32, compensation_counted_cents: Cents) -> Cents32:
    """What is left a year after another compensation for the same need."""
    return max(0, zbo_year_cents - compensation_counted_cents)


@rule(article="DEC art. 84 §3; BVR art. 228", since="2019-01-01")
def zbo_month_cents(zbo_payable_year_cents: Cents32) -> Cents32:
    """A twelfth a month, in whole euro: up from five tenths, otherwise down."""
    return divide_half_up(zbo_payable_year_cents, 12, WHOLE_EURO)


@rule(
    article="BVR art. 228",
    since="2019-01-01",
    gap=GapReason(
        "No article of our sources sets a smallest amount that is paid: a budget below 6 euro a year rounds"
        " to nothing a month, a larger one is paid.",
        nl="Geen artikel dat we hebben, geeft een kleinste bedrag dat nog betaald wordt: een budget onder 6 euro"
        " per jaar wordt afgerond tot niets per maand, een groter budget wordt betaald.",
    ),
)
def zbo_smallest_payment_cents(zbo_month_cents: Cents32) -> Cents32:
    """Open: see the reason of the gap."""
    return zbo_month_cents
