"""Columns in and out of the database: queries as Arrow tables, Arrow tables into tables."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import psycopg
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
from django.db import connection
from django.db.models import Field, ForeignKey
from numpy.typing import NDArray
from psycopg import sql

Query: TypeAlias = str | sql.Composable
Columns: TypeAlias = pa.Table | Mapping[str, Any]

# Rows per COPY chunk: large enough to be fast, small enough that memory stays flat.
CHUNK = 100_000

# PostgreSQL types as they come out of a query, and their columns.
_ARROW_TYPES: dict[str, pa.DataType] = {
    "bool": pa.bool_(),
    "int2": pa.int16(),
    "int4": pa.int32(),
    "int8": pa.int64(),
    "date": pa.date32(),
    "timestamptz": pa.timestamp("us", "UTC"),
    "text": pa.string(),
    "varchar": pa.string(),
    "bpchar": pa.string(),
    "float8": pa.float64(),
}


def read_sql(query: Query, params: Sequence[Any] | Mapping[str, Any] | None = None, *, few: bool = False) -> pa.Table:
    """Run a query and return its rows as columns.

    Inside a transaction it sees what that transaction wrote. Outside one it reads over ADBC, the fastest way for
    millions of rows. `few` says that only a handful of rows is expected, which saves opening that second connection.
    """
    text = as_text(query, params)
    if few:
        return _read_rows(text)
    return _read_copy(text) if connection.in_atomic_block else _read_adbc(text)


def array_text(numbers: Sequence[int] | NDArray[np.integer]) -> str:
    """Whole numbers as the text of an array of PostgreSQL, `= ANY(%s::bigint[])`: long lists are quick to quote."""
    return "{" + ",".join(map(str, np.asarray(numbers, np.int64).tolist())) + "}"


def to_numpy(table: pa.Table) -> dict[str, NDArray[Any]]:
    """Return the columns as numpy arrays, as kernels take them: booleans as uint8, no missing values."""
    arrays = {}
    for name, column in zip(table.column_names, table.columns, strict=True):
        if column.null_count:
            raise ValueError(f"Column {name} has {column.null_count} missing values; give it a default.")
        array = column.to_numpy()
        arrays[name] = array.astype(np.uint8) if array.dtype.kind == "b" else array
    return arrays


def as_table(columns: Columns) -> pa.Table:
    """Return an Arrow table of a table or of a dict of sequences (lists, numpy or Arrow arrays)."""
    return columns if isinstance(columns, pa.Table) else pa.table(dict(columns))


def as_dates(column: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray | pa.Array:
    """Return dates of a column of dates or of ordinals (`date.toordinal`; 0 or less and FOREVER are no date)."""
    if pa.types.is_integer(column.type):
        known = pc.and_(pc.greater(column, 0), pc.less_equal(column, date.max.toordinal()))
        days = pc.subtract(pc.cast(column, pa.int64()), date(1970, 1, 1).toordinal())
        return pc.cast(pc.cast(pc.if_else(known, days, None), pa.int32()), pa.date32())
    return pc.cast(column, pa.date32())


def batches_of(columns: Columns | Iterable[pa.Table | pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Cut columns, or a stream of them, into batches of at most CHUNK rows."""
    if isinstance(columns, pa.Table | Mapping):
        yield from as_table(columns).to_batches(max_chunksize=CHUNK)
        return
    for part in columns:
        table = part if isinstance(part, pa.Table) else pa.Table.from_batches([part])
        yield from table.to_batches(max_chunksize=CHUNK)


def copy_in(table: str, names: Sequence[str], batches: Iterable[pa.RecordBatch]) -> int:
    """Copy batches into a table of the database, in the transaction that is open; return the number of rows."""
    target = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(identifier(table), identifiers(names))
    rows = 0
    with raw_cursor() as cursor, cursor.copy(target) as copy:
        for batch in batches:
            buffer = io.BytesIO()
            pa_csv.write_csv(batch.select(list(names)), buffer, pa_csv.WriteOptions(include_header=False))
            copy.write(buffer.getbuffer())
            rows += batch.num_rows
    return rows


def identifier(name: str) -> sql.Identifier:
    """A name of a table or column, quoted."""
    return sql.Identifier(name)


def identifiers(names: Iterable[str]) -> sql.Composed:
    """Names of columns with commas between them."""
    return sql.SQL(", ").join(map(sql.Identifier, names))


def column_type(field: "Field[Any, Any]") -> str:
    """The type of a field in the database; of a reference, that of what it points at."""
    target = field.target_field if isinstance(field, ForeignKey) else field
    return str(target.rel_db_type(connection))


def raw_cursor() -> psycopg.Cursor[Any]:
    """A cursor of psycopg itself on the connection of Django, in its transaction."""
    connection.ensure_connection()
    assert connection.connection is not None
    cursor: psycopg.Cursor[Any] = psycopg.ClientCursor(connection.connection)
    return cursor


def as_text(query: Query, params: Sequence[Any] | Mapping[str, Any] | None = None) -> str:
    """Return the text of a query with its parameters filled in, safely quoted."""
    connection.ensure_connection()
    assert connection.connection is not None
    text = query if isinstance(query, str) else query.as_string(connection.connection)
    return psycopg.ClientCursor(connection.connection).mogrify(text, params) if params else text


def _read_rows(text: str) -> pa.Table:
    with raw_cursor() as cursor:
        cursor.execute(text)
        types = _types(cursor)
        columns = list(zip(*cursor.fetchall(), strict=True)) or [()] * len(types)
    return pa.table([pa.array(values, kind) for values, kind in zip(columns, types.values(), strict=True)], list(types))


def _read_copy(text: str) -> pa.Table:
    body = text.strip().rstrip(";")
    with raw_cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({body}) q LIMIT 0")  # noqa: S608 - only asks for the types of our own query
        types = _types(cursor)
        buffer = io.BytesIO()
        with cursor.copy(f"COPY ({body}) TO STDOUT (FORMAT csv)") as copy:
            for block in copy:
                buffer.write(block)
    if not buffer.tell():
        return pa.schema(list(types.items())).empty_table()
    buffer.seek(0)
    return pa_csv.read_csv(
        buffer,
        pa_csv.ReadOptions(column_names=list(types)),
        pa_csv.ParseOptions(newlines_in_values=True),
        pa_csv.ConvertOptions(
            column_types=types,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            true_values=["t"],
            false_values=["f"],
        ),
    )


def _read_adbc(text: str) -> pa.Table:
    import adbc_driver_postgresql.dbapi as adbc

    with adbc.connect(connection_info()) as other, other.cursor() as cursor:
        cursor.execute(text)
        return cursor.fetch_arrow_table()


def _types(cursor: psycopg.Cursor[Any]) -> dict[str, pa.DataType]:
    assert cursor.description is not None
    types = {}
    for column in cursor.description:
        kind = psycopg.adapters.types.get(column.type_code)
        name = kind.name if kind else str(column.type_code)
        if name not in _ARROW_TYPES:
            raise TypeError(f"Column {column.name} is {name}: cast it to a type that fits in a column.")
        types[column.name] = _ARROW_TYPES[name]
    return types


def connection_info() -> str:
    """The address of the database of this connection, for a second one."""
    names = ("host", "port", "user", "password", "dbname", "sslmode", "sslrootcert", "options")
    given = connection.get_connection_params()
    return psycopg.conninfo.make_conninfo(**{name: given[name] for name in names if given.get(name)})
