"""What the invoice of the user must and may say (BVR art. 509/1, 526-527/1, 530/1): duties of the facility."""

from zorgkas.engine import Cents, Cents32, Day, Int8, fact, rule
from zorgkas.engine.money import divide_up
from zorgkas.law.residential.kinds import CareUnit

# The infrastructure subsidy of a stay day that the facility gets (order of 28 June 2019 art. 16).
fact("infrastructure_day_cents", Cents32, default=0, low=0, high=800)
# The user has early-onset dementia and stays in a unit recognised for it.
fact("early_dementia_unit", bool, default=False)
fact("stay_day_price_cents", Cents32, default=0, low=4_000, high=12_000)
fact("user_invoice_on", Day, low=738_500, high=740_300)


@rule(article="BVR art. 527", since="2024-09-15")
def day_price_deduction_cents(
    stay_unit: CareUnit,
    incontinence_day_cents: Cents,
    day_travel_day_cents: Cents32,
    infrastructure_day_cents: Cents32,
    early_dementia_unit: bool,
    early_dementia_day_cents: Cents,
) -> Cents32:
    """What the facility takes off the day price, shown as benefits of the Flemish Social Protection."""
    if stay_unit == CareUnit.CDV or stay_unit == CareUnit.CDV_ILL:
        return day_travel_day_cents
    early = early_dementia_day_cents if early_dementia_unit and stay_unit == CareUnit.WZC else 0
    return incontinence_day_cents + infrastructure_day_cents + early


@rule(article="BVR art. 527/1", since="2020-01-01")
def user_pays_until(user_invoice_on: Day, user_payment_days: Int8) -> Day:
    """Thirty days; the article does not say from when: from the day of the invoice."""
    return user_invoice_on + user_payment_days


@rule(article="BVR art. 509/1 §2", since="2020-01-01")
def absence_discount_cents(stay_day_price_cents: Cents32, absence_discount_percent: Int8) -> Cents32:
    """At least 10 % of the lowest day price for each full day of absence."""
    return divide_up(stay_day_price_cents * absence_discount_percent, 100)


@rule(article="BVR art. 509/1 §3-4, 509/2 §4", since="2020-01-01")
def deposit_most_cents(
    stay_unit: CareUnit, stay_day_price_cents: Cents32, deposit_wzc_days: Int8, deposit_cvk_days: Int8
) -> Cents32:
    """Thirty times the day price in a care centre, seven in short stay, nothing in day care."""
    if stay_unit == CareUnit.WZC:
        return stay_day_price_cents * deposit_wzc_days
    return stay_day_price_cents * deposit_cvk_days if stay_unit == CareUnit.CVK else 0


@rule(article="BVR art. 530/1", since="2021-01-31")
def uninsured_most_cents(affiliated: bool, told_day_cents: Cents32, stay_line_days: Int8) -> Cents32:
    """Who has no right for want of affiliation pays at most the basic allowance of the facility, day by day."""
    return 0 if affiliated else told_day_cents * stay_line_days
