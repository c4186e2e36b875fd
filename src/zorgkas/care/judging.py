"""Judge lines in sets: first what any file must be, then what the pillar checks by law."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zorgkas.care.pillar import Batch, Column, Pillar, Verdict
from zorgkas.registry.columns import read_sql
from zorgkas.registry.models import CareFund

Int64s = NDArray[np.int64]
EPOCH = 719_163  # the ordinal of 1 January 1970
# A line that says the same as another: the same payee, user, code and days.
SAME = ["provider", "person", "code", "first", "last"]

# What was accepted before of lines like these, less what was credited: only what is still accepted is a double.
_BEFORE = """
    SELECT provider_id AS provider, person_id AS person, code::text,
           (first_day - DATE '0001-01-01' + 1)::bigint AS first, (last_day - DATE '0001-01-01' + 1)::bigint AS last
      FROM care_careline
     WHERE product = %(product)s AND provider_id = ANY(%(providers)s) AND period = ANY(%(periods)s)
       AND person_id IS NOT NULL
     GROUP BY 1, 2, 3, 4, 5 HAVING sum(accepted_cents) > 0
"""
# The line that a credit names, with what is still accepted of it.
_NAMED = """
    SELECT q.n, l.id, l.provider_id AS provider, coalesce(l.person_id, 0) AS person, l.product::int AS product,
           l.code::text, (l.first_day - DATE '0001-01-01' + 1)::bigint AS first,
           (l.last_day - DATE '0001-01-01' + 1)::bigint AS last,
           (l.accepted_cents + coalesce((SELECT sum(c.accepted_cents) FROM care_careline c WHERE c.corrects = l.id), 0)
           )::bigint AS left_cents
      FROM unnest(%(n)s::int[], %(sender)s::bigint[], %(invoice)s::text[], %(line)s::int[])
           AS q (n, sender, invoice, line)
      JOIN care_carefile f ON f.provider_id = q.sender AND f.number = q.invoice AND f.fund_id = %(fund)s
       AND f.state <> 'refused'
      JOIN care_careline l ON l.file_id = f.id AND l.number = q.line
