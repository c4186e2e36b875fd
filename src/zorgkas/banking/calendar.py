"""Banking days: the days on which euro payments settle (TARGET calendar of the European Central Bank)."""

from datetime import date, timedelta
from functools import cache

import holidays


@cache
def _closing_days(year: int) -> frozenset[date]:
    return frozenset(holidays.financial_holidays("ECB", years=year))


def is_banking_day(day: date) -> bool:
    """Say whether euro payments settle on this day."""
    return day.weekday() < 5 and day not in _closing_days(day.year)


def banking_day_from(day: date) -> date:
    """Return this day, or the first banking day after it."""
    while not is_banking_day(day):
        day += timedelta(days=1)
    return day


def add_banking_days(day: date, count: int) -> date:
    """Return the banking day that lies `count` banking days after this day."""
    for _ in range(count):
        day = banking_day_from(day + timedelta(days=1))
    return day
