"""The Crossroads Bank as it writes to a fund, in the few words that the tests need."""

import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from zorgkas.exchange.catalogue import by_code
from zorgkas.exchange.models import MessageFile
from zorgkas.exchange.services import receive
from zorgkas.exchange.writing import CROSSROADS_BANK, Head, Organization, block, document, tag
from zorgkas.registry.insz import insz_for
from zorgkas.registry.models import CareFund, Person
from zorgkas.registry.services import create_person

sys.path += [str(Path(__file__).parents[1] / name) for name in ("membership", "budgets")]


@dataclass
class Network:
    """Writes files with records, and offers them."""

    fund: CareFund
    sent: dict[str, int] = field(default_factory=dict)
    serial: int = 0

    def person(self, born: str = "1970-05-01") -> Person:
        """Somebody whom the fund knows."""
        self.serial += 1
        birth = date.fromisoformat(born)
        number = insz_for(birth, self.serial)
        return create_person(insz=number, first_name="An", last_name="Peeters", birth_date=birth, sex="F")

    def number(self, born: str = "1970-05-01") -> str:
        """A number of somebody whom the fund does not know."""
        self.serial += 1
        return insz_for(date.fromisoformat(born), self.serial)

    def head(self, code: str, sequence: int | None = None, **changes: object) -> Head:
        self.sent[code] = sequence or self.sent.get(code, 0) + 1
        given = {
            "sender": CROSSROADS_BANK,
            "receiver": Organization(cbe=self.fund.enterprise_number),
            "legal_context": by_code()[code].legal_context,
            "sequence": self.sent[code],
            "ticket": f"00000000-0000-4000-8000-{self.sent[code]:012d}",
            **changes,
        }
        return Head(**given)

    def file(self, code: str, records: list[str], sequence: int | None = None, **changes: object) -> bytes:
        """A file of a message with these records."""
        return b"".join(document(by_code()[code].layout, self.head(code, sequence, **changes), records))

    def sends(self, code: str, records: list[str], sequence: int | None = None, **changes: object) -> MessageFile:
        """Write a file and offer it."""
        return receive(self.file(code, records, sequence, **changes)).file


def listed(ssin: str, **values: object) -> str:
    """A record of VZV25+."""
    given = {
        "lastName": "Janssens",
        "firstNames": "Marie",
        "birthDate": "1970-05-01",
        "gender": 2,
        "subregister": "POPULATION",
        "street": "Kerkstraat",
        "houseNumber": "5",
        "postalCode": "9000",
        "municipality": "Gent",
        "municipalityCode": "44021",
        **values,
    }
    address = "".join(
        tag(name, given.get(name))
        for name in ("municipalityCode", "municipality", "postalCode", "street", "houseNumber", "box")
    )
    return block(
        "person",
        tag("ssin", ssin, replacedBy=given.get("replacedBy"), canceled=given.get("canceled")),
        *(tag(name, given.get(name)) for name in ("lastName", "firstNames", "birthDate", "gender", "subregister")),
        block("address", address),
        tag("residenceSince", given.get("residenceSince")),
        tag("decease", given.get("decease")),
    )


def year_list(records: int, year: int = 2026) -> str:
    """What the head of VZV25+ says of its own."""
    return tag("referenceYear", year) + tag("referenceDate", f"{year}-07-01") + tag("recordCount", records)


def identification(one: str, version: int = 0, status: str = "CREATION") -> str:
    """The identification of a modern attestation; `one` is a short name for its id."""
    number = f"{sum(ord(sign) * 31**place for place, sign in enumerate(one)):012d}"[-12:]
    return block(
        "attestationIdentification",
        tag("creationDate", "2026-03-01"),
        tag("attestationId", f"00000000-0000-4000-8000-{number}"),
        tag("attestationVersion", version),
        tag("attestationStatus", status),
    )


def care_need(
    ssin: str, points: tuple[int, ...] = (3, 3, 3, 2, 2, 2), *, total: int | None = None, **given: str
) -> str:
    """A record of CareNeedsNotifications."""
    items = ("mobility", "nourishment", "hygiene", "household", "supervision", "socialSkills")
    found = block(
        "careNeed",
        block(
            "recognitionStatus",
            tag("dateOfDecision", given.get("decided", "2026-02-20")),
            tag("startDateRecognition", given.get("start", "2026-02-01")),
            tag("endDateRecognition", given.get("end", "2029-01-31")),
        ),
        block(
            "result",
            *(f"<{item}>{one}</{item}>" for item, one in zip(items, points, strict=True)),
            tag("totalPoints", sum(points) if total is None else total),
        ),
    )
    identified = given.get("identified", identification(ssin))
    return block(
        "careNeedsNotification", tag("ssin", ssin), identified, tag("source", "DGPH"), given.get("found", found)
    )


def mutation(
    ssin: str, it: str, day: str, value: str = "", *, kind: str = "ADDED", at: str = "", **ssin_says: object
) -> str:
    """A record of a mutation in the National Register."""
    return block(
        "personMutationNotification",
        tag("ssin", ssin, **ssin_says),
        tag("itCode", it),
        tag("mutation", kind),
        tag("effectiveDate", day),
        tag("registeredAt", at or f"{day}T10:00:00"),
        block("newValue", value),
    )


def answer(
    ssin: str, entitled: bool | None, *, status: str = "DATA_FOUND", period: str = "", on: str = "2025-01-01"
) -> str:
    """A record of the answer about the increased allowance."""
    return block(
        "response",
        block(
            "requestCorrelation",
            tag("customerTicket", "t"),
            tag("cbssTicket", "00000000-0000-4000-8000-000000000001"),
            tag("timestamp", "2025-09-01T10:00:00"),
        ),
        block("criteria", tag("ssin", ssin), tag("referenceDate", on)),
        block("status", tag("value", status), tag("code", "MSG00000")),
        block("increasedAllowance", "" if entitled is None else tag("entitled", entitled), period),
    )


def abroad(ssin: str, one: str, *, status: int = 0, changes: str = "", start: str = "2026-01-01", **given: str) -> str:
    """A record of A415,M."""
    inside = block(
        "Attestation",
        block(
            "AttestationIdentification",
            tag("AttestationStatus", status),
            tag("AttestationID", one),
            tag("UpdateAttestationID", changes),
        ),
        tag("INSS", ssin),
        block(
            "ForeignInsurance",
            tag("Country", "NL"),
            tag("SocialStatus", given.get("social", "WORKING")),
            tag("LegalBasis", given.get("basis", "EU_REGULATION_883")),
        ),
        block("Period", tag("BeginDate", start), tag("EndDate", given.get("end"))),
    )
    return f'<A415 processType="M" version="001">{inside}</A415>'


def benefit(
    ssin: str, one: str, *, status: int = 0, what: str = "INCOME_GUARANTEE_ELDERLY", amount: str = "812.50"
) -> str:
    """A record of A003,Z."""
    inside = block(
        "Attestation",
        block("AttestationIdentification", tag("AttestationStatus", status), tag("AttestationID", one)),
        tag("INSS", ssin),
        block(
            "Benefit",
            tag("BenefitType", what),
            tag("Right", True),
            block("Period", tag("BeginDate", "2026-01-01")),
            tag("MonthAmount", amount),
        ),
    )
    return f'<A003 processType="Z" version="001">{inside}</A003>'
