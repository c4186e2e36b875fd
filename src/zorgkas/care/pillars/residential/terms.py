"""The terms of the pillar, from the law: to answer, to pay, and the interest after it (BVR art. 438, 521)."""

import datetime

from zorgkas.law import law_on


def answer_until(received: datetime.date) -> datetime.date:
    """The last day for the answer of the fund: five working days."""
    day: datetime.date = law_on(received).decide({"notice_received_on": received}, "fund_answers_until").value
    return day


def pay_by(received: datetime.date) -> datetime.date:
    """The last day to pay: six weeks."""
    day: datetime.date = law_on(received).decide({"stay_invoice_received_on": received}, "stay_invoice_pay_by").value
    return day


def interest(cents: int, last_day: datetime.date, paid_on: datetime.date) -> int:
    """The interest on an amount that is paid after the last day, in cents; a LegalGap while its rate is not entered.

    Whether the invoice came in time for interest (§7 al. 4) is known from the file, not from the amount.
    """
    law = law_on(last_day)
    received = last_day - datetime.timedelta(weeks=int(law.parameters["stay_invoice_pay_weeks"]))
    case = {
        "stay_payable_cents": cents,
        "stay_invoice_received_on": received,
        "stay_month": f"{received.year:04d}-{received.month:02d}",
        "stay_invoice_paid_on": paid_on,
    }
    return int(law.decide(case, "stay_interest_cents").value)
