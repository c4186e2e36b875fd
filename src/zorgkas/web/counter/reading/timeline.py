"""The facts of a person as a picture: one lane per kind, bars over the years. Coordinates only; the template draws."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from zorgkas.web.counter.reading.facts import FactRow

YEARS_BACK = 8
WIDTH = 1000
LABEL_WIDTH = 190
LANE_HEIGHT = 34
ROW_HEIGHT = 24
HEAD_HEIGHT = 26
# A bar of a single day must still be seen, and text only fits in a wide one.
NARROWEST_BAR = 4
TEXT_FROM_WIDTH = 60
SIGN_WIDTH = 7.2
# Not in the picture: an account or a mandate says nothing about rights.
LEFT_OUT = frozenset({"BankAccount", "DirectDebitMandate"})


@dataclass(frozen=True)
class Bar:
    """One fact in its lane."""

    x: float
    y: int
    width: float
    text: str
    fact: FactRow


@dataclass(frozen=True)
class Lane:
    """One kind of fact; facts that hold at the same time stand below each other."""

    kind: str
    label: str
    y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Tick:
    """The first of January of a year."""

    x: float
    year: int


@dataclass(frozen=True)
class Timeline:
    """Everything the template needs to draw."""

    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    today_x: float


def timeline(facts: Sequence[FactRow], today: datetime.date) -> Timeline:
    """Lay out the last years and the next one; what began earlier starts at the left edge."""
    start = datetime.date(today.year - YEARS_BACK, 1, 1)
    end = datetime.date(today.year + 2, 1, 1)
    shown = [
        fact
        for fact in facts
        if fact.kind not in LEFT_OUT and fact.valid_from < end and (fact.valid_to is None or fact.valid_to > start)
    ]
    lanes: list[Lane] = []
    height = HEAD_HEIGHT
    for kind in dict.fromkeys(fact.kind for fact in shown):
        of_kind = [fact for fact in shown if fact.kind == kind]
        rows = _rows(of_kind)
        bars = tuple(_bar(fact, row, start, end) for row, facts_of_row in enumerate(rows) for fact in facts_of_row)
        lanes.append(Lane(kind, of_kind[0].label, height, bars))
        height += (len(rows) - 1) * ROW_HEIGHT + LANE_HEIGHT
    years = range(start.year, end.year)
    ticks = tuple(Tick(_x(datetime.date(year, 1, 1), start, end), year) for year in years)
    return Timeline(height + 6, tuple(lanes), ticks, _x(today, start, end))


def _rows(facts: Sequence[FactRow]) -> list[list[FactRow]]:
    """Divide facts over rows so that no two in a row hold on the same day: two findings may hold side by side."""
    rows: list[list[FactRow]] = []
    for fact in sorted(facts, key=lambda one: one.valid_from):
        free = next((row for row in rows if row[-1].valid_to and row[-1].valid_to <= fact.valid_from), None)
        if free is None:
            rows.append([fact])
        else:
            free.append(fact)
    return rows


def _bar(fact: FactRow, row: int, start: datetime.date, end: datetime.date) -> Bar:
    left = _x(max(fact.valid_from, start), start, end)
    right = _x(min(fact.valid_to or end, end), start, end)
    width = max(right - left, NARROWEST_BAR)
    fits = int((width - 12) / SIGN_WIDTH)
    text = fact.text if len(fact.text) <= fits else fact.text[: max(fits - 1, 0)].rstrip(" ,(") + "…"
    return Bar(left, 6 + row * ROW_HEIGHT, width, text if width >= TEXT_FROM_WIDTH else "", fact)


def _x(day: datetime.date, start: datetime.date, end: datetime.date) -> float:
    share = (day - start).days / (end - start).days
    return round(LABEL_WIDTH + share * (WIDTH - LABEL_WIDTH), 1)
