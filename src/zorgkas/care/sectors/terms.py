"""The terms of a sector, from the law: to answer, to pay, and the interest after it."""

import datetime
from collections.abc import Callable

from zorgkas.law import law_on
from zorgkas.law.care_in_kind.kinds import CareSector

Term = Callable[[datetime.date], datetime.date]


def answer_until(sector: CareSector) -> Term:
    """The last day of the answer, from the receipt date."""

    def term(received: datetime.date) -> datetime.date:
        case = {"care_sector": sector.name, "care_received_on": received}
        day: datetime.date = law_on(received).decide(case, "care_answer_until").value
        return day

    return term


def pay_by(sector: CareSector) -> Term:
    """The last day to pay, from the receipt of the invoice."""

    def term(received: datetime.date) -> datetime.date:
        case = {"care_sector": sector.name, "care_invoice_received_on": received}
        day: datetime.date = law_on(received).decide(case, "care_pay_by").value
        return day

    return term


def interest(sector: CareSector) -> Callable[[int, datetime.date, datetime.date], int]:
    """The interest in cents on what is paid after the last day; a LegalGap while its rate is not entered.

    Whether a hospital invoiced in time for interest (BVR art. 534/68 §6) is known from the file, not from the amount.
    """

    def owed(cents: int, last_day: datetime.date, paid_on: datetime.date) -> int:
        law = law_on(last_day)
        received = last_day - (pay_by(sector)(last_day) - last_day)
        case = {
            "care_sector": sector.name,
            "care_payable_cents": cents,
            "care_invoice_received_on": received,
            "care_last_day": received - datetime.timedelta(days=1),
            "care_invoice_paid_on": paid_on,
        }
        return int(law.decide(case, "care_interest_cents").value)

    return owed
