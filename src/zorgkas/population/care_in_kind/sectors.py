"""Rehabilitation, nursing homes, sheltered living and teams in the demo year: requests, invoices, and their faults.

Names and amounts that the agency sets are made up and say so in their source.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
from django.contrib.auth.models import User
from django.db.models import Q

from zorgkas.care.files import Head, write
from zorgkas.care.models import AttestedSoftware, Capacity, CareRequest, CareRight, ProviderAccount, Recognition, Tariff
from zorgkas.care.pillars.rehabilitation_hospitals.twelfths import book_twelfths
from zorgkas.care.services import decide, receive_files, record_provider, record_provider_fact, take_request
from zorgkas.law import law_on
from zorgkas.population.numbers import iban
from zorgkas.population.year.chance import choose
from zorgkas.population.year.world import World
from zorgkas.registry.models import CareFund, Person, Provider, Source
from zorgkas.registry.services import source

ACCOUNT_BANK = 963  # a bank number of the demo
# New users of a sector in a month, and the months in which new ones come.
NEW_USERS, LAST_MONTH = 2, 6
# Of the hospital: parts of its budget, and nursing days of the last known year.
FUND_DAYS = 1_200
BUDGET: dict[str, Any] = {
    **{"hosp_base_cents": 1_245_000_000, "hosp_conditional_cents": 18_000_000, "hosp_recalculated_cents": 31_000_000},
    **{"hosp_corrective_cents": -4_000_000, "hosp_days_all": 60_000, "hosp_days_insured": 57_000},
}
IN_ORDER: dict[str, Any] = {"consent": True, "medical_report": True}


@dataclass(frozen=True)
class House:
    """A provider of the demo: its tariffs in cents, what it asks for a user, and the codes of a month."""

    pillar: str
    number: str
    name: str
    code: str
    cents: int = 0
    kind: str = "start"
    content: Mapping[str, Any] = field(default_factory=lambda: IN_ORDER)
    ages: tuple[int, int] = (25, 64)
    by_day: bool = True
    units: int = 1
    places: int = 0


HOUSES = (
    House(
        *("rehabilitation_hospitals", "6100001", "Revalidatieziekenhuis De Heuvel", "DAY", 4150, "admission"),
        content={**IN_ORDER, "admitted_minute": 600},
        ages=(40, 90),
    ),
    House(
        *("rehabilitation_facilities", "9530001", "Centrum voor ambulante revalidatie De Sprong", "AMBULATORY", 7890),
        content={**IN_ORDER, "service": "AMBULATORY", "number": "N9_53", "sessions": 432},
        ages=(4, 18),
        by_day=False,
        units=6,
        places=4_000,
    ),
    House(
        *("nursing_homes", "9100001", "Psychiatrisch verzorgingstehuis Ter Beke", "ALLOWANCE", 10_603),
        content={**IN_ORDER, "pvt_increased_allowance": True, "pvt_integration_category": 2},
    ),
    House("sheltered_living", "9200001", "Beschut wonen Noordwijk", "DAY", 3_790),
    House(
        *("palliative_teams", "9300001", "Palliatieve equipe Leieland", "FULL", 241_935),
        ages=(60, 99),
        by_day=False,
        places=200,
    ),
    House("wheelchair_teams", "9400001", "Rolstoeladviesteam Midden", "REPORT", kind="report", by_day=False),
)


def play_sectors(
    fund: CareFund, worker: User, world: World, year: int, seed: int, today: date, now: datetime
) -> Counter[str]:
    """Play a month of the six sectors: requests with their decisions, and the invoices of the month before."""
    told = source(Source.Kind.SYSTEM, f"demo year {year}: made-up providers of six sectors and their amounts", now)
    counts: Counter[str] = Counter()
    for rank, house in enumerate(HOUSES):
        provider = _open(fund, house, rank, told)
        for request in _requests(fund, house, provider, world, year, seed, today, now):
            if request.state == CareRequest.State.OPEN and (decision := decide(request, worker, today, at=now)):
                counts[f"care requests {decision.outcome}"] += 1
        if today.month > 1:
            counts += _invoice(fund, house, provider, today, now)
    counts["twelfths of hospitals"] += int(book_twelfths(fund, today.year * 100 + today.month, at=now) != 0)
    return counts


def _open(fund: CareFund, house: House, rank: int, told: Source) -> Provider:
    """The provider with its recognition, software, account and amounts."""
    provider, start = record_provider(house.number, house.name, house.pillar), date(2024, 1, 1)
    if Recognition.objects.filter(provider=provider).exists():
        return provider
    common = {"pillar": house.pillar}
    account = iban(ACCOUNT_BANK, np.array([rank + 1]))[0].as_py()
    facts: list[tuple[Any, dict[str, Any]]] = [
        (Recognition, {**common, "care": house.code, "number": house.number, "details": {}}),
        (AttestedSoftware, {"name": "Zorgpakket (verzonnen)", "version": "4.2", "attest": "DEMO-1"}),
        (ProviderAccount, {"iban": account, "holder_name": house.name}),
    ]
    if house.pillar == "rehabilitation_hospitals":
        facts[0][1]["details"] = {**BUDGET, "hosp_days_by_fund": {fund.code: FUND_DAYS}}
    if house.cents:
        facts.append((Tariff, {**common, "code": house.code, "cents": house.cents}))
    if house.places:
        facts.append((Capacity, {**common, "unit": "SERVICES", "places": house.places}))
    for kind, values in facts:
        record_provider_fact(kind, provider, start, None, values, source=told)
    return provider


def _requests(
    fund: CareFund,
    house: House,
    provider: Provider,
    world: World,
    year: int,
    seed: int,
    today: date,
    now: datetime,
) -> Iterator[CareRequest]:
    """New users of the month; the second of February lacks a report, the second of March is late or excluded."""
    if today.month > LAST_MONTH:
        return
    ages = world.age(year)
    fitting = world.member & world.alive & (ages >= house.ages[0]) & (ages <= house.ages[1])
    chosen = choose(seed, f"{house.pillar} {today.month}", world.index, NEW_USERS, fitting)
    people = list(Person.objects.filter(pk__in=world.person[chosen].tolist()).order_by("pk"))
    if house.pillar == "sheltered_living" and today.month == 3:
        people = [*people[:1], *_residents_of_a_nursing_home(fund)]
    for rank, person in enumerate(people):
        second = rank == 1
        late = second and today.month == 3 and house.pillar in ("wheelchair_teams", "rehabilitation_hospitals")
        event = today - timedelta(days=45 if late else 9)
        content = dict(house.content)
        if second and today.month == 2:
            content |= {"medical_report": False, "consent": house.pillar != "wheelchair_teams"}
        yield take_request(
            house.pillar,
            house.kind,
            fund=fund,
            person=person,
            provider=provider,
            key=f"demo {house.pillar} {year}-{today.month:02d} {person.pk}",
            received_on=today - timedelta(days=6),
            event_on=event,
            content=content,
            at=now,
        )


def _residents_of_a_nursing_home(fund: CareFund) -> list[Person]:
    """Somebody who cannot have sheltered living beside it (BVR art. 534/150, 534/173)."""
    inside = CareRight.objects.filter(pillar="nursing_homes", superseded_at=None, valid_to=None)
    asked = CareRequest.objects.filter(fund=fund, pillar="nursing_homes", person_id__in=inside.values("person_id"))
    return [request.person for request in asked.select_related("person").order_by("pk")[:1]]


def _invoice(fund: CareFund, house: House, provider: Provider, today: date, now: datetime) -> Counter[str]:
    """The invoice of the month before: in May one line has a wrong amount, in June one is asked twice."""
    last = today.replace(day=1) - timedelta(days=1)
    lines = list(_lines(house, provider, last))
    if not lines:
        return Counter()
    if last.month == 4:
        lines[0] = {**lines[0], "unit_cents": lines[0]["unit_cents"] - 100}
        lines[0]["amount_cents"] = lines[0]["unit_cents"] * lines[0]["quantity"]
    if last.month == 5:
        lines.append(lines[-1])
    number = f"{last:%Y%m}"
    table = pa.table({name: [row[name] for row in lines] for name in lines[0]})
    content = write(Head(house.pillar, provider.number, number), table)
    report = receive_files(house.pillar, fund, [(f"{provider.number}-{number}.csv", content)], today, at=now)[0]
    if report.again:
        return Counter()
    return Counter({"lines of care accepted": report.accepted_count, "lines of care refused": len(report.refusals)})


def _lines(house: House, provider: Provider, last: date) -> Iterator[dict[str, Any]]:
    """What each user of the month is billed; the lump sum and the report once, in the month in which they began."""
    first = last.replace(day=1)
    rights = CareRight.objects.filter(
        pillar=house.pillar, provider_id=provider.pk, superseded_at=None, valid_from__lte=last
    ).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=first))
    law = law_on(first)
    cents = house.cents or int(law.parameters["rat_report_cents"])
    for right in rights.select_related("person").order_by("person_id"):
        start = max(first, right.valid_from)
        stop = last if right.valid_to is None else min(last, right.valid_to - timedelta(days=1))
        if house.by_day:
            yield _line(right.person, house.code, start, stop, (stop - start).days + 1, cents)
        elif house.units > 1:
            yield _line(right.person, house.code, start, stop, house.units, cents)
        elif right.valid_from >= first:
            yield _line(right.person, house.code, start, start, 1, cents)
        if house.pillar == "nursing_homes":
            kept = json.loads(right.details)
            case = {"pvt_increased_allowance": True, "pvt_integration_category": kept["pvt_integration_category"]}
            lump = int(law.decide(case, "pvt_lump_sum_cents").value)
            yield _line(right.person, "LUMP_SUM", start, stop, (stop - start).days + 1, lump)


def _line(person: Person, code: str, start: date, stop: date, count: int, cents: int) -> dict[str, Any]:
    return {
        "user": person.insz,
        "code": code,
        "from": start,
        "to": stop,
        "quantity": count,
        "unit_cents": cents,
        "amount_cents": count * cents,
        "corrects": "",
        "share_cents": 0,
    }
