"""The stream at scale, through the commands that a fund uses: people, a premium year, a month of budgets."""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.measure import Result, report
from zorgkas.cli._django import start_django

YEAR = 2026
COMMAND = str(Path(sys.executable).with_name("zorgkas"))
PASSWORD = "benchmark only, never served"


def run(*arguments: str) -> tuple[float, int]:
    """Run `zorgkas` with these arguments; return its seconds and its peak memory in MiB."""
    print(f"zorgkas {' '.join(arguments)}", file=sys.stderr)
    start = time.perf_counter()
    process = subprocess.Popen([COMMAND, *arguments], stdout=sys.stderr)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"zorgkas {' '.join(arguments)} ended with status {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, usage.ru_maxrss // 1024


class Step:
    """Adds up the commands of one piece of work and reports it against its budget."""

    def __init__(self, scale: int) -> None:
        self.scale, self.seconds, self.peak = scale, 0.0, 0

    def run(self, *arguments: str) -> None:
        seconds, peak = run(*arguments)
        self.seconds, self.peak = self.seconds + seconds, max(self.peak, peak)

    def report(self, work: str, people: int, budget_seconds: float) -> None:
        """The budget is that of full scale; a smaller scale gets its share of it, but never less than 10 seconds."""
        budget = max(budget_seconds / self.scale, 10)
        each = self.seconds / people * 1e6 if people else 0
        measured = f"{self.seconds:.1f} s ({each:.1f} µs a person)"
        within = self.seconds <= budget and self.peak < 4096
        report(Result(work, f"1:{self.scale}, {people:,}", measured, f"{budget:.0f} s", within, self.peak))


def counts() -> tuple[int, int, int]:
    """How many people, claims of the year and people with a budget there are."""
    from zorgkas.budgets.models import Entitlement
    from zorgkas.ledger.models import Item
    from zorgkas.registry.models import Person

    claims = Item.objects.filter(product=1, period=YEAR).count()
    with_budget = Entitlement.objects.filter(superseded_at=None, valid_to=None).values("person").distinct().count()
    return Person.objects.count(), claims, with_budget


def prepare_collection(scale: int) -> tuple[int, int]:
    """A late message about 100,000 people, and invitations old enough to remind of; how many of both there are.

    The demo has no premium of a year before this one, so the message changes the premium of this year: entitled on
    1 January of the year before. In reality nine in ten have paid by November; here nobody did, so this is the worst.
    """
    from datetime import UTC, date, datetime, timedelta

    from django.utils import timezone

    from zorgkas.letters.models import Letter
    from zorgkas.registry.models import IncreasedAllowance, Person
    from zorgkas.registry.queries import known
    from zorgkas.registry.services import record_facts, source

    entitled = known(IncreasedAllowance).values("person_id")
    people = list(
        Person.objects.filter(birth_date__lt=date(1990, 1, 1))
        .exclude(pk__in=entitled)
        .order_by("pk")
        .values_list("pk", flat=True)[: 100_000 // scale]
    )
    columns = {
        "person_id": people,
        "valid_from": [date(YEAR - 1, 1, 1)] * len(people),
        "valid_to": [date(YEAR - 1, 7, 1)] * len(people),
    }
    told = source("message", "benchmark: a late message", datetime(YEAR, 6, 1, tzinfo=UTC))
    record_facts(IncreasedAllowance, columns, source=told, recorded_at=timezone.now())
    long_ago = timezone.now() - timedelta(days=60)
    asked = Letter.objects.filter(kind="premium_invitation").update(created_at=long_ago)
    return len(people), asked


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=int, default=100)
    scale: int = parser.parse_args().scale

    # As in a fund at work: the server of the database runs, and each command finds it running.
    start_django(needs_tables=False)
    run("db", "migrate")
    population = Step(scale)
    population.run("population", "make", "--scale", str(scale))
    for name in ("proposer", "releaser"):
        run("users", "add", name, "--role", "finance", "--password", PASSWORD)

    premiums = Step(scale)
    premiums.run("premium", "run", str(YEAR))
    again = Step(scale)
    again.run("premium", "run", str(YEAR))

    # The first month stands for all: everybody with a right is new to the ledger.
    first = Step(scale)
    first.run("payments", "run", f"{YEAR}-01", "--first-month", f"{YEAR}-01", "--user", "proposer")
    first.run("bank", "release", "1", "--user", "releaser")
    first.run("bank", "export", "1")
    next_month = Step(scale)
    next_month.run("payments", "run", f"{YEAR}-02", "--user", "proposer")
    next_month.run("bank", "release", "2", "--user", "releaser")
    next_month.run("bank", "export", "2")
    check = Step(scale)
    check.run("ledger", "check")

    invitations = Step(scale)
    invitations.run("premium", "run", str(YEAR), "--letters")
    late, reminders, reminded_again = Step(scale), Step(scale), Step(scale)
    changed, asked = prepare_collection(scale)
    late.run("collection", "late")
    reminders.run("collection", "remind", str(YEAR))
    reminded_again.run("collection", "remind", str(YEAR))

    people, claims, with_budget = counts()
    population.report("making the synthetic population", people, 600)
    premiums.report("premium year: dues, claims, ledger, communications", claims, 90)
    again.report("the same premium run again (nothing to book)", claims, 90)
    first.report("first month of budgets: dues, ledger, release, pain.001", with_budget, 30)
    next_month.report("next month of budgets: dues, set-off, ledger, release, pain.001", with_budget, 30)
    check.report("adding up the whole ledger again (check)", claims, 90)
    invitations.report("invitations of the year, after a run that finds nothing", claims, 120)
    late.report("late increased allowance of a previous year: only the differences", changed, 30)
    reminders.report("reminders: noted and written, of everybody who did not pay", asked, 120)
    reminded_again.report("the same reminders again (nothing to do)", asked, 120)


if __name__ == "__main__":
    main()
