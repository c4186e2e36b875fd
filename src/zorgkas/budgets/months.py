"""Months as the ledger writes them (202611), as the law counts them, and as dates."""

import datetime


class BadMonth(ValueError):
    """A number or text that is no month."""


def check(month: int) -> int:
    """The month itself, if it is one."""
    if not (1 <= month % 100 <= 12 and 1900 <= month // 100 <= 9999):
        raise BadMonth(f"{month} is not a month; write it as 202611.")
    return month


def parse(text: str) -> int:
    """The month of a text such as 2026-11."""
    year, _, number = text.partition("-")
    if not (len(year) == 4 and len(number) == 2 and (year + number).isdigit()):
        raise BadMonth(f"{text} is not a month; write it as 2026-11.")
    try:
        return check(int(year) * 100 + int(number))
    except BadMonth:
        raise BadMonth(f"{text} is not a month; write it as 2026-11.") from None


def first_day(month: int) -> datetime.date:
    """The first day of a month."""
    return datetime.date(month // 100, month % 100, 1)


def add(month: int, months: int) -> int:
    """So many months later (or earlier)."""
    number = month // 100 * 12 + month % 100 - 1 + months
    return number // 12 * 100 + number % 12 + 1


def last_day(month: int) -> datetime.date:
    """The last day of a month."""
    return first_day(add(month, 1)) - datetime.timedelta(days=1)


def month_of(day: datetime.date) -> int:
    """The month of a day."""
    return day.year * 100 + day.month


def law_month(month: int) -> int:
    """The number that the law counts this month with."""
    return month // 100 * 12 + month % 100 - 1


def span(first: int, last: int) -> list[int]:
    """All months from the first to the last."""
    found = []
    while first <= last:
        found.append(first)
        first = add(first, 1)
    return found
