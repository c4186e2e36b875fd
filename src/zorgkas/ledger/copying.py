"""Binary exchange between numpy columns and PostgreSQL: millions of rows without a Python object for each."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

SIGNATURE = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
TRAILER = b"\xff\xff"
BLOCK = 1 << 20  # bytes handed to the driver at a time


def encode(columns: Sequence[tuple[NDArray[np.int64] | None, int]], count: int) -> memoryview:
    """Encode rows: each column is values (None is NULL) and its width in bytes (2, 4 or 8)."""
    fields: list[tuple[str, str]] = [("fields", ">i2")]
    for number, (values, width) in enumerate(columns):
        fields.append((f"length{number}", ">i4"))
        if values is not None:
            fields.append((f"value{number}", f">i{width}"))
    rows = np.empty(count, np.dtype(fields))
    rows["fields"] = len(columns)
    for number, (values, width) in enumerate(columns):
        rows[f"length{number}"] = -1 if values is None else width
        if values is not None:
            rows[f"value{number}"] = values
    return memoryview(rows.view(np.uint8).reshape(-1).data)


def copy_in(table: str, names: Sequence[str], blocks: Sequence[memoryview]) -> None:
    """Copy encoded rows into a table with one statement."""
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN (FORMAT BINARY)") as copy,
    ):
        copy.write(SIGNATURE)
        for block in blocks:
            for start in range(0, len(block), BLOCK):
                copy.write(block[start : start + BLOCK])
        copy.write(TRAILER)


def copy_out(
    query: str, parameters: Sequence[Any] | Mapping[str, Any], columns: Sequence[tuple[str, int]]
) -> dict[str, NDArray[np.int64]]:
    """Read a query whose columns are integers without NULL, given as (name, width in bytes), as columns.

    The server packs the rows, in the order of the query, into one value: taken one by one they cost ten times as much.
    """
    names = [f"column{number}" for number in range(len(columns))]
    packed = " || ".join(f"int{width}send({name})" for name, (_name, width) in zip(names, columns, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT string_agg({packed}, ''::bytea) FROM ({query}) AS packed ({', '.join(names)})",  # noqa: S608
            parameters,
        )
        (content,) = cursor.fetchone()
    rows = np.frombuffer(content or b"", np.dtype([(name, f">i{width}") for name, width in columns]))
    return {name: rows[name].astype(np.int64) for name, _width in columns}


@contextmanager
def through_indexes() -> Iterator[None]:
    """Let queries of this transaction find rows by index, whatever the statistics say.

    Right after a large run these know nothing of its millions of rows; the index is always right.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan TO DEFAULT")
