"""Identification numbers of persons (INSZ): read, check, show, and make test numbers."""

from datetime import date

import numpy as np
from django.conf import settings
from django.utils.translation import gettext
from numpy.typing import NDArray
from stdnum import exceptions
from stdnum.be import nn

LENGTH = 11
MOCK_MONTHS = 60
# Two series of each length: the number of the register, and the same with the month raised (KSZ dossier 5.1).
NATIONAL, BIS, TER, MOCK = range(0, 13), range(20, 33), range(40, 53), range(60, 73)


class InvalidInsz(ValueError):
    """The text is not an identification number; says why."""


def validate_insz(text: str) -> str:
    """Return the 11 digits of a number written with or without punctuation, or say why it is none."""
    number = nn.compact(text)
    if not (number.isascii() and number.isdigit()):
        raise InvalidInsz(
            gettext("“%(text)s” is not an INSZ: only digits, dots, dashes and spaces may be in it.") % {"text": text}
        )
    if len(number) != LENGTH:
        raise InvalidInsz(
            gettext("“%(text)s” is not an INSZ: it has %(count)d digits instead of 11.")
            % {"text": text, "count": len(number)}
        )
    _check_parts(number, text)
    _check_arithmetic(number, text)
    return number


def format_insz(number: str) -> str:
    """Write a number the way people read it: 00.00.00-000.00."""
    return str(nn.format(number))


def sex_of(number: str) -> str:
    """Return F, M or X: the serial tells, except in bis numbers given when the sex was not known."""
    return "X" if int(number[2:4]) in BIS else str(nn.get_gender(number))


def birth_date_of(number: str) -> date | None:
    """Return the date of birth in the number; None when it does not hold a full date."""
    found: date | None = nn.get_birth_date(number)
    return found


def insz_for(birth_date: date, serial: int, mock: bool = True) -> str:
    """Make the number for a birth date and serial (odd for men); a mock number, of nobody, unless told otherwise."""
    return str(insz_numbers(np.array([birth_date], "datetime64[D]"), np.array([serial]), mock)[0])


def insz_numbers(birth_days: NDArray[np.generic], serials: NDArray[np.integer], mock: bool = True) -> NDArray[np.str_]:
    """Make many numbers at once; births as datetime64[D] or as ordinals (`date.toordinal`)."""
    digits = _digits(birth_days, serials, mock)
    return np.char.zfill(digits.astype("U11"), LENGTH)


def check_digits_fit(numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say for many numbers at once whether the last two digits fit the first nine."""
    first_nine, check = numbers // 100, numbers % 100
    return np.asarray((97 - first_nine % 97 == check) | (97 - (2_000_000_000 + first_nine) % 97 == check))


def _check_parts(number: str, text: str) -> None:
    month, day, serial = int(number[2:4]), int(number[4:6]), int(number[6:9])
    if month in MOCK and not settings.ACCEPT_MOCK_INSZ:
        raise InvalidInsz(
            gettext("“%(text)s” is a test number (month %(month)02d); this installation does not accept those.")
            % {"text": text, "month": month}
        )
    if not any(month in months for months in (NATIONAL, BIS, TER, MOCK)) or day > 31:
        raise InvalidInsz(
            gettext("“%(text)s” is not an INSZ: month %(month)02d, day %(day)02d does not exist.")
            % {"text": text, "month": month, "day": day}
        )
    if month in NATIONAL and serial == 0:
        raise InvalidInsz(gettext("“%(text)s” is not an INSZ: the serial number is 000.") % {"text": text})


def _check_arithmetic(number: str, text: str) -> None:
    try:
        year, month, day = nn.get_birth_year(number), nn.get_birth_month(number), int(number[4:6])
    except exceptions.InvalidChecksum:
        raise InvalidInsz(
            gettext("“%(text)s” is not an INSZ: the check digits (the last two) do not fit.") % {"text": text}
        ) from None
    if year and month and day and nn.get_birth_date(number) is None:
        raise InvalidInsz(
            gettext("“%(text)s” is not an INSZ: %(day)d-%(month)d-%(year)d is an impossible date.")
            % {"text": text, "day": day, "month": month, "year": year}
        )


def _digits(birth_days: NDArray[np.generic], serials: NDArray[np.integer], mock: bool) -> NDArray[np.int64]:
    if birth_days.dtype.kind != "M":
        birth_days = (birth_days.astype(np.int64) - date(1970, 1, 1).toordinal()).astype("datetime64[D]")
    days = birth_days.astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    year = days.astype("datetime64[Y]").astype(np.int64) + 1970
    month = months.astype(np.int64) % 12 + 1 + (MOCK_MONTHS if mock else 0)
    day = (days - months).astype(np.int64) + 1
    serial = serials.astype(np.int64)
    if ((serial < 1) | (serial > 999)).any():
        raise ValueError("The serial of an INSZ lies between 1 and 999.")
    first_nine = ((year % 100 * 100 + month) * 100 + day) * 1000 + serial
    check = 97 - (first_nine + np.where(year >= 2000, 2_000_000_000, 0)) % 97
    return np.asarray(first_nine * 100 + check)
