"""What is left of the recognised days of a quarter (care centre) or a year (short stay, day care) (BVR art. 460, 529).

No article gives the number of days: it is taken as the recognised units of each day, added up over the period.
"""

import numpy as np

from zorgkas.care.pillars.residential.columns import (
    Ints,
    Lines,
    Places,
    Positions,
    Used,
    key,
    overlap,
    pairs,
    place,
    running_before,
    total_by,
)
from zorgkas.engine.calendar import first_day, last_day
from zorgkas.law.residential.kinds import AllowanceKind, CareUnit, LineOutcome

MOST = 9_999  # what a column of the law holds; nothing is refused above it


def capacity_left(lines: Lines, outcome: Ints, places: Places, used: Used) -> Ints:
    """The days left before each line: the recognised ones, less those of the lines accepted before it."""
    first, _ = _period(lines.unit, lines.month)
    period = key(place(lines.site, lines.unit), first)
    distinct, one, group = np.unique(period, return_index=True, return_inverse=True)
    recognised = _recognised(lines.where(one), places)
    days = np.where((lines.kind == AllowanceKind.BASIC) & (outcome == LineOutcome.ACCEPTED), lines.days, 0)
    at, at_used = pairs(distinct, key(place(used.site, used.unit), _period(used.unit, used.month)[0]))
    # All lines of a period in one row, in order of receipt.
    order = np.argsort(np.concatenate([used.number[at_used], lines.number]), kind="stable")
    groups = np.concatenate([at, group])[order]
    before = np.empty(len(order), np.int64)
    before[order] = running_before(groups, np.concatenate([used.days[at_used], days])[order])
    left: Ints = np.clip(recognised[group] - before[len(at) :], 0, MOST)
    return left


def _period(unit: Ints, month: Ints) -> tuple[Ints, Ints]:
    """The first and last month over which days are counted."""
    quarter = unit == CareUnit.WZC
    first = np.where(quarter, month - month % 3, month - month % 12)
    return first, first + np.where(quarter, 2, 11)


def _recognised(lines: Lines, places: Places) -> Positions:
    """The recognised units of each day, added up over the period of each line."""
    start, stop = _period(lines.unit, lines.month)
    first = np.array([first_day(int(month)) for month in start], np.int64)
    last = np.array([last_day(int(month)) for month in stop], np.int64)
    at_line, at = pairs(place(lines.site, lines.unit), place(places.site, places.unit))
    days = overlap(first[at_line], last[at_line], places.start[at], places.end[at] - 1)
    return total_by(at_line, days * places.units[at], len(lines))
