"""Working days: not Saturdays, Sundays and legal public holidays (BVR art. 1, 56°; KB 18 April 1974 art. 1).

A public holiday on a Sunday stays where it is: the order names the ten days themselves, not the days that replace them.
"""

from zorgkas.engine import FOREVER, NEVER
from zorgkas.engine.calendar import day_of_month, make_day, month_of, year_of


def easter_sunday(year: int) -> int:
    """Easter Sunday of a year (Gregorian computus), as a day."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, skipped = century // 4, century % 4
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * skipped + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    number = moon + week - 7 * late + 114
    return make_day(year, number // 31, number % 31 + 1)


def is_public_holiday(day: int) -> bool:
    """One of the ten legal public holidays: seven on a date, three counted from Easter."""
    date = (month_of(day) % 12 + 1) * 100 + day_of_month(day)
    if date == 101 or date == 501 or date == 721 or date == 815 or date == 1101 or date == 1111 or date == 1225:
        return True
    since_easter = day - easter_sunday(year_of(day))
    return since_easter == 1 or since_easter == 39 or since_easter == 50


def is_working_day(day: int) -> bool:
    """Whether terms in working days count this day."""
    weekday = day % 7
    return weekday != 0 and weekday != 6 and not is_public_holiday(day)


def add_working_days(day: int, count: int) -> int:
    """The last day of a term of so many working days that follow a day; the day itself does not count."""
    if day <= NEVER or day >= FOREVER:
        return day
    left = count
    while left > 0:
        day += 1
        if is_working_day(day):
            left -= 1
    return day
