"""How much of which month is taken off which budget: the pure arithmetic, for all people at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Taken:
    """So many cents of this debt are covered by this budget (rows of the two tables)."""

    debt: Ints
    budget: Ints
    cents: Ints


def capped(cents: Ints, group: Ints, most: Ints) -> Ints:
    """Of each row what fits under the most of its group, the first rows first; rows of a group stand together."""
    total = np.cumsum(cents)
    first = np.searchsorted(group, group, side="left") if _sorted(group) else _firsts(group)
    before = total - cents
    before = before - before[first] if len(first) else before
    return np.clip(most - before, 0, cents)


def cover(debt_person: Ints, debts: Ints, budget_person: Ints, budgets: Ints) -> Taken:
    """Lay the debts and the budgets of each person beside each other and take where they meet.

    Both are sorted by person, in the order in which they are used. Never more than is owed, never more than is held.
    """
    people = np.intersect1d(debt_person[debts > 0], budget_person[budgets > 0])
    if not len(people):
        return Taken(*(np.zeros(0, np.int64) for _ in range(3)))
    owes, holds = _rows(debt_person, debts, people), _rows(budget_person, budgets, people)
    # A place on one line for all people: far enough apart that nobody reaches the next.
    width = int(max(debts.sum(), budgets.sum())) + 1
    debt_end, budget_end = owes.rank * width + owes.end, holds.rank * width + holds.end
    reach = np.minimum(owes.totals, holds.totals)
    ends = np.union1d(debt_end, budget_end)
    rank = (ends - 1) // width
    ends = np.unique(np.minimum(ends, rank * width + reach[rank]))
    starts = np.maximum(np.concatenate([[0], ends[:-1]]), (ends - 1) // width * width)
    cents = ends - starts
    debt = owes.row[np.searchsorted(debt_end, ends, side="left")]
    budget = holds.row[np.searchsorted(budget_end, ends, side="left")]
    return Taken(debt, budget, cents)


@dataclass(frozen=True)
class _Line:
    """Rows that count, each with the rank of its person and where it ends on that person's line."""

    row: Ints
    rank: Ints
    end: Ints
    totals: Ints


def _rows(person: Ints, cents: Ints, people: Ints) -> _Line:
    row = np.flatnonzero(np.isin(person, people) & (cents > 0))
    rank = np.searchsorted(people, person[row])
    total = np.cumsum(cents[row])
    first = np.searchsorted(rank, rank, side="left")
    before = total - cents[row]
    end = total - (before[first] if len(first) else 0)
    totals = np.zeros(len(people), np.int64)
    np.add.at(totals, rank, cents[row])
    return _Line(row, rank.astype(np.int64), end, totals)


def _sorted(group: Ints) -> bool:
    return bool((np.diff(group) >= 0).all())


def _firsts(group: Ints) -> NDArray[np.intp]:
    """The first row of the run of equal groups that each row stands in."""
    starts = np.concatenate([[True], np.diff(group) != 0])
    return np.maximum.accumulate(np.where(starts, np.arange(len(group)), 0))
