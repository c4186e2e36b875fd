"""Columns of lines, stays and amounts, and how one is looked up in the other. Days are ordinals, as in the law."""

from dataclasses import dataclass, fields
from typing import Self

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.integer]
Flags = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Rows:
    """Columns of one length."""

    def __len__(self) -> int:
        return len(getattr(self, fields(self)[0].name))

    def where(self, chosen: Flags | Positions) -> Self:
        """Some of the rows, by flag or by position."""
        return type(self)(*(getattr(self, field.name)[chosen] for field in fields(self)))


@dataclass(frozen=True)
class Lines(Rows):
    """Lines of invoices in their order of receipt: one user, one month, one allowance. A credit has negative days."""

    number: Ints  # grows with the receipt, also over files
    refused_before: Flags  # judged before, and nothing of it was accepted
    person: Ints
    site: Ints
    unit: Ints  # CareUnit
    kind: Ints  # AllowanceKind
    month: Ints
    first: Ints  # first and last stay day
    last: Ints
    days: Ints
    day_cents: Ints
    total_cents: Ints
    hundredth_km: Ints
    received: Ints


@dataclass(frozen=True)
class Stays(Rows):
    """Approved stays; `paid_from` is what the answer to the notification said. Hours are minutes of the day."""

    person: Ints
    site: Ints
    unit: Ints
    began: Ints
    arrived_minute: Ints
    ended: Ints  # FOREVER while it goes on
    departed_minute: Ints
    ended_by_death: Flags
    paid_from: Ints


@dataclass(frozen=True)
class Absences(Rows):
    """Days of a month that are no stay days: temporary absences, and holidays above fourteen days."""

    person: Ints
    site: Ints
    month: Ints
    days: Ints


@dataclass(frozen=True)
class Amounts(Rows):
    """The basic allowance of a stay day that the agency told, by site and kind of facility, from a day on."""

    site: Ints
    unit: Ints
    start: Ints
    end: Ints  # first day on which it no longer holds
    day_cents: Ints


@dataclass(frozen=True)
class Places(Rows):
    """Recognised units of a site, from a day until just before another."""

    site: Ints
    unit: Ints
    start: Ints
    end: Ints
    units: Ints
    additional: Flags  # additional recognition of short stay (BVR art. 505/1)


@dataclass(frozen=True)
class Billed(Rows):
    """What was accepted before, by any facility: periods of a person at a site. A credit has negative days."""

    number: Ints
    person: Ints
    site: Ints
    unit: Ints
    kind: Ints
    month: Ints
    first: Ints
    last: Ints
    days: Ints


@dataclass(frozen=True)
class Used(Rows):
    """Days that count for the capacity of a site and were accepted before, by file; a credit has negative days."""

    number: Ints  # of the first line
    site: Ints
    unit: Ints
    month: Ints
    days: Ints


@dataclass(frozen=True)
class People(Rows):
    """Users of whom something is known: the day of death (or NEVER), the first year with an unpaid premium (or 0)."""

    person: Ints
    died: Ints
    unpaid_year: Ints


@dataclass(frozen=True)
class OtherCare(Rows):
    """Stays in care that excludes this one: a psychiatric nursing home, a rehabilitation hospital or facility."""

    person: Ints
    first: Ints
    last: Ints


def place(site: Ints, unit: Ints) -> Positions:
    """One number for a site and a kind of facility: each kind at a site has its own stays, amounts and capacity."""
    return site.astype(np.int64) * 8 + unit.astype(np.int64)


def key(first: Ints, second: Ints) -> Positions:
    """One number for two columns; the second stays below a million (a day, a month, a place)."""
    return (first.astype(np.int64) << 20) + second.astype(np.int64)


def pairs(left: Ints, right: Ints) -> tuple[Positions, Positions]:
    """Every pair of positions with the same key: in `left`, and in `right`."""
    order = np.argsort(right, kind="stable")
    ordered = right[order]
    low, high = np.searchsorted(ordered, left, "left"), np.searchsorted(ordered, left, "right")
    number = high - low
    at_left = np.repeat(np.arange(len(left)), number)
    within = np.arange(len(at_left)) - np.repeat(np.cumsum(number) - number, number)
    return at_left, order[np.repeat(low, number) + within]


def overlap(first: Ints, last: Ints, other_first: Ints, other_last: Ints) -> Ints:
    """How many days two periods have in common; both ends count."""
    common: Ints = np.minimum(last, other_last) - np.maximum(first, other_first) + 1
    return np.asarray(np.maximum(0, common))


def total_by(positions: Positions, values: Ints, length: int) -> Positions:
    """The sum of the values at each position."""
    return np.bincount(positions, weights=values, minlength=length).astype(np.int64)


def running_before(group: Positions, values: Ints) -> Positions:
    """The sum of the values of the rows before each row in its group, in their order."""
    order = np.argsort(group, kind="stable")
    ordered = values[order].astype(np.int64)
    before = np.cumsum(ordered) - ordered
    new = np.concatenate([[True], group[order][1:] != group[order][:-1]]) if len(group) else np.zeros(0, np.bool_)
    start = np.maximum.accumulate(np.where(new, np.arange(len(group)), 0)) if len(group) else np.zeros(0, np.int64)
    result = np.empty(len(group), np.int64)
    result[order] = before - before[start] if len(group) else before
    return result
