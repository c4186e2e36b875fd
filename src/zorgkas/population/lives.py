"""Where people lived and when, when they died, and when they belonged to the fund."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zorgkas.population.assumptions import Assumptions
from zorgkas.population.care import FAR
from zorgkas.population.columns import Days, Flags, Ints, day, new_year, year_of
from zorgkas.population.findings import Stays
from zorgkas.population.people import ARRIVAL_YEARS, People, Role
from zorgkas.population.places import BRUXELLOIS, FACILITIES_PER_TOWN, FLEMISH, FOREIGN, WALLOON, places, streets
from zorgkas.population.streams import Stream

BEGINNING = day(2001, 10, 1)  # of the Flemish care insurance
TAKEOVER_YEAR = 2025  # running memberships were taken over at its end; who joins in 2026 belongs to the demo year
PAST_YEARS = (2024, 2025)


@dataclass(frozen=True)
class Addresses:
    """Addresses as codes; a foreign one has only its country."""

    place: Ints
    street: Ints
    number: Ints

    def at(self, rows: Ints) -> "Addresses":
        """The addresses of the given rows."""
        return Addresses(self.place[rows], self.street[rows], self.number[rows])


def draw_addresses(rng: np.random.Generator, regions: Ints) -> Addresses:
    """An address in each of the regions."""
    number = len(regions)
    return Addresses(
        place=places().draw(rng, regions),
        street=rng.integers(0, len(streets()), number),
        number=1 + rng.exponential(45, number).astype(np.int64),
    )


@dataclass(frozen=True)
class Lives:
    """The days that matter in each life; FAR for what did not happen."""

    region: Ints
    here_since: Days
    from_wallonia: Flags
    moved: Days
    departed: Days
    death: Days


def draw_arrivals(people: People, stream: Stream, assumed: Assumptions) -> tuple[Ints, Days, Flags]:
    """The region of each household, and since when each person lives in Flanders or Brussels."""
    rng, number = stream("arrivals"), len(people)
    region = np.where(rng.random(number) < assumed.share_living_in_brussels, BRUXELLOIS, FLEMISH)[people.household]
    came = np.where(
        rng.random(number) < assumed.share_of_households_arrived_since_2001,
        rng.integers(day(2002), day(2023), number),
        BEGINNING,
    )[people.household]
    since = np.maximum(np.maximum(came, BEGINNING), people.birth).astype(np.int32)
    year = np.where(rng.random(number) < 0.5, *ARRIVAL_YEARS)
    recent = new_year(year) + rng.integers(0, 365, number)
    since = np.where(people.role == Role.ARRIVAL, recent, since).astype(np.int32)
    from_wallonia = (since > np.maximum(people.birth, BEGINNING)) & (
        rng.random(number) < assumed.share_arrived_from_wallonia
    )
    return region, since, from_wallonia


def draw_deaths(people: People, with_budget: Flags, stream: Stream, assumed: Assumptions) -> Days:
    """Who died in the two years before the demo year, and when."""
    rng, death = stream("deaths"), np.full(len(people), FAR, np.int32)
    for year in PAST_YEARS:
        chance = death_chance(people.age(year), with_budget, assumed)
        dies = (death == FAR) & (people.role != Role.ARRIVAL) & (rng.random(len(people)) < chance)
        days = rng.integers(day(year), day(year + 1), len(people))
        death = np.where(dies, days, death).astype(np.int32)
    return death


def death_chance(age: Ints, with_budget: Flags, assumed: Assumptions) -> npt.NDArray[np.float64]:
    """The chance to die within a year."""
    chance = assumed.death_at_60 * np.exp(assumed.death_growth_per_year * (age - 60.0))
    factor = np.where(with_budget, assumed.death_factor_with_budget, 0.85)
    return np.asarray(np.minimum(chance * factor, 0.6))


def draw_moves(
    people: People, here_since: Days, death: Days, with_budget: Flags, stream: Stream, assumed: Assumptions
) -> tuple[Days, Days]:
    """When each household came to its present address, and who left for Wallonia or abroad."""
    rng, number = stream("moves"), len(people)
    moved = np.where(
        rng.random(number) < assumed.share_of_households_moved_since_2001,
        day(2026) - 30 - rng.exponential(2200, number).astype(np.int64),
        BEGINNING,
    )[people.household]
    departed = np.full(number, FAR, np.int32)
    for year in PAST_YEARS:
        leaves = (people.role == Role.MEMBER) & ~with_budget & (departed == FAR) & (death == FAR)
        leaves &= rng.random(number) < assumed.departures_per_member_and_year
        departed = np.where(leaves, rng.integers(day(year), day(year + 1), number), departed).astype(np.int32)
    moved = np.where((moved > here_since) & (moved < np.minimum(death, departed)), moved, here_since)
    return moved.astype(np.int32), departed


@dataclass(frozen=True)
class Residences:
    """Periods at an address, of people by position."""

    person: Ints
    start: Days
    end: Days
    region: Ints
    address: Addresses
    country: Ints  # 0 Belgium, else a position in places.ABROAD, from 1


def residences(people: People, lives: Lives, stays: Stays, stream: Stream) -> Residences:
    """All periods of residence: before the last move, at home, in a facility, and after leaving."""
    rng, number = stream("addresses"), len(people)
    everybody = np.arange(number)
    home = draw_addresses(rng, lives.region).at(people.household)
    earlier = draw_addresses(rng, lives.region)
    walloon = draw_addresses(rng, np.full(number, WALLOON))
    last = np.minimum(lives.death, lives.departed)
    admitted = np.full(number, FAR, np.int32)
    residents, facility_place = stays.person, stays.facility // FACILITIES_PER_TOWN
    admitted[residents] = np.maximum(stays.start, lives.here_since[residents] + 1)
    moved = np.where(lives.moved < admitted, lives.moved, lives.here_since)
    at_facility = Addresses(
        facility_place, rng.integers(0, len(streets()), len(residents)), np.ones(len(residents), np.int64)
    )
    before = np.maximum(people.birth, BEGINNING)
    abroad = rng.random(number) < 0.6
    none, away = np.zeros(number, np.int64), rng.integers(1, 13, number)
    away_region = np.where(abroad, FOREIGN, WALLOON)
    parts = [
        (everybody[lives.from_wallonia], before, lives.here_since, none + WALLOON, walloon, none),
        (everybody, lives.here_since, np.minimum(moved, last), lives.region, earlier, none),
        (everybody, moved, np.minimum(admitted, last), lives.region, home, none),
        (everybody, lives.departed, np.full(number, FAR, np.int32), away_region, walloon, np.where(abroad, away, 0)),
    ]
    rows = [
        Residences(who, start[who], end[who], region[who], address.at(who), country[who])
        for who, start, end, region, address, country in parts
    ]
    rows.append(
        Residences(
            residents,
            admitted[residents],
            last[residents],
            places().region[facility_place],
            at_facility,
            np.zeros(len(residents), np.int64),
        )
    )
    return _real(rows)


def _real(parts: list[Residences]) -> Residences:
    kept = []
    for part in parts:
        rows = np.flatnonzero(part.start < part.end)
        kept.append(
            Residences(
                part.person[rows],
                part.start[rows],
                part.end[rows],
                part.region[rows],
                part.address.at(rows),
                part.country[rows],
            )
        )
    return Residences(
        person=np.concatenate([part.person for part in kept]),
        start=np.concatenate([part.start for part in kept]),
        end=np.concatenate([part.end for part in kept]),
        region=np.concatenate([part.region for part in kept]),
        address=Addresses(
            *(np.concatenate([getattr(part.address, name) for part in kept]) for name in ("place", "street", "number"))
        ),
        country=np.concatenate([part.country for part in kept]),
    )


def memberships(people: People, lives: Lives) -> tuple[Ints, Days, Days]:
    """Who is or was affiliated, from 1 January of the first year (BVR art. 56, 63) until death or departure."""
    first_year = np.maximum(people.birth_year + 26, year_of(lives.here_since))
    member = np.flatnonzero((people.role != Role.CHILD) & (first_year <= TAKEOVER_YEAR))
    start = np.maximum(new_year(first_year[member]), BEGINNING).astype(np.int32)
    left = lives.departed[member]
    # Leaving ends it on 31 December of that year (BVR art. 75).
    end = np.where(left < FAR, new_year(year_of(np.minimum(left, day(2100))) + 1), lives.death[member]).astype(np.int32)
    alive = start < end
    return member[alive], start[alive], end[alive]
