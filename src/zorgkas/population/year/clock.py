"""The simulated clock: while it runs, the whole system believes that it is another day."""

import contextlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Max
from django.utils import timezone

from zorgkas.ledger.models import Run
from zorgkas.registry.models import Source

BRUSSELS = ZoneInfo("Europe/Brussels")
# Everything was taken over at once, the day before the demo year.
TAKEOVER = datetime(2025, 12, 31, 11, tzinfo=UTC)


class Clock:
    """Says a moment that only moves when it is set; each look is a millisecond later, so that nothing coincides."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def set(self, day: date, hour: int = 9) -> None:
        """Go to a day; never back."""
        at = datetime.combine(day, time(hour), BRUSSELS)
        self._at = max(self._at, at)

    def now(self) -> datetime:
        """The moment it is now, in UTC as Django says it."""
        self._at += timedelta(milliseconds=1)
        return self._at.astimezone(ZoneInfo("UTC"))

    @property
    def today(self) -> date:
        """The day it is now in Brussels."""
        return self._at.astimezone(BRUSSELS).date()

    @contextlib.contextmanager
    def running(self) -> Iterator["Clock"]:
        """Let everything that asks Django for the time get this one."""
        real = timezone.now
        timezone.now = self.now
        try:
            yield self
        finally:
            timezone.now = real


@contextlib.contextmanager
def not_before(moment: datetime) -> Iterator[timedelta]:
    """Let time run on from a moment that still lies ahead, so that what was played is not in the future."""
    ahead = max(moment - timezone.now(), timedelta(0))
    real = timezone.now
    timezone.now = lambda: real() + ahead
    try:
        yield ahead
    finally:
        timezone.now = real


def latest_moment() -> datetime:
    """The last moment that the database knows: a simulated clock goes on from there."""
    run: datetime | None = Run.objects.aggregate(at=Max("known_at"))["at"]
    heard: datetime | None = Source.objects.aggregate(at=Max("received_at"))["at"]
    return max(TAKEOVER, run or TAKEOVER, heard or TAKEOVER) + timedelta(seconds=1)
