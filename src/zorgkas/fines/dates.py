"""The days of a fine in a year, as the law gives them."""

import datetime

from zorgkas.law import law_on


def _day(year: int, target: str, facts: dict[str, object] | None = None) -> datetime.date:
    decided = law_on(datetime.date(year, 9, 1)).decide({"fine_letter_year": year, **(facts or {})}, target)
    return datetime.date.fromordinal(decided.raw)


def letter_until(year: int) -> datetime.date:
    """The last day of the registered letter (BVR art. 74 al. 1)."""
    return _day(year, "fine_letter_until")


def arrears_until(year: int) -> datetime.date:
    """The last day on which the member pays the fund (BVR art. 74 al. 2)."""
    return _day(year, "fine_arrears_until")


def report_until(year: int) -> datetime.date:
    """The last day of the file to the agency (BVR art. 74 al. 5)."""
    return _day(year, "fine_report_until")


def account_until(year: int) -> datetime.date:
    """The last day on which money on the account avoids the fine (BVR art. 82 al. 1, 7°)."""
    return _day(year, "fine_account_until")


def pay_by(fined_on: datetime.date) -> datetime.date:
    """The last day to pay the fine (BVR art. 84 al. 2)."""
    return _of_fine(fined_on, "fine_pay_by")


def appeal_until(fined_on: datetime.date) -> datetime.date:
    """The last day to appeal against the fine (BVR art. 85 al. 1)."""
    return _of_fine(fined_on, "fine_appeal_until")


def reference_day(fined_on: datetime.date) -> datetime.date:
    """The day on which the increased allowance is looked at (DEC art. 47 §1 al. 2)."""
    return _of_fine(fined_on, "fine_reference_day")


def _of_fine(fined_on: datetime.date, target: str) -> datetime.date:
    return datetime.date.fromordinal(law_on(fined_on).decide({"fine_sent_on": fined_on}, target).raw)
