"""Mobility aids in the demo year: suppliers, requests, deliveries, rentals and monthly invoices with faults.

The amounts are made up and say so in their source: the real ones are set by ministerial order and are in no source.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
from django.contrib.auth.models import User

from zorgkas.care.files import Head, write
from zorgkas.care.models import CareRequest, ProviderAccount, Recognition
from zorgkas.care.pillars.mobility.codes import PILLAR, RENT, UPKEEP
from zorgkas.care.pillars.mobility.facts import RAPID, SUPPLY
from zorgkas.care.pillars.mobility.holdings import Holding, delivered, holdings_of
from zorgkas.care.pillars.mobility.tariffs import enter_tariffs
from zorgkas.care.services import decide, receive_files, record_provider, record_provider_fact, take_request
from zorgkas.population.numbers import iban
from zorgkas.population.year.chance import choose
from zorgkas.population.year.world import World
from zorgkas.registry.models import CareFund, Person, Provider, Source
from zorgkas.registry.services import source

SHOP, SPECIALIST = ("4100001", "Thuiszorgwinkel Oost"), ("4100002", "Rolstoelhuis De Brug")
WALKER, STANDARD, MODULAR, CARE, ELECTRONIC = "220477", "220013", "220035", "220057", "220116"
# Made up, in cents: of the year before and of the year itself.
TARIFFS: Mapping[str, tuple[int, int]] = {
    WALKER: (9_400, 9_600),
    STANDARD: (48_950, 50_000),
    MODULAR: (88_100, 90_000),
    ELECTRONIC: (587_400, 600_000),
    RENT + STANDARD: (2_940, 3_000),
    RENT + MODULAR: (4_400, 4_500),
    RENT + CARE: (4_900, 5_000),
}
PRICES = {WALKER: 12_900, STANDARD: 62_000, MODULAR: 118_000, ELECTRONIC: 640_000}
# Members per request of a month, and the most that one month of a demo has: every request is decided one by one.
MEMBERS_PER_PURCHASE, MEMBERS_PER_RENTAL, MOST = 1_500, 2_500, 40
ACCOUNT_BANK = 961  # a bank number of the demo
BOUGHT = (WALKER, WALKER, STANDARD, WALKER, MODULAR, WALKER)
RENTED = (STANDARD, MODULAR, CARE)


def play_aids(
    fund: CareFund, worker: User, world: World, year: int, seed: int, today: date, now: datetime
) -> Counter[str]:
    """Play a month: invoices of the month before, deliveries of what was approved, new requests and their decisions."""
    told = source(Source.Kind.SYSTEM, f"demo year {year}: suppliers and made-up amounts of mobility aids", now)
    shop, specialist = _open(told, year)
    counts: Counter[str] = Counter()
    if today.month > 1:
        counts += _invoice(fund, shop, today, now)
    counts += _deliver(fund, worker, (shop, specialist), today, now)
    for request in _ask(fund, shop, world, year, seed, today, now):
        decision = decide(request, worker, today, at=now) if request.state == CareRequest.State.OPEN else None
        counts["requests for aids"] += 1
        if decision is not None:
            counts[f"aids {decision.outcome}"] += 1
    return counts


def _open(told: Source, year: int) -> tuple[Provider, Provider]:
    """The suppliers with their authorisations, and the list with its tariffs."""
    start = date(2019, 1, 1)
    shop, specialist = (record_provider(number, name, "mobility") for number, name in (SHOP, SPECIALIST))
    for provider, care in ((shop, SUPPLY), (specialist, SUPPLY), (specialist, RAPID)):
        values: dict[str, Any] = {"pillar": PILLAR, "care": care, "number": provider.number, "details": {}}
        record_provider_fact(Recognition, provider, start, None, values, source=told)
    for rank, provider in enumerate((shop, specialist)):
        account = iban(ACCOUNT_BANK, np.array([rank + 1]))[0].as_py()
        values = {"iban": account, "holder_name": provider.name}
        record_provider_fact(ProviderAccount, provider, start, None, values, source=told)
    start = date(year, 1, 1)
    enter_tariffs({code: before for code, (before, _) in TARIFFS.items()}, date(year - 1, 1, 1), told, start)
    enter_tariffs({code: now for code, (_, now) in TARIFFS.items()}, start, told)
    return shop, specialist


def _ask(
    fund: CareFund, shop: Provider, world: World, year: int, seed: int, today: date, now: datetime
) -> Iterator[CareRequest]:
    """The requests of a month: purchases below 85, rentals from 85, and a few that cannot be granted."""
    old = year - (world.birth.astype("datetime64[D]").astype("datetime64[Y]").astype(int) + 1970)
    free = world.alive & world.member
    members = int(world.member.sum())
    buyers = min(max(members // MEMBERS_PER_PURCHASE, 2), MOST)
    renters = min(max(members // MEMBERS_PER_RENTAL, 2), MOST)
    month = f"{year}-{today.month:02d}"
    chosen = choose(seed, f"aids bought {month}", world.index, buyers + 1, free & (old >= 66) & (old < 85))
    for number, at in enumerate(chosen.tolist()):
        incomplete = number == 0
        code = ELECTRONIC if incomplete else BOUGHT[(number + today.month) % len(BOUGHT)]
        content = {"aid_assessment": "REPORT"} if incomplete else {}
        yield _request(fund, shop, int(world.person[at]), "purchase", code, content, today, now)
    chosen = choose(seed, f"aids rented {month}", world.index, renters + 1, free & (old > 85))
    for number, at in enumerate(chosen.tolist()):
        # The first asks to buy what is rented at that age: a refusal with its letter.
        kind = "purchase" if number == 0 else "rental"
        content = {} if number == 0 else {"aid_form": "RENTAL"}
        yield _request(fund, shop, int(world.person[at]), kind, RENTED[number % 3], content, today, now)


def _request(
    fund: CareFund,
    shop: Provider,
    person: int,
    kind: str,
    code: str,
    content: Mapping[str, Any],
    today: date,
    now: datetime,
) -> CareRequest:
    received = today - timedelta(days=7)
    complete = {
        "product": code,
        "aid_form_signed": True,
        "aid_assessment": "PRESCRIPTION",
        "aid_assessment_on": (received - timedelta(days=20)).isoformat(),
        "aid_motivation": True,
        **content,
    }
    return take_request(
        PILLAR,
        kind,
        fund=fund,
        person=Person.objects.get(pk=person),
        provider=shop,
        key=f"demo aid {received} {person} {kind}",
        received_on=received,
        event_on=received,
        content=complete,
        at=now,
    )


def _deliver(fund: CareFund, worker: User, providers: tuple[Provider, ...], today: date, now: datetime) -> Counter[str]:
    """File the proof of delivery of what was approved a month ago; who died meanwhile gets nothing."""
    counts: Counter[str] = Counter()
    approved = CareRequest.objects.filter(
        fund=fund,
        pillar=PILLAR,
        kind__in=("purchase", "rental"),
        provider__in=providers,
        decisions__outcome="granted",
        received_on__gt=today - timedelta(days=60),
        received_on__lt=today - timedelta(days=14),
    )
    for asked in approved.select_related("person", "provider").order_by("pk"):
        code = str(asked.content["product"])
        form = "RENTAL" if asked.kind == "rental" else "PURCHASE"
        signed = today - timedelta(days=asked.pk % 12)
        request = take_request(
            PILLAR,
            "delivery",
            fund=fund,
            person=asked.person,
            provider=asked.provider,
            key=f"demo delivery of {asked.key}",
            received_on=today,
            event_on=signed,
            content={
                "product": code,
                "aid_form": form,
                "serial": f"SN{asked.pk:07d}",
                "public_price_cents": PRICES.get(code, 0),
            },
            at=now,
        )
        if request.state == CareRequest.State.OPEN:
            decision = decide(request, worker, today, at=now)
            counts["aids delivered" if decision and decision.outcome == "granted" else "aids not delivered"] += 1
    return counts


def _invoice(fund: CareFund, shop: Provider, today: date, now: datetime) -> Counter[str]:
    """The invoice of a supplier for the month before, with the faults that people make."""
    month = today.replace(day=1) - timedelta(days=1)
    lines = list(_lines(fund, shop, month))
    if not lines:
        return Counter()
    number = f"{month:%Y%m}"
    content = write(
        Head(PILLAR, shop.number, number), pa.table({name: [row[name] for row in lines] for name in lines[0]})
    )
    [report] = receive_files(PILLAR, fund, [(f"{shop.number}-{number}.csv", content)], today, at=now)
    return Counter({"lines of aids accepted": report.accepted_count, "lines of aids refused": len(report.refusals)})


def _lines(fund: CareFund, shop: Provider, month: date) -> Iterator[dict[str, Any]]:
    """A line per delivery and per month of rent; the last ones are wrong: last year's price, a double, no such code."""
    people = CareRequest.objects.filter(fund=fund, pillar=PILLAR, kind="delivery", provider=shop)
    sold: dict[str, Any] | None = None
    for person in Person.objects.filter(pk__in=people.values("person")).order_by("pk"):
        for aid in delivered(holdings_of(person.pk)):
            line = _line(person, aid, month)
            if line is not None:
                yield line
                sold = line if not line["code"].startswith(RENT) else sold
    if sold is not None:
        yield sold
        yield {**sold, "code": "229999"}
        old = TARIFFS[sold["code"]][0]
        yield {**sold, "unit_cents": old, "amount_cents": old}
        yield {**sold, "code": f"{UPKEEP}-1A", "unit_cents": 4_500, "amount_cents": 4_500}


def _line(person: Person, aid: Holding, month: date) -> dict[str, Any] | None:
    first = month.replace(day=1)
    rented = aid.code.startswith(RENT)
    begins = aid.valid_from if rented and aid.valid_from.day <= 15 else None
    if rented and not (aid.valid_from < first or (begins and begins <= month)):
        return None
    if not rented and not first <= aid.valid_from <= month:
        return None
    if aid.code not in TARIFFS:
        return None
    cents = TARIFFS[aid.code][1]
    day = first if rented else aid.valid_from
    price = PRICES.get(aid.code, 0)
    return {
        "user": person.insz,
        "code": aid.code,
        "from": day,
        "to": day,
        "quantity": 1,
        "unit_cents": cents,
        "amount_cents": cents,
        "corrects": "",
        "public_price_cents": price,
        "supplement_cents": 0 if rented else price - cents,
        "guarantee_cents": 0,
    }
