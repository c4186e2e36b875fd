"""The integer calendar against the standard library, and its policy for the end of the month."""

import calendar as standard
import datetime

from hypothesis import given
from hypothesis import strategies as st

from zorgkas.engine import FOREVER, NEVER
from zorgkas.engine import calendar as c

dates = st.dates()


@given(dates)
def test_every_date_splits_and_joins_as_in_the_standard_library(date: datetime.date) -> None:
    day = date.toordinal()
    assert c.make_day(date.year, date.month, date.day) == day
    assert (c.year_of(day), c.day_of_month(day)) == (date.year, date.day)
    assert c.month_of(day) == c.make_month(date.year, date.month)
    assert c.year_of_month(c.month_of(day)) == date.year


def test_every_month_of_every_year_has_its_first_and_last_day() -> None:
    for year in range(1, 10_000):
        for number in (1, 2, 3, 12):
            month = c.make_month(year, number)
            length = standard.monthrange(year, number)[1]
            assert c.days_in_month(month) == length
            assert c.first_day(month) == datetime.date(year, number, 1).toordinal()
            assert c.last_day(month) == datetime.date(year, number, length).toordinal()


@given(dates, st.integers(-600, 600))
def test_adding_months_keeps_the_day_or_falls_back_to_the_last_one(date: datetime.date, months: int) -> None:
    number = date.year * 12 + date.month - 1 + months
    year, month = number // 12, number % 12 + 1
    if not 1 <= year <= 9999:
        return
    expected = date.replace(year=year, month=month, day=min(date.day, standard.monthrange(year, month)[1]))
    assert c.add_months(date.toordinal(), months) == expected.toordinal()


@given(dates, st.integers(0, 130))
def test_an_age_is_reached_exactly_on_the_birthday_that_add_years_gives(birth: datetime.date, age: int) -> None:
    if birth.year + age > 9998:
        return
    birthday = c.add_years(birth.toordinal(), age)
    assert c.age_on(birth.toordinal(), birthday) == age
    assert c.age_on(birth.toordinal(), birthday - 1) == age - 1


def test_somebody_born_on_a_leap_day_turns_older_on_28_february_of_a_common_year() -> None:
    assert c.add_years(c.make_day(2004, 2, 29), 18) == c.make_day(2022, 2, 28)
    assert c.add_years(c.make_day(2004, 2, 29), 20) == c.make_day(2024, 2, 29)


def test_never_and_forever_pass_unchanged() -> None:
    for value in (NEVER, FOREVER):
        for helper in (c.year_of, c.month_of, c.first_day, c.last_day, c.year_of_month, c.day_of_month):
            assert helper(value) == value
        assert c.add_months(value, 5) == value
        assert c.add_years(value, -5) == value
