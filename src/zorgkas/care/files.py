"""Read a file of invoice lines: a head, the names of the columns, and a line per user (layout `proposed`)."""

import io
from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.csv as csv

MARK, VERSION = "ZORGKAS-CARE", "1"
COMMON: Mapping[str, pa.DataType] = {
    "user": pa.string(),
    "code": pa.string(),
    "from": pa.date32(),
    "to": pa.date32(),
    "quantity": pa.int32(),
    "unit_cents": pa.int64(),
    "amount_cents": pa.int64(),
    "corrects": pa.string(),
}
# Who is paid when it is another than the sender; may miss.
PAYEE = "provider"


class Unreadable(Exception):
    """The file is not in the agreed form; says where."""


@dataclass(frozen=True)
class Head:
    """The first line of a file."""

    pillar: str
    provider: str
    number: str


def head_of(content: bytes) -> Head:
    """Return what the first line says."""
    first = content.split(b"\n", 1)[0].decode("utf-8", "replace").strip().lstrip("\ufeff").split(";")
    if len(first) != 5 or first[:2] != [MARK, VERSION] or not all(part.strip() for part in first):
        raise Unreadable("line 1: expected ZORGKAS-CARE;1;pillar;provider;number")
    if len(first[3]) > 20 or len(first[4]) > 40:
        raise Unreadable("line 1: a number is too long")
    return Head(*first[2:])


def lines_of(content: bytes, extra: Mapping[str, pa.DataType]) -> pa.Table:
    """Return the lines as columns, the common ones, the payee and those of the pillar."""
    types = {**COMMON, **extra}
    try:
        table = csv.read_csv(
            io.BytesIO(content),
            csv.ReadOptions(skip_rows=1, use_threads=False),
            csv.ParseOptions(delimiter=";"),
            csv.ConvertOptions(column_types={**types, PAYEE: pa.string()}, strings_can_be_null=False, null_values=[""]),
        )
    except (pa.ArrowInvalid, pa.ArrowKeyError) as error:
        raise Unreadable(str(error)[:200]) from None
    if missing := [name for name in types if name not in table.column_names]:
        raise Unreadable(f"line 2: no column {', '.join(missing)}")
    if unknown := sorted(set(table.column_names) - {*types, PAYEE}):
        raise Unreadable(f"line 2: unknown column {', '.join(unknown)}")
    if not table.num_rows:
        raise Unreadable("no lines")
    for name in ("user", "code", "from", "to", "quantity", "unit_cents", "amount_cents"):
        if table[name].null_count:
            raise Unreadable(f"column {name}: a value is missing")
    if PAYEE not in table.column_names:
        table = table.append_column(PAYEE, pa.repeat(pa.scalar("", pa.string()), table.num_rows))
    return table.select([*types, PAYEE])


def write(head: Head, table: pa.Table) -> bytes:
    """Write a file as it is read: for the synthetic Flanders, tests and examples."""
    buffer = io.BytesIO(f"{MARK};{VERSION};{head.pillar};{head.provider};{head.number}\n".encode())
    buffer.seek(0, io.SEEK_END)
    csv.write_csv(table, buffer, csv.WriteOptions(delimiter=";", quoting_style="needed"))
    return buffer.getvalue()
