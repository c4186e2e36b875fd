"""The columns that a snapshot can have: each says which facts it looks at and what it makes of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from psycopg import sql

from zorgkas.engine import FOREVER, NEVER
from zorgkas.registry.models import Fact, Person
from zorgkas.registry.snapshot.conditions import Days, Row, When, both, database_type, matching

_YES = sql.SQL("bool_or(true)")
_AS_IT_IS = sql.SQL("{}")
_AS_DAY = sql.SQL("({} - DATE '0001-01-01' + 1)")


@dataclass(frozen=True)
class Column:
    """An aggregate over the facts of one kind, of one person, that meet a condition."""

    kind: type[Fact]
    # A call of an aggregate function, and what is made of its outcome.
    aggregate: sql.Composable
    shape: sql.SQL
    default: sql.Composable
    condition: sql.Composable
    # Whether the condition differs per row; else the facts are looked at once per person.
    per_row: bool
    # Facts that meet this condition and join without a gap count as one fact.
    joined: sql.Composable | None = None


@dataclass(frozen=True)
class PersonColumn:
    """Something of the person itself, that is no fact."""

    expression: sql.Composable


def row(name: str) -> Row:
    """The date (or other value) in a column of the rows that are read for."""
    return Row(name)


def person(name: str) -> PersonColumn:
    """A column of the person, such as insz or sex."""
    Person._meta.get_field(name)
    return PersonColumn(sql.Identifier("p", name))


def birth_date() -> PersonColumn:
    """The birth date as Day."""
    return PersonColumn(_AS_DAY.format(sql.Identifier("p", "birth_date")))


def holds(kind: type[Fact], /, on: When, **match: Any) -> Column:
    """Whether such a fact holds on a date."""
    return _column(kind, _YES, _AS_IT_IS, sql.SQL("false"), Days(on), match)


def overlaps(kind: type[Fact], /, start: When, end: When | None, **match: Any) -> Column:
    """Whether such a fact holds on at least one day from `start` until the day before `end`."""
    return _column(kind, _YES, _AS_IT_IS, sql.SQL("false"), Days(None, start, end), match)


def count(
    kind: type[Fact], *, on: When | None = None, start: When | None = None, end: When | None = None, **match: Any
) -> Column:
    """How many such facts hold on a date, on at least one day of a period, or at all."""
    return _column(kind, sql.SQL("count(*)"), sql.SQL("{}::int"), sql.SQL("0"), Days(on, start, end), match)


def value(kind: type[Fact], /, name: str, on: When, default: Any, **match: Any) -> Column:
    """What the fact that holds on a date says; of a kind with series, `match` must name one."""
    if missing := set(kind.series_fields) - set(match):
        raise ValueError(f"{kind.__name__} can say several things on one day: match {', '.join(sorted(missing))}.")
    return _of_field(kind, name, "max", default, Days(on), match)


def highest(
    kind: type[Fact],
    /,
    name: str,
    default: Any,
    *,
    on: When | None = None,
    start: When | None = None,
    end: When | None = None,
    **match: Any,
) -> Column:
    """The highest (of dates: the last) of what the facts say."""
    return _of_field(kind, name, "max", default, Days(on, start, end), match)


def lowest(
    kind: type[Fact],
    /,
    name: str,
    default: Any,
    *,
    on: When | None = None,
    start: When | None = None,
    end: When | None = None,
    **match: Any,
) -> Column:
    """The lowest (of dates: the first) of what the facts say."""
    return _of_field(kind, name, "min", default, Days(on, start, end), match)


def latest(
    kind: type[Fact],
    /,
    name: str,
    default: Any,
    *,
    on: When | None = None,
    start: When | None = None,
    end: When | None = None,
    **match: Any,
) -> Column:
    """What the fact that started last says."""
    return _of_field(kind, name, "latest", default, Days(on, start, end), match)


def first_from(
    kind: type[Fact], *, on: When | None = None, start: When | None = None, end: When | None = None, **match: Any
) -> Column:
    """The first day of the first such fact, as Day; NEVER without one."""
    return _column(kind, sql.SQL("min(f.valid_from)"), _AS_DAY, sql.Literal(NEVER), Days(on, start, end), match)


def last_to(
    kind: type[Fact], *, on: When | None = None, start: When | None = None, end: When | None = None, **match: Any
) -> Column:
    """The day after the last such fact, as Day; FOREVER if it is open, NEVER without one."""
    day = _AS_DAY.format(sql.SQL("f.valid_to"))
    aggregate = sql.SQL("max(coalesce({}, {}))").format(day, sql.Literal(FOREVER))
    return _column(kind, aggregate, _AS_IT_IS, sql.Literal(NEVER), Days(on, start, end), match)


def unbroken_since(kind: type[Fact], /, on: When, **match: Any) -> Column:
    """Since when such facts hold without a gap up to and including a date, as Day; NEVER if none holds then."""
    if any(isinstance(one, Row) for one in match.values()):
        raise ValueError("Facts can only be joined when what they must say is the same for all rows.")
    days = Days(on)
    first = sql.SQL("min(f.valid_from)")
    joined = matching(kind, match)
    return Column(kind, first, _AS_DAY, sql.Literal(NEVER), days.condition(), days.per_row(), joined)


def _of_field(kind: type[Fact], name: str, how: str, default: Any, days: Days, match: dict[str, Any]) -> Column:
    type_ = database_type(kind, name)
    field: sql.Composable = sql.Identifier("f", name)
    if type_ == "date":
        field, type_ = _AS_DAY.format(field), "integer"
        default = default.toordinal() if isinstance(default, date) else default
    otherwise = sql.SQL("{}::{}").format(sql.Literal(default), sql.SQL(type_))
    if how == "latest":
        last = sql.SQL("array_agg({} ORDER BY f.valid_from DESC)").format(field)
        return _column(kind, last, sql.SQL("({})[1]"), otherwise, days, match)
    function = {"max": "bool_or", "min": "bool_and"}[how] if type_ == "boolean" else how
    return _column(kind, sql.SQL(function + "({})").format(field), _AS_IT_IS, otherwise, days, match)


def _column(
    kind: type[Fact],
    /,
    aggregate: sql.Composable,
    shape: sql.SQL,
    default: sql.Composable,
    days: Days,
    match: dict[str, Any],
) -> Column:
    condition = both(days.condition(), matching(kind, match))
    per_row = days.per_row() or any(isinstance(one, Row) for one in match.values())
    return Column(kind, aggregate, shape, default, condition, per_row)
