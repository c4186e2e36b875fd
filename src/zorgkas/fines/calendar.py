"""The calendar of a year: what falls due when, whether it was done, and doing it (once, or late)."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_noop

from zorgkas.engine import LegalGap
from zorgkas.ledger import services as ledger
from zorgkas.ledger.models import Run
from zorgkas.registry.models import CareFund, Task
from zorgkas.registry.reasons import label, reason
from zorgkas.registry.services import close_tasks, open_task
from zorgkas.registry.yearly import Duty, duties

# The modules in which rooms register what falls due for them.
MODULE = "yearly"
RUN_KIND = "calendar "
FALLS_DUE = gettext_noop("%(what)s: due on %(due)s (%(article)s)")
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Entry:
    """One line of the calendar of a fund and year."""

    duty: Duty
    year: int
    opens_on: datetime.date
    due_on: datetime.date
    done_on: datetime.date | None
    outcome: str

    def late(self, today: datetime.date) -> bool:
        """Past the day and not done, of what this system does."""
        return self.done_on is None and self.duty.run is not None and today > self.due_on

    def waits(self, until: datetime.date) -> bool:
        """Whether running the calendar would do this: its first day has come and it was not done since."""
        done = self.done_on is not None and self.done_on >= self.opens_on
        return self.duty.run is not None and self.opens_on <= until and not done


@dataclass(frozen=True)
class Played:
    """What was run: the entry and what came of it, or why it could not be done."""

    entry: Entry
    outcome: str
    failed: bool


def calendar(fund: CareFund, year: int) -> list[Entry]:
    """Everything that falls due in a year, by day."""
    autodiscover_modules(MODULE)
    found = [_entry(fund, year, duty) for duty in duties()]
    return sorted(found, key=lambda entry: (entry.due_on, entry.opens_on, entry.duty.name))


def run_until(fund: CareFund, year: int, until: datetime.date, progress: Progress | None = None) -> Iterator[Played]:
    """Run everything whose first day has come by a day and that was not run since, in the order of the calendar.

    May be repeated and may be late: each duty does what is still missing, on the day of now: nothing is dated back, and
    nothing is done before its time. What cannot be done says why, opens a task with its legal day, and stops no
    other.
    """
    today = timezone.localdate()
    until = min(until, today)
    for entry in calendar(fund, year):
        if not entry.waits(until):
            continue
        if progress:
            progress(str(entry.duty.label))
        yield _play(fund, entry, today)


def open_tasks_of(fund: CareFund, year: int, today: datetime.date) -> int:
    """Open a task for everything that can be done now and was not, with its legal day; close those that were done."""
    opened = 0
    for entry in calendar(fund, year):
        reference = _reference(fund, entry)
        if entry.done_on is not None:
            close_tasks(Task.objects.filter(kind=Task.Kind.CALENDAR, reference=reference))
        elif entry.duty.run is not None and entry.opens_on <= today:
            _open(fund, entry)
            opened += 1
    return opened


def _entry(fund: CareFund, year: int, duty: Duty) -> Entry:
    due = duty.due(year)
    last = (
        Run.objects.filter(kind=RUN_KIND + duty.name, fund=fund, period=year, state=Run.State.DONE)
        .order_by("started_at")
        .last()
    )
    own = duty.done_on(fund, year) if duty.done_on else None
    ran = timezone.localdate(last.known_at) if last else None
    return Entry(
        duty,
        year,
        duty.opens(year) if duty.opens else due,
        due,
        max((day for day in (own, ran) if day), default=None),
        str(last.outcome.get("done", "")) if last else "",
    )


def _play(fund: CareFund, entry: Entry, on: datetime.date) -> Played:
    assert entry.duty.run is not None
    try:
        with ledger.run(RUN_KIND + entry.duty.name, entry.year, fund) as run:
            outcome = entry.duty.run(fund, entry.year, on)
            run.outcome = {"done": outcome}
    except (ValueError, LookupError, LegalGap, ledger.LedgerError) as error:
        _open(fund, entry)
        return Played(entry, f"{error}", True)
    close_tasks(Task.objects.filter(kind=Task.Kind.CALENDAR, reference=_reference(fund, entry)))
    return Played(entry, outcome, False)


@transaction.atomic
def _open(fund: CareFund, entry: Entry) -> None:
    told = reason(FALLS_DUE, what=label(entry.duty.label), due=entry.due_on.isoformat(), article=entry.duty.article)
    open_task(Task.Kind.CALENDAR, fund=fund, reference=_reference(fund, entry), reason=told, due_on=entry.due_on)


def _reference(fund: CareFund, entry: Entry) -> str:
    return f"{fund.code} {entry.year} {entry.duty.name}"
