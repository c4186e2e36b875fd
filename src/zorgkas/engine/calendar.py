"""Days and months as plain integers: the calendar that rules use, in Python and inside kernels alike.

A day is `date.toordinal()`, a month is `year * 12 + month - 1`. NEVER stands for no such day or month, FOREVER for one
without end; every helper passes both on unchanged. End of month: adding months or years keeps the day of the month
and falls back to the last day of the target month when it has no such day (31 January plus one month is 28 or 29
February; somebody born on 29 February turns a year older on 28 February of a common year).
"""

from typing import Final

NEVER: Final = 0
FOREVER: Final = 2_000_000_000


def leap_year(year: int) -> bool:
    """Whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(month: int) -> int:
    """The number of days of a month."""
    number = month % 12
    if number == 1:
        return 29 if leap_year(month // 12) else 28
    return 30 if number == 3 or number == 5 or number == 8 or number == 10 else 31


def make_month(year: int, month: int) -> int:
    """The month of a year, from 1 to 12."""
    return year * 12 + month - 1


def make_day(year: int, month: int, day: int) -> int:
    """The day of a calendar date; the date must exist."""
    shifted = year - (1 if month <= 2 else 0)
    from_march = month + (9 if month <= 2 else -3)
    return shifted * 365 + shifted // 4 - shifted // 100 + shifted // 400 + (153 * from_march + 2) // 5 + day - 306


def _march_year(day: int) -> int:
    """The year that starts on 1 March and contains the day."""
    shifted = day + 305
    era = shifted // 146097
    in_era = shifted - era * 146097
    return era * 400 + (in_era - in_era // 1460 + in_era // 36524 - in_era // 146096) // 365


def _march_month(day: int) -> int:
    """The months between March of year 0 and the month of the day."""
    year = _march_year(day)
    in_year = day + 305 - (365 * year + year // 4 - year // 100 + year // 400)
    return year * 12 + (5 * in_year + 2) // 153


def year_of(day: int) -> int:
    """The year of a day."""
    if day <= NEVER or day >= FOREVER:
        return day
    return (_march_month(day) + 2) // 12


def month_of(day: int) -> int:
    """The month of a day."""
    if day <= NEVER or day >= FOREVER:
        return day
    return _march_month(day) + 2


def day_of_month(day: int) -> int:
    """The day within its month, from 1 to 31."""
    if day <= NEVER or day >= FOREVER:
        return day
    return day - first_day(month_of(day)) + 1


def year_of_month(month: int) -> int:
    """The year of a month."""
    if month <= NEVER or month >= FOREVER:
        return month
    return month // 12


def first_day(month: int) -> int:
    """The first day of a month."""
    if month <= NEVER or month >= FOREVER:
        return month
    return make_day(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> int:
    """The last day of a month."""
    if month <= NEVER or month >= FOREVER:
        return month
    return make_day(month // 12, month % 12 + 1, days_in_month(month))


def add_months(day: int, months: int) -> int:
    """The day so many months later (or earlier), on the last day of the month when it has no such day."""
    if day <= NEVER or day >= FOREVER:
        return day
    month = month_of(day)
    target = month + months
    in_month = min(day - first_day(month) + 1, days_in_month(target))
    return make_day(target // 12, target % 12 + 1, in_month)


def add_years(day: int, years: int) -> int:
    """The same day so many years later (or earlier); 29 February becomes 28 February in a common year."""
    return add_months(day, years * 12)


def age_on(birth: int, day: int) -> int:
    """The age in whole years on a day: one more from the day `add_years(birth, age)` on. Negative before the birth."""
    years = year_of(day) - year_of(birth)
    return years - 1 if day < add_years(birth, years) else years
