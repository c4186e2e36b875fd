"""Ask for all members of a premium year whether they have the increased allowance (BVR art. 68)."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy

from zorgkas.exchange.mailbox.send import send, write
from zorgkas.exchange.message import Field, Layout, Message, Way
from zorgkas.exchange.messages.blocks import HEADER, KEEP_PREMIUM
from zorgkas.exchange.messages.increased_allowance import REQUEST_CODE
from zorgkas.exchange.models import MessageFile
from zorgkas.exchange.writing import tag
from zorgkas.registry.columns import read_sql
from zorgkas.registry.models import CareFund

MESSAGE = Message(
    code=REQUEST_CODE,
    slug="increased-allowance-request",
    label=gettext_lazy("increased allowance in health insurance (question)"),
    way=Way.OUT,
    purpose="The yearly question about all members: had they it on 1 January of the year before (BVR art. 68)?",
    legal_basis=("deliberation 04/005 of 20 February 2004", "DEC art. 49 §3, 1°", "BVR art. 68"),
    legal_context="VSB:INCREASED ALLOWANCE",
    retention=KEEP_PREMIUM,
    layout=Layout(
        namespace="urn:zorgkas:exchange:increased-allowance:request:v1",
        root="increasedAllowanceRequest",
        schema="increased-allowance-request.xsd",
        records="persons/person",
        header=(*HEADER, Field("reference_date", "referenceDate")),
        fields=(Field("ticket", "customerTicket"), Field("ssin", "ssin")),
    ),
    leads_to="The answers of IncreasedAllowance, which carry the ticket of this file.",
)
# The members of a year as they were known at a moment, so that the same question can be written again.
_MEMBERS = """
    SELECT DISTINCT p.id, coalesce(
        (SELECT f.insz FROM registry_formernumber f WHERE f.person_id = p.id AND f.replaced_at > %(at)s
          ORDER BY f.replaced_at LIMIT 1), p.insz) AS insz
      FROM membership_membership m JOIN registry_person p ON p.id = m.person_id
     WHERE m.fund_id = %(fund)s AND m.valid_from < %(end)s AND (m.valid_to IS NULL OR m.valid_to > %(start)s)
       AND m.recorded_at <= %(at)s AND (m.superseded_at IS NULL OR m.superseded_at > %(at)s)
"""


def ask_increased_allowance(fund: CareFund, year: int) -> MessageFile | None:
    """Write the question about a premium year, once."""
    return send(MESSAGE, fund, str(year), _count, _records, more=_reference(year))


def again(file: MessageFile) -> None:
    """Write it again, from what was known then."""
    write(MESSAGE, file, _records, more=_reference(int(file.subject)))


def _reference(year: int) -> str:
    return tag("referenceDate", date(year - 1, 1, 1).isoformat())


def _count(file: MessageFile) -> int:
    return int(read_sql(f"SELECT count(*) AS n FROM ({_MEMBERS}) q", _parameters(file))["n"][0].as_py())  # noqa: S608


def _records(file: MessageFile) -> Iterator[str]:
    found = read_sql(f"{_MEMBERS} ORDER BY p.id", _parameters(file))
    for batch in found.to_batches(max_chunksize=50_000):
        for person, insz in zip(batch["id"].to_pylist(), batch["insz"].to_pylist(), strict=True):
            yield f"<person><customerTicket>{file.pk}-{person}</customerTicket><ssin>{insz}</ssin></person>"


def _parameters(file: MessageFile) -> dict[str, object]:
    year = int(file.subject)
    start, end = date(year, 1, 1), date(year + 1, 1, 1)
    return {"fund": file.fund_id, "start": start, "end": end, "at": file.received_at}
