"""The types a fact, rule or parameter may have: what they mean at the boundary and how wide their column is.

`Day`, `Month`, `Cents32` and the like are plain `int` to a type checker, so rules calculate with them freely.
"""

import datetime
import re
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from functools import cache, cached_property
from typing import Annotated, Any, get_args, get_origin

from zorgkas.engine.calendar import FOREVER, NEVER
from zorgkas.engine.errors import CaseError, LawError

_BITS = {"int8": 8, "int16": 16, "int32": 32, "int64": 64}


@dataclass(frozen=True)
class Kind:
    """What the integers of a declared type stand for, and the width of a column of them."""

    name: str
    dtype: str
    enum: type[IntEnum] | None = None

    @cached_property
    def high(self) -> int:
        """The largest number that fits the column."""
        return 255 if self.dtype == "uint8" else 2 ** (_BITS[self.dtype] - 1) - 1

    @cached_property
    def low(self) -> int:
        """The smallest number that fits the column."""
        return 0 if self.dtype == "uint8" else -(2 ** (_BITS[self.dtype] - 1))

    def __str__(self) -> str:
        return self.enum.__name__ if self.enum else self.name


Day = Annotated[int, Kind("day", "int32")]
Month = Annotated[int, Kind("month", "int32")]
Year = Annotated[int, Kind("year", "int16")]
Int8 = Annotated[int, Kind("int", "int8")]
Int16 = Annotated[int, Kind("int", "int16")]
Int32 = Annotated[int, Kind("int", "int32")]
Cents = Annotated[int, Kind("cents", "int64")]
Cents32 = Annotated[int, Kind("cents", "int32")]

BOOL = Kind("bool", "uint8")
INT = Kind("int", "int64")
FRACTION = Kind("fraction", "object")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


@cache
def _enum_kind(enum: type[IntEnum]) -> Kind:
    low, high = min(enum), max(enum)
    dtype = next(f"int{bits}" for bits in (8, 16, 32, 64) if -(2 ** (bits - 1)) <= low and high < 2 ** (bits - 1))
    return Kind("enum", dtype, enum)


def kind_of(annotation: Any, where: str) -> Kind:
    """The kind of a type annotation; `where` names the place for the message when it is not one that rules may use."""
    if get_origin(annotation) is Annotated:
        for extra in get_args(annotation)[1:]:
            if isinstance(extra, Kind):
                return extra
        annotation = get_args(annotation)[0]
    if annotation is bool:
        return BOOL
    if annotation is int:
        return INT
    if annotation is Fraction:
        return FRACTION
    if isinstance(annotation, type) and issubclass(annotation, IntEnum):
        return _enum_kind(annotation)
    raise LawError(
        f"{where}: {annotation!r} is not a type for rules; use bool, int, Day, Month, Year, Cents, an IntEnum."
    )


def to_value(kind: Kind, given: object, where: str) -> Any:
    """The value inside the law for one given at the boundary: a date becomes a Day, "2026-11" a Month, and so on."""
    try:
        return _CONVERT[kind.name](kind, given)
    except (ValueError, TypeError, KeyError):
        raise CaseError(f"{where}: {given!r} is not {_EXPECTED[kind.name]}{_choices(kind)}.") from None


def from_value(kind: Kind, value: Any) -> Any:
    """The value as Python code outside the law uses it.

    A Day is a date (None for NEVER, date.max for FOREVER), a Month "YYYY-MM" (None, "forever"), an enum its member.
    """
    if kind.name == "day":
        if value >= FOREVER:
            return datetime.date.max
        return datetime.date.fromordinal(value) if value > NEVER else None
    if kind.name == "month":
        if value >= FOREVER:
            return "forever"
        return f"{value // 12:04d}-{value % 12 + 1:02d}" if value > NEVER else None
    if kind.enum is not None:
        return kind.enum(value)
    if kind.name == "bool":
        return bool(value)
    return value if kind.name == "fraction" else int(value)


def to_json(kind: Kind, value: Any) -> Any:
    """The value inside the law as files and receipts write it; `to_value` reads it back."""
    if kind.name == "day" and value >= FOREVER:
        return "forever"
    outside = from_value(kind, value)
    if isinstance(outside, IntEnum):
        return outside.name
    if isinstance(outside, Fraction):
        return str(outside)
    return outside.isoformat() if isinstance(outside, datetime.date) else outside


def as_result(kind: Kind, value: Any) -> Any:
    """What a rule gave, as its declared type; ValueError when it is something else or does not fit the column."""
    if kind.name == "bool":
        if value is True or value is False:
            return value
    elif kind.enum is not None:
        if type(value) is kind.enum:
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return kind.enum(value)
    elif isinstance(value, int) and not isinstance(value, bool) and kind.low <= value <= kind.high:
        return int(value)
    raise ValueError


def _choices(kind: Kind) -> str:
    return f" of {', '.join(kind.enum.__members__)}" if kind.enum else ""


def _integer(kind: Kind, given: object) -> int:
    if isinstance(given, bool) or not hasattr(given, "__index__"):
        raise TypeError
    number = int(given.__index__())
    if not kind.low <= number <= kind.high:
        raise ValueError
    return number


def _day(kind: Kind, given: object) -> int:
    if given is None:
        return NEVER
    if given == "forever":
        return FOREVER
    if isinstance(given, datetime.datetime):
        raise TypeError
    if isinstance(given, datetime.date):
        return FOREVER if given == datetime.date.max else given.toordinal()
    if isinstance(given, str):
        return datetime.date.fromisoformat(given).toordinal()
    return _integer(kind, given)


def _month(kind: Kind, given: object) -> int:
    if given is None:
        return NEVER
    if given == "forever":
        return FOREVER
    if isinstance(given, str):
        match = _MONTH.fullmatch(given)
        if match is None or not 1 <= int(match[2]) <= 12:
            raise ValueError
        return int(match[1]) * 12 + int(match[2]) - 1
    return _integer(kind, given)


def _bool(kind: Kind, given: object) -> bool:
    if isinstance(given, bool):
        return given
    if type(given).__name__ in ("bool_", "bool"):
        return bool(given)
    raise TypeError


def _enum(kind: Kind, given: object) -> IntEnum:
    assert kind.enum is not None
    if isinstance(given, str):
        return kind.enum[given]
    if isinstance(given, IntEnum) and not isinstance(given, kind.enum):
        raise TypeError
    return kind.enum(_integer(kind, given))


def _fraction(kind: Kind, given: object) -> Fraction:
    if isinstance(given, float | bool) or not isinstance(given, int | str | Fraction):
        raise TypeError
    return Fraction(given)


_CONVERT = {
    "bool": _bool,
    "int": _integer,
    "cents": _integer,
    "year": _integer,
    "day": _day,
    "month": _month,
    "enum": _enum,
    "fraction": _fraction,
}
_EXPECTED = {
    "bool": "true or false",
    "int": "a whole number in its range",
    "cents": "a whole number of cents",
    "year": "a year",
    "day": "a date (YYYY-MM-DD)",
    "month": "a month (YYYY-MM)",
    "enum": "one",
    "fraction": "an exact number",
}