"""


@dataclass(frozen=True)
class Judged:
    """For each line: what is accepted, the code of the reason, and the line it corrects (0 for none)."""

    accepted_cents: Int64s
    reason: NDArray[Any]
    corrects: Int64s


def judge(
    pillar: Pillar, fund: CareFund, columns: Mapping[str, Column], named: NDArray[Any], sender: Int64s, at: datetime
) -> Judged:
    """Judge new lines. `named` is what a line says it corrects (invoice/line), `sender` who sent it."""
    count = len(columns["person"])
    reason = np.full(count, "", dtype=object)
    accepted, corrects = np.zeros(count, np.int64), np.zeros(count, np.int64)
    for code, bad in _plain(pillar, columns, named):
        reason[bad & (reason == "")] = code
    credited = _credit(pillar, fund, columns, named, sender, reason, accepted, corrects)
    if pillar.refuses_doubles:
        _refuse_known(pillar, columns, named, reason, credited)
    open_lines = np.flatnonzero((reason == "") & (named == ""))
    if len(open_lines) and pillar.check is not None:
        batch = Batch(fund, at, {name: column[open_lines] for name, column in columns.items()})
        verdict = pillar.check(batch)
        accepted[open_lines] = verdict.accepted_cents
        reason[open_lines] = verdict.reason
    if pillar.refuses_doubles:
        _refuse_repeated(columns, named, reason, accepted)
    return Judged(accepted, reason, corrects)


def judge_again(pillar: Pillar, fund: CareFund, columns: Mapping[str, Column], at: datetime) -> Verdict:
    """Judge lines that are kept already by what is known now."""
    assert pillar.check is not None
    return pillar.check(Batch(fund, at, columns, again=True))


def _plain(pillar: Pillar, columns: Mapping[str, Column], named: NDArray[Any]) -> list[tuple[str, NDArray[np.bool_]]]:
    """What no line may be, in the order in which it is told."""
    first, last = columns["first"], columns["last"]
    credit = named != ""
    return [
        ("UNKNOWN_USER", columns["person"] == 0),
        ("UNKNOWN_PROVIDER", columns["provider"] == 0),
        ("UNKNOWN_CODE", ~np.isin(columns["code"].astype(str), list(pillar.codes))),
        ("BAD_PERIOD", (last < first) | (month_numbers(first) != month_numbers(last))),
        ("BAD_AMOUNT", (columns["claimed_cents"] < 0) != credit),
    ]


def _credit(
    pillar: Pillar,
    fund: CareFund,
    columns: Mapping[str, Column],
    named: NDArray[Any],
    sender: Int64s,
    reason: NDArray[Any],
    accepted: Int64s,
    corrects: Int64s,
) -> pa.Table:
    """Accept each credit of a line that is there, up to what is left of it; return what may be claimed anew."""
    at = np.flatnonzero((named != "") & (reason == ""))
    parts = [str(value).rpartition("/") for value in named[at]]
    numbers = [int(part[2]) if part[2].isdigit() and len(part[2]) < 9 else 0 for part in parts]
    found = read_sql(
        _NAMED,
        {
            "n": at.tolist(),
            "sender": sender[at].tolist(),
            "invoice": [part[0] for part in parts],
            "line": numbers,
            "fund": fund.pk,
        },
        few=True,
    ).to_pylist()
    by_line = {row["n"]: row for row in found}
    left: dict[int, int] = {}
    for position in at.tolist():
        row = by_line.get(position)
        asked = -int(columns["claimed_cents"][position])
        fits = (
            row is not None
            and row["product"] == pillar.product
            and all(row[name] == columns[name][position] for name in SAME)
        )
        if not fits or row is None or asked > left.setdefault(row["id"], row["left_cents"]):
            reason[position] = "NOTHING_TO_CORRECT"
            continue
        left[row["id"]] -= asked
        accepted[position], corrects[position] = -asked, row["id"]
    free = [row for row in found if left.get(row["id"]) == 0]
    return pa.table(
        {name: pa.array([row[name] for row in free], pa.string() if name == "code" else pa.int64()) for name in SAME}
    )


def _refuse_known(
    pillar: Pillar, columns: Mapping[str, Column], named: NDArray[Any], reason: NDArray[Any], free: pa.Table
) -> None:
    """Refuse what was accepted before and was not credited."""
    at = np.flatnonzero((reason == "") & (named == ""))
    if not len(at):
        return
    keys = _keys(columns, at)
    months = np.unique(month_numbers(columns["first"][at]))
    before = read_sql(
        _BEFORE,
        {
            "product": int(pillar.product),
            "providers": np.unique(columns["provider"][at]).tolist(),
            "periods": [int(month) // 12 * 100 + int(month) % 12 + 1 for month in months],
        },
    )
    before = before.cast(pa.schema([(name, pa.string() if name == "code" else pa.int64()) for name in SAME]))
    if free.num_rows:
        before = before.join(free, SAME, join_type="left anti")
    if before.num_rows:
        reason[keys.join(before, SAME, join_type="left semi")["at"].to_numpy()] = "DOUBLE"


def _refuse_repeated(
    columns: Mapping[str, Column], named: NDArray[Any], reason: NDArray[Any], accepted: Int64s
) -> None:
    """Of accepted lines that say the same only the first counts."""
    at = np.flatnonzero((reason == "") & (named == ""))
    if not len(at):
        return
    keys = _keys(columns, at)
    firsts = keys.group_by(SAME).aggregate([("at", "min")])["at_min"]
    if len(firsts) == len(at):
        return
    again = keys["at"].filter(pc.invert(pc.is_in(keys["at"], value_set=firsts.combine_chunks()))).to_numpy()
    reason[again], accepted[again] = "DOUBLE", 0


def _keys(columns: Mapping[str, Column], at: NDArray[np.intp]) -> pa.Table:
    """What makes lines the same, with their positions."""
    keys = {name: pa.array(columns[name][at], pa.string() if name == "code" else pa.int64()) for name in SAME}
    return pa.table({**keys, "at": pa.array(at)})


def month_numbers(days: Column) -> Int64s:
    """The month of each day as a number that grows by one a month (year times 12, plus 0 to 11)."""
    months: Int64s = (days.astype(np.int64) - EPOCH).astype("M8[D]").astype("M8[M]").astype(np.int64) + 1970 * 12
    return months
