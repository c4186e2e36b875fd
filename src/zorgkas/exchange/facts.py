"""Write facts that records tell, in the order of the records of each person, and say which records were refused."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext_noop as _
from numpy.typing import NDArray

from zorgkas.exchange.message import Part
from zorgkas.exchange.people import NOBODY
from zorgkas.exchange.reading.faults import CONTENT, UNKNOWN_PERSON, RecordFault, fault
from zorgkas.registry.models import Fact
from zorgkas.registry.reasons import reason
from zorgkas.registry.services import record_facts

Flags = NDArray[np.bool_]


def record(part: Part, kind: type[Fact], columns: Mapping[str, Any]) -> list[RecordFault]:
    """Record facts: columns as in `record_facts`, and `position`. Records of one person come one after the other."""
    table = pa.table(dict(columns))
    faults: list[RecordFault] = []
    for rows in turns(table["person_id"].to_numpy(zero_copy_only=False)):
        now = table if len(rows) == table.num_rows else table.take(pa.array(rows))
        done = record_facts(kind, now.drop_columns(["position"]), source=part.source, invalid="quarantine")
        positions = now["position"]
        faults += [
            RecordFault(positions[one.row - 1].as_py(), CONTENT, kind.__name__, reason("%(why)s", why=one.reason))
            for one in done.refusals
        ]
    return faults


def turns(people: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Rows in turns: the first of everybody, the second of everybody who has two, and so on."""
    if not len(people):
        return
    order = np.argsort(people, kind="stable")
    starts = np.r_[True, people[order][1:] != people[order][:-1]]
    first = np.maximum.accumulate(np.where(starts, np.arange(len(order)), 0))
    turn = np.empty(len(order), np.int64)
    turn[order] = np.arange(len(order)) - first
    for number in range(int(turn.max()) + 1):
        yield np.flatnonzero(turn == number)


def known_people(part: Part) -> tuple[pa.Table, list[RecordFault]]:
    """The records about people of ours, and the faults of the others."""
    ids = part.table["person_id"].to_numpy(zero_copy_only=False)
    strangers = np.flatnonzero(ids == NOBODY)
    if not len(strangers):
        return part.table, []
    faults = [
        at_row(
            part.table,
            row,
            UNKNOWN_PERSON,
            "ssin",
            _("nobody of ours has the number %(insz)s"),
            insz=str(part.table["ssin"][int(row)]),
        )
        for row in strangers
    ]
    return part.table.filter(pa.array(ids != NOBODY)), faults


def at_row(
    table: pa.Table, row: "int | np.integer[Any]", code: str, element: str, text: str, /, **values: object
) -> RecordFault:
    """A fault of the record in a row of a table."""
    return fault(table["position"][int(row)].as_py(), code, element, text, **values)


def without(table: pa.Table, faults: list[RecordFault]) -> pa.Table:
    """The records without a fault."""
    if not faults:
        return table
    return table.filter(pc.invert(pc.is_in(table["position"], pa.array([one.position for one in faults]))))


def where(table: pa.Table, chosen: Flags) -> pa.Table:
    """Some of the records."""
    return table.filter(pa.array(chosen))


def flags(column: pa.ChunkedArray | pa.Array, missing: bool = False) -> Flags:
    """A column of yes and no as numpy."""
    return np.asarray(pc.fill_null(column, missing).to_numpy(zero_copy_only=False), np.bool_)


def day_after(column: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray | pa.Array:
    """The first day after the last: messages say the last day of a period, facts the first on which it is over."""
    return pc.cast(pc.add(pc.cast(column, pa.int32()), pa.scalar(1, pa.int32())), pa.date32())


def each(value: object, rows: int) -> pa.Array:
    """The same value in every row."""
    return pa.repeat(pa.scalar(value), rows)
