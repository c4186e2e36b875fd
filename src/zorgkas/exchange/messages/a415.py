"""A415,M: who is socially insured in another state (KSZ dossier 4.2; DEC art. 3 §1)."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from zorgkas.exchange.attestations import keep, retractions, sift
from zorgkas.exchange.consequences.premiums import follow
from zorgkas.exchange.facts import at_row, day_after, known_people, record, where, without
from zorgkas.exchange.message import Field, Handled, Kind, Layout, Message, Part, Way
from zorgkas.exchange.messages.blocks import HEADER, KEEP_PREMIUM
from zorgkas.exchange.messages.light import LIGHT, content_of, with_versions
from zorgkas.exchange.reading.faults import CONTENT, RecordFault
from zorgkas.registry.models import ForeignInsurance, Task
from zorgkas.registry.reasons import reason
from zorgkas.registry.services import open_tasks

LAYOUT = Layout(
    namespace="urn:zorgkas:exchange:a415:v1",
    root="a415Mailbox",
    schema="a415.xsd",
    records="attestations/A415",
    header=HEADER,
    fields=(
        *LIGHT,
        Field("country", "Attestation/ForeignInsurance/Country"),
        Field("social_status", "Attestation/ForeignInsurance/SocialStatus"),
        Field("basis", "Attestation/ForeignInsurance/LegalBasis"),
        Field("starts_on", "Attestation/Period/BeginDate", Kind.DAY),
        Field("ends_on", "Attestation/Period/EndDate", Kind.DAY),
    ),
)
Ground = ForeignInsurance.Ground


def handle(part: Part) -> Handled:
    """Insurance abroad becomes a fact; what it does to a membership, premiums and budgets is looked at by somebody."""
    table, strangers = known_people(part)
    handled = Handled(strangers + _wrong(table))
    table = with_versions(part, without(table, handled.faults), handled)
    sifted = sift(part, table, handled)
    keep(part, sifted, content_of(part, sifted.table))
    if (taken_back := retractions(sifted, ForeignInsurance, {})) is not None:
        handled.faults += record(part, ForeignInsurance, taken_back)
    valid = where(sifted.table, ~sifted.cancelled)
    if valid.num_rows:
        columns = {
            "person_id": valid["person_id"],
            "valid_from": valid["starts_on"],
            "valid_to": day_after(valid["ends_on"]),
            "ground": _grounds(valid),
            "country": valid["country"],
            "position": valid["position"],
        }
        handled.faults += record(part, ForeignInsurance, columns)
    people = sifted.table["person_id"].to_pylist()
    open_tasks(
        Task.Kind.MESSAGE,
        fund=part.fund,
        people=sorted(set(people)),
        reference=f"exchange-a415-{part.file.pk}-",
        reason=reason(_("insured abroad, or no longer: look at membership, premiums paid and budgets (DEC art. 3 §1)")),
        opened_at=part.at,
    )
    handled.people += people
    return handled


def _grounds(table: pa.Table) -> pa.Array:
    international = pc.equal(table["basis"], "INTERNATIONAL_ORG")
    retired = pc.equal(table["social_status"], "RETIRED")
    european = pc.if_else(retired, int(Ground.FOREIGN_PENSION_ONLY), int(Ground.REGULATION))
    return pc.cast(pc.if_else(international, int(Ground.INTERNATIONAL_BODY), european), pa.int16())


def _wrong(table: pa.Table) -> list[RecordFault]:
    """The law knows three grounds; a treaty or another basis is for a person to judge."""
    known = pc.is_in(table["basis"], pa.array(["EU_REGULATION_883", "INTERNATIONAL_ORG"]))
    text = _("“%(basis)s” is no ground that the law of the premium knows: to be judged by somebody")
    return [
        at_row(
            table, row, CONTENT, "Attestation/ForeignInsurance/LegalBasis", text, basis=str(table["basis"][int(row)])
        )
        for row in np.flatnonzero(~np.asarray(known))
    ]


MESSAGE = Message(
    code="A415,M",
    slug="a415",
    label=gettext_lazy("persons insured abroad"),
    way=Way.IN,
    purpose="Who is insured in another state is not affiliated automatically, and is a member only by choice"
    " (DEC art. 3 §1).",
    legal_basis=("deliberation not found in public texts", "DEC art. 3 §1, 49 §3, 1°", "BVR art. 58"),
    legal_context="VSB:FOREIGN INSURANCE",
    retention=KEEP_PREMIUM,
    layout=LAYOUT,
    handler=handle,
    consequences=follow,
    leads_to="ForeignInsurance; memberships follow, and a task per person for premiums paid and running budgets.",
)
