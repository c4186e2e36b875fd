"""Dated values with their sources, read from the `parameters.yaml` of a chapter and checked key by key."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from zorgkas.engine.errors import GapReason, LawError, suggest
from zorgkas.engine.types import BOOL, FRACTION, INT, Kind
from zorgkas.engine.yaml import read_yaml

DAY = Kind("day", "int32")
MONTH = Kind("month", "int32")
CENTS = Kind("cents", "int64")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Value:
    """What a parameter is from `since` to just before `until`; `unknown` says why nobody could confirm it."""

    since: datetime.date
    until: datetime.date | None
    value: int | bool | Fraction | None
    source: str
    unknown: GapReason | None = None


@dataclass(frozen=True)
class Parameter:
    """A number that the law sets, through time."""

    name: str
    label: Mapping[str, str]
    unit: str
    kind: Kind
    values: tuple[Value, ...]
    where: str

    def on(self, date: datetime.date) -> Value | None:
        """The value in force on a date."""
        for value in reversed(self.values):
            if value.since <= date:
                return value if value.until is None or date < value.until else None
        return None


def read_parameters(path: Path) -> list[Parameter]:
    """All parameters of a file."""
    content = read_yaml(path)
    if content is None:
        return []
    if not isinstance(content, dict):
        raise LawError(f"{path}: expected a mapping of parameter names.")
    return [_parameter(path, name, body) for name, body in content.items()]


def _parameter(path: Path, name: object, body: object) -> Parameter:
    where = f"{path}: {name}"
    if not isinstance(name, str) or not name.isidentifier():
        raise LawError(f"{where}: a parameter name is a Python identifier.")
    fields = check_keys(where, body, required=("label", "unit", "values"))
    label = bilingual(f"{where}: label", fields["label"])
    unit = fields["unit"]
    if not isinstance(unit, str):
        raise LawError(f"{where}: unit must be text, such as cents, tenths, years, days or index.")
    if not isinstance(fields["values"], list) or not fields["values"]:
        raise LawError(f"{where}: values must be a list of at least one dated value.")
    values = [_value(f"{where}: values[{i}]", entry) for i, entry in enumerate(fields["values"])]
    return Parameter(name, label, unit, _kind(where, unit, values), tuple(_in_order(where, values)), where)


def _in_order(where: str, values: list[Value]) -> list[Value]:
    """Close each value at the start of the next; refuse values out of order or on top of each other."""
    closed = []
    for value, following in zip(values, [*values[1:], None], strict=True):
        until = value.until
        if following is not None:
            if following.since <= value.since:
                raise LawError(f"{where}: the value from {following.since} must come after the one from {value.since}.")
            if until is not None and until > following.since:
                raise LawError(
                    f"{where}: the value from {value.since} until {until} overlaps the one from {following.since}."
                )
            until = until or following.since
        closed.append(Value(value.since, until, value.value, value.source, value.unknown))
    return closed


def _value(where: str, body: object) -> Value:
    fields = check_keys(where, body, required=("from",), optional=("until", "value", "unknown", "source", "note"))
    since = _date(f"{where}: from", fields["from"])
    until = _date(f"{where}: until", fields["until"]) if "until" in fields else None
    if until is not None and until <= since:
        raise LawError(f"{where}: until ({until}) must come after from ({since}).")
    if ("value" in fields) == ("unknown" in fields):
        raise LawError(f"{where}: give either value or unknown (with the reason).")
    source = fields.get("source", "")
    if "unknown" in fields:
        return Value(since, until, None, str(source), _reason(f"{where}: unknown", fields["unknown"]))
    return Value(since, until, _number(where, fields["value"]), _text(f"{where}: source", source))


def _reason(where: str, given: object) -> GapReason:
    """Why a value is unknown: one text, or one in each language."""
    if isinstance(given, dict):
        both = bilingual(where, given)
        return GapReason(both["en"], both["nl"])
    return GapReason(_text(where, given))


def _number(where: str, given: object) -> int | bool | Fraction:
    if isinstance(given, bool | int | Fraction):
        return given
    if isinstance(given, datetime.date) and not isinstance(given, datetime.datetime):
        return given.toordinal()
    if isinstance(given, str) and _MONTH.fullmatch(given):
        return int(given[:4]) * 12 + int(given[5:]) - 1
    if isinstance(given, str):
        try:
            return Fraction(given.replace(" ", ""))
        except (ValueError, ZeroDivisionError):
            pass
    raise LawError(
        f"{where}: {given!r} is not a number, an exact fraction such as 1/3, true or false, a date or a month."
    )


_KIND_OF_UNIT = {"date": DAY, "month": MONTH, "cents": CENTS, "boolean": BOOL}


def _kind(where: str, unit: str, values: list[Value]) -> Kind:
    known = [value.value for value in values if value.unknown is None]
    booleans = [isinstance(value, bool) for value in known]
    if any(booleans) and not all(booleans):
        raise LawError(f"{where}: some values are true or false and others are numbers.")
    if known and all(booleans):
        return BOOL
    if unit in _KIND_OF_UNIT:
        if any(isinstance(value, Fraction) for value in known):
            raise LawError(f"{where}: a value in {unit} must be a whole number.")
        return _KIND_OF_UNIT[unit]
    return FRACTION if any(isinstance(value, Fraction) for value in known) else INT


def check_keys(
    where: str, body: object, *, required: tuple[str, ...], optional: tuple[str, ...] = ()
) -> dict[str, Any]:
    """The body as a mapping with exactly the keys that are allowed."""
    if not isinstance(body, dict):
        raise LawError(f"{where}: expected a mapping with {', '.join(required)}.")
    for key in body:
        if key not in required and key not in optional:
            raise LawError(f"{where}: unknown key {key!r}.{suggest(str(key), required + optional)}")
    missing = [key for key in required if key not in body]
    if missing:
        raise LawError(f"{where}: {', '.join(missing)} is missing.")
    return body


def bilingual(where: str, body: object) -> dict[str, str]:
    """A text in Dutch and English."""
    fields = check_keys(where, body, required=("nl", "en"))
    return {language: _text(f"{where}: {language}", fields[language]) for language in ("nl", "en")}


def _text(where: str, given: object) -> str:
    if not isinstance(given, str) or not given.strip():
        raise LawError(f"{where}: expected a text that is not empty.")
    return given.strip()


def _date(where: str, given: object) -> datetime.date:
    if isinstance(given, datetime.date) and not isinstance(given, datetime.datetime):
        return given
    raise LawError(f"{where}: {given!r} is not a date (YYYY-MM-DD).")
