"""Facts by the million: copied into a staging table, checked there, and recorded by the statement for one fact."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction
from django.db.models import NOT_PROVIDED, Field
from django.utils import timezone
from django.utils.translation import gettext
from psycopg import sql

from zorgkas.registry.columns import Columns, as_dates, batches_of, copy_in, identifier, raw_cursor
from zorgkas.registry.models import Fact, Source
from zorgkas.registry.services.facts import FactRefused, Recorded, moment
from zorgkas.registry.services.staging import STAGING, check_staging, create_staging, lock_people
from zorgkas.registry.services.statement import FactTable, latest_statement, record_statement


@dataclass(frozen=True)
class Refusal:
    """A row of a batch that cannot be recorded; the first row is 1."""

    row: int
    reason: str


class FactsRefused(FactRefused):
    """Nothing of the batch was recorded; says for the first rows why."""

    def __init__(self, kind: str, refusals: list[Refusal]) -> None:
        self.refusals = refusals
        shown = "; ".join(f"{gettext('row')} {refusal.row}: {refusal.reason}" for refusal in refusals[:5])
        super().__init__(
            gettext("%(count)d rows of %(kind)s refused, nothing recorded. %(shown)s")
            % {"count": len(refusals), "kind": kind, "shown": shown}
        )


@dataclass(frozen=True)
class BulkRecorded(Recorded):
    """What a batch did, and which rows were set apart."""

    refusals: list[Refusal] = field(default_factory=list)


def record_facts(
    kind: type[Fact],
    columns: Columns | Iterable[pa.Table | pa.RecordBatch],
    *,
    source: Source,
    recorded_at: datetime | None = None,
    invalid: Literal["refuse", "quarantine"] = "refuse",
) -> BulkRecorded:
    """Record many facts of one kind, exactly as `record_fact` would one by one, in one transaction.

    Columns: person_id, valid_from, valid_to (may miss: open), the values (may miss if the field has a default), and
    retract (may miss: false) for rows that say that nothing holds. Dates may be ordinals. A stream of tables is copied
    as it comes, so memory stays flat. Rows that are reversed, overlap with another row of the batch in the same
    series, are about nobody or come too late are refused with the whole batch, or set apart with `quarantine`.
    """
    table = FactTable(kind)
    if recorded_at is not None and timezone.is_naive(recorded_at):
        raise FactRefused(gettext("The moment of recording has no time zone."))
    with transaction.atomic(), raw_cursor() as cursor:
        create_staging(table)
        rows = copy_in(STAGING, ["n", *_names(table)], _numbered(_conform(table, part) for part in batches_of(columns)))
        lock_people(table, rows)
        at = recorded_at or moment(None, _latest(table))
        refusals = [Refusal(*found) for found in check_staging(table, at)]
        if refusals and invalid == "refuse":
            raise FactsRefused(kind.__name__, refusals)
        counts = cursor.execute(
            record_statement(table, identifier(STAGING)), {"at": at, "source": source.pk}
        ).fetchone()
        cursor.execute(sql.SQL("DROP TABLE {}").format(identifier(STAGING)))
    assert counts is not None
    return BulkRecorded(*counts, refusals)


def _latest(table: FactTable) -> datetime | None:
    """When something last changed in any series of the batch."""
    latest = latest_statement(table, identifier(STAGING))
    with raw_cursor() as cursor:
        found = cursor.execute(sql.SQL("SELECT max(latest) FROM ({}) q").format(latest)).fetchone()
    return found[0] if found else None


def _names(table: FactTable) -> list[str]:
    return ["person_id", "valid_from", "valid_to", "retract", *table.values]


def _numbered(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    start = 1
    for batch in batches:
        yield batch.append_column("n", pa.array(range(start, start + batch.num_rows), pa.int64()))
        start += batch.num_rows


def _conform(table: FactTable, batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return the batch with every column of the staging table, in its form."""
    if unknown := sorted(set(batch.schema.names) - set(_names(table))):
        raise FactRefused(
            gettext("%(kind)s has no %(names)s.") % {"kind": table.kind.__name__, "names": ", ".join(unknown)}
        )
    columns = {name: batch.column(name) for name in batch.schema.names}
    for name in ("person_id", "valid_from"):
        if name not in columns:
            raise FactRefused(gettext("The column %(name)s is missing.") % {"name": name})
    columns["valid_from"] = as_dates(columns["valid_from"])
    columns["valid_to"] = _open_end(columns.get("valid_to", pa.nulls(batch.num_rows, pa.date32())))
    columns.setdefault("retract", pa.repeat(False, batch.num_rows))
    for name, model_field in table.fields.items():
        columns[name] = _values(model_field, columns.get(name), columns["retract"])
    return pa.record_batch([columns[name] for name in _names(table)], _names(table))


def _open_end(column: pa.Array) -> pa.Array:
    """The staging table calls a period without end 'infinity'."""
    return pc.fill_null(pc.cast(as_dates(column), pa.string()), "infinity")


def _values(model_field: "Field[Any, Any]", column: pa.Array | None, retract: pa.Array) -> pa.Array:
    name = model_field.attname
    if column is None:
        if model_field.default is NOT_PROVIDED and not model_field.null and not model_field.blank:
            raise FactRefused(gettext("The column %(name)s is missing.") % {"name": name})
        return pa.repeat(pa.scalar(model_field.get_default()), len(retract))
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if model_field.get_internal_type() == "DateField":
        return as_dates(column)
    return column
