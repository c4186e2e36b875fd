"""Checking the columns that a kernel is given, before a single person is calculated."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from zorgkas.engine.calendar import NEVER
from zorgkas.engine.declare import Fact
from zorgkas.engine.errors import CaseError
from zorgkas.engine.types import to_value

Array = np.ndarray[Any, Any]
_EPOCH = 719_163  # the ordinal of 1970-01-01, day zero of datetime64


def split(facts: tuple[Fact, ...], given: Mapping[str, object]) -> tuple[dict[str, Array], dict[str, int]]:
    """Columns (read-only, contiguous, booleans as bytes) and scalars; defaults fill in for facts that are not given."""
    missing = [fact.name for fact in facts if fact.name not in given and fact.default is None]
    if missing:
        raise CaseError(f"Columns are missing: {', '.join(missing)}.")
    columns: dict[str, Array] = {}
    scalars: dict[str, int] = {}
    for fact in facts:
        value = given.get(fact.name, fact.default)
        if isinstance(value, np.ndarray) and value.ndim > 0:
            columns[fact.name] = _checked(fact, value)
        else:
            inside = to_value(fact.kind, value.item() if isinstance(value, np.generic) else value, fact.name)
            scalars[fact.name] = inside if isinstance(inside, bool) else int(inside)
    return columns, scalars


def _checked(fact: Fact, column: Array) -> Array:
    if column.ndim != 1:
        raise CaseError(f"Column {fact.name} has {column.ndim} dimensions; it must have one.")
    if fact.kind.name == "bool" and column.dtype == np.bool_:
        column = column.view(np.uint8) if column.flags.c_contiguous else column.astype(np.uint8)
    if column.dtype != np.dtype(fact.kind.dtype):
        wanted = "bool" if fact.kind.name == "bool" else fact.kind.dtype
        raise CaseError(
            f"Column {fact.name} is {column.dtype}, but {fact.kind} needs {wanted}; kernel.fit(columns) converts it."
        )
    plain = np.ascontiguousarray(column).view()
    plain.flags.writeable = False
    return plain


def length_of(columns: Mapping[str, Array], asked: int | None) -> int:
    """The one length of all columns."""
    lengths = {name: len(column) for name, column in columns.items()}
    if asked is None:
        if not lengths:
            raise CaseError("Only scalars were given, so the length is unknown; give length=.")
        asked = next(iter(lengths.values()))
    wrong = [f"{name} has {found}" for name, found in lengths.items() if found != asked]
    if wrong:
        raise CaseError(f"Columns differ in length: expected {asked} rows, but {', '.join(wrong)}.")
    return asked


def fitted(fact: Fact, column: Array) -> Array:
    """The column in the type that the law needs; refuses a value that does not fit."""
    dtype = np.dtype(np.bool_ if fact.kind.name == "bool" else fact.kind.dtype)
    if column.dtype == dtype:
        return column
    if fact.kind.name == "day" and column.dtype.kind == "M":
        days = column.astype("datetime64[D]")
        numbers = np.where(np.isnat(days), NEVER - _EPOCH, days.astype(np.int64)) + _EPOCH
        return numbers.astype(dtype)
    if column.dtype.kind not in "iub" or (fact.kind.name == "bool") != (column.dtype.kind == "b"):
        raise CaseError(f"Column {fact.name} is {column.dtype}, which cannot stand for {fact.kind}.")
    if len(column) and not (fact.kind.low <= int(column.min()) and int(column.max()) <= fact.kind.high):
        low, high = fact.kind.low, fact.kind.high
        raise CaseError(f"Column {fact.name} has values outside {low} to {high} ({fact.kind.dtype}).")
    return column.astype(dtype)
