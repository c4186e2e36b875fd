"""The order of the records: which may follow which, before anything else is read in them."""

from typing import NamedTuple

from django.utils.translation import gettext_noop as _

from zorgkas.banking.statements.coda.fields import is_digits
from zorgkas.banking.statements.coda.records import kind_of
from zorgkas.banking.statements.shape import StatementRefused
from zorgkas.registry.reasons import reason

_AFTER = {
    "9": {"0"},
    "0": {"1"},
    "1": {"21", "8", "9"},
    "21": {"21", "22", "23", "31", "8"},
    "22": {"21", "23", "31", "8"},
    "23": {"21", "31", "8"},
    "31": {"21", "31", "32", "8"},
    "32": {"21", "31", "33", "8"},
    "33": {"21", "31", "8"},
    "8": {"4", "9"},
    "4": {"4", "9"},
}


class Row(NamedTuple):
    """One record with its place in the file, counted from 1."""

    place: int
    kind: str
    text: str


def split_statements(records: list[str]) -> list[list[Row]]:
    """Return the records of each statement, or refuse a file whose records come in a wrong order."""
    rows = [Row(place, kind_of(text), text) for place, text in enumerate(records, start=1)]
    statements: list[list[Row]] = []
    before = Row(0, "9", "")
    for row in rows:
        if row.kind not in _AFTER[before.kind]:
            told = (
                reason(_("record %(kind)s after record %(before)s"), kind=row.kind, before=before.kind)
                if before.place
                else reason(_("record %(kind)s at the beginning"), kind=row.kind)
            )
            raise StatementRefused("STM-002", row.place, told)
        _check_next_code(before, row)
        if row.kind == "0":
            if row.text[127] != "2":
                raise StatementRefused(
                    "STM-003", row.place, reason(_("version %(version)s of CODA, not 2"), version=repr(row.text[127]))
                )
            statements.append([])
        statements[-1].append(row)
        before = row
    if before.kind != "9":
        raise StatementRefused("STM-002", before.place, reason(_("the file stops before the trailer (record 9)")))
    for statement in statements:
        _check_numbers(statement)
    return statements


def _check_next_code(before: Row, row: Row) -> None:
    announced = before.kind in ("21", "22") and before.text[125] == "1"
    if announced != (row.kind in ("22", "23")):
        told = (
            reason(_("the record before announces a continuation, but here is record %(kind)s"), kind=row.kind)
            if announced
            else reason(_("the record before announces no continuation, but here is record %(kind)s"), kind=row.kind)
        )
        raise StatementRefused("STM-002", row.place, told)


def _check_numbers(statement: list[Row]) -> None:
    """Movements are numbered without holes, and their other records carry the same number."""
    last: int | None = None
    for row in statement:
        if row.kind not in ("21", "22", "23", "31", "32", "33"):
            continue
        if not is_digits(row.text[2:10]):
            raise StatementRefused(
                "STM-002",
                row.place,
                reason(_("%(text)s is not a sequence and detail number"), text=repr(row.text[2:10])),
            )
        number, detail = int(row.text[2:6]), int(row.text[6:10])
        starts = row.kind == "21" and detail == 0
        expected = number if last is None else (last + starts) % 10_000
        if number != expected or (last is None and not starts):
            raise StatementRefused(
                "STM-002",
                row.place,
                reason(
                    _("movement %(number)s where %(expected)s must come"),
                    number=f"{number:04d}",
                    expected=f"{expected:04d}",
                ),
            )
        last = number
