"""Conditions on facts in SQL: which days, and what the fact says. The facts are `f`, the rows that are read for `b`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from psycopg import sql

from zorgkas.registry.columns import column_type
from zorgkas.registry.models import Fact

TRUE = sql.SQL("true")
_OPERATORS = {"": "=", "gte": ">=", "gt": ">", "lte": "<=", "lt": "<", "ne": "<>"}


@dataclass(frozen=True)
class Row:
    """A value in a column of the rows that are read for, instead of a fixed one."""

    name: str


When: TypeAlias = date | int | Row


@dataclass(frozen=True)
class Days:
    """The days a fact must hold on: one day, at least one day of a half-open period, or any day at all."""

    on: When | None = None
    start: When | None = None
    end: When | None = None

    def condition(self) -> sql.Composable:
        """The condition on the facts."""
        parts: list[sql.Composable] = []
        first, last = (self.start, self.end) if self.on is None else (self.on, self.on)
        if first is not None:
            parts.append(sql.SQL("(f.valid_to IS NULL OR f.valid_to > {})").format(_date(first)))
        if last is not None:
            before = sql.SQL("<") if self.on is None else sql.SQL("<=")
            parts.append(sql.SQL("f.valid_from {} {}").format(before, _date(last)))
        return both(*parts)

    def per_row(self) -> bool:
        """Whether the days differ per row."""
        return any(isinstance(one, Row) for one in (self.on, self.start, self.end))


def matching(kind: type[Fact], match: Mapping[str, Any]) -> sql.Composable:
    """What the fact must say: field=value, field=[values], or field__gte (gt, lte, lt, ne)."""
    parts = []
    for key, wanted in match.items():
        name, _, suffix = key.partition("__")
        database_type(kind, name)
        parts.append(_comparison(sql.Identifier("f", name), sql.SQL(_OPERATORS[suffix]), wanted))
    return both(*parts)


def known(known_at: Any) -> sql.Composable:
    """Facts as they were known at a moment; as they are now without one."""
    if known_at is None:
        return sql.SQL("f.superseded_at IS NULL")
    return sql.SQL("f.recorded_at <= {at} AND (f.superseded_at IS NULL OR f.superseded_at > {at})").format(
        at=sql.Literal(known_at)
    )


def both(*conditions: sql.Composable) -> sql.Composable:
    """All conditions together."""
    parts = [one for one in conditions if one != TRUE]
    return sql.SQL(" AND ").join(parts) if parts else TRUE


def database_type(kind: type[Fact], name: str) -> str:
    """The type of a field of a fact; refuses a field that it does not have."""
    fields = {one.attname: one for one in kind._meta.concrete_fields}
    if name not in fields:
        raise ValueError(f"{kind.__name__} has no field {name}; it has {', '.join(sorted(fields))}.")
    return column_type(fields[name])


def _date(when: When) -> sql.Composable:
    if isinstance(when, Row):
        return sql.Identifier("b", when.name)
    return sql.SQL("{}::date").format(sql.Literal(date.fromordinal(when) if isinstance(when, int) else when))


def _comparison(name: sql.Composable, operator: sql.Composable, wanted: Any) -> sql.Composable:
    if isinstance(wanted, list | tuple | set | frozenset):
        return sql.SQL("{} = ANY({})").format(name, sql.Literal(list(wanted)))
    other = sql.Identifier("b", wanted.name) if isinstance(wanted, Row) else sql.Literal(wanted)
    return sql.SQL("{} {} {}").format(name, operator, other)
