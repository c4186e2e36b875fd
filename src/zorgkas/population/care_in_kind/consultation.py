"""Multidisciplinary consultation in the demo year: organisers, claims of the month, some late, some to be refused."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from django.contrib.auth.models import User

from zorgkas.care.models import CareRequest, ProviderAccount, Recognition
from zorgkas.care.services import decide, record_provider, record_provider_fact, take_request
from zorgkas.population.numbers import iban
from zorgkas.population.year.chance import choose
from zorgkas.population.year.world import World
from zorgkas.registry.models import CareFund, Person, Provider, Source
from zorgkas.registry.services import source

ORGANISERS = (("7100001", "Overlegplatform Leie en Schelde"), ("7100002", "Zorgregie Kempen"))
PEOPLE = (
    ("7200001", "Zorgbemiddelaar Martens"),
    ("7200002", "Thuisverpleging De Linde"),
    ("7200003", "Kinepraktijk Aerts"),
    ("7200004", "Ergotherapie Willems"),
    ("7200005", "Huisartsenpraktijk Dupont"),
)
MEMBERS_PER_CLAIM, MOST = 1_200, 20
ACCOUNT_BANK = 962  # a bank number of the demo
GOOD: dict[str, Any] = {
    "disciplines": 3,
    "setting": "HOME",
    "organiser_present": True,
    "together": True,
    "doctor_invited": True,
    "carer_invited": True,
    "composition_agreed": True,
    "user_informed": True,
    "user_took_part": True,
    "plan_made": True,
    "mediator": "7200001",
    "providers": "7200002, 7200003, 7200004",
}


def play_consultations(
    fund: CareFund, worker: User, world: World, year: int, seed: int, today: date, now: datetime
) -> Counter[str]:
    """Play a month: claims come in and are decided; the first of a month is of somebody who had one before."""
    organisers = _open(source(Source.Kind.SYSTEM, f"demo year {year}: organisers of consultation", now), year)
    allowed = world.member & world.alive & (world.age(year) >= 70)
    number = min(max(int(world.member.sum()) // MEMBERS_PER_CLAIM, 4), MOST)
    chosen = choose(seed, f"consultation {today.month}", world.index, number, allowed)
    people = list(Person.objects.filter(pk__in=world.person[chosen].tolist()).order_by("pk"))
    earlier = CareRequest.objects.filter(fund=fund, pillar="consultation", decisions__outcome="granted")
    if (again := earlier.select_related("person").order_by("pk").first()) is not None:
        people.insert(0, again.person)
    counts: Counter[str] = Counter()
    for rank, person in enumerate(people):
        late = rank % 5 == 4
        held = today - timedelta(days=40 if late else 8)
        content = {**GOOD, "disciplines": 2} if rank == 1 else GOOD
        request = take_request(
            "consultation",
            "claim",
            fund=fund,
            person=person,
            provider=organisers[rank % len(organisers)],
            key=f"demo consultation {year}-{today.month:02d} {person.pk}",
            received_on=today - timedelta(days=1),
            event_on=held,
            content=content,
            at=now,
        )
        counts["consultations claimed"] += 1
        # What nobody can decide by the law stays in the queue: consultations of a year without published amounts.
        if request.state == CareRequest.State.OPEN and (decision := decide(request, worker, today, at=now)):
            counts[f"consultations {decision.outcome}"] += 1
    return counts


def _open(told: Source, year: int) -> list[Provider]:
    """Record who organises and who takes part, with their accounts."""
    start = date(year - 2, 1, 1)
    made = []
    for number, (code, name) in enumerate((*ORGANISERS, *PEOPLE)):
        organises = number < len(ORGANISERS)
        provider = record_provider(code, name, "organiser" if organises else "practice")
        account = {"iban": iban(ACCOUNT_BANK, np.array([number + 1]))[0].as_py(), "holder_name": name}
        record_provider_fact(ProviderAccount, provider, start, None, account, source=told)
        if organises:
            values = {"pillar": "consultation", "care": "ORGANISER", "number": code}
            record_provider_fact(Recognition, provider, start, None, values, source=told)
            made.append(provider)
    return made
