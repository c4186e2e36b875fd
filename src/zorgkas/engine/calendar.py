"""Days and months as plain integers: the calendar that rules use, in Python and inside kernels alike.

A day is `date.toordinal()`, a month is `year * 12 + month - 1`. NEVER stands for no such day or month, FOREVER for one
without end; every helper passes both on unchanged. End of month: adding months or years keeps the day of the month
and falls back to the last day of the target month when it has no such day (31 January plus one month is 28 or 29
February; somebody born on 29 February turns a year older on 28 February of a common year).
"""

from typing import Final

NEVER: Final = 0
FOREVER: Final = 2_000_000_000


# Days are counted from 1 March of year 0, so that a leap day comes last in its year and every 5 months have 153 days.
# The divisions are multiplications with a shift, exact for years 0 to 9999 (C. Neri and L. Schneider, "Euclidean affine
# functions and their application to calendar algorithms", 2022): they are what makes kernels fast.
_MARCH_OF_YEAR_0: Final = 305


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
    before_march = 1 if month <= 2 else 0
    shifted = year - before_march
    century = (shifted * 5243) >> 19
    days_before_month = (979 * (month + 12 * before_march) - 2919) >> 5
    return shifted * 365 + (shifted >> 2) - century + (century >> 2) + days_before_month + day - _MARCH_OF_YEAR_0 - 1


def _century(day: int) -> int:
    """The century of the year from March that contains the day."""
    return ((4 * (day + _MARCH_OF_YEAR_0) + 3) * 30103606) >> 42


def _day_in_century(day: int, century: int) -> int:
    """The days since 1 March of the first year of the century."""
    return day + _MARCH_OF_YEAR_0 - ((146097 * century) >> 2)


def _year_in_century(day_in_century: int) -> int:
    """The years from March since the start of the century."""
    return ((4 * day_in_century + 3) * 2939745) >> 32


def _month_and_day(day_in_century: int, year_in_century: int) -> int:
    """The month (3 for March to 14 for February) times 65536, plus the day of the month (from 0) times 2141."""
    return 2141 * (day_in_century - ((1461 * year_in_century) >> 2)) + 197913


def year_of(day: int) -> int:
    """The year of a day."""
    month = month_of(day)
    return month if month <= NEVER or month >= FOREVER else (month * 43691) >> 19


def month_of(day: int) -> int:
    """The month of a day."""
    if day <= NEVER or day >= FOREVER:
        return day
    century = _century(day)
    in_century = _day_in_century(day, century)
    year = _year_in_century(in_century)
    return 12 * (100 * century + year) + (_month_and_day(in_century, year) >> 16) - 1


def day_of_month(day: int) -> int:
    """The day within its month, from 1 to 31."""
    if day <= NEVER or day >= FOREVER:
        return day
    in_century = _day_in_century(day, _century(day))
    return (((_month_and_day(in_century, _year_in_century(in_century)) & 65535) * 125379) >> 28) + 1


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
    target = month_of(day) + months
    return first_day(target) + min(day_of_month(day), days_in_month(target)) - 1


def add_years(day: int, years: int) -> int:
    """The same day so many years later (or earlier); 29 February becomes 28 February in a common year."""
    return add_months(day, years * 12)


def age_on(birth: int, day: int) -> int:
    """The age in whole years on a day: one more from the day `add_years(birth, age)` on. Negative before the birth."""
    month = month_of(day)
    birthday = min(day_of_month(birth), days_in_month(month))
    months = month - month_of(birth) - (1 if day_of_month(day) < birthday else 0)
    return months // 12
