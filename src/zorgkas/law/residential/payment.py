"""When an invoice is paid, and what lateness costs the fund (BVR art. 521)."""

from zorgkas.engine import NEVER, Cents, Cents32, Day, Int16, Month, fact, rule
from zorgkas.engine.calendar import last_day
from zorgkas.engine.money import divide_half_up

fact("stay_invoice_paid_on", Day, default=NEVER, low=738_500, high=740_800)
# The fund proved force majeure: no problems of its own staff or organisation.
fact("stay_payment_force_majeure", bool, default=False)
# The part of the invoice that conforms.
fact("stay_payable_cents", Cents32, default=0, low=0, high=20_000_000)


@rule(article="BVR art. 521 §5", since="2022-10-29")
def stay_invoice_pay_by(stay_invoice_received_on: Day, stay_invoice_pay_weeks: Int16) -> Day:
    """Six weeks from the receipt of the correct and complete invoice."""
    return stay_invoice_received_on + stay_invoice_pay_weeks * 7


@rule(article="BVR art. 521 §7 al. 4", since="2022-10-29")
def stay_invoice_earns_interest(stay_invoice_received_on: Day, stay_month: Month) -> bool:
    """Interest is only due when the invoice came before the end of the month after the one that it is about."""
    return stay_invoice_received_on < last_day(stay_month + 1)


@rule(article="BVR art. 521 §7 al. 1", since="2022-10-29")
def stay_interest_percent_hundredths(
    ecb_deposit_rate_hundredths: Int16, stay_interest_margin_hundredths: Int16
) -> Int16:
    """The rate of the European Central Bank and 1.75 %."""
    return ecb_deposit_rate_hundredths + stay_interest_margin_hundredths


@rule(article="BVR art. 521 §7", since="2022-10-29")
def stay_interest_days(
    stay_invoice_paid_on: Day,
    stay_invoice_pay_by: Day,
    stay_invoice_earns_interest: bool,
    stay_payment_force_majeure: bool,
) -> Int16:
    """From the first day after the term up to and including the day of payment."""
    if stay_invoice_paid_on == NEVER or not stay_invoice_earns_interest or stay_payment_force_majeure:
        return 0
    return max(0, min(stay_invoice_paid_on - stay_invoice_pay_by, 32_000))


@rule(article="BVR art. 521 §7", since="2022-10-29")
def stay_interest_cents(
    stay_payable_cents: Cents32,
    stay_interest_percent_hundredths: Int16,
    stay_interest_days: Int16,
    stay_interest_year_days: Int16,
) -> Cents:
    """Due without notice of default. The basis of days is in no article."""
    return divide_half_up(
        stay_payable_cents * max(0, stay_interest_percent_hundredths) * stay_interest_days,
        10_000 * stay_interest_year_days,
    )
