"""A fund, a care centre and its residents, from notification to invoice."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from zorgkas.care.files import Head, write
from zorgkas.care.models import AttestedSoftware, Capacity, CareDecision, CareRequest, Recognition, Tariff
from zorgkas.care.services import FileReport, decide, receive_files, record_provider, record_provider_fact, take_request
from zorgkas.membership.models import Membership
from zorgkas.registry.models import CareFund, Person, Provider, Source
from zorgkas.registry.services import create_person, record_fact, source

START = date(2019, 1, 1)
SCORES = ("washing", "dressing", "moving", "toilet", "continence", "eating", "time", "place")
INDEPENDENT = dict.fromkeys(SCORES, 1)
CATEGORY_B = {**INDEPENDENT, "washing": 3, "dressing": 3, "moving": 3}
_serials = itertools.count(1)


@dataclass
class Centre:
    """A care centre of ten units, known since 2019, with amounts for 2025 and 2026."""

    fund: CareFund
    provider: Provider
    told: Source
    invoices: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @classmethod
    def build(cls, number: str = "C-001", units: int = 10, unit: str = "WZC") -> "Centre":
        fund = CareFund.objects.get_or_create(code="TEST", defaults={"name": "Test fund"})[0]
        told = source(Source.Kind.SYSTEM, f"agency {number}", datetime(2019, 1, 1, tzinfo=UTC))
        centre = cls(fund, record_provider(number, f"Centre {number}", "residential"), told)
        common = {"pillar": "residential"}
        centre.tell(Recognition, START, {**common, "care": unit, "number": number, "details": {}})
        centre.tell(Capacity, START, {**common, "unit": unit, "places": units})
        centre.tell(AttestedSoftware, START, {"name": "Zorgpakket", "version": "4", "attest": "A-1"})
        centre.tell(Tariff, date(2025, 1, 1), {**common, "code": unit, "cents": 7365})
        centre.tell(Tariff, date(2026, 1, 1), {**common, "code": unit, "cents": 7512})
        return centre

    def tell(self, kind: Any, start: date, values: Mapping[str, Any]) -> None:
        record_provider_fact(kind, self.provider, start, None, values, source=self.told)

    def member(self) -> Person:
        serial = next(_serials)
        person = create_person(
            insz=insz_of(date(1940, 3, 1), serial),
            first_name="Anna",
            last_name=f"Peeters {serial}",
            birth_date=date(1940, 3, 1),
            sex="F",
        )
        values = {"fund_id": self.fund.pk, "kind": Membership.Kind.COMPULSORY, "origin": 1, "joined_late": False}
        record_fact(Membership, person.pk, START, None, values, source=self.told)
        return person

    def notify(self, kind: str, person: Person, day: date, received: date | None = None, **content: Any) -> CareRequest:
        return take_request(
            "residential",
            kind,
            fund=self.fund,
            person=person,
            provider=self.provider,
            key=f"{kind}/{self.provider.pk}/{person.pk}/{day}/{received}",
            received_on=received or day,
            event_on=day,
            content={"unit": "WZC", **content},
        )

    def admit(self, person: Person, day: date, received: date | None = None, **content: Any) -> CareDecision:
        request = self.notify("admission", person, day, received, **{"arrived_minute": 600, **CATEGORY_B, **content})
        decision = decide(request, None, received or day)
        assert decision is not None
        return decision

    def resident(self) -> Person:
        person = self.member()
        assert self.admit(person, date(2025, 2, 3)).outcome == CareDecision.Outcome.GRANTED
        return person

    def invoice(self, *lines: dict[str, Any], on: date = date(2026, 6, 8), number: str = "") -> FileReport:
        return receive_files("residential", self.fund, [("may.csv", self.content(*lines, number=number))], on)[0]

    def content(self, *lines: dict[str, Any], number: str = "") -> bytes:
        table = pa.Table.from_pylist([*lines], schema=SCHEMA)
        return write(Head("residential", self.provider.number, number or f"F{next(self.invoices)}"), table)


SCHEMA = pa.schema(
    [
        ("user", pa.string()),
        ("code", pa.string()),
        ("from", pa.date32()),
        ("to", pa.date32()),
        ("quantity", pa.int32()),
        ("unit_cents", pa.int64()),
        ("amount_cents", pa.int64()),
        ("corrects", pa.string()),
        ("unit", pa.string()),
        ("hundredth_km", pa.int32()),
    ]
)


def line(person: Person, **changed: Any) -> dict[str, Any]:
    """All of May 2026 at the amount of 2026."""
    usual = {
        "user": person.insz,
        "code": "BTZ",
        "from": date(2026, 5, 1),
        "to": date(2026, 5, 31),
        "quantity": 31,
        "unit_cents": 7512,
        "corrects": "",
        "unit": "WZC",
        "hundredth_km": 0,
    }
    made = usual | changed
    return {"amount_cents": made["quantity"] * made["unit_cents"], **made}


def insz_of(birth: date, serial: int) -> str:
    """A valid number of somebody born before 2000."""
    base = f"{birth:%y%m%d}{serial:03d}"
    return f"{base}{97 - int(base) % 97:02d}"
