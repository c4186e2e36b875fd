"""One small right file of every message, with people who do not exist: the samples of the documentation."""

from datetime import UTC, date, datetime, timedelta

from zorgkas.exchange.catalogue import MESSAGES, by_code
from zorgkas.exchange.message import Message
from zorgkas.exchange.writing import CROSSROADS_BANK, Head, Organization, block, document, tag
from zorgkas.population.messages import records as say
from zorgkas.population.messages.sender import list_head
from zorgkas.registry.insz import insz_for

FUND = Organization(cbe="0200000142")
AT = datetime(2026, 9, 1, 10, tzinfo=UTC)
BORN = date(1970, 5, 1)
AN, JO, CHILD, OLDER = (
    insz_for(BORN, 2),
    insz_for(BORN, 1),
    insz_for(date(2018, 3, 4), 1),
    insz_for(date(1945, 1, 1), 4),
)
HOME = say.Home(1, "Voorbeeldgem", "9999", "Kerkstraat", "5")


def sample(message: Message) -> str:
    """A file of a message."""
    if message.code == "VSBConsult":
        return _question()
    heads = {
        "VZV25+": list_head(2026, date(2026, 7, 1), 1),
        "IncreasedAllowance request": tag("referenceDate", date(2025, 1, 1)),
    }
    ours = message.way == "out"
    head = Head(
        sender=FUND if ours else CROSSROADS_BANK,
        receiver=CROSSROADS_BANK if ours else FUND,
        legal_context=message.legal_context,
        sequence=1,
        ticket="00000000-0000-4000-8000-000000000001",
        sent_at=AT,
        answers="00000000-0000-4000-8000-000000000002" if message.answers else "",
        more=heads.get(message.code, ""),
    )
    return b"".join(document(message.layout, head, _records(message.code))).decode()


def samples() -> dict[str, str]:
    """Every sample by the slug of its message."""
    return {message.slug: sample(message) for message in MESSAGES}


def _records(code: str) -> list[str]:
    attestation = say.Found(OLDER, date(2026, 8, 1), date(2026, 8, 1), date(2029, 7, 31), 16)
    child = say.Found(CHILD, date(2026, 8, 1), date(2026, 8, 1), date(2028, 7, 31), 19)
    correlation = block(
        "requestCorrelation",
        tag("customerTicket", "inscription-1"),
        tag("cbssTicket", "00000000-0000-4000-8000-000000000003"),
        tag("timestamp", f"{AT:%Y-%m-%dT%H:%M:%S}"),
    )
    return {
        "VZV25+": [say.listed(say.Listed(AN, "Voorbeeld", "An", BORN, False, HOME, date(2026, 2, 1)))],
        "A415,M": [say.insured_abroad(JO, "415000000000001", "NL", date(2026, 1, 1))],
        "IncreasedAllowance request": [block("person", tag("customerTicket", "1-1"), tag("ssin", AN))],
        "IncreasedAllowance": [say.allowance(AN, date(2025, 1, 1), AT, True, date(2024, 1, 1))],
        "NationalRegister": [
            say.moved(AN, date(2026, 8, 15), AT, HOME),
            say.mutation(OLDER, "150", date(2026, 8, 20), AT + timedelta(minutes=1)),
        ],
        "CareNeedsNotifications": [say.care_need(attestation)],
        "HandichildNotifications": [say.disabled_child(child)],
        "A003,Z": [say.benefit(OLDER, "003000000000001", date(2026, 8, 1), "812.50")],
        "A003,M": [say.benefit(OLDER, "Z1", date(2026, 8, 1), "350.00").replace("INCOME_GUARANTEE_ELDERLY", "ZBO")],
        "Inscriptions": [
            block(
                "inscription",
                tag("customerTicket", "inscription-1"),
                tag("ssin", AN),
                tag("inscriptionContext", "VSB:MEMBER"),
                tag("action", "START"),
                block("period", tag("beginDate", date(2026, 1, 1))),
            )
        ],
        "Inscriptions response": [
            block(
                "response",
                correlation,
                block("criteria", tag("ssin", AN), tag("inscriptionContext", "VSB:MEMBER")),
                block("status", tag("value", "OK"), tag("code", "MSG00000")),
            )
        ],
    }[code]


def _question() -> str:
    layout = by_code()["VSBConsult"].layout
    customer = block(
        "informationCustomer",
        tag("ticket", "00000000-0000-4000-8000-000000000001"),
        block("customerIdentification", tag("sector", 11), tag("institution", 0)),
    )
    criteria = block(
        "criteria",
        tag("ssin", OLDER),
        tag("referenceDate", date(2026, 9, 1)),
        block("parts", tag("evolutionOfRequest", True), tag("rights", True), tag("payments", False)),
    )
    inside = customer + tag("legalContext", by_code()["VSBConsult"].legal_context) + criteria
    return f'<z:consultRequest xmlns:z="{layout.namespace}">{inside}</z:consultRequest>'
