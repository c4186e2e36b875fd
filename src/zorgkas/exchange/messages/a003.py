"""A003,Z: benefits of others that matter for the ZBO (KSZ dossier 4.7). It opens an examination and never grants."""

import pyarrow.compute as pc
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from zorgkas.exchange.attestations import keep, sift
from zorgkas.exchange.facts import known_people, without
from zorgkas.exchange.message import Field, Handled, Kind, Layout, Message, Part, Way
from zorgkas.exchange.messages.blocks import HEADER, KEEP_BUDGET
from zorgkas.exchange.messages.light import LIGHT, content_of, with_versions
from zorgkas.registry.models import Task
from zorgkas.registry.reasons import reason
from zorgkas.registry.services import open_tasks

LAYOUT = Layout(
    namespace="urn:zorgkas:exchange:a003:v1",
    root="a003Mailbox",
    schema="a003.xsd",
    records="attestations/A003",
    header=HEADER,
    fields=(
        *LIGHT,
        Field("benefit", "Attestation/Benefit/BenefitType"),
        Field("right", "Attestation/Benefit/Right", Kind.YES_NO),
        Field("starts_on", "Attestation/Benefit/Period/BeginDate", Kind.DAY),
        Field("ends_on", "Attestation/Benefit/Period/EndDate", Kind.DAY),
        Field("decided_on", "Attestation/Benefit/DecisionDate", Kind.DAY),
        Field("month_cents", "Attestation/Benefit/MonthAmount", Kind.CENTS),
        Field("partner", "Attestation/Partner/INSS"),
    ),
)
BENEFITS = {
    "INCOME_GUARANTEE_ELDERLY": _("income guarantee for older people"),
    "DISABILITY_ALLOWANCE": _("allowance for people with a disability"),
    "ZBO": _("budget for older people with a care need"),
    "OTHER": _("another benefit"),
}


def handle(part: Part) -> Handled:
    """Keep what the attestation says, and let somebody examine the right to a ZBO."""
    table, strangers = known_people(part)
    handled = Handled(strangers)
    sifted = sift(part, with_versions(part, without(table, handled.faults), handled), handled)
    table = sifted.table
    kept = content_of(part, table)
    names = ("benefit", "right", "month_cents", "decided_on")
    for content, row in zip(kept, table.select(names).to_pylist(), strict=True):
        content.update({name: None if row[name] is None else row[name] for name in names if name != "decided_on"})
        content["decided_on"] = row["decided_on"].isoformat() if row["decided_on"] else None
    keep(part, sifted, kept)
    for benefit, words in BENEFITS.items():
        people = sorted(set(table.filter(pc.equal(table["benefit"], benefit))["person_id"].to_pylist()))
        open_tasks(
            Task.Kind.MESSAGE,
            fund=part.fund,
            people=people,
            reference=f"exchange-a003-{part.file.pk}-{benefit}-",
            reason=reason(_("%(benefit)s began, changed or ended: examine the right to a ZBO"), benefit=reason(words)),
            opened_at=part.at,
        )
    handled.people += table["person_id"].to_pylist()
    return handled


MESSAGE = Message(
    code="A003,Z",
    slug="a003-z",
    label=gettext_lazy("benefits of others that matter for the ZBO"),
    way=Way.IN,
    purpose="What the automatic granting of the budget for older people needs (BVR art. 234).",
    legal_basis=(
        "deliberations 16/047, 16/068 and 16/071 of 2016 (texts not found)",
        "DEC art. 49 §3, 2°",
        "BVR art. 234",
    ),
    legal_context="VSB:ZBO",
    retention=KEEP_BUDGET,
    layout=LAYOUT,
    handler=handle,
    about_care=True,
    leads_to="A kept attestation and a task to examine the right to a ZBO; never a grant by itself.",
)
