"""HandichildNotifications, formerly A652: children with a disability (KSZ dossier 4.6; BVR art. 151 §1, 5°)."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from zorgkas.exchange.attestations import keep, retractions, sift
from zorgkas.exchange.consequences.budgets import ask_about_cancelled, grant
from zorgkas.exchange.facts import at_row, day_after, each, known_people, record, where, without
from zorgkas.exchange.message import Field, Handled, Kind, Layout, Message, Part, Way
from zorgkas.exchange.messages.blocks import ATTESTATION, HEADER, KEEP_BUDGET, PERSON
from zorgkas.exchange.messages.care_needs import issuers
from zorgkas.exchange.reading.faults import CONTENT, RecordFault
from zorgkas.law.zzz.kinds import Issuer
from zorgkas.registry.models import CareFinding

# Until the end of 2018 the federal service delivered it; since then who pays the child benefit (BVR art. 151 §1, 5°).
SOURCES = {"KINDENGEZIN": Issuer.CHILD_BENEFIT_PAYER, "DGPH": Issuer.FEDERAL_SERVICE}
_STATUS, _PILLARS = "handicapRecognition/recognitionStatus", "handicapRecognition/resultRecognitionChild/pillars"
LAYOUT = Layout(
    namespace="urn:zorgkas:exchange:handichild:v1",
    root="notifyHandichild",
    schema="handichild.xsd",
    records="handichildNotifications/handichildNotification",
    header=HEADER,
    fields=(
        *PERSON,
        *ATTESTATION,
        Field("source", "source"),
        Field("decided_on", f"{_STATUS}/dateOfDecision", Kind.DAY),
        Field("starts_on", f"{_STATUS}/startDateRecognition", Kind.DAY),
        Field("ends_on", f"{_STATUS}/endDateRecognition", Kind.DAY),
        *(Field(name, f"{_PILLARS}/{name}", Kind.NUMBER) for name in ("pillar1", "pillar2", "pillar3")),
        Field("total", f"{_PILLARS}/pillarsTotal", Kind.NUMBER),
    ),
)
SCALE = {"instrument": int(CareFinding.Instrument.CHILD_SUPPLEMENT)}


def handle(part: Part) -> Handled:
    """The points on the three pillars become a finding; a total that is missing is added up only from all three."""
    table, strangers = known_people(part)
    table = table.set_column(table.column_names.index("total"), "total", _total(table))
    handled = Handled(strangers + _wrong(table))
    sifted = sift(part, without(table, handled.faults), handled)
    keep(part, sifted)
    if (taken_back := retractions(sifted, CareFinding, SCALE)) is not None:
        handled.faults += record(part, CareFinding, taken_back)
    valid = where(sifted.table, ~sifted.cancelled)
    if valid.num_rows:
        finding = {
            "person_id": valid["person_id"],
            "valid_from": valid["starts_on"],
            "valid_to": day_after(valid["ends_on"]),
            "instrument": each(np.int16(SCALE["instrument"]), valid.num_rows),
            "issued_on": valid["decided_on"],
            "issuer": issuers(valid, SOURCES),
            "total_tenths": pc.cast(pc.multiply(valid["total"], 10), pa.int16()),
            "position": valid["position"],
        }
        handled.faults += record(part, CareFinding, finding)
    ask_about_cancelled(part, where(sifted.table, sifted.cancelled))
    handled.people += sifted.table["person_id"].to_pylist()
    return handled


def _total(table: pa.Table) -> pa.ChunkedArray:
    added = pc.add(pc.add(table["pillar1"], table["pillar2"]), table["pillar3"])
    return pc.coalesce(table["total"], added)


def _wrong(table: pa.Table) -> list[RecordFault]:
    cancelled = np.asarray(pc.equal(table["attestation_status"], "CANCELLATION"))
    without_score = np.asarray(pc.or_(pc.is_null(table["total"]), pc.is_null(table["starts_on"]))) & ~cancelled
    added = pc.add(pc.add(table["pillar1"], table["pillar2"]), table["pillar3"])
    other = np.asarray(pc.fill_null(pc.not_equal(added, table["total"]), False))
    text = _("only a cancellation may leave out what was found")
    faults = [at_row(table, row, CONTENT, "handicapRecognition", text) for row in np.flatnonzero(without_score)]
    for row in np.flatnonzero(other):
        text = _("the total is %(total)d, the items add up to %(sum)d")
        values = {"total": table["total"][int(row)].as_py(), "sum": added[int(row)].as_py()}
        faults.append(at_row(table, row, CONTENT, f"{_PILLARS}/pillarsTotal", text, **values))
    return faults


MESSAGE = Message(
    code="HandichildNotifications",
    slug="handichild",
    label=gettext_lazy("children with a disability"),
    way=Way.IN,
    purpose="Points on the scale of the care supplement for children, from which a budget is granted (BVR art. 138).",
    legal_basis=("deliberation 08/071 of 2 December 2008", "DEC art. 49 §3, 2°", "BVR art. 138, 151 §1, 5°"),
    legal_context="VSB:HANDICHILD",
    retention=KEEP_BUDGET,
    layout=LAYOUT,
    handler=handle,
    consequences=grant,
    about_care=True,
    leads_to="CareFinding (care supplement for children); then automatic granting.",
)
