"""The calendar of a fine: letter, payment, file to the agency, money that still saves (BVR art. 74, 82, 84, 85)."""

from zorgkas.engine import NEVER, Day, Int8, Year, rule
from zorgkas.engine.calendar import add_months, make_day, year_of


@rule(article="BVR art. 74 al. 1", since="2016-01-01")
def fine_letter_until(fine_letter_year: Year, fine_letter_month: Int8, fine_letter_day: Int8) -> Day:
    """The last day to send the registered letter."""
    return make_day(fine_letter_year, fine_letter_month, fine_letter_day)


@rule(article="BVR art. 74 al. 2; 81", since="2016-01-01")
def fine_arrears_until(fine_letter_year: Year, fine_arrears_month: Int8, fine_arrears_day: Int8) -> Day:
    """The last day for the member to pay the fund."""
    return make_day(fine_letter_year, fine_arrears_month, fine_arrears_day)


@rule(article="BVR art. 74 al. 5", since="2019-01-01")
def fine_report_until(fine_letter_year: Year, fine_report_month: Int8, fine_report_day: Int8) -> Day:
    """The last day for the file to the agency."""
    return make_day(fine_letter_year, fine_report_month, fine_report_day)


@rule(article="BVR art. 82 al. 1, 7°", since="2019-01-01")
def fine_account_until(fine_letter_year: Year, fine_account_month: Int8, fine_account_day: Int8) -> Day:
    """Money that stands on the account of the fund by this day still takes the miss away."""
    return make_day(fine_letter_year, fine_account_month, fine_account_day)


@rule(article="BVR art. 81; 82 al. 1, 7°", since="2019-01-01")
def arrears_saved_by_payment(arrears_paid_on: Day, fine_account_until: Day) -> bool:
    """The day on which the money stands on the account decides."""
    return arrears_paid_on != NEVER and arrears_paid_on <= fine_account_until


@rule(article="BVR art. 84 al. 2", since="2019-01-01")
def fine_pay_by(fine_sent_on: Day, fine_payment_months: Int8) -> Day:
    """Two months after the registered letter of the agency was sent."""
    return add_months(fine_sent_on, fine_payment_months)


@rule(article="BVR art. 85 al. 1", since="2019-01-01")
def fine_appeal_until(fine_sent_on: Day, fine_appeal_months: Int8) -> Day:
    """Two months after the registered letter of the agency was sent."""
    return add_months(fine_sent_on, fine_appeal_months)


@rule(article="DEC art. 47 §1 al. 2", since="2010-01-01")
def fine_reference_day(fine_sent_on: Day) -> Day:
    """The increased allowance is looked at on 1 January of the year before the fine is imposed."""
    return make_day(year_of(fine_sent_on) - 1, 1, 1)
