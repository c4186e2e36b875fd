"""Addresses as messages write them against addresses as they are known."""

from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zorgkas.exchange.facts import Flags
from zorgkas.exchange.people import joined
from zorgkas.registry.columns import read_sql

_HOMES = """
    SELECT person_id, street, house_number, postal_code, municipality
      FROM registry_residence
     WHERE superseded_at IS NULL AND valid_from <= %s AND (valid_to IS NULL OR valid_to > %s) AND region = 1
       AND person_id = ANY(string_to_array(%s, ',')::bigint[])
"""
_WORDS = ("street", "house_number", "postal_code", "municipality")


def house_numbers(table: pa.Table) -> pa.ChunkedArray:
    """The house number with the box, as it is kept."""
    box = pc.if_else(pc.equal(table["box"], ""), "", pc.binary_join_element_wise("/", table["box"], ""))
    return pc.utf8_slice_codeunits(pc.binary_join_element_wise(table["house_number"], box, ""), 0, 12)


def changed_homes(table: pa.Table, on: date) -> Flags:
    """Which records tell another address in Flanders than the one that is known on a day."""
    known = read_sql(_HOMES, [on, on, joined(table["person_id"])])
    at = pc.index_in(table["person_id"].combine_chunks(), value_set=known["person_id"].combine_chunks())
    same = np.asarray(pc.is_valid(at))
    told = table.set_column(table.column_names.index("house_number"), "house_number", house_numbers(table))
    for name in _WORDS:
        before = (
            pc.fill_null(known[name].combine_chunks().take(at), "")
            if known.num_rows
            else pa.nulls(len(at), pa.string())
        )
        same &= np.asarray(pc.fill_null(pc.equal(told[name].combine_chunks(), before), False))
    return np.asarray(~same)
