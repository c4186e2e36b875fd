"""Which premium is taken off which budget: the pure arithmetic of the set-off, for all people at once."""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Open:
    """Open amounts, one row per item: of whom, of which period, how much."""

    item: Ints
    person: Ints
    product: Ints
    period: Ints
    cents: Ints

    def take(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> "Open":
        """The chosen rows."""
        return Open(*(getattr(self, name)[chosen] for name in self.__dataclass_fields__))

    def __len__(self) -> int:
        return len(self.item)


@dataclass(frozen=True)
class Match:
    """So many cents of this debt are paid with this budget (rows of the two tables)."""

    debt: Ints
    budget: Ints
    cents: Ints


def match(debts: Open, budgets: Open, allowed: NDArray[np.bool_], first: NDArray[np.bool_] | None = None) -> Match:
    """Take debts off budgets of the same person: oldest premium year first, from the oldest budget on.

    Debts that are marked `first` come before the others of the same person.

    `allowed[d, b]` says whether the law lets the premium year with index d in the sorted years be taken off a budget
    of the month with index b in the sorted months. Never more than is owed, never more than the budget holds.
    """
    urgent = np.zeros(len(debts), np.bool_) if first is None else first
    order = np.lexsort((budgets.product, budgets.period, budgets.person))
    persons, months = budgets.person[order], budgets.period[order]
    left = budgets.cents[order].copy()
    month_index = np.searchsorted(np.unique(budgets.period), months)
    parts: list[tuple[Ints, Ints, Ints]] = []
    years = np.unique(debts.period)
    for group, (year_index, year) in itertools.product((True, False), enumerate(years)):
        rows = np.flatnonzero((debts.period == year) & (urgent == group))
        if not len(rows):
            continue
        rows = rows[np.argsort(debts.person[rows], kind="stable")]
        place = np.searchsorted(debts.person[rows], persons)
        place_safe = np.minimum(place, len(rows) - 1)
        owes = debts.person[rows][place_safe] == persons
        usable = np.where(owes & allowed[year_index, month_index], left, 0)
        taken = _fill(persons, usable, np.where(owes, debts.cents[rows][place_safe], 0))
        left -= taken
        used = np.flatnonzero(taken)
        parts.append((rows[place_safe[used]], order[used], taken[used]))
    columns = [np.concatenate(column) if parts else np.zeros(0, np.int64) for column in zip(*parts, strict=True)]
    return Match(*columns) if parts else Match(*(np.zeros(0, np.int64) for _ in range(3)))


def _fill(persons: Ints, usable: Ints, owed: Ints) -> Ints:
    """Per row what is taken of it, when each person's rows are used up in order until what is owed is covered."""
    total = np.cumsum(usable)
    first = np.searchsorted(persons, persons, side="left")
    before = total - usable
    before -= before[first] if len(first) else 0
    return np.clip(owed - before, 0, usable)
