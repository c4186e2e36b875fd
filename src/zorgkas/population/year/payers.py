"""How members pay their premium: on time, late, partly, twice, without or with the wrong communication, or not."""

from collections import Counter
from datetime import date, timedelta

import numpy as np

from zorgkas.banking.simulator import SimulatedBank
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.communication import communication_of
from zorgkas.ledger.queries import open_items
from zorgkas.population.assumptions import Assumptions
from zorgkas.population.columns import Ints
from zorgkas.population.numbers import PERSON_ACCOUNTS, iban
from zorgkas.population.year.chance import between, uniform
from zorgkas.population.year.world import World
from zorgkas.registry.models import CareFund, DirectDebitMandate, Person
from zorgkas.registry.snapshot import holds, read

ON_TIME, LATE, PARTLY, NO_COMMUNICATION, WRONG_COMMUNICATION, NEVER = range(6)
WAYS = ("in full", "late", "in part", "without communication", "with a wrong communication")
PAID_TWICE = 0.001
FIRST_DAY, LAST_DAY = 2, 27


def pay_premiums(
    bank: SimulatedBank,
    fund: CareFund,
    world: World,
    dead: set[int],
    year: int,
    month: int,
    seed: int,
    assumed: Assumptions,
    to: str,
) -> Counter[str]:
    """Let everybody pay who does so this month; who is dead (known or not) or gave a mandate does not."""
    claims = open_items(fund, Account.PREMIUM_RECEIVABLE, int(Product.PREMIUM), year)
    if not len(claims["item"]):
        return Counter()
    index = claims["person"] - int(world.person[0])
    way = ways_of_paying(seed, year, index, assumed)
    planned = np.select(
        [way == ON_TIME, way == LATE],
        [between(seed, "pays in", index, 2, 4), between(seed, "pays late in", index, 5, 11)],
        between(seed, "pays somehow in", index, 2, 5),
    )
    # Who pays in full settles what is open; the others try once.
    now = np.where(way <= LATE, planned <= month, planned == month) & (way != NEVER)
    collected = _with_mandate(claims["person"].tolist(), date(year, month, 1))
    now &= ~np.isin(claims["person"], collected) & ~np.isin(claims["person"], list(dead))
    names = Person.objects.in_bulk(claims["person"][now].tolist())
    counts: Counter[str] = Counter()
    days = between(seed, f"day {month}", index, FIRST_DAY, LAST_DAY)
    twice = uniform(seed, "pays twice", index) < PAID_TWICE
    numbers = iban(PERSON_ACCOUNTS, index % 10_000_000).to_pylist()
    for row in np.flatnonzero(now).tolist():
        person = names[int(claims["person"][row])]
        cents, item = int(claims["balance_cents"][row]), int(claims["item"][row])
        how = int(way[row])
        counts[WAYS[how]] += 1
        communication, text = communication_of(item), ""
        if how == PARTLY:
            cents = cents // 2
        if how == NO_COMMUNICATION:
            communication, text = "", f"zorgpremie {year} {person} {person.insz}"
        if how == WRONG_COMMUNICATION:
            # Two digits changed places: the check digits no longer fit, so it is only a text.
            communication, text = "", communication[:8] + communication[9] + communication[8] + communication[10:]
        for extra in range(2 if twice[row] and how == ON_TIME else 1):
            day = date(year, month, int(days[row])) + timedelta(days=extra)
            bank.pay_in(numbers[row], str(person), cents, to=to, day=day, communication=communication, text=text)
            counts["twice"] += extra
    return counts


def ways_of_paying(seed: int, year: int, index: Ints, assumed: Assumptions) -> Ints:
    """How each person (by index in the population) pays the premium of a year: one of the ways above."""
    return np.searchsorted(_shares(assumed), uniform(seed, f"pays {year}", index), side="right").astype(np.int64)


def _shares(assumed: Assumptions) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.cumsum(
        [
            assumed.share_paying_on_time,
            assumed.share_paying_late,
            assumed.share_paying_partly,
            assumed.share_paying_without_communication,
            assumed.share_paying_with_wrong_communication,
        ]
    )


def _with_mandate(people: list[int], on: date) -> list[int]:
    table = read({"mandate": holds(DirectDebitMandate, on)}, persons=people)
    return [
        person
        for person, mandate in zip(table["person_id"].to_pylist(), table["mandate"].to_pylist(), strict=True)
        if mandate
    ]
