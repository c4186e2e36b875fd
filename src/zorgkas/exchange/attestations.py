"""Attestations have a version: a double changes nothing, an older one is late, a new one replaces what it said."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext_noop as _

from zorgkas.exchange.facts import Flags, at_row, day_after, where
from zorgkas.exchange.message import Handled, Part
from zorgkas.exchange.models import Attestation
from zorgkas.exchange.reading.faults import CONTENT
from zorgkas.registry.columns import read_sql
from zorgkas.registry.models import Fact

_KNOWN = """
    SELECT attestation_id, version, person_id, valid_from, valid_to FROM exchange_attestation
     WHERE message = %s AND attestation_id = ANY(%s)
"""


@dataclass
class Sifted:
    """The newest version of each attestation that is news, and the period that the version before it spoke of."""

    table: pa.Table
    cancelled: Flags
    old_from: pa.Array
    old_to: pa.Array


def sift(part: Part, table: pa.Table, handled: Handled) -> Sifted:
    """Leave out provisional attestations, doubles and what is older than what is known: counted, changing nothing."""
    code = part.file.message
    definitive = np.asarray(pc.not_equal(table["attestation_id"], ""))
    newest = definitive & _newest(table)
    chosen = where(table, newest)
    known = read_sql(_KNOWN, [code, chosen["attestation_id"].to_pylist()])
    at = pc.index_in(chosen["attestation_id"].combine_chunks(), value_set=known["attestation_id"].combine_chunks())
    before = pc.fill_null(known["version"].combine_chunks().take(at), -1) if known.num_rows else _none(chosen, -1)
    owner = known["person_id"].combine_chunks().take(at) if known.num_rows else _none(chosen, None)
    fresh = np.asarray(pc.greater(chosen["attestation_version"], before))
    same_person = np.asarray(pc.fill_null(pc.equal(owner, chosen["person_id"].combine_chunks()), True))
    for row in np.flatnonzero(fresh & ~same_person):
        text = _("attestation %(id)s was about somebody else")
        one = str(chosen["attestation_id"][int(row)])
        handled.faults.append(at_row(chosen, row, CONTENT, "attestationIdentification", text, id=one))
    use = fresh & same_person
    handled.ignored += table.num_rows - int(use.sum()) - int((fresh & ~same_person).sum())
    days = (
        [known[name].combine_chunks().take(at) for name in ("valid_from", "valid_to")]
        if known.num_rows
        else [_none(chosen, None, pa.date32())] * 2
    )
    ready = where(chosen, use)
    status = np.asarray(pc.equal(ready["attestation_status"], "CANCELLATION"))
    return Sifted(ready, status, *(one.filter(pa.array(use)) for one in days))


def _newest(table: pa.Table) -> Flags:
    """Of several versions of one attestation in a part only the highest counts."""
    keys = pc.dictionary_encode(table["attestation_id"]).combine_chunks().indices.to_numpy(zero_copy_only=False)
    versions = pc.fill_null(table["attestation_version"], -1).to_numpy()
    order = np.lexsort((versions, keys))
    last = np.r_[keys[order][1:] != keys[order][:-1], True] if len(order) else np.zeros(0, np.bool_)
    newest = np.zeros(len(order), np.bool_)
    newest[order[last]] = True
    return newest


def _none(table: pa.Table, value: object, kind: pa.DataType | None = None) -> pa.Array:
    return pa.repeat(pa.scalar(value, kind or pa.int64()), table.num_rows)


def keep(part: Part, sifted: Sifted, content: list[dict[str, object]] | None = None) -> None:
    """Remember the versions, with the period they speak of."""
    table = sifted.table
    starts, ends = table["starts_on"].to_pylist(), day_after(table["ends_on"]).to_pylist()
    rows = [
        Attestation(
            message=part.file.message,
            attestation_id=one,
            version=version,
            cancelled=bool(cancelled),
            person_id=person,
            valid_from=None if cancelled else start,
            valid_to=None if cancelled else end,
            content=content[number] if content else {},
            file=part.file,
            position=position,
        )
        for number, (one, version, cancelled, person, start, end, position) in enumerate(
            zip(
                table["attestation_id"].to_pylist(),
                table["attestation_version"].to_pylist(),
                sifted.cancelled.tolist(),
                table["person_id"].to_pylist(),
                starts,
                ends,
                table["position"].to_pylist(),
                strict=True,
            )
        )
    ]
    Attestation.objects.bulk_create(
        rows,
        batch_size=2_000,
        update_conflicts=True,
        unique_fields=["message", "attestation_id"],
        update_fields=["version", "cancelled", "valid_from", "valid_to", "content", "file", "position"],
    )


def retractions(sifted: Sifted, kind: type[Fact], series: dict[str, int]) -> dict[str, object] | None:
    """The columns that take back what the versions before said, where they spoke of a period."""
    had = np.asarray(pc.is_valid(sifted.old_from))
    if not had.any():
        return None
    table, rows = where(sifted.table, had), int(had.sum())
    mask = pa.array(had)
    empty = {name: pa.nulls(rows, _nulls(kind, name)) for name in kind.value_fields if name not in series}
    fixed = {name: pa.repeat(pa.scalar(code, pa.int16()), rows) for name, code in series.items()}
    return {
        "person_id": table["person_id"],
        "valid_from": sifted.old_from.filter(mask),
        "valid_to": sifted.old_to.filter(mask),
        "retract": pa.repeat(pa.scalar(True), rows),
        "position": table["position"],
        **fixed,
        **empty,
    }


def _nulls(kind: type[Fact], name: str) -> pa.DataType:
    field = next(field for field in kind._meta.concrete_fields if field.attname == name)
    kinds = {"CharField": pa.string(), "DateField": pa.date32()}
    return kinds.get(field.get_internal_type(), pa.int16())
