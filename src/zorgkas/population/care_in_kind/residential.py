"""Residential care in the demo year: care centres, notifications, and monthly invoices with the faults that happen.

The amounts of a stay day are made up and say so in their source: those of the agency are in no source.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zlib import crc32

import numpy as np
import pyarrow as pa
from django.contrib.auth.models import User
from django.db.models import Q

from zorgkas.care.files import Head, write
from zorgkas.care.models import (
    AttestedSoftware,
    Capacity,
    CareDecision,
    CareRequest,
    CareRight,
    ProviderAccount,
    Recognition,
    Tariff,
)
from zorgkas.care.services import decide, receive_files, record_provider, record_provider_fact, take_request
from zorgkas.law import law_on
from zorgkas.membership.models import Membership
from zorgkas.population.numbers import iban
from zorgkas.population.places import facilities
from zorgkas.population.year.world import World
from zorgkas.registry.models import CareFund, Death, FacilityStay, Person, Provider, Source
from zorgkas.registry.services import source

PILLAR, UNIT = "residential", "WZC"
ACCOUNT_BANK = 962  # a bank number of the demo
MOST_CENTRES, MOST_ADMISSIONS = 12, 40
# Made up, in cents: the lowest amount of a stay day, and by how much centres differ.
LOWEST, SPREAD, RISE_PERCENT = 7_000, 900, 2
SOFTWARE = ("Zorgpakket (verzonnen)", "4.2", "DEMO-1")
PROFILES: Sequence[dict[str, int]] = (
    {"washing": 3, "dressing": 3, "moving": 3, "toilet": 2, "continence": 2, "eating": 1, "time": 1, "place": 1},
    {"washing": 4, "dressing": 4, "moving": 3, "toilet": 3, "continence": 3, "eating": 2, "time": 1, "place": 1},
    {"washing": 4, "dressing": 4, "moving": 3, "toilet": 4, "continence": 4, "eating": 3, "time": 4, "place": 3},
    {"washing": 3, "dressing": 2, "moving": 1, "toilet": 1, "continence": 1, "eating": 1, "time": 1, "place": 1},
)


@dataclass(frozen=True)
class Resident:
    """Somebody who stays in a centre: since when, and until when as far as is known."""

    person: Person
    since: date
    until: date | None


@dataclass(frozen=True)
class Centre:
    """A care centre and its rank among those of the demo."""

    provider: Provider
    rank: int
    cents: int

    @property
    def old_cents(self) -> int:
        """The amount of the year before."""
        return self.cents * 100 // (100 + RISE_PERCENT)


def play_stays(
    fund: CareFund, worker: User, world: World, year: int, seed: int, today: date, now: datetime
) -> Counter[str]:
    """Play a month: ends and admissions since the month before, and the invoices of the month before."""
    told = source(Source.Kind.SYSTEM, f"demo year {year}: care centres and made-up amounts of a stay day", now)
    counts: Counter[str] = Counter()
    files: list[tuple[str, bytes]] = []
    for centre, residents in _centres(fund, told, year, today):
        for request in [*_ends(fund, centre, today, now), *_admissions(fund, centre, residents, year, today, now)]:
            if request.state == CareRequest.State.OPEN:
                decision = decide(request, worker, today, at=now)
                counts["stays notified"] += 1
                if decision is not None and decision.outcome != CareDecision.Outcome.GRANTED:
                    counts[f"notices of stays {decision.outcome}"] += 1
        if today.month > 1:
            files += _invoice(centre, today)
    for report in receive_files(PILLAR, fund, files, today, at=now) if files else ():
        if not report.again:
            counts["lines of stays accepted"] += report.accepted_count
            counts["lines of stays refused"] += len(report.refusals)
    return +counts


def _centres(fund: CareFund, told: Source, year: int, today: date) -> Iterator[tuple[Centre, list[Resident]]]:
    """The centres where most members of the fund stay, each with its residents."""
    members = Membership.objects.filter(fund=fund, superseded_at=None, valid_from__lte=today).filter(_open_on(today))
    stays = FacilityStay.objects.filter(
        facility_kind=FacilityStay.Kind.WZC,
        superseded_at=None,
        valid_from__lte=today,
        person_id__in=members.values("person_id"),
    ).filter(_open_on(date(year, 1, 1)))
    by_name: dict[str, list[Resident]] = {}
    for stay in stays.select_related("person").order_by("person_id"):
        by_name.setdefault(stay.facility, []).append(Resident(stay.person, stay.valid_from, stay.valid_to))
    ranks = {name: rank for rank, name in enumerate(facilities())}
    largest = sorted(by_name, key=lambda name: (-len(by_name[name]), ranks.get(name, 0)))[:MOST_CENTRES]
    for rank, name in enumerate(sorted(largest, key=lambda name: ranks.get(name, 0))):
        number = f"51{ranks.get(name, crc32(name.encode()) % 10_000):05d}"
        yield _open(number, name, rank, told, year), by_name[name]


def _open(number: str, name: str, rank: int, told: Source, year: int) -> Centre:
    """The centre with its recognition, units, software, account and amounts."""
    provider, start = record_provider(number, name, PILLAR), date(2019, 1, 1)
    centre = Centre(provider, rank, LOWEST + crc32(number.encode()) % SPREAD)
    if Tariff.objects.filter(provider=provider, valid_from__gte=date(year, 1, 1)).exists():
        return centre
    common = {"pillar": PILLAR}
    account = iban(ACCOUNT_BANK, np.array([int(number) % 100_000 + 1]))[0].as_py()
    facts: list[tuple[Any, date, date | None, dict[str, Any]]] = [
        (Recognition, start, None, {**common, "care": UNIT, "number": number, "details": {}}),
        (Capacity, start, None, {**common, "unit": UNIT, "places": 60}),
        (AttestedSoftware, start, None, dict(zip(("name", "version", "attest"), SOFTWARE, strict=True))),
        (ProviderAccount, start, None, {"iban": account, "holder_name": name}),
        (Tariff, date(year - 1, 1, 1), date(year, 1, 1), {**common, "code": UNIT, "cents": centre.old_cents}),
        (Tariff, date(year, 1, 1), None, {**common, "code": UNIT, "cents": centre.cents}),
    ]
    for kind, first, until, values in facts:
        record_provider_fact(kind, provider, first, until, values, source=told)
    return centre


def _admissions(
    fund: CareFund, centre: Centre, residents: Sequence[Resident], year: int, today: date, now: datetime
) -> Iterator[CareRequest]:
    """Who came to stay; who did before the year was notified again when the fund began to keep stays."""
    for number, resident in enumerate(residents[:MOST_ADMISSIONS]):
        day = max(resident.since, date(year, 1, 1))
        told_on = day + timedelta(days=4)
        if told_on >= today or (resident.until is not None and resident.until <= day):
            continue
        content: dict[str, Any] = {
            "unit": UNIT,
            "arrived_minute": 600 + 30 * (number % 9),
            **PROFILES[(resident.person.pk + number) % len(PROFILES)],
        }
        # Every fifth new one comes late; the first centre forgot the scores of one, another says short stay.
        late = resident.since > date(year, 1, 1) and resident.person.pk % 5 == 0
        if centre.rank == 0 and number == 0:
            del content["eating"]
        if centre.rank == 1 and number == min(1, len(residents) - 1):
            content["unit"] = "CVK"
        received = day + timedelta(days=25) if late else told_on
        if received < today:
            yield _request(fund, centre, resident.person, "admission", day, received, content, now)


def _ends(fund: CareFund, centre: Centre, today: date, now: datetime) -> Iterator[CareRequest]:
    """Who died; the second centre forgets to tell it, and goes on invoicing."""
    if centre.rank == 1:
        return
    rights = CareRight.objects.filter(pillar=PILLAR, provider_id=centre.provider.pk, superseded_at=None, valid_to=None)
    died = Death.objects.filter(superseded_at=None, person_id__in=rights.values("person_id"), valid_from__lt=today)
    for death in died.select_related("person").order_by("person_id"):
        content = {"unit": UNIT, "departed_minute": 900, "by_death": True}
        received = min(death.valid_from + timedelta(days=5), today)
        yield _request(fund, centre, death.person, "end", death.valid_from, received, content, now)


def _request(
    fund: CareFund,
    centre: Centre,
    person: Person,
    kind: str,
    day: date,
    received: date,
    content: dict[str, Any],
    now: datetime,
) -> CareRequest:
    return take_request(
        PILLAR,
        kind,
        fund=fund,
        person=person,
        provider=centre.provider,
        key=f"demo {kind} {centre.provider.number} {person.pk} {day}",
        received_on=received,
        event_on=day,
        content=content,
        at=now,
    )


def _invoice(centre: Centre, today: date) -> list[tuple[str, bytes]]:
    """The invoice of a centre for the month before; in March the third centre sends its file twice."""
    last = today.replace(day=1) - timedelta(days=1)
    lines = list(_lines(centre, last))
    if not lines:
        return []
    number = f"{last:%Y%m}"
    table = pa.table({name: [row[name] for row in lines] for name in lines[0]})
    file = (f"{centre.provider.number}-{number}.csv", write(Head(PILLAR, centre.provider.number, number), table))
    return [file, file] if centre.rank == 2 and today.month == 3 else [file]


def _lines(centre: Centre, last: date) -> Iterator[dict[str, Any]]:
    """Basic allowance and incontinence material of everybody who stayed, and what goes wrong in some months."""
    first = last.replace(day=1)
    incontinence = int(law_on(first).parameters["incontinence_day_cents"])
    rights = CareRight.objects.filter(
        pillar=PILLAR, provider_id=centre.provider.pk, code=UNIT, superseded_at=None, valid_from__lte=last
    ).filter(_open_on(first))
    # In January the third centre still has the amount of the year before in its software.
    old = centre.rank == 2 and last.month == 1
    for number, right in enumerate(rights.select_related("person").order_by("person_id")):
        start, stop = max(first, right.valid_from), last
        if right.valid_to is not None:
            stop = min(last, right.valid_to - timedelta(days=1))
        kept = json.loads(right.details)
        # Whoever came past noon has the first stay day on the next day.
        if kept["began"] == start.isoformat() and kept["arrived_minute"] > 720:
            start += timedelta(days=1)
        if start > stop:
            continue
        days = (stop - start).days + 1
        basic = _line(right.person, "BTZ", start, stop, days, centre.old_cents if old else centre.cents)
        yield basic
        yield _line(right.person, "INC", start, stop, days, incontinence)
        if number == 0 and centre.rank % 4 == 0 and last.month % 4 == 1:
            yield {**basic, "code": "KM", "unit_cents": 44, "amount_cents": 44 * days}
        if number == 1 and last.month % 3 == 2:
            yield basic


def _line(person: Person, code: str, start: date, stop: date, days: int, cents: int) -> dict[str, Any]:
    return {
        "user": person.insz,
        "code": code,
        "from": start,
        "to": stop,
        "quantity": days,
        "unit_cents": cents,
        "amount_cents": days * cents,
        "corrects": "",
        "unit": UNIT,
        "hundredth_km": 0,
    }


def _open_on(day: date) -> Q:
    return Q(valid_to__isnull=True) | Q(valid_to__gt=day)
