"""A situation as somebody writes it down: a day, facts, and incomes and assets in euro; read from YAML.

on: 2026-11-10
facts: {birth_date: 1944-03-12, affiliated: true, care_form: HOME, ...}
means:
  - {kind: PENSION, euro: 1650, a_month: true}
  - {kind: SALE, euro: 180000, share: 1/2, transferred_on: 2022-05-17, debts_euro: 20000}
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from zorgkas.engine.errors import CaseError, LawError
from zorgkas.engine.parameters import check_keys
from zorgkas.engine.yaml import read_yaml
from zorgkas.law.questions import Benefit
from zorgkas.law.zbo.kinds import MeansKind, PropertyRight
from zorgkas.law.zbo.means import MeansRow

_EURO = ("permitted_work", "withheld", "maintenance_paid", "debts", "still_held", "annuity")
_OPTIONAL = (
    "a_month",
    "of_partner",
    "share",
    "right",
    "year",
    "stopped_for_pension",
    "transferred_on",
    "label",
    *(f"{name}_euro" for name in _EURO),
)
MONTHS = 12


@dataclass(frozen=True)
class Situation:
    """Somebody's situation on the day on which the question is asked. `benefits` are those that are asked about."""

    on: datetime.date
    facts: Mapping[str, object]
    means: tuple[MeansRow, ...] = ()
    benefits: tuple[Benefit, ...] = tuple(Benefit)
    name: str = field(default="")


def read_situation(path: Path, today: datetime.date) -> Situation:
    """Read a situation; a LawError or CaseError says what is wrong where."""
    if not path.is_file():
        raise LawError(f"{path}: there is no such file.")
    content = read_yaml(path)
    fields = check_keys(str(path), content, required=("facts",), optional=("name", "on", "means", "benefits"))
    on = fields.get("on", today)
    if not isinstance(on, datetime.date):
        raise LawError(f"{path}: on: {on!r} is not a date (YYYY-MM-DD).")
    facts = fields["facts"] or {}
    rows = fields.get("means") or []
    if not isinstance(facts, dict) or not isinstance(rows, list):
        raise LawError(f"{path}: facts must be a mapping, and means a list.")
    means = tuple(row_of(f"{path}: means, row {number}", body) for number, body in enumerate(rows, start=1))
    return Situation(on, facts, means, _benefits(path, fields.get("benefits")), str(fields.get("name", "")))


def row_of(where: str, body: object) -> MeansRow:
    """One income or asset, in euro a year or (`a_month`) a month."""
    fields = check_keys(where, body, required=("kind", "euro"), optional=_OPTIONAL)
    amounts: dict[str, Any] = {
        f"{name}_cents": cents(f"{where}: {name}_euro", fields[f"{name}_euro"])
        for name in _EURO
        if f"{name}_euro" in fields
    }
    times = MONTHS if fields.get("a_month") else 1
    try:
        kind = MeansKind[fields["kind"]]
        right = PropertyRight[fields.get("right", "FULL")]
    except KeyError as error:
        known = (*MeansKind.__members__, *PropertyRight.__members__)
        raise CaseError(f"{where}: {error} is not one of {', '.join(known)}.") from None
    return MeansRow(
        kind,
        cents(f"{where}: euro", fields["euro"]) * times,
        of_partner=_yes(where, fields, "of_partner"),
        share=share_of(where, fields.get("share", 1)),
        right=right,
        year=_whole(where, fields, "year"),
        stopped_for_pension=_yes(where, fields, "stopped_for_pension"),
        transferred_on=_day(where, fields, "transferred_on"),
        label=str(fields.get("label", "")),
        **amounts,
    )


def cents(where: str, given: object) -> int:
    """Euro as whole cents; refuses a part of a cent."""
    if isinstance(given, bool) or not isinstance(given, int | Fraction):
        raise CaseError(f"{where}: {given!r} is not an amount in euro.")
    exact = Fraction(given) * 100
    if exact.denominator != 1:
        raise CaseError(f"{where}: {given} has more than two decimals.")
    return int(exact)


def share_of(where: str, given: object) -> tuple[int, int]:
    """A share such as 1/2, as its numerator and denominator."""
    try:
        exact = Fraction(str(given).replace(" ", ""))
    except (ValueError, ZeroDivisionError):
        raise CaseError(f"{where}: share: {given!r} is not a share such as 1/2.") from None
    return exact.numerator, exact.denominator


def _benefits(path: Path, given: Any) -> tuple[Benefit, ...]:
    if given is None:
        return tuple(Benefit)
    try:
        return tuple(Benefit(one) for one in (given if isinstance(given, list) else [given]))
    except ValueError as error:
        raise LawError(f"{path}: benefits: {error}; choose of {', '.join(Benefit)}.") from None


def _yes(where: str, fields: Mapping[str, object], name: str) -> bool:
    given = fields.get(name, False)
    if not isinstance(given, bool):
        raise CaseError(f"{where}: {name}: {given!r} is not true or false.")
    return given


def _whole(where: str, fields: Mapping[str, object], name: str) -> int:
    given = fields.get(name, 0)
    if isinstance(given, bool) or not isinstance(given, int):
        raise CaseError(f"{where}: {name}: {given!r} is not a whole number.")
    return given


def _day(where: str, fields: Mapping[str, object], name: str) -> datetime.date | None:
    given = fields.get(name)
    if given is not None and not isinstance(given, datetime.date):
        raise CaseError(f"{where}: {name}: {given!r} is not a date (YYYY-MM-DD).")
    return given
