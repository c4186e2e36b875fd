"""The columns of a batch of facts, brought in the form of the staging table; rows with a wrong value are named."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db.models import NOT_PROVIDED, Field
from django.utils.translation import gettext

from zorgkas.registry.columns import as_dates
from zorgkas.registry.iban import check_iban, wrong_ibans
from zorgkas.registry.services.facts import FactRefused
from zorgkas.registry.services.statement import FactTable

_ARROW_TYPES = {
    "smallint": pa.int16(),
    "integer": pa.int32(),
    "bigint": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


@dataclass(frozen=True)
class Refusal:
    """A row of a batch that cannot be recorded; the first row is 1."""

    row: int
    reason: str


def staging_names(table: FactTable) -> list[str]:
    """The columns of a batch, in order."""
    return ["person_id", "valid_from", "valid_to", "retract", *table.values]


def conform(table: FactTable, batch: pa.RecordBatch, first_row: int) -> tuple[pa.RecordBatch, list[Refusal]]:
    """Return the rows that may be staged, numbered from `first_row`, and the rows that say something impossible."""
    names = staging_names(table)
    given = {name: batch.column(name) for name in batch.schema.names}
    if unknown := sorted(set(given) - set(names)):
        raise FactRefused(
            gettext("%(kind)s has no %(names)s.") % {"kind": table.kind.__name__, "names": ", ".join(unknown)}
        )
    for name in ("person_id", "valid_from"):
        if name not in given:
            raise _missing(name)
    columns = {
        "person_id": _cast("person_id", given["person_id"], pa.int64()),
        "valid_from": _cast("valid_from", given["valid_from"], pa.date32()),
        "valid_to": _open_end(given.get("valid_to", pa.nulls(batch.num_rows, pa.date32()))),
        "retract": given.get("retract", pa.repeat(False, batch.num_rows)),
    }
    refusals: dict[int, Refusal] = {}
    for name, field in table.fields.items():
        columns[name] = _column(table, field, given.get(name), batch.num_rows)
        for row, reason in _wrong(field, columns[name], columns["retract"], name in table.series):
            refusals.setdefault(row, Refusal(first_row + row, reason))
    numbers = pa.array(np.arange(first_row, first_row + batch.num_rows))
    ready = pa.record_batch([numbers, *(columns[name] for name in names)], ["n", *names])
    if refusals:
        keep = np.ones(batch.num_rows, np.bool_)
        keep[list(refusals)] = False
        ready = ready.filter(pa.array(keep))
    return ready, list(refusals.values())


def _column(table: FactTable, field: "Field[Any, Any]", column: pa.Array | None, rows: int) -> pa.Array:
    type_ = _ARROW_TYPES.get(table.types[field.attname], pa.string())
    if column is not None:
        return _cast(field.attname, column, type_)
    if field.default is NOT_PROVIDED and not field.null and not field.blank:
        raise _missing(field.attname)
    return pa.repeat(pa.scalar(field.get_default(), type_), rows)


def _cast(name: str, column: pa.Array, type_: pa.DataType) -> pa.Array:
    try:
        if pa.types.is_dictionary(column.type):
            column = column.dictionary_decode()
        return as_dates(column) if pa.types.is_date(type_) else pc.cast(column, type_)
    except pa.ArrowInvalid as error:
        raise FactRefused(f"{name}: {error}") from None


def _open_end(column: pa.Array) -> pa.Array:
    """The staging table calls a period without end 'infinity'."""
    return pc.fill_null(pc.cast(_cast("valid_to", column, pa.date32()), pa.string()), "infinity")


def _wrong(field: "Field[Any, Any]", column: pa.Array, retract: pa.Array, always: bool) -> list[tuple[int, str]]:
    """The rows (from 0) whose value cannot be: missing, no such choice, too long."""
    found = []
    if not field.null and column.null_count:
        missing = pc.is_null(column) if always else pc.and_not(pc.is_null(column), retract)
        found += [(row, gettext("%(field)s is missing") % {"field": field.attname}) for row in _rows(missing)]
    if field.choices:
        codes = pa.array([code for code, _ in field.flatchoices], column.type)
        other = pc.and_not(pc.is_valid(column), pc.is_in(column, codes))
        found += [
            (row, gettext("%(field)s has no choice %(code)s") % {"field": field.attname, "code": column[row]})
            for row in _rows(other)
        ]
    if field.max_length and pa.types.is_string(column.type):
        longer = pc.fill_null(pc.greater(pc.utf8_length(column), field.max_length), False)
        found += [
            (row, gettext("%(field)s is longer than %(length)d") % {"field": field.attname, "length": field.max_length})
            for row in _rows(longer)
        ]
    if check_iban in field.validators:
        found += [(row, f"{field.attname}: {reason}") for row, reason in wrong_ibans(column)]
    return found


def _rows(mask: pa.Array) -> list[int]:
    return [int(row) for row in np.flatnonzero(np.asarray(mask))]


def _missing(name: str) -> FactRefused:
    return FactRefused(gettext("The column %(name)s is missing.") % {"name": name})
