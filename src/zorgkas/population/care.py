"""Who has which care budget, since when, until when, and what was found about the care need."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zorgkas.population.assumptions import ZBH_MONTH_CENTS, Assumptions, zbo_month_cents
from zorgkas.population.columns import Days, Flags, Ints, curve, day, draw_by_weight, month_index, month_start
from zorgkas.population.people import People, Role
from zorgkas.population.quota import Quota
from zorgkas.population.streams import Stream

FAR = np.int32(2**30)  # a day that never comes
ZZZ, ZBH, ZBO = 2, 3, 4  # ledger.accounts.Product
HOME, RESIDENTIAL = 1, 2  # budgets.models.CareForm
WAITING_MONTHS = 4  # the fourth month after the opening (DEC art. 83)
LONGEST_MONTHS = 36  # of a right at home (BVR art. 167)
INDEFINITE_FROM_AGE = 80  # (BVR art. 167)

PRODUCTS = {"ZZZ": (ZZZ,), "ZBO": (ZBO,), "ZBH": (ZBH,), "ZZZ+ZBO": (ZZZ, ZBO), "ZZZ+ZBH": (ZZZ, ZBH)}
# How often people of an age have a budget, relative to each other.
NEED_AT_HOME = ((18, 0.15), (45, 0.4), (60, 0.9), (70, 2), (80, 7), (90, 20), (100, 25))
NEED_OF_A_FACILITY = ((45, 0.0), (60, 0.06), (70, 0.6), (80, 5), (90, 30), (100, 60))
NEED_OF_OLDER_PEOPLE = ((66, 0.0), (67, 0.7), (75, 2), (85, 8), (95, 12))
DISABILITY = ((25, 1.0), (60, 1.0), (66, 0.3), (75, 0.0))
M2023 = 12 * (2023 - 1970)


@dataclass(frozen=True)
class Rights:
    """Entitlements as columns; months are counted from January 1970, `last` FAR when without end."""

    person: Ints
    combination: npt.NDArray[np.str_]
    product: Ints
    care_form: Ints
    first_month: Ints
    end: Days  # first day without right
    given_cents: Ints  # 0: the law says the amount
    newcomer: Flags  # began after 2023

    def __len__(self) -> int:
        return len(self.person)

    def where(self, keep: Flags) -> "Rights":
        """The rights for which the flag is set."""
        return Rights(*(getattr(self, name)[keep] for name in self.__dataclass_fields__))


def join(parts: list[Rights]) -> Rights:
    """All rights in one table."""
    return Rights(*(np.concatenate([getattr(part, name) for part in parts]) for name in Rights.__dataclass_fields__))


def draw_holders(people: People, here_since: Days, quota: Quota, stream: Stream) -> dict[tuple[str, bool], Ints]:
    """Choose who has which combination of budgets in 2023; nobody has two."""
    rng, age = stream("budgets"), people.age()
    # Five calendar years here before the right opens (DEC art. 41 §1, 4°); enough for every start that is drawn.
    free = (people.role == Role.MEMBER) & (here_since <= day(2016))
    holders = {}
    for (combination, residential), number in quota.budgets.items():
        chosen = draw_by_weight(rng, _need(combination, residential, age), number, free)
        free[chosen] = False
        holders[combination, residential] = chosen
    holders["ZZZ", False] = np.concatenate([holders["ZZZ", False], np.flatnonzero(people.role == Role.CHILD)])
    return holders


def _need(combination: str, residential: bool, age: Ints) -> npt.NDArray[np.float64]:
    if residential:
        need = curve(NEED_OF_A_FACILITY, age)
    elif "ZBH" in combination:
        return curve(DISABILITY, age)
    else:
        need = curve(NEED_AT_HOME, age)
    return np.where(curve(NEED_OF_OLDER_PEOPLE, age) > 0, need, 0.0) if "ZBO" in combination else need


def rights_of_2023(
    people: People, holders: dict[tuple[str, bool], Ints], death: Days, stream: Stream, assumed: Assumptions
) -> Rights:
    """The rights of the people who had a budget in 2023, up to their end by death or for another reason."""
    parts = []
    for (combination, residential), persons in holders.items():
        for product in PRODUCTS[combination]:
            rng = stream(f"rights {combination} {residential} {product}")
            first = _first_months_until_2023(people, persons, product, residential, rng)
            parts.append(_rights(people, persons, combination, residential, product, first, death, rng, assumed))
    return join(parts)


def draw_newcomers(
    people: People, holders: dict[tuple[str, bool], Ints], rights: Rights, free: Flags, stream: Stream
) -> dict[tuple[str, bool], Ints]:
    """For every budget that ended in 2024 or 2025 somebody else got one, so that the number of people stays."""
    rng, age, free = stream("newcomers"), people.age(2025), free.copy()
    over = np.zeros(len(people), np.bool_)
    over[rights.person[rights.end <= day(2026)]] = True
    newcomers = {}
    for (combination, residential), persons in holders.items():
        adults = people.role[persons] != Role.CHILD
        weights = _need(combination, residential, age)
        number = min(int(over[persons[adults]].sum()), int((free & (weights > 0)).sum()))
        chosen = draw_by_weight(rng, weights, number, free)
        free[chosen] = False
        newcomers[combination, residential] = chosen
    return newcomers


def rights_of_newcomers(
    people: People, newcomers: dict[tuple[str, bool], Ints], stream: Stream, assumed: Assumptions
) -> Rights:
    """The rights that began in 2024 or 2025."""
    never = np.full(len(people), FAR, np.int32)
    parts = []
    for (combination, residential), persons in newcomers.items():
        first = stream(f"newcomers {combination} {residential}").integers(M2023 + 12, M2023 + 36, len(persons))
        for product in PRODUCTS[combination]:
            rng = stream(f"new rights {combination} {residential} {product}")
            parts.append(
                _rights(people, persons, combination, residential, product, first, never, rng, assumed, newcomer=True)
            )
    return join(parts)


def _first_months_until_2023(
    people: People, persons: Ints, product: int, residential: bool, rng: np.random.Generator
) -> Ints:
    last = M2023 + 11
    if product == ZBH:
        return rng.integers(M2023 - 12 * 6, last, len(persons), endpoint=True)
    if product == ZBO:
        months = last - rng.exponential(50, len(persons)).astype(np.int64)
        of_age = month_index(people.birth[persons]) + 12 * 66
        return np.minimum(np.maximum(months, np.maximum(of_age, M2023 - 12 * 2)), last)
    if residential:
        return np.maximum(last - rng.exponential(28, len(persons)).astype(np.int64), M2023 - 12 * 2)
    # At home: since the BelRAI Screener came (June 2021) and the four months after it.
    return rng.integers(M2023 - 14, last, len(persons), endpoint=True)


def _rights(
    people: People,
    persons: Ints,
    combination: str,
    residential: bool,
    product: int,
    first: Ints,
    death: Days,
    rng: np.random.Generator,
    assumed: Assumptions,
    newcomer: bool = False,
) -> Rights:
    number = len(persons)
    end = np.full(number, FAR, np.int32)
    if product == ZZZ and not residential:
        old = people.age(2025)[persons] >= INDEFINITE_FROM_AGE
        limited = ~old | (rng.random(number) < 0.3)
        last = first + LONGEST_MONTHS if newcomer else rng.integers(M2023 + 38, M2023 + 72, number)
        end = np.where(limited, month_start(np.asarray(last)), FAR).astype(np.int32)
    if not newcomer:
        ended = rng.random(number) < assumed.share_of_budgets_ended
        end = np.where(ended, month_start(rng.integers(M2023 + 13, M2023 + 36, number)), end).astype(np.int32)
    died = death[persons]
    after_death = np.where(died < FAR, month_start(month_index(np.minimum(died, day(2100))) + 1), FAR)
    cents = np.zeros(number, np.int64)
    if product == ZBH:
        cents[:] = ZBH_MONTH_CENTS
    if product == ZBO:
        category = rng.choice(np.arange(1, 6), size=number, p=assumed.zbo_categories)
        cents = np.array([zbo_month_cents(which) for which in range(1, 6)])[category - 1]
    return Rights(
        person=persons,
        combination=np.full(number, combination),
        product=np.full(number, product),
        care_form=np.full(number, RESIDENTIAL if residential else HOME),
        first_month=first,
        end=np.minimum(end, after_death).astype(np.int32),
        given_cents=cents,
        newcomer=np.full(number, newcomer),
    )
