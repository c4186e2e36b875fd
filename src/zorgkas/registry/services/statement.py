"""The one SQL statement by which facts are written, for one row and for millions alike."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Field
from psycopg import sql

from zorgkas.registry.columns import column_type, identifier
from zorgkas.registry.models import Fact


@dataclass(frozen=True)
class FactTable:
    """What the SQL of one kind of fact needs to know about it."""

    kind: type[Fact]

    @cached_property
    def name(self) -> str:
        return self.kind._meta.db_table

    @cached_property
    def series(self) -> tuple[str, ...]:
        return self.kind.series_fields

    @cached_property
    def values(self) -> tuple[str, ...]:
        """Every column that says something: the fields of the series first."""
        return tuple(dict.fromkeys((*self.kind.series_fields, *self.kind.value_fields)))

    @cached_property
    def fields(self) -> "dict[str, Field[Any, Any]]":
        """The model field of every value."""
        fields = {field.attname: field for field in self.kind._meta.concrete_fields}
        return {name: fields[name] for name in self.values}

    @cached_property
    def types(self) -> dict[str, str]:
        """The type in the database of every value."""
        return {name: column_type(field) for name, field in self.fields.items()}


def latest_statement(table: FactTable, source: sql.Composable, every_series: bool = False) -> sql.Composed:
    """Per input row, when something was last recorded or superseded in its series."""
    return sql.SQL(
        "SELECT i.n, max(greatest(f.recorded_at, f.superseded_at)) AS latest FROM {source} i"
        " JOIN {table} f ON {same_series} GROUP BY i.n"
    ).format(source=source, table=identifier(table.name), same_series=_same_series(table, every_series))


def record_statement(table: FactTable, source: sql.Composable, every_series: bool = False) -> sql.Composed:
    """Supersede what overlaps, record again what sticks out, record what is new; return both counts.

    `source` is a relation with columns n, person_id, valid_from, valid_to ('infinity' when open), retract and the
    values, in which periods of one series do not overlap. Parameters: at (when recorded), source (its id).

    - known: the input says what a current fact already says of its whole period; nothing happens.
    - cut: current facts that overlap with an input that is news.
    - pieces: what of those facts lies outside the inputs; still true, so recorded again with their own source.
    """
    return sql.SQL("""
        WITH touched AS MATERIALIZED (
            SELECT i.n, i.valid_from AS new_from, i.valid_to AS new_to,
                   f.id, f.valid_from AS old_from, coalesce(f.valid_to, 'infinity') AS old_to,
                   NOT i.retract AND f.valid_from <= i.valid_from
                       AND coalesce(f.valid_to, 'infinity') >= i.valid_to AND {same_values} AS known
            FROM {source} i
            JOIN {table} f ON {same_series} AND f.superseded_at IS NULL
                AND f.valid_from < i.valid_to AND coalesce(f.valid_to, 'infinity') > i.valid_from
        ), cut AS MATERIALIZED (
            SELECT * FROM touched WHERE NOT known
        ), superseded AS (
            UPDATE {table} SET superseded_at = %(at)s WHERE id IN (SELECT id FROM cut) RETURNING id
        ), pieces AS (
            SELECT id, coalesce(lag(new_to) OVER (PARTITION BY id ORDER BY new_from), old_from) AS piece_from,
                   new_from AS piece_to
            FROM cut
            UNION ALL
            SELECT id, max(new_to), old_to FROM cut GROUP BY id, old_to
        ), recorded AS (
            INSERT INTO {table} (person_id, valid_from, valid_to, recorded_at, source_id {columns})
            SELECT f.person_id, p.piece_from, nullif(p.piece_to, 'infinity'), %(at)s, f.source_id {old_values}
            FROM pieces p JOIN {table} f USING (id) WHERE p.piece_from < p.piece_to
            UNION ALL
            SELECT i.person_id, i.valid_from, nullif(i.valid_to, 'infinity'), %(at)s, %(source)s {new_values}
            FROM {source} i
            WHERE NOT i.retract AND NOT EXISTS (SELECT FROM touched t WHERE t.n = i.n AND t.known)
            RETURNING id
        )
        SELECT (SELECT count(*) FROM recorded), (SELECT count(*) FROM superseded)
    """).format(
        table=identifier(table.name),
        source=source,
        same_series=_same_series(table, every_series),
        same_values=_equal(table.values, "IS NOT DISTINCT FROM"),
        columns=listed(table.values),
        old_values=listed(table.values, "f"),
        new_values=listed(table.values, "i"),
    )


def listed(names: tuple[str, ...], alias: str | None = None) -> sql.Composed:
    """Further columns of a list that has some already: each with a comma before it."""
    if alias is None:
        return sql.SQL("").join(sql.SQL(", {}").format(identifier(name)) for name in names)
    return sql.SQL("").join(sql.SQL(", {}").format(sql.Identifier(alias, name)) for name in names)


def _same_series(table: FactTable, every_series: bool) -> sql.Composed:
    same_person = sql.SQL("f.person_id = i.person_id AND ").format()
    return same_person + (sql.SQL("true").format() if every_series else _equal(table.series, "="))


def _equal(names: tuple[str, ...], operator: str) -> sql.Composed:
    terms: list[sql.Composable] = [
        sql.SQL("{} {} {}").format(sql.Identifier("f", name), sql.SQL(operator), sql.Identifier("i", name))
        for name in names
    ]
    return sql.SQL(" AND ").join(terms or [sql.SQL("true")])
