"""Exact rounding, amounts in words, and half-open periods as sets of days."""

import math
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgkas.engine import FOREVER
from zorgkas.engine import money as m
from zorgkas.engine.periods import Period, ReversedPeriod, union

amounts = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10_000)
units = st.sampled_from([1, 5, 10, 100, 2500])


@given(amounts, units)
def test_rounding_gives_the_multiple_of_the_unit_that_its_name_says(amount: Fraction, unit: int) -> None:
    down, up, near = m.round_down(amount, unit), m.round_up(amount, unit), m.round_half_up(amount, unit)
    assert down % unit == up % unit == near % unit == 0
    assert down <= amount <= up < amount + unit
    assert abs(near - amount) <= Fraction(unit, 2)
    if near - amount == -Fraction(unit, 2):
        pytest.fail("a half goes up")
    assert m.round_half_even(amount, unit) in (down, up)


@given(st.integers(-(10**9), 10**9), st.integers(1, 10_000), units)
def test_dividing_whole_numbers_rounds_as_the_exact_fraction(amount: int, divisor: int, unit: int) -> None:
    exact = Fraction(amount, divisor)
    assert m.divide_down(amount, divisor, unit) == m.round_down(exact, unit)
    assert m.divide_up(amount, divisor, unit) == m.round_up(exact, unit)
    assert m.divide_half_up(amount, divisor, unit) == m.round_half_up(exact, unit)


def test_amounts_in_words() -> None:
    assert m.euro(123450) == "€ 1.234,50"
    assert m.euro(-5) == "-€ 0,05"
    assert m.euro(123450, "en") == "€ 1,234.50"


def test_reversed_and_empty_periods_are_refused() -> None:
    for start, end in ((10, 10), (10, 9)):
        with pytest.raises(ReversedPeriod, match="cannot end"):
            Period(start, end)


periods = st.builds(lambda start, length: Period(start, start + length), st.integers(1, 40), st.integers(1, 15))


def _days(found: tuple[Period, ...]) -> set[int]:
    return {day for period in found for day in range(period.start, period.end)}


@given(periods, periods)
def test_common_and_without_split_the_days_of_a_period(one: Period, other: Period) -> None:
    common = one.common(other)
    shared = _days((common,)) if common else set()
    assert shared == _days((one,)) & _days((other,))
    assert _days(one.without(other)) == _days((one,)) - _days((other,))
    assert one.overlaps(other) == bool(shared)


@given(st.lists(periods, max_size=6))
def test_a_union_has_the_same_days_in_periods_that_do_not_touch(found: list[Period]) -> None:
    joined = union(found)
    assert _days(joined) == _days(tuple(found))
    assert all(earlier.end < later.start for earlier, later in pairwise(joined))


def test_a_period_without_end_contains_every_later_day() -> None:
    assert 10**6 in Period(5)
    assert math.inf > len(Period(5)) == FOREVER - 5
