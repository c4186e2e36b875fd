"""A mutation that the register made before one that we already heard of comes too late, and is set apart."""

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection
from django.utils.translation import gettext_noop as _

from zorgkas.exchange.facts import at_row
from zorgkas.exchange.message import Part
from zorgkas.exchange.people import joined
from zorgkas.exchange.reading.faults import LATE, RecordFault
from zorgkas.registry.columns import read_sql

_HEARD = """
    SELECT person_id || '/' || subject AS key, (registered_at AT TIME ZONE 'UTC')::text AS at FROM exchange_lastheard
     WHERE message = %s AND person_id = ANY(string_to_array(%s, ',')::bigint[])
"""
_NOTE = """
    INSERT INTO exchange_lastheard (message, person_id, subject, registered_at)
    SELECT %s, person, subject, max(at) AT TIME ZONE 'UTC'
      FROM unnest(%s::bigint[], %s::text[], %s::timestamp[]) AS heard (person, subject, at)
     GROUP BY person, subject
    ON CONFLICT (person_id, message, subject) DO UPDATE SET registered_at = excluded.registered_at
     WHERE excluded.registered_at > exchange_lastheard.registered_at
"""


def leave_out_late(part: Part, table: pa.Table) -> list[RecordFault]:
    """The faults of mutations that come too late; of the others it is noted that they were heard."""
    if not table.num_rows:
        return []
    code = part.file.message
    known = read_sql(_HEARD, [code, joined(pc.unique(table["person_id"]))])
    keys = pc.binary_join_element_wise(pc.cast(table["person_id"], pa.string()), table["it"], "/").combine_chunks()
    at = pc.index_in(keys, value_set=known["key"].combine_chunks())
    if known.num_rows:
        before = pc.cast(pc.utf8_slice_codeunits(known["at"].combine_chunks().take(at), 0, 19), pa.timestamp("us"))
        late = pc.fill_null(pc.less(table["registered_at"].combine_chunks(), before), False)
    else:
        late = pa.repeat(pa.scalar(False), table.num_rows)
    faults = [
        at_row(table, row, LATE, "registeredAt", _("something newer about this came before: judge what is true now"))
        for row in range(table.num_rows)
        if late[row].as_py()
    ]
    fresh = table.filter(pc.invert(late))
    with connection.cursor() as cursor:
        people, subjects = fresh["person_id"].to_pylist(), fresh["it"].to_pylist()
        cursor.execute(_NOTE, [code, people, subjects, fresh["registered_at"].to_pylist()])
    return faults
