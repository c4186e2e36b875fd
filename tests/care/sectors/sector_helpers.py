"""A fund, a provider of one sector and its users, from request to invoice."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from zorgkas.care.files import Head, write
from zorgkas.care.models import AttestedSoftware, Capacity, CareDecision, CareRequest, CareRight, Recognition, Tariff
from zorgkas.care.services import FileReport, decide, receive_files, record_provider, record_provider_fact, take_request
from zorgkas.ledger.models import ProviderItem
from zorgkas.membership.models import Membership
from zorgkas.registry.models import CareFund, Person, Provider, Source
from zorgkas.registry.services import create_person, record_fact, source

START = date(2019, 1, 1)
BORN = date(1970, 5, 5)
IN_ORDER = {"consent": True, "medical_report": True}
_serials = itertools.count(1)

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
        ("share_cents", pa.int64()),
    ]
)


@dataclass
class House:
    """A provider of one pillar, recognised since 2019, with attested software."""

    pillar: str
    fund: CareFund
    provider: Provider
    told: Source
    invoices: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @classmethod
    def build(cls, pillar: str, number: str = "H-1", **tariffs: int) -> "House":
        fund = CareFund.objects.get_or_create(code="901", defaults={"name": "Test fund"})[0]
        told = source(Source.Kind.SYSTEM, f"agency {pillar} {number}", datetime(2019, 1, 1, tzinfo=UTC))
        house = cls(pillar, fund, record_provider(number, f"House {number}", pillar), told)
        house.tell(Recognition, START, pillar=pillar, care=pillar[:20], number=number, details={})
        house.tell(AttestedSoftware, START, name="Zorgpakket", version="4", attest="A-1")
        for code, cents in tariffs.items():
            house.tariff(code, cents)
        return house

    def tell(self, kind: Any, start: date, **values: Any) -> None:
        record_provider_fact(kind, self.provider, start, None, values, source=self.told)

    def tariff(self, code: str, cents: int, start: date = START) -> None:
        self.tell(Tariff, start, pillar=self.pillar, code=code, cents=cents)

    def capacity(self, places: int) -> None:
        self.tell(Capacity, START, pillar=self.pillar, unit="SERVICES", places=places)

    def member(self, kind: int = Membership.Kind.COMPULSORY, born: date = BORN) -> Person:
        serial = next(_serials)
        person = create_person(
            insz=insz_of(born, serial), first_name="Jan", last_name=f"Claes {serial}", birth_date=born, sex="M"
        )
        values = {"fund_id": self.fund.pk, "kind": kind, "origin": 1, "joined_late": False}
        record_fact(Membership, person.pk, START, None, values, source=self.told)
        return person

    def ask(
        self, person: Person, day: date, received: date | None = None, kind: str = "start", **content: Any
    ) -> CareRequest:
        return take_request(
            self.pillar,
            kind,
            fund=self.fund,
            person=person,
            provider=self.provider,
            key=f"{kind}/{self.provider.pk}/{person.pk}/{day}/{received}",
            received_on=received or day,
            event_on=day,
            content={**IN_ORDER, **content},
        )

    def decided(
        self, person: Person, day: date, received: date | None = None, kind: str = "start", **content: Any
    ) -> CareDecision:
        decision = decide(self.ask(person, day, received, kind, **content), None, received or day)
        assert decision is not None
        return decision

    def right(self, person: Person) -> CareRight:
        return CareRight.objects.filter(person=person, pillar=self.pillar, superseded_at=None).latest("valid_from")

    def content(self, *lines: Mapping[str, Any], number: str = "") -> bytes:
        table = pa.Table.from_pylist([dict(one) for one in lines], schema=SCHEMA)
        return write(Head(self.pillar, self.provider.number, number or f"F{next(self.invoices)}"), table)

    def invoice(self, *lines: Mapping[str, Any], on: date = date(2026, 6, 8)) -> FileReport:
        return receive_files(self.pillar, self.fund, [("may.csv", self.content(*lines))], on)[0]

    def owed(self, period: int = 202605) -> int:
        return -sum(item.due_cents for item in ProviderItem.objects.filter(provider=self.provider, period=period))


def line(
    person: Person,
    code: str = "DAY",
    first: date = date(2026, 5, 1),
    last: date = date(2026, 5, 31),
    *,
    cents: int,
    quantity: int | None = None,
    share: int = 0,
) -> dict[str, Any]:
    count = (last - first).days + 1 if quantity is None else quantity
    return {
        "user": person.insz,
        "code": code,
        "from": first,
        "to": last,
        "quantity": count,
        "unit_cents": cents,
        "amount_cents": count * cents,
        "corrects": "",
        "share_cents": share,
    }


def insz_of(born: date, serial: int) -> str:
    """A number that checks."""
    digits = f"{born:%y%m%d}{serial:03}"
    base = int(f"2{digits}" if born.year >= 2000 else digits)
    return f"{digits}{97 - base % 97:02}"
