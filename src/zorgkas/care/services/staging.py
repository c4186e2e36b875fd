"""The lines of several files as columns, with the numbers of people and providers, and judged."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zorgkas.care.files import PAYEE
from zorgkas.care.judging import EPOCH, judge, month_numbers
from zorgkas.care.models import CareFile
from zorgkas.care.pillar import Column, Pillar
from zorgkas.registry.columns import read_sql
from zorgkas.registry.models import CareFund, Provider

Int64s = NDArray[np.int64]
_PEOPLE = """
    SELECT insz::text AS number, id FROM registry_person WHERE insz = ANY(%(numbers)s)
     UNION ALL
    SELECT insz::text, person_id FROM registry_formernumber WHERE insz = ANY(%(numbers)s)
"""
_PROVIDERS = "SELECT number::text, id FROM registry_provider WHERE number = ANY(%(numbers)s)"


@dataclass(frozen=True)
class Read:
    """A file that could be read, and its place among those that were offered."""

    position: int
    name: str
    sha256: str
    sender: Provider
    number: str
    table: pa.Table


@dataclass(frozen=True)
class Judgement:
    """The lines of all files behind each other, and what becomes of each."""

    files: Sequence[Read]
    starts: Sequence[int]
    columns: dict[str, Column]
    users: NDArray[Any]
    extra: pa.Table
    accepted_cents: Int64s
    reason: NDArray[Any]
    corrects: Int64s

    def part(self, number: int) -> slice:
        """The lines of one file."""
        return slice(self.starts[number], self.starts[number + 1])

    def state(self, number: int) -> CareFile.State:
        """Whether a file is accepted, partly or not."""
        refused = self.reason[self.part(number)] != ""
        if not refused.any():
            return CareFile.State.ACCEPTED
        return CareFile.State.REFUSED if refused.all() else CareFile.State.PARTLY


def judge_files(
    pillar: Pillar, fund: CareFund, files: Sequence[Read], on: datetime.date, now: datetime.datetime
) -> Judgement:
    """Judge the lines of files, in the order in which the files came."""
    table = pa.concat_tables([one.table for one in files])
    starts = np.concatenate([[0], np.cumsum([one.table.num_rows for one in files])])
    which = np.repeat(np.arange(len(files)), np.diff(starts))
    sender = np.array([one.sender.pk for one in files], np.int64)[which]
    columns = _columns(table, sender, on)
    columns["file"] = which + 1
    extra = table.select(list(pillar.extra_columns))
    columns |= {name: _plain(extra[name]) for name in extra.column_names}
    named = _texts(table["corrects"])
    judged = judge(pillar, fund, columns, named, sender, now)
    if pillar.whole_file:
        bad = np.bincount(which, weights=judged.reason != "") > 0
        taken = bad[which] & (judged.reason == "")
        judged.reason[taken] = "FILE_HAS_REFUSED_LINE"
        judged.accepted_cents[bad[which]] = 0
    return Judgement(
        files,
        starts.tolist(),
        columns,
        _texts(table["user"]),
        extra,
        judged.accepted_cents,
        judged.reason,
        judged.corrects,
    )


def _columns(table: pa.Table, sender: Int64s, on: datetime.date) -> dict[str, Column]:
    payees = table[PAYEE].combine_chunks()
    payee = _numbers(_PROVIDERS, payees)
    first, last = (_plain(table[name]) for name in ("from", "to"))
    return {
        "line": np.arange(1, table.num_rows + 1),
        "provider": np.where(_texts(payees) == "", sender, payee),
        "person": _numbers(_PEOPLE, table["user"].combine_chunks()),
        "code": _texts(table["code"]),
        "first": first,
        "last": last,
        "month": month_numbers(first),
        "quantity": _plain(table["quantity"]),
        "unit_cents": _plain(table["unit_cents"]),
        "claimed_cents": _plain(table["amount_cents"]),
        "received": np.full(table.num_rows, on.toordinal(), np.int64),
        "corrects": np.zeros(table.num_rows, np.int64),
    }


def _numbers(query: str, texts: pa.Array) -> Int64s:
    """The number in the database of each text, 0 for one that is not known."""
    wanted = [text for text in pc.unique(texts).to_pylist() if text]
    known = read_sql(query, {"numbers": wanted}) if wanted else None
    if known is None or not known.num_rows:
        return np.zeros(len(texts), np.int64)
    keys = pc.cast(known["number"].combine_chunks(), pa.string())
    ids = np.append(known["id"].to_numpy(), 0).astype(np.int64)
    at = pc.fill_null(pc.index_in(texts, value_set=keys), len(keys)).to_numpy(zero_copy_only=False)
    found: Int64s = ids[at]
    return found


def _plain(column: pa.ChunkedArray) -> Column:
    """A column as the law takes it: days as numbers, missing numbers 0, missing texts empty."""
    if pa.types.is_date(column.type):
        days: Column = pc.fill_null(pc.cast(column, pa.int32()), -EPOCH).to_numpy().astype(np.int64) + EPOCH
        return days
    if pa.types.is_string(column.type):
        return _texts(column)
    filled: Column = pc.fill_null(column, 0).to_numpy().astype(np.int64)
    return filled


def _texts(column: pa.ChunkedArray | pa.Array) -> NDArray[Any]:
    texts: NDArray[Any] = np.asarray(pc.fill_null(column, "").to_pylist(), dtype=object)
    return texts
