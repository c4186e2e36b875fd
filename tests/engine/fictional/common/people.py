"""Age and life, as more than one chapter needs them."""

from zorgkas.engine import NEVER, Day, Int16, Month, rule
from zorgkas.engine.calendar import age_on, first_day, month_of


@rule(article="Civil Code art. 1", since="2000-01-01")
def age(birth_date: Day, asked_month: Month) -> Int16:
    """Age on the first day of the month asked for."""
    return age_on(birth_date, first_day(asked_month))


@rule(article="Civil Code art. 2", since="2000-01-01")
def alive(died_on: Day, asked_month: Month) -> bool:
    """A person lives through the month in which she dies."""
    return died_on == NEVER or month_of(died_on) >= asked_month


@rule(article="Civil Code art. 3", since="2000-01-01")
def resident(resident_from: Day, resident_to: Day, asked_month: Month) -> bool:
    """Residence on the first day of the month counts."""
    day = first_day(asked_month)
    return resident_from <= day < resident_to
