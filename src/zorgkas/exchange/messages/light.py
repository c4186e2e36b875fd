"""The classic attestations ("light XML"): an id, a status, and the id of the one that is changed (KSZ dossier 3.3)."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from zorgkas.exchange.facts import Flags, at_row, where
from zorgkas.exchange.message import Field, Handled, Kind, Part
from zorgkas.exchange.models import Attestation
from zorgkas.exchange.reading.faults import CONTENT

# What the digits mean is in no public text (KSZ dossier 3.3): these three are proposed, any other is set apart.
ORIGINAL, REPLACEMENT, CANCELLATION = 0, 1, 2
_ID = "Attestation/AttestationIdentification"
LIGHT = (
    Field("ssin", "Attestation/INSS"),
    Field("light_status", f"{_ID}/AttestationStatus", Kind.NUMBER),
    Field("light_id", f"{_ID}/AttestationID"),
    Field("light_changes", f"{_ID}/UpdateAttestationID"),
)


def with_versions(part: Part, table: pa.Table, handled: Handled) -> pa.Table:
    """Give each attestation the columns of the modern ones: the first id of its chain, a version and a status."""
    known_status = np.asarray(pc.is_in(table["light_status"], pa.array([ORIGINAL, REPLACEMENT, CANCELLATION])))
    for row in np.flatnonzero(~known_status):
        text = _("the meaning of status %(status)d is not known")
        status = table["light_status"][int(row)].as_py()
        handled.faults.append(at_row(table, row, CONTENT, f"{_ID}/AttestationStatus", text, status=status))
    table = where(table, known_status)
    changed, own = table["light_changes"].to_pylist(), table["light_id"].to_pylist()
    statuses = table["light_status"].to_pylist()
    known = Attestation.objects.filter(message=part.file.message)
    chain, last, version = _chains(known, {*changed, *own})
    ids, versions, fits = [], [], np.ones(table.num_rows, np.bool_)
    for number, (before, this, status) in enumerate(zip(changed, own, statuses, strict=True)):
        first = chain.get(before or this, before or this)
        if before and first not in last:
            fits[number] = False
            text = _("it changes attestation %(id)s, which is not known")
            handled.faults.append(at_row(table, number, CONTENT, f"{_ID}/UpdateAttestationID", text, id=before))
        double = last.get(first) == (this, status)
        versions.append(version.get(first, -1) + (0 if double else 1))
        ids.append(first)
        if fits[number]:
            chain[this], last[first], version[first] = first, (this, status), versions[-1]
    cancelled = pc.equal(table["light_status"], CANCELLATION)
    more = {
        "attestation_id": pa.array(ids, pa.string()),
        "attestation_version": pa.array(versions, pa.int64()),
        "attestation_status": pc.if_else(cancelled, "CANCELLATION", "CREATION"),
    }
    for name, column in more.items():
        table = table.append_column(name, column)
    return where(table, fits)


Chains = tuple[dict[str, str], dict[str, tuple[str, int]], dict[str, int]]


def _chains(known: QuerySet[Attestation], asked: set[str]) -> Chains:
    """Per id the first id of its chain; per first id the last id with its status, and the version."""
    chain: dict[str, str] = {}
    last: dict[str, tuple[str, int]] = {}
    version: dict[str, int] = {}
    for one in known.filter(content__ids__has_any_keys=sorted(asked - {""})):
        chain.update(dict.fromkeys(one.content["ids"], one.attestation_id))
        last[one.attestation_id] = (one.content["last"][0], one.content["last"][1])
        version[one.attestation_id] = one.version
    return chain, last, version


def content_of(part: Part, table: pa.Table) -> list[dict[str, object]]:
    """What is kept of an attestation: every id of its chain, and the last one with its status."""
    kept = Attestation.objects.filter(message=part.file.message, attestation_id__in=table["attestation_id"].to_pylist())
    before = {one.attestation_id: list(one.content.get("ids", ())) for one in kept}
    rows = zip(
        table["attestation_id"].to_pylist(),
        table["light_id"].to_pylist(),
        table["light_status"].to_pylist(),
        strict=True,
    )
    return [{"ids": sorted({*before.get(first, ()), this}), "last": [this, status]} for first, this, status in rows]


def about(table: pa.Table, chosen: Flags) -> list[int]:
    """The people of some records, each once."""
    return sorted(set(where(table, chosen)["person_id"].to_pylist()))
