"""Half-open periods of days: from the first day to just before the end."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from zorgkas.engine.calendar import FOREVER, first_day, last_day


class ReversedPeriod(ValueError):
    """A period that would end before or on the day it starts."""


@dataclass(frozen=True, order=True)
class Period:
    """The days from `start` to just before `end`, as Days; an end of FOREVER means that it goes on."""

    start: int
    end: int = FOREVER

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ReversedPeriod(f"A period from {_written(self.start)} cannot end on {_written(self.end)}.")

    @classmethod
    def of(cls, start: datetime.date, end: datetime.date | None = None) -> "Period":
        """From one date to just before another, or without end."""
        return cls(start.toordinal(), FOREVER if end is None else end.toordinal())

    @classmethod
    def of_month(cls, month: int) -> "Period":
        """All days of a month."""
        return cls(first_day(month), last_day(month) + 1)

    def __contains__(self, day: int) -> bool:
        return self.start <= day < self.end

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Period") -> bool:
        """Whether the two have a day in common."""
        return self.start < other.end and other.start < self.end

    def common(self, other: "Period") -> "Period | None":
        """The days in both."""
        return Period(max(self.start, other.start), min(self.end, other.end)) if self.overlaps(other) else None

    def without(self, other: "Period") -> tuple["Period", ...]:
        """The days that are not in the other: no, one or two periods."""
        if not self.overlaps(other):
            return (self,)
        before = (Period(self.start, other.start),) if self.start < other.start else ()
        after = (Period(other.end, self.end),) if other.end < self.end else ()
        return before + after


def union(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The same days as few periods in order: what overlaps or touches becomes one."""
    joined: list[Period] = []
    for period in sorted(periods):
        if joined and period.start <= joined[-1].end:
            joined[-1] = Period(joined[-1].start, max(joined[-1].end, period.end))
        else:
            joined.append(period)
    return tuple(joined)


def _written(day: int) -> str:
    return datetime.date.fromordinal(day).isoformat() if 1 <= day <= datetime.date.max.toordinal() else f"day {day}"
