"""One fact at a time: recorded, corrected or retracted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Field
from django.utils import timezone
from django.utils.translation import gettext
from psycopg import sql

from zorgkas.registry.columns import identifier, raw_cursor
from zorgkas.registry.models import Fact, Source
from zorgkas.registry.services.statement import FactTable, latest_statement, record_statement


class FactRefused(ValueError):
    """The fact cannot be recorded like this; says why."""


@dataclass(frozen=True)
class Recorded:
    """How many rows a write added and how many it superseded; both 0 when it said nothing new."""

    recorded: int
    superseded: int


def record_fact(
    kind: type[Fact],
    person_id: int,
    valid_from: date,
    valid_to: date | None,
    values: Mapping[str, Any] | None,
    *,
    source: Source,
    recorded_at: datetime | None = None,
    series: Mapping[str, Any] | None = None,
) -> Recorded:
    """Record what is true of a person from `valid_from` until the day before `valid_to`.

    What was known of those days in the same series is superseded; what was known of other days stays. Without values
    nothing holds in the period; of a kind with series `series` then says which one, else all are meant. A series learns
    forward: `recorded_at` (now, if not given) may not lie before its last change. A past `valid_from` is normal.
    """
    table = FactTable(kind)
    row = _row(table, values, series)
    if valid_to is not None and valid_to <= valid_from:
        raise FactRefused(
            gettext("The period ends on %(end)s, but starts only on %(start)s.")
            % {"end": valid_to, "start": valid_from}
        )
    if recorded_at is not None and timezone.is_naive(recorded_at):
        raise FactRefused(gettext("The moment of recording has no time zone."))
    every_series = values is None and not series
    relation = _relation(table)
    params = {**row, "person_id": person_id, "valid_from": valid_from, "valid_to": valid_to, "retract": values is None}
    with transaction.atomic(), raw_cursor() as cursor:
        lock_person(table, person_id)
        latest = cursor.execute(latest_statement(table, relation, every_series), params).fetchone()
        at = moment(recorded_at, latest[1] if latest else None)
        counts = cursor.execute(
            record_statement(table, relation, every_series), {**params, "at": at, "source": source.pk}
        ).fetchone()
    assert counts is not None
    return Recorded(*counts)


def lock_person(table: FactTable, person_id: int) -> None:
    """Let writers about the same person come one after the other; a bulk load of the kind comes before or after."""
    with raw_cursor() as cursor:
        cursor.execute(sql.SQL("LOCK TABLE {} IN ROW EXCLUSIVE MODE").format(identifier(table.name)))
        cursor.execute("SELECT 1 FROM registry_person WHERE id = %s FOR NO KEY UPDATE", [person_id])
        if cursor.fetchone() is None:
            raise FactRefused(gettext("There is no person with id %(id)s.") % {"id": person_id})


def moment(recorded_at: datetime | None, latest: datetime | None) -> datetime:
    if recorded_at is None:
        return max(timezone.now(), latest or timezone.now())
    if latest is not None and recorded_at < latest:
        raise FactRefused(
            gettext("Recorded at %(at)s, but the series already changed at %(latest)s.")
            % {"at": recorded_at.isoformat(), "latest": latest.isoformat()}
        )
    return recorded_at


def _row(table: FactTable, values: Mapping[str, Any] | None, series: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return a checked value for every column, defaults filled in."""
    given = {**(series or {}), **(values or {})}
    if unknown := sorted(set(given) - set(table.values)):
        raise FactRefused(
            gettext("%(kind)s has no %(names)s.") % {"kind": table.kind.__name__, "names": ", ".join(unknown)}
        )
    if series and (missing := sorted(set(table.series) - set(given))):
        raise FactRefused(gettext("%(names)s is missing.") % {"names": ", ".join(missing)})
    if values is None:
        return {name: given.get(name) for name in table.values}
    return {name: _clean(field, given.get(name, field.get_default())) for name, field in table.fields.items()}


def _clean(field: "Field[Any, Any]", value: Any) -> Any:
    if field.is_relation:
        if value is None and not field.null:
            raise FactRefused(gettext("%(field)s is missing.") % {"field": field.attname})
        return value
    try:
        return field.clean(value, None)
    except ValidationError as error:
        raise FactRefused(f"{field.name}: {' '.join(error.messages)}") from None


def _relation(table: FactTable) -> sql.Composed:
    """The input as a relation of one row with named parameters, each with its type."""
    cells = [
        sql.SQL("{}::{} AS {}").format(sql.Placeholder(name), sql.SQL(type_), identifier(name))
        for name, type_ in [
            ("person_id", "bigint"),
            ("valid_from", "date"),
            ("retract", "boolean"),
            *table.types.items(),
        ]
    ]
    return sql.SQL("(SELECT 1 AS n, coalesce(%(valid_to)s::date, 'infinity') AS valid_to, {})").format(
        sql.SQL(", ").join(cells)
    )
