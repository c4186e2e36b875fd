"""Who there is: people with a birth date, a sex, a name and a household."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from zorgkas.population.assumptions import Assumptions
from zorgkas.population.columns import Days, Flags, Ints, curve, new_year
from zorgkas.population.names import names
from zorgkas.population.quota import REFERENCE_YEAR, Quota
from zorgkas.population.streams import Stream

JOINER_COHORTS = (1998, 1999, 2000, 2001)  # turning 26 from 2024 to 2027
ARRIVAL_YEARS = (2024, 2025)
SPREAD = 149  # no common divisor with 365 or 366: walks over every day of a year before it comes back


class Role(IntEnum):
    """Why the fund knows somebody."""

    MEMBER = 0  # affiliated in 2023
    ARRIVAL = 1  # came to live here in 2024 or 2025, 26 or older
    JOINER = 2  # turns 26 from 2024 on
    CHILD = 3  # has a care budget


@dataclass(frozen=True)
class People:
    """The people of a chunk as columns, in the order in which they are stored."""

    role: Ints
    birth_year: Ints
    birth: Days
    birth_rank: Ints  # which one of the people of this sex born on this day
    male: Ints
    first_name: Ints
    last_name: Ints
    household: Ints

    def __len__(self) -> int:
        return len(self.role)

    @staticmethod
    def draw_names(rng: np.random.Generator, male: Ints) -> tuple[Ints, Ints]:
        """A first and a last name for each."""
        women, men = names().women.draw(rng, len(male)), names().men.draw(rng, len(male))
        return np.where(male == 1, men, women), names().last.draw(rng, len(male))

    def age(self, year: int = REFERENCE_YEAR) -> Ints:
        """Age reached in the year."""
        return year - self.birth_year


def draw_people(quota: Quota, stream: Stream, assumed: Assumptions) -> People:
    """Draw the people of a chunk."""
    role, birth_year = _roles_and_years(quota, stream("ages"), assumed)
    female = curve(assumed.female_by_age, REFERENCE_YEAR - birth_year)
    male = (stream("sex").random(len(role)) >= female).astype(np.int64)
    birth, rank = spread_birthdays(birth_year, male, stream("birthdays"))
    household, father = _households(role, birth_year, male, stream("households"), assumed)
    last = names().last.draw(stream("last names"), len(role))
    rng = stream("first names")
    women, men = names().women.draw(rng, len(role)), names().men.draw(rng, len(role))
    return People(
        role=role,
        birth_year=birth_year,
        birth=birth,
        birth_rank=rank,
        male=male,
        first_name=np.where(male == 1, men, women),
        last_name=last[father],
        household=household,
    )


def _roles_and_years(quota: Quota, rng: np.random.Generator, assumed: Assumptions) -> tuple[Ints, Ints]:
    bounds = [int(age) for age, _ in assumed.age_weights]
    ages = np.arange(bounds[0], bounds[-1])
    shares = np.cumsum(curve(assumed.age_weights, ages))
    # Evenly spaced through the pyramid, then shuffled: every chunk has the same form.
    position = (np.arange(quota.members) + rng.random()) / max(quota.members, 1)
    members = rng.permutation(ages[np.searchsorted(shares / shares[-1], position, side="right")])
    arrivals = [
        year - np.minimum(26 + rng.exponential(9, quota.arrivals_per_year).astype(np.int64), 75)
        for year in ARRIVAL_YEARS
    ]
    joiners = np.repeat(np.array(JOINER_COHORTS), quota.joiners_per_cohort)
    children = REFERENCE_YEAR - rng.integers(3, 17, quota.children_zzz, endpoint=True)
    parts = [REFERENCE_YEAR - members, np.concatenate(arrivals), joiners, children]
    roles = [Role.MEMBER, Role.ARRIVAL, Role.JOINER, Role.CHILD]
    role = np.concatenate([np.full(len(part), which, np.int64) for part, which in zip(parts, roles, strict=True)])
    order = rng.permutation(len(role))  # so that the order in the database says nothing
    return role[order], np.concatenate(parts)[order]


def spread_birthdays(birth_year: Ints, male: Ints, rng: np.random.Generator) -> tuple[Days, Ints]:
    """Spread the people of one year and sex evenly over its days; tell how many were born that day before each."""
    order = np.lexsort((male, birth_year))
    group = birth_year[order] * 2 + male[order]
    first = np.flatnonzero(np.diff(group, prepend=-1))
    sizes = np.diff(first, append=len(group))
    within = np.arange(len(group)) - np.repeat(first, sizes)
    start = new_year(birth_year[order])
    length = (new_year(birth_year[order] + 1) - start).astype(np.int64)
    offset = np.repeat(rng.integers(0, 366, len(first)), sizes)
    birth, rank = np.empty(len(order), np.int32), np.empty(len(order), np.int64)
    birth[order] = start + (within * SPREAD + offset) % length
    rank[order] = within // length
    return birth, rank


def _households(
    role: Ints, birth_year: Ints, male: Ints, rng: np.random.Generator, assumed: Assumptions
) -> tuple[Ints, Ints]:
    """Give everybody a household, and the person whose last name he or she has."""
    number = len(role)
    age = (REFERENCE_YEAR - birth_year).astype(np.float64)
    household, named_after = np.arange(number), np.arange(number)
    adult = role != Role.CHILD
    coupled = adult & (rng.random(number) < curve(assumed.couples_by_age, age.astype(np.int64)))
    same_sex = rng.random(number) < assumed.share_of_couples_of_one_sex
    # In order of age, women shifted by the usual difference: neighbours in both rows become couples.
    key = age + rng.normal(0, 2.5, number) + np.where(male == 1, 0.0, 2.0)
    men = _in_order(key, coupled & ~same_sex & (male == 1))
    women = _in_order(key, coupled & ~same_sex & (male == 0))
    pairs = min(len(men), len(women))
    household[women[:pairs]] = household[men[:pairs]]
    for sex in (0, 1):
        row = _in_order(key, coupled & same_sex & (male == sex))
        half = len(row) // 2
        household[row[1 : 2 * half : 2]] = household[row[0 : 2 * half : 2]]
    _live_with_parents(role, age, coupled, household, named_after, rng, assumed)
    return household, named_after


def _live_with_parents(
    role: Ints,
    age: npt.NDArray[np.float64],
    coupled: Flags,
    household: Ints,
    named_after: Ints,
    rng: np.random.Generator,
    assumed: Assumptions,
) -> None:
    at_home = ~coupled & (rng.random(len(role)) < curve(assumed.with_parents_by_age, age.astype(np.int64)))
    at_home &= age < 36
    parents = _in_order(age, (role == Role.MEMBER) & (age >= 36))
    young = np.flatnonzero(at_home)
    if not len(parents) or not len(young):
        return
    wanted = age[young] + np.clip(rng.normal(30, 4, len(young)), 20, 45)
    # Somebody of about that age; a little further along the row so that not all go to the same house.
    place = np.searchsorted(age[parents], wanted) + rng.integers(-400, 400, len(young)) * len(parents) // 100_000
    chosen = parents[np.clip(place, 0, len(parents) - 1)]
    household[young] = household[chosen]
    # A household carries the number of its man where there is one, so most children have the name of the father.
    named_after[young] = household[chosen]


def _in_order(key: npt.NDArray[np.float64], which: Flags) -> Ints:
    rows = np.flatnonzero(which)
    return rows[np.argsort(key[rows], kind="stable")]
