"""The answer of the reference repository to our inscriptions: kept per inscription, a refusal asks somebody."""

import numpy as np
import pyarrow.compute as pc
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from zorgkas.exchange.facts import at_row, known_people, where, without
from zorgkas.exchange.message import Field, Handled, Layout, Message, Part, Way
from zorgkas.exchange.messages.blocks import HEADER
from zorgkas.exchange.models import Inscription
from zorgkas.exchange.reading.faults import CONTENT
from zorgkas.registry.models import Task
from zorgkas.registry.reasons import reason
from zorgkas.registry.services import open_tasks

REQUEST_CODE = "Inscriptions"
LAYOUT = Layout(
    namespace="urn:zorgkas:exchange:inscriptions:response:v1",
    root="registerInscriptionsResponse",
    schema="inscriptions-response.xsd",
    records="responses/response",
    header=HEADER,
    fields=(
        Field("ssin", "criteria/ssin"),
        Field("ticket", "requestCorrelation/customerTicket"),
        Field("status", "status/value"),
        Field("code", "status/code"),
    ),
)


def handle(part: Part) -> Handled:
    """Write the outcome beside the inscription that it answers."""
    table, strangers = known_people(part)
    handled = Handled(strangers)
    numbers = [text.removeprefix("inscription-") for text in table["ticket"].to_pylist()]
    ours = Inscription.objects.filter(fund=part.fund, pk__in=[int(one) for one in numbers if one.isdigit()])
    owner = dict(ours.values_list("pk", "person_id"))
    for row, (number, person) in enumerate(zip(numbers, table["person_id"].to_pylist(), strict=True)):
        if not number.isdigit() or owner.get(int(number)) != person:
            text = _("it answers no inscription of ours")
            handled.faults.append(at_row(table, row, CONTENT, "requestCorrelation/customerTicket", text))
    table = without(table, handled.faults)
    for code in pc.unique(table["code"]).to_pylist():
        mine = table.filter(pc.equal(table["code"], code))["ticket"].to_pylist()
        Inscription.objects.filter(pk__in=[int(one.removeprefix("inscription-")) for one in mine]).update(outcome=code)
    refused = where(table, np.asarray(pc.equal(table["status"], "NOK")))
    open_tasks(
        Task.Kind.MESSAGE,
        fund=part.fund,
        people=sorted(set(refused["person_id"].to_pylist())),
        reference=f"exchange-inscription-{part.file.pk}-",
        reason=reason(_("the reference repository refused the integration of this person")),
        opened_at=part.at,
    )
    return handled


MESSAGE = Message(
    code="Inscriptions response",
    slug="inscriptions-response",
    label=gettext_lazy("answer of the reference repository"),
    way=Way.IN,
    purpose="What the repository did with our inscriptions.",
    legal_basis=("Crossroads Bank Act of 15 January 1990 (article not checked)", "DEC art. 49 §3"),
    legal_context="VSB:INSCRIPTION",
    retention="as the inscription it answers",
    layout=LAYOUT,
    handler=handle,
    answers=REQUEST_CODE,
    leads_to="The outcome beside each inscription; a refusal opens a task.",
)
