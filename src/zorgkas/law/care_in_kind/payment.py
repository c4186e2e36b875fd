"""Invoices: until when, when they are paid, what lateness costs, advances (BVR art. 534/68, 71, 119-120, 162)."""

from zorgkas.engine import FOREVER, NEVER, Cents, Cents32, Day, Int8, Int16, fact, rule
from zorgkas.engine.calendar import add_months, last_day, month_of
from zorgkas.engine.money import divide_half_up
from zorgkas.law.care_in_kind.kinds import CareSector

# The invoice, and the last day of care that the line is about (of a wheelchair team the day of the examination).
fact("care_invoice_received_on", Day, low=738_156, high=740_800)
fact("care_last_day", Day, low=738_156, high=740_300)
fact("care_limitation_interrupted_on", Day, default=NEVER, low=738_156, high=740_800)
fact("care_invoice_paid_on", Day, default=NEVER, low=738_156, high=740_900)
# Days on which the payment waited for information that was asked.
fact("care_payment_waited_days", Int16, default=0, low=0, high=400)
fact("care_payable_cents", Cents32, default=0, low=0, high=20_000_000)
fact("care_payment_force_majeure", bool, default=False)
# The last monthly advance while the software did not work.
fact("care_last_advance_on", Day, default=NEVER, low=738_156, high=740_300)


@rule(article="BVR art. 534/71, 534/120 §3, 534/163 §3, 534/186 §3, 534/219 §3, 534/243", since="2022-01-01")
def care_invoice_until(
    care_sector: CareSector,
    care_last_day: Day,
    died_on: Day,
    care_limitation_interrupted_on: Day,
    care_invoice_months: Int8,
    palliative_invoice_months: Int8,
) -> Day:
    """Twenty-four months from the (last) day of care; a palliative team two months after the death.

    A registered letter starts the term again. While the user of a palliative team lives, no article sets a term but
    the general one of the decree (art. 62).
    """
    palliative = care_sector == CareSector.PALLIATIVE_TEAM and died_on != NEVER
    months = palliative_invoice_months if palliative else care_invoice_months
    end = add_months(died_on if palliative else care_last_day, months)
    letter = care_limitation_interrupted_on
    if letter == NEVER or letter > end:
        return end
    return max(end, add_months(letter, months))


@rule(article="BVR art. 534/68 §5, 534/119, 534/162, 534/185, 534/218, 534/242", since="2022-01-01")
def care_pay_by(
    care_sector: CareSector,
    care_invoice_received_on: Day,
    care_payment_waited_days: Int16,
    care_pay_weeks: Int8,
    nursing_home_pay_days: Int8,
) -> Day:
    """Six weeks from the receipt, sixty days for a psychiatric nursing home.

    A question suspends it in rehabilitation facilities and palliative teams alone.
    """
    waits = care_sector == CareSector.REHAB_FACILITY or care_sector == CareSector.PALLIATIVE_TEAM
    waited = care_payment_waited_days if waits else 0
    term = nursing_home_pay_days if care_sector == CareSector.NURSING_HOME else care_pay_weeks * 7
    return care_invoice_received_on + term + waited


@rule(article="BVR art. 534/68 §6", since="2022-01-01")
def hospital_earns_interest(care_invoice_received_on: Day, care_last_day: Day) -> bool:
    """A rehabilitation hospital only when the note came before the end of the month after the month of care."""
    return care_invoice_received_on < last_day(month_of(care_last_day) + 1)


@rule(article="BVR art. 534/68 §6, 534/119, 534/162, 534/185, 534/218, 534/242", since="2022-01-01")
def care_interest_hundredths(
    care_sector: CareSector,
    ecb_deposit_rate_hundredths: Int16,
    care_legal_rate_hundredths: Int16,
    hospital_interest_margin_hundredths: Int16,
    hospital_earns_interest: bool,
    care_payment_force_majeure: bool,
) -> Int16:
    """The rate a year: of the ECB and 1.75 for a hospital, the legal one for the others, none for a wheelchair team."""
    if care_sector == CareSector.WHEELCHAIR_TEAM:
        return 0
    if care_sector != CareSector.REHAB_HOSPITAL:
        return care_legal_rate_hundredths
    if not hospital_earns_interest or care_payment_force_majeure:
        return 0
    return max(0, ecb_deposit_rate_hundredths + hospital_interest_margin_hundredths)


@rule(article="BVR art. 534/68 §6, 534/119, 534/162, 534/185, 534/218", since="2022-01-01")
def care_interest_days(care_invoice_paid_on: Day, care_pay_by: Day) -> Int16:
    """From the first day after the term up to and including the day of payment."""
    return 0 if care_invoice_paid_on == NEVER else max(0, min(care_invoice_paid_on - care_pay_by, 32_000))


@rule(article="BVR art. 534/68 §6, 534/119, 534/162, 534/185, 534/218", since="2022-01-01")
def care_interest_cents(
    care_payable_cents: Cents32,
    care_interest_hundredths: Int16,
    care_interest_days: Int16,
    care_interest_year_days: Int16,
) -> Cents:
    """Due without notice. The basis of days is in no article."""
    return divide_half_up(
        care_payable_cents * care_interest_hundredths * care_interest_days, 10_000 * care_interest_year_days
    )


@rule(article="BVR art. 534/120 §4, 534/163 §4, 534/186 §4, 534/219 §4", since="2022-10-01")
def care_advance_back_from(care_sector: CareSector, care_last_advance_on: Day, care_advance_weeks: Int8) -> Day:
    """From the seventh week after the week of the last advance the fund may ask back what was not set off.

    A hospital and a wheelchair team get no advances.
    """
    hospital = care_sector == CareSector.REHAB_HOSPITAL
    if care_last_advance_on == NEVER or hospital or care_sector == CareSector.WHEELCHAIR_TEAM:
        return FOREVER
    monday = care_last_advance_on - (care_last_advance_on - 1) % 7
    return monday + care_advance_weeks * 7
