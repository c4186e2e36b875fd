"""CareNeedsNotifications: adults whose score may give a care budget (KSZ dossier 4.5; BVR art. 138, 151)."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from zorgkas.budgets.models import OlderCareFinding
from zorgkas.exchange.attestations import keep, retractions, sift
from zorgkas.exchange.consequences.budgets import ask_about_cancelled, grant
from zorgkas.exchange.facts import at_row, day_after, each, known_people, record, where, without
from zorgkas.exchange.message import Field, Handled, Kind, Layout, Message, Part, Way
from zorgkas.exchange.messages.blocks import ATTESTATION, HEADER, KEEP_BUDGET, PERSON
from zorgkas.exchange.reading.faults import CONTENT, RecordFault
from zorgkas.law.zzz.kinds import Issuer
from zorgkas.registry.models import CareFinding

ITEMS = ("mobility", "nourishment", "hygiene", "household", "supervision", "socialSkills")
# As the law names who may deliver a score (BVR art. 151 §1, 4°); any other source is set apart.
SOURCES = {"DGPH": Issuer.FEDERAL_SERVICE, "VSB": Issuer.CARE_FUND, "NICCIN": Issuer.SICKNESS_FUND}
LAYOUT = Layout(
    namespace="urn:zorgkas:exchange:care-needs:v1",
    root="notifyCareNeeds",
    schema="care-needs.xsd",
    records="careNeedsNotifications/careNeedsNotification",
    header=HEADER,
    fields=(
        *PERSON,
        *ATTESTATION,
        Field("source", "source"),
        Field("decided_on", "careNeed/recognitionStatus/dateOfDecision", Kind.DAY),
        Field("starts_on", "careNeed/recognitionStatus/startDateRecognition", Kind.DAY),
        Field("ends_on", "careNeed/recognitionStatus/endDateRecognition", Kind.DAY),
        *(Field(item, f"careNeed/result/{item}", Kind.NUMBER) for item in ITEMS),
        Field("total", "careNeed/result/totalPoints", Kind.NUMBER),
    ),
)
SCALE = {"instrument": int(CareFinding.Instrument.MEDICAL_SOCIAL)}


def handle(part: Part) -> Handled:
    """Scores become findings; the law, not the message, says whether they are enough."""
    table, strangers = known_people(part)
    handled = Handled(strangers + _wrong(table))
    sifted = sift(part, without(table, handled.faults), handled)
    keep(part, sifted)
    for kind in (CareFinding, OlderCareFinding):
        if (taken_back := retractions(sifted, kind, SCALE)) is not None:
            handled.faults += record(part, kind, taken_back)
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
        handled.faults += record(part, OlderCareFinding, finding)
    ask_about_cancelled(part, where(sifted.table, sifted.cancelled))
    handled.people += sifted.table["person_id"].to_pylist()
    return handled


def issuers(table: pa.Table, sources: Mapping[str, Issuer]) -> pa.Array:
    """The issuer of a finding, in words that the law recognises, of the code in the message."""
    names = pa.array([issuer.name.lower().replace("_", " ") for issuer in sources.values()])
    return names.take(pc.index_in(table["source"].combine_chunks(), value_set=pa.array(list(sources))))


def _wrong(table: pa.Table) -> list[RecordFault]:
    """Only a cancellation may leave the score out; a total that is not the sum of its items is set apart."""
    cancelled = np.asarray(pc.equal(table["attestation_status"], "CANCELLATION"))
    missing = np.asarray(pc.is_null(table["total"])) & ~cancelled
    total = pc.fill_null(table["total"], 0).to_numpy()
    added = sum((pc.fill_null(table[item], 0).to_numpy() for item in ITEMS), np.zeros(table.num_rows, np.int64))
    faults = [
        at_row(table, row, CONTENT, "careNeed", _("only a cancellation may leave out what was found"))
        for row in np.flatnonzero(missing)
    ]
    for row in np.flatnonzero(np.asarray(pc.equal(table["source"], "OTHER")) & ~cancelled & ~missing):
        faults.append(at_row(table, row, CONTENT, "source", _("the law does not say that this source may deliver it")))
    for row in np.flatnonzero((added != total) & ~missing):
        text = _("the total is %(total)d, the items add up to %(sum)d")
        values = {"total": int(total[row]), "sum": int(added[row])}
        faults.append(at_row(table, row, CONTENT, "careNeed/result/totalPoints", text, **values))
    return faults


MESSAGE = Message(
    code="CareNeedsNotifications",
    slug="care-needs",
    label=gettext_lazy("adults who may be entitled to a care budget"),
    way=Way.IN,
    purpose="Scores on the medical-social scale, from which a budget is granted automatically (BVR art. 138).",
    legal_basis=("deliberation not found in public texts", "DEC art. 49 §3, 2°", "BVR art. 138"),
    legal_context="VSB:CARE NEEDS",
    retention=KEEP_BUDGET,
    layout=LAYOUT,
    handler=handle,
    consequences=grant,
    about_care=True,
    leads_to="CareFinding and OlderCareFinding (medical-social scale); then automatic granting. A cancellation takes"
    " the finding back and asks somebody to look at what was decided on it.",
)
