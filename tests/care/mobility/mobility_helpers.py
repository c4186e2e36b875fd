"""Suppliers of aids, requests and invoices, in the few words that the stories of this pillar need."""

import datetime
from typing import Any

import pyarrow as pa
from budgets_helpers import Village, day, moment

from zorgkas.care.files import Head, write
from zorgkas.care.models import CareDecision, CareRequest, Recognition
from zorgkas.care.pillars.mobility.tariffs import enter_tariffs
from zorgkas.care.services import decide, receive_files, record_provider, record_provider_fact, take_request
from zorgkas.care.services.invoices import FileReport
from zorgkas.registry.models import CareFund, Person, Provider
from zorgkas.registry.services import source

LONG_AGO = datetime.date(2019, 1, 1)
JANUARY = datetime.date(2026, 1, 1)
WALKER, STANDARD, MODULAR, CARE, ELECTRONIC = "220477", "220013", "220035", "220057", "220116"
# Made up: the real amounts are set by ministerial order.
BENEFITS = {WALKER: 9_000, STANDARD: 50_000, MODULAR: 90_000, ELECTRONIC: 500_000}
RENTS = {STANDARD: 3_000, CARE: 5_000}

__all__ = ["CARE", "ELECTRONIC", "MODULAR", "STANDARD", "WALKER", "Shop", "day", "moment"]


class Shop(Village):
    """A village with a supplier of aids."""

    def __init__(self, fund: CareFund) -> None:
        super().__init__(fund)
        self.told = source("document", "tariffs", moment("2025-01-01"))
        self.supplier = self.opens("4000001", "Thuiszorgwinkel")
        enter_tariffs({**BENEFITS, **{f"HUUR-{code}": cents for code, cents in RENTS.items()}}, JANUARY, self.told)

    def opens(self, number: str, name: str, *care: str) -> Provider:
        provider = record_provider(number, name, "supplier")
        for one in care or ("SUPPLY",):
            values = {"pillar": "mobility", "care": one, "number": number, "details": {}}
            record_provider_fact(Recognition, provider, LONG_AGO, None, values, source=self.told)
        return provider

    def asks(self, person: Person, kind: str, code: str, on: str, **content: Any) -> CareRequest:
        """A request; a complete one unless told otherwise."""
        provider = content.pop("provider", self.supplier)
        complete = {
            "product": code,
            "aid_form_signed": True,
            "aid_assessment": "PRESCRIPTION",
            "aid_assessment_on": on,
            "aid_motivation": True,
        }
        if kind == "rental":
            complete["aid_form"] = "RENTAL"
        return take_request(
            "mobility",
            kind,
            fund=self.fund,
            person=person,
            provider=provider,
            key=f"{kind} {person.pk} {code} {on}",
            received_on=day(on),
            event_on=day(on),
            content=complete | content,
            at=moment(on),
        )

    def decided(self, request: CareRequest, on: str | None = None) -> tuple[str, str]:
        """Decide a request on its day; return the outcome and the first code."""
        at = on or request.received_on.isoformat()
        decision = decide(request, None, day(at), at=moment(at))
        return (str(decision.outcome), decision.reasons[0]) if decision else ("", "")

    def delivers(self, person: Person, code: str, on: str, filed: str | None = None, **content: Any) -> tuple[str, str]:
        """File the proof of a delivery or a contract and decide on it."""
        filed = filed or on
        request = take_request(
            "mobility",
            "delivery",
            fund=self.fund,
            person=person,
            provider=content.pop("provider", self.supplier),
            key=f"delivery {person.pk} {code} {on} {filed}",
            received_on=day(filed),
            event_on=day(on),
            content={"product": code, "public_price_cents": 60_000, **content},
            at=moment(filed),
        )
        return self.decided(request)

    def ends(self, person: Person, code: str, on: str, told: str) -> tuple[str, str]:
        request = take_request(
            "mobility",
            "rental_end",
            fund=self.fund,
            person=person,
            provider=self.supplier,
            key=f"end {person.pk} {code} {on}",
            received_on=day(told),
            event_on=day(on),
            content={"product": code},
            at=moment(told),
        )
        return self.decided(request)

    def has_bought(self, person: Person, code: str, on: str) -> None:
        """A purchase that was asked, approved and delivered on one day."""
        assert self.decided(self.asks(person, "purchase", code, on))[0] == CareDecision.Outcome.GRANTED
        assert self.delivers(person, code, on)[0] == CareDecision.Outcome.GRANTED

    def rents(self, person: Person, code: str, on: str) -> None:
        assert self.decided(self.asks(person, "rental", code, on)) == ("granted", "GRANTED")
        assert self.delivers(person, code, on, aid_form="RENTAL") == ("granted", "DELIVERED")

    def invoice(self, number: str, *lines: dict[str, Any], on: str, provider: Provider | None = None) -> FileReport:
        """Send a file of lines; each names person, code, first day and cents."""
        [report] = receive_files(
            "mobility", self.fund, [(number, self.file(number, *lines, provider=provider))], day(on), at=moment(on)
        )
        return report

    def file(self, number: str, *lines: dict[str, Any], provider: Provider | None = None) -> bytes:
        rows = [self._row(**line) for line in lines]
        table = pa.table({name: [row[name] for row in rows] for name in rows[0]})
        return write(Head("mobility", (provider or self.supplier).number, number), table)

    def _row(
        self, person: Person, code: str, on: str, cents: int, *, supplement: int = 0, price: int = 0
    ) -> dict[str, Any]:
        first = day(on)
        return {
            "user": person.insz,
            "code": code,
            "from": first,
            "to": first,
            "quantity": 1,
            "unit_cents": cents,
            "amount_cents": cents,
            "corrects": "",
            "public_price_cents": price,
            "supplement_cents": supplement,
            "guarantee_cents": 0,
        }
