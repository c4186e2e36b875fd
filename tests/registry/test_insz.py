"""Identification numbers: which are refused and why, and test numbers that fit every date."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgkas.registry.insz import (
    InvalidInsz,
    birth_date_of,
    format_insz,
    insz_for,
    insz_numbers,
    sex_of,
    validate_insz,
)

births = st.dates(date(1900, 1, 1), date(2025, 12, 31))
serials = st.integers(1, 999)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("70.01.01-001.88", "70010100188"),  # born in 1970 (KSZ dossier, 5.1)
        ("700101001 20", None),  # fits only somebody born in 2070: not yet
        (" 98.47.28-997.65 ", "98472899765"),  # a bis number given when the sex was known
        ("70 21 01 001 12", None),
        ("85.07.30-033.28", "85073003328"),
        ("85.00.00-033.06", "85000003306"),  # month and day not known
    ],
)
def test_numbers_are_read_with_or_without_punctuation(written, number):
    if number is None:
        with pytest.raises(InvalidInsz, match="check digits"):
            validate_insz(written)
    else:
        assert validate_insz(written) == number


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "only digits"),
        ("7001010018A", "only digits"),
        ("7001010018", "10 digits"),
        ("700101001888", "12 digits"),
        ("70010100189", "check digits"),
        ("70130100188", "month 13"),
        ("70013200188", "day 32"),
        ("70010100000", "000"),
        ("70750100188", "month 75"),
    ],
)
def test_a_refusal_says_why(text, reason):
    with pytest.raises(InvalidInsz, match=reason):
        validate_insz(text)


def test_a_date_that_does_not_exist_is_refused():
    nine = 700230001
    number = f"{nine}{97 - nine % 97:02d}"
    with pytest.raises(InvalidInsz, match="impossible date"):
        validate_insz(number)


@given(births, serials, st.booleans())
def test_made_numbers_are_valid_and_hold_the_birth_date(born, serial, mock):
    number = insz_for(born, serial, mock)
    assert validate_insz(format_insz(number)) == number
    assert birth_date_of(number) == born
    assert sex_of(number) == ("M" if serial % 2 else "F")


@given(births, serials, st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(born, serial, place, change):
    number = insz_for(born, serial)
    wrong = number[:place] + str((int(number[place]) + change) % 10) + number[place + 1 :]
    with pytest.raises(InvalidInsz):
        validate_insz(wrong)


@given(st.lists(st.tuples(births, serials), min_size=1, max_size=20))
def test_many_at_once_are_the_same_as_one_by_one(people):
    days = np.array([born.toordinal() for born, _ in people])
    numbers = insz_numbers(days, np.array([serial for _, serial in people]))
    assert list(numbers) == [insz_for(born, serial) for born, serial in people]


def test_an_installation_can_refuse_test_numbers(settings):
    settings.ACCEPT_MOCK_INSZ = False
    with pytest.raises(InvalidInsz, match="test number"):
        validate_insz(insz_for(date(1980, 5, 5), 1))
    assert validate_insz(insz_for(date(1980, 5, 5), 1, mock=False))


def test_the_sex_behind_a_bis_number_may_be_unknown():
    assert sex_of("70210100112") == "X"
