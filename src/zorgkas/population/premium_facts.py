"""What decides about the premium: increased allowance, insurance abroad, exemptions, direct debit."""

from dataclasses import dataclass

import numpy as np

from zorgkas.population.assumptions import Assumptions
from zorgkas.population.care import FAR, HOME, ZBO, Rights
from zorgkas.population.columns import Days, Flags, Ints, curve, day
from zorgkas.population.people import People, Role
from zorgkas.population.streams import Stream

REGULATION, FOREIGN_PENSION, INTERNATIONAL_BODY = 1, 2, 3  # registry.ForeignInsurance.Ground
NEIGHBOURS = ("NL", "DE", "FR", "LU")


@dataclass(frozen=True)
class Periods:
    """Periods of people by position, with a code for what holds."""

    person: Ints
    start: Days
    end: Days
    code: Ints


def increased_allowances(
    people: People, rights: Rights, affiliated: Flags, stream: Stream, assumed: Assumptions
) -> Periods:
    """Who is entitled to the increased allowance; some lost it in 2024, some got it in 2025."""
    rng, number = stream("increased allowance"), len(people)
    chance = curve(assumed.increased_allowance_by_age, people.age())
    chance[rights.person[rights.product == ZBO]] = assumed.increased_allowance_with_zbo
    entitled = np.flatnonzero(affiliated & (rng.random(number) < chance))
    start = np.maximum(day(2024) - rng.exponential(2500, len(entitled)).astype(np.int64), day(2002))
    turn = rng.random(len(entitled))
    began = turn < assumed.increased_allowance_began_in_2025
    ended = turn > 1 - assumed.increased_allowance_ended_in_2024
    start = np.where(began, rng.integers(day(2025, 1, 2), day(2026), len(entitled)), start)
    end = np.where(ended, day(2024, 2, 1) + rng.integers(0, 330, len(entitled)), FAR)
    start = np.maximum(start, people.birth[entitled])
    return Periods(entitled, start.astype(np.int32), end.astype(np.int32), np.zeros(len(entitled), np.int64))


def foreign_insurances(
    people: People, affiliated: Flags, with_budget: Flags, stream: Stream, assumed: Assumptions
) -> Periods:
    """Members insured in another state: voluntary since 2019."""
    rng = stream("foreign insurance")
    chosen = np.flatnonzero(affiliated & ~with_budget & (rng.random(len(people)) < assumed.share_foreign_insured))
    ground = rng.choice([REGULATION, FOREIGN_PENSION, INTERNATIONAL_BODY], size=len(chosen), p=[0.85, 0.1, 0.05])
    start = day(2019) + rng.integers(0, 2200, len(chosen))
    return Periods(chosen, start.astype(np.int32), np.full(len(chosen), FAR, np.int32), ground)


def exemptions(people: People, affiliated: Flags, stream: Stream, assumed: Assumptions) -> Periods:
    """Situations in which no premium is due (DEC art. 45 §3); temporary protection exists since March 2022."""
    rng = stream("exemptions")
    chosen = np.flatnonzero(affiliated & (rng.random(len(people)) < assumed.share_exempt_from_premium))
    ground = rng.choice([1, 2, 3], size=len(chosen), p=[0.7, 0.2, 0.1])
    start = day(2026) - rng.integers(30, 1800, len(chosen))
    end = np.where(rng.random(len(chosen)) < 0.2, start + 1800, FAR)
    return Periods(chosen, start.astype(np.int32), end.astype(np.int32), ground)


def detentions(people: People, stream: Stream, assumed: Assumptions) -> Periods:
    """Stays in prison, past and present."""
    rng, age = stream("detentions"), people.age()
    adult = (people.role == Role.MEMBER) & (age < 75)
    chosen = np.flatnonzero(adult & (rng.random(len(people)) < assumed.share_detained))
    start = day(2026) - rng.integers(1, 1500, len(chosen))
    end = np.where(rng.random(len(chosen)) < 0.5, start + rng.integers(30, 900, len(chosen)), FAR)
    return Periods(chosen, start.astype(np.int32), end.astype(np.int32), np.zeros(len(chosen), np.int64))


def suspensions(rights: Rights, people: People, stream: Stream, assumed: Assumptions) -> tuple[Periods, Days]:
    """Situations that suspend a running ZZZ at home (BVR art. 182), and when the fund was told: some too late."""
    rng = stream("suspensions")
    running = np.flatnonzero((rights.product == 2) & (rights.care_form == HOME) & (rights.end > day(2026)))
    # At least one wherever there is a right, so that small populations show what a suspension does.
    number = min(len(running), max(1, round(len(running) * assumed.share_of_zzz_suspended)))
    chosen = np.sort(rng.choice(running, number, replace=False))
    person = rights.person[chosen]
    minor = people.age(2026)[person] < 18
    ground = np.where(minor, 3, rng.choice([1, 2, 5, 6], size=len(chosen), p=[0.6, 0.3, 0.07, 0.03]))
    start = day(2026) - rng.integers(40, 700, len(chosen))
    end = np.where(rng.random(len(chosen)) < 0.3, start + rng.integers(60, 1000, len(chosen)), FAR)
    late = rng.random(len(chosen)) < 0.15
    told = np.where(late, np.minimum(start + rng.integers(20, 200, len(chosen)), day(2026) - 1), start - 10)
    return Periods(person, start.astype(np.int32), end.astype(np.int32), ground), told.astype(np.int32)


def mandates(people: People, affiliated: Flags, stream: Stream, assumed: Assumptions) -> Periods:
    """Who lets the fund collect the premium, since the day of signature."""
    rng = stream("mandates")
    chosen = np.flatnonzero(affiliated & (rng.random(len(people)) < assumed.share_with_direct_debit))
    signed = day(2025, 12, 1) - rng.integers(1, 4000, len(chosen))
    return Periods(
        chosen, signed.astype(np.int32), np.full(len(chosen), FAR, np.int32), np.zeros(len(chosen), np.int64)
    )
