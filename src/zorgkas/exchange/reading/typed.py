"""From cells of text to columns with a type; what passes a schema may still be no day that can be."""

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext_noop as _

from zorgkas.exchange.message import Field, Kind
from zorgkas.exchange.reading.faults import DATE, SYNTAX, RecordFault, fault

EARLIEST, LATEST = date(1850, 1, 1), date(2199, 12, 31)
_DAY = r"^[12][0-9]{3}-[01][0-9]-[0-3][0-9](Z|[+-][0-9]{2}:[0-9]{2})?$"
_MOMENT = (
    r"^[12][0-9]{3}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})?$"
)
_NUMBER = r"^[+-]?[0-9]{1,15}$"
_CENTS = r"^[+-]?[0-9]{1,13}(\.[0-9]{1,2}0*)?$"
# The longest month has 31 days; the others are checked by what comes out of the conversion.
_MONTH_LENGTHS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])


def typed(fields: Sequence[Field], table: pa.Table) -> tuple[pa.Table, list[RecordFault]]:
    """Give every column its type; rows in which that fails are left out, with their fault."""
    faults: list[RecordFault] = []
    keep = np.ones(table.num_rows, np.bool_)
    positions = table["position"].to_numpy()
    columns = {}
    for column in fields:
        cells = table[column.name].combine_chunks()
        values, right = _READERS[column.kind](cells)
        columns[column.name] = values
        for row in np.flatnonzero(~right & keep):
            code = SYNTAX if column.kind in (Kind.NUMBER, Kind.CENTS) else DATE
            what = _("“%(text)s” cannot be") if code == SYNTAX else _("“%(text)s” is no possible day")
            faults.append(fault(int(positions[row]), code, column.path, what, text=cells[int(row)].as_py()[:40]))
        keep &= right
    columns["position"] = table["position"].combine_chunks()
    ready = pa.table(columns)
    return (ready if keep.all() else ready.filter(pa.array(keep))), faults


Typed = tuple[pa.Array, "np.ndarray[tuple[int], np.dtype[np.bool_]]"]


def _text(cells: pa.Array) -> Typed:
    return cells, np.ones(len(cells), np.bool_)


def _day(cells: pa.Array) -> Typed:
    given = pc.not_equal(cells, "")
    shaped = pc.match_substring_regex(cells, _DAY)
    days = pc.utf8_slice_codeunits(pc.if_else(shaped, cells, "1900-01-01"), 0, 10)
    right = _real_days(days)
    days = pc.cast(pc.if_else(pa.array(right), days, "1900-01-01"), pa.date32())
    low, high = pa.scalar(EARLIEST), pa.scalar(LATEST)
    inside = np.asarray(pc.and_(pc.greater_equal(days, low), pc.less_equal(days, high)))
    ok = ~np.asarray(given) | (np.asarray(shaped) & right & inside)
    return pc.if_else(given, days, None), ok


def _real_days(days: pa.Array) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    def part(start: int, stop: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        return np.asarray(pc.cast(pc.utf8_slice_codeunits(days, start, stop), pa.int64()))

    year, month, day = part(0, 4), part(5, 7), part(8, 10)
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    known_month = (month >= 1) & (month <= 12)
    longest = _MONTH_LENGTHS[np.where(known_month, month, 0)] + (leap & (month == 2))
    return np.asarray(known_month & (day >= 1) & (day <= longest))


def _partial_day(cells: pa.Array) -> Typed:
    """An incomplete date stays text; only one without 00 must be a real day."""
    given = np.asarray(pc.not_equal(cells, ""))
    partial = np.asarray(pc.match_substring_regex(cells, r"^[12][0-9]{3}-([01][0-9]-00|00-00)$"))
    _days, real = _day(pc.if_else(pa.array(partial), "", cells))
    return cells, ~given | partial | real


def _moment(cells: pa.Array) -> Typed:
    given = pc.not_equal(cells, "")
    _days, real = _day(pc.if_else(given, pc.utf8_slice_codeunits(cells, 0, 10), ""))
    shaped = (
        np.asarray(pc.match_substring_regex(cells, _MOMENT))
        & real
        & ~np.asarray(pc.match_substring_regex(cells, r"T2[4-9]"))
    )
    ok = ~np.asarray(given) | shaped
    # A moment without a zone is that of Brussels; its second is what orders messages, so UTC is near enough.
    seconds = pc.utf8_slice_codeunits(pc.if_else(pa.array(shaped), cells, "1900-01-01T00:00:00"), 0, 19)
    return pc.if_else(given, pc.cast(seconds, pa.timestamp("us")), None), ok


def _number(cells: pa.Array) -> Typed:
    given = pc.not_equal(cells, "")
    shaped = pc.match_substring_regex(cells, _NUMBER)
    plain = pc.ascii_ltrim(pc.if_else(shaped, cells, "0"), "+")
    return pc.if_else(given, pc.cast(plain, pa.int64()), None), ~np.asarray(given) | np.asarray(shaped)


def _yes_no(cells: pa.Array) -> Typed:
    given = pc.not_equal(cells, "")
    yes = pc.is_in(cells, pa.array(["true", "1"]))
    known = np.asarray(pc.is_in(cells, pa.array(["true", "1", "false", "0"])))
    return pc.if_else(given, yes, None), ~np.asarray(given) | known


def _cents(cells: pa.Array) -> Typed:
    given = pc.not_equal(cells, "")
    shaped = pc.match_substring_regex(cells, _CENTS)
    amounts = pc.cast(pc.ascii_ltrim(pc.if_else(shaped, cells, "0"), "+"), pa.decimal128(18, 2))
    cents = pc.cast(pc.multiply(amounts, pa.scalar(100, pa.decimal128(3, 0))), pa.int64())
    return pc.if_else(given, cents, None), ~np.asarray(given) | np.asarray(shaped)


_READERS: dict[Kind, Callable[[pa.Array], Typed]] = {
    Kind.TEXT: _text,
    Kind.DAY: _day,
    Kind.PARTIAL_DAY: _partial_day,
    Kind.MOMENT: _moment,
    Kind.NUMBER: _number,
    Kind.YES_NO: _yes_no,
    Kind.CENTS: _cents,
}
