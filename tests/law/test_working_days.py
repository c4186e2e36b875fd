"""Working days of the order: what counts, and when a term ends."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgkas.engine import FOREVER, NEVER
from zorgkas.law.common.working_days import add_working_days, easter_sunday, is_public_holiday, is_working_day

DAYS = st.dates(date(2015, 1, 1), date(2045, 12, 31))


@pytest.mark.parametrize(
    "day", ["2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "2285-03-22"]
)
def test_easter(day: str) -> None:
    expected = date.fromisoformat(day)
    assert date.fromordinal(easter_sunday(expected.year)) == expected


def test_the_ten_holidays_of_2026() -> None:
    days = [date(2026, 1, 1) + timedelta(n) for n in range(365)]
    found = [f"{day:%m-%d}" for day in days if is_public_holiday(day.toordinal())]
    assert found == [
        *("01-01", "04-06", "05-01", "05-14", "05-25"),
        *("07-21", "08-15", "11-01", "11-11", "12-25"),
    ]


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-06-01", 10, "2026-06-15"),  # two weeks without a holiday, from a Monday
        ("2026-06-05", 1, "2026-06-08"),  # from a Friday to the Monday
        ("2026-12-24", 1, "2026-12-28"),  # Christmas on a Friday
        ("2026-11-01", 10, "2026-11-16"),  # a Sunday holiday is not replaced; Armistice Day on a Wednesday
        ("2026-04-03", 1, "2026-04-07"),  # over Easter Monday
    ],
)
def test_when_a_term_ends(start: str, count: int, end: str) -> None:
    assert date.fromordinal(add_working_days(date.fromisoformat(start).toordinal(), count)).isoformat() == end


@given(day=DAYS, first=st.integers(0, 30), second=st.integers(0, 30))
def test_two_terms_after_each_other_are_one(day: date, first: int, second: int) -> None:
    start = day.toordinal()
    assert add_working_days(add_working_days(start, first), second) == add_working_days(start, first + second)


@given(day=DAYS, count=st.integers(1, 30))
def test_a_term_ends_on_a_working_day_and_has_its_number_of_them(day: date, count: int) -> None:
    start = day.toordinal()
    end = add_working_days(start, count)
    assert is_working_day(end)
    assert sum(is_working_day(one) for one in range(start + 1, end + 1)) == count


def test_no_day_has_no_term() -> None:
    assert add_working_days(NEVER, 10) == NEVER
    assert add_working_days(FOREVER, 10) == FOREVER
