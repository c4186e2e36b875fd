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
