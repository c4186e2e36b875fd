"""A snapshot as one query: every kind of fact is read once, for all its columns together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

import pyarrow as pa
from psycopg import sql

from zorgkas.registry.columns import identifier, read_sql
from zorgkas.registry.snapshot.columns import Column, PersonColumn
from zorgkas.registry.snapshot.conditions import TRUE, both, known

AnyColumn: TypeAlias = Column | PersonColumn

# Up to this many people, a snapshot is read on the connection that is open.
FEW = 1000
# Numbers the rows that are read for, so that facts can be looked up per row.
NUMBER = "row_number_"


def read(
    columns: Mapping[str, AnyColumn],
    *,
    persons: Sequence[int] | None = None,
    person_range: tuple[int, int] | None = None,
    rows: str | sql.Composable | None = None,
    known_at: datetime | None = None,
    few: bool = False,
) -> pa.Table:
    """Read columns for some people, for a half-open range of ids or for all: one row per person, by person_id.

    With `rows`, a query with a column person_id and any others (which come out too): one row for each of its rows, and
    reference dates may be its columns: holds(Death, on=row("day")). `few` says that it has only a handful.
    """
    few = few or (persons is not None and len(persons) <= FEW)
    composed = query(columns, persons=persons, person_range=person_range, rows=rows, known_at=known_at)
    table = read_sql(composed, few=few)
    return table.drop_columns([NUMBER]) if rows is not None else table


def query(
    columns: Mapping[str, AnyColumn],
    *,
    persons: Sequence[int] | None = None,
    person_range: tuple[int, int] | None = None,
    rows: str | sql.Composable | None = None,
    known_at: datetime | None = None,
) -> sql.Composable:
    """The query that `read` runs."""
    scope = _Scope(persons, person_range, rows is not None, known_at)
    groups = _groups(columns)
    chosen = _chosen(columns, groups)
    joins = sql.SQL(" ").join(group.join(scope) for group in groups)
    asks_person = any(isinstance(column, PersonColumn) for column in columns.values())
    if rows is None:
        return sql.SQL("SELECT {} FROM registry_person p {} WHERE {} ORDER BY p.id").format(
            sql.SQL(", ").join([sql.SQL("p.id AS person_id"), *chosen]), joins, scope.people(sql.Identifier("p", "id"))
        )
    return sql.SQL(
        "WITH b AS MATERIALIZED (SELECT row_number() OVER () AS {number}, r.* FROM ({rows}) r WHERE {people})"
        " SELECT {chosen} FROM b {person} {joins} ORDER BY b.person_id, b.{number}"
    ).format(
        number=identifier(NUMBER),
        rows=sql.SQL(rows) if isinstance(rows, str) else rows,
        people=scope.people(sql.Identifier("r", "person_id")),
        chosen=sql.SQL(", ").join([sql.SQL("b.*"), *chosen]),
        person=sql.SQL("JOIN registry_person p ON p.id = b.person_id" if asks_person else ""),
        joins=joins,
    )


@dataclass(frozen=True)
class _Scope:
    """Which people and rows are read, and as known when."""

    persons: Sequence[int] | None
    person_range: tuple[int, int] | None
    has_rows: bool
    known_at: datetime | None

    def people(self, column: sql.Composable) -> sql.Composable:
        conditions: list[sql.Composable] = []
        if self.persons is not None:
            conditions.append(
                sql.SQL("{} = ANY({}::bigint[])").format(column, sql.Literal(list(map(int, self.persons))))
            )
        if self.person_range is not None:
            low, high = self.person_range
            conditions.append(sql.SQL("{c} >= {} AND {c} < {}").format(sql.Literal(low), sql.Literal(high), c=column))
        return both(*conditions)

    def facts(self) -> sql.Composable:
        """The condition on the facts that can matter."""
        rows = sql.SQL("f.person_id IN (SELECT person_id FROM b)") if self.has_rows else TRUE
        return both(known(self.known_at), self.people(sql.Identifier("f", "person_id")), rows)


@dataclass
class _Group:
    """Columns that are read from the same facts, in one subquery."""

    name: str
    columns: dict[str, Column]

    @property
    def like(self) -> Column:
        return next(iter(self.columns.values()))

    def takes(self, column: Column) -> bool:
        like = self.like
        return (column.kind, column.per_row, column.joined) == (like.kind, like.per_row, like.joined)

    def chosen(self, name: str) -> sql.Composable:
        column = self.columns[name]
        return sql.SQL("coalesce({}, {})").format(sql.Identifier(self.name, name), column.default)

    def join(self, scope: _Scope) -> sql.Composable:
        conditions: list[sql.Composable] = []
        for column in self.columns.values():
            if column.condition not in conditions:
                conditions.append(column.condition)
        cells = [
            sql.SQL("{} AS {}").format(_cell(column, alone=len(conditions) == 1), identifier(name))
            for name, column in self.columns.items()
        ]
        per_row = self.like.per_row
        number = sql.Identifier("b", NUMBER)
        person = sql.Identifier("b" if scope.has_rows else "p", "person_id" if scope.has_rows else "id")
        return sql.SQL(
            "LEFT JOIN (SELECT {key} AS key, {cells} FROM {rows} {facts} f {on} WHERE {conditions} GROUP BY 1) {name}"
            " ON {name}.key = {same}"
        ).format(
            key=number if per_row else sql.Identifier("f", "person_id"),
            cells=sql.SQL(", ").join(cells),
            rows=sql.SQL("b JOIN" if per_row else ""),
            facts=_facts(self.like, scope),
            on=sql.SQL("ON f.person_id = b.person_id" if per_row else ""),
            conditions=sql.SQL(" OR ").join(sql.SQL("({})").format(one) for one in conditions),
            name=identifier(self.name),
            same=number if per_row else person,
        )


def _cell(column: Column, alone: bool) -> sql.Composable:
    """The aggregate over the facts that meet the condition of this column."""
    if alone:
        return column.shape.format(column.aggregate)
    return column.shape.format(sql.SQL("{} FILTER (WHERE {})").format(column.aggregate, column.condition))


def _facts(column: Column, scope: _Scope) -> sql.Composable:
    """The facts of a kind that can matter; as joined periods where the column asks so."""
    table = identifier(column.kind._meta.db_table)
    if column.joined is None:
        return sql.SQL("(SELECT * FROM {} f WHERE {})").format(table, scope.facts())
    return sql.SQL("""(
        SELECT person_id, min(valid_from) AS valid_from, nullif(max(ends), 'infinity') AS valid_to FROM (
            SELECT person_id, valid_from, ends,
                   count(*) FILTER (WHERE valid_from > reached) OVER numbered AS island
            FROM (
                SELECT f.person_id, f.valid_from, coalesce(f.valid_to, 'infinity') AS ends,
                       max(coalesce(f.valid_to, 'infinity')) OVER (
                           PARTITION BY f.person_id ORDER BY f.valid_from
                           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                       ) AS reached
                FROM {} f WHERE {}
            ) q WINDOW numbered AS (PARTITION BY person_id ORDER BY valid_from)
        ) q GROUP BY person_id, island
    )""").format(table, both(scope.facts(), column.joined))


def _groups(columns: Mapping[str, AnyColumn]) -> list[_Group]:
    groups: list[_Group] = []
    for name, column in columns.items():
        if isinstance(column, PersonColumn):
            continue
        group = next((one for one in groups if one.takes(column)), None)
        if group is None:
            groups.append(_Group(f"g{len(groups)}", {name: column}))
        else:
            group.columns[name] = column
    return groups


def _chosen(columns: Mapping[str, AnyColumn], groups: Sequence[_Group]) -> list[sql.Composable]:
    """Every column as it is selected, in the order that was asked."""
    chosen: list[sql.Composable] = []
    for name, column in columns.items():
        expression = (
            column.expression
            if isinstance(column, PersonColumn)
            else next(group for group in groups if name in group.columns).chosen(name)
        )
        chosen.append(sql.SQL("{} AS {}").format(expression, identifier(name)))
    return chosen
