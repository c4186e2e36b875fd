"""First and last names with their frequency in Flanders (the nl_BE lists of Faker, from Statbel)."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from zorgkas.population.columns import Ints


@dataclass(frozen=True)
class NameList:
    """Names and the running share of people who have them."""

    names: tuple[str, ...]
    cumulative: npt.NDArray[np.float64]

    def draw(self, rng: np.random.Generator, number: int) -> Ints:
        """Positions of names, as often as people have them."""
        return np.searchsorted(self.cumulative, rng.random(number), side="right").astype(np.int64)


@dataclass(frozen=True)
class Names:
    """The lists that people are named from."""

    women: NameList
    men: NameList
    last: NameList


@cache
def names() -> Names:
    """The lists of Faker, ready to draw from."""
    from faker.providers.person.nl_BE import Provider

    def of(counts: dict[str, int]) -> NameList:
        shares = np.cumsum(np.fromiter(counts.values(), float))
        return NameList(tuple(counts), shares / shares[-1])

    return Names(women=of(Provider.first_names_female), men=of(Provider.first_names_male), last=of(Provider.last_names))
