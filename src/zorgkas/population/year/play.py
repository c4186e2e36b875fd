"""Plays a year month by month: what happens outside, what the fund does, and what must hold after each month."""

import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from zorgkas.database import DATA_DIR
from zorgkas.letters.services import record_example_contact
from zorgkas.population.assumptions import DEFAULT, Assumptions
from zorgkas.population.year.bank import BankDesk
from zorgkas.population.year.checks import check_month, decisions_of, fact_rows
from zorgkas.population.year.clock import TAKEOVER, Clock, latest_moment
from zorgkas.population.year.office import Office, Staff, queued_movements
from zorgkas.population.year.plan import draw_plan
from zorgkas.population.year.register import Register
from zorgkas.population.year.shared import Progress, Year
from zorgkas.population.year.steps import steps_of
from zorgkas.population.year.story import tell
from zorgkas.population.year.world import read_world
from zorgkas.registry.models import CareFund, Source
from zorgkas.registry.services import source

INSTALLATION = "demo bank "
# Done again after a restart, so that the bank is in the state it was in; for the fund that changes nothing.
BANK_STEPS = frozenset({"members pay", "bank"})


@dataclass
class Month:
    """What was played in a month."""

    month: int
    counts: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    checks: dict[str, bool] = field(default_factory=dict)
    story: str = ""
    played_before: bool = False


def play_year(
    year: int,
    fund: CareFund,
    staff: Staff,
    *,
    seed: int = 1,
    months: int = 12,
    assumed: Assumptions = DEFAULT,
    directory: Path | None = None,
    progress: Progress | None = None,
) -> Iterator[Month]:
    """Play the months that were not played yet, one after the other; yields what happened in each.

    May be broken off anywhere, also by a kill: the next call goes on in the month that was not finished. What was
    booked is not booked again, and the same things happen.
    """
    clock = Clock(latest_moment())
    with clock.running():
        record_example_contact(fund)
        world = read_world(year, fund)
        plan = draw_plan(world, year, seed, assumed)
        this = Year(
            fund,
            year,
            seed,
            assumed,
            clock,
            world,
            plan,
            Register(world, plan, year, seed, fund, clock),
            Office(fund, staff, year, seed, world, plan, clock),
            BankDesk(
                (directory or DATA_DIR / "demo-bank") / _installation(),
                fund,
                year,
                seed,
                assumed,
                members=int(world.member.sum()),
            ),
            progress or (lambda month, step, done: None),
        )
    for month in range(1, months + 1):
        with clock.running():
            played = _known(this, month) or _play(this, month)
        yield played


def _installation() -> str:
    """A name for this database, so that the bank of another one is never taken for its own."""
    known = Source.objects.filter(reference__startswith=INSTALLATION).first()
    known = known or source(Source.Kind.SYSTEM, INSTALLATION + secrets.token_hex(8), TAKEOVER)
    return known.reference.removeprefix(INSTALLATION)


def _mark(this: Year, month: int) -> str:
    return f"demo year {this.year}-{month:02d} seed {this.seed}: played"


def _known(this: Year, month: int) -> Month | None:
    """What was played before, with the bank as it was then."""
    if not Source.objects.filter(reference=_mark(this, month)).exists():
        return None
    this.desk.once(f"{this.period(month)}-statement", _never)
    noted = this.desk.noted(this.period(month))
    counts = _counter(noted, "counts")
    checks = {str(k): bool(v) for k, v in _mapping(noted, "checks").items()}
    return Month(month, counts, {}, checks, tell(month, counts), played_before=True)


def _mapping(noted: dict[str, object] | None, name: str) -> dict[object, object]:
    found = (noted or {}).get(name, {})
    return dict(found) if isinstance(found, dict) else {}


def _counter(noted: dict[str, object] | None, name: str) -> Counter[str]:
    return Counter({str(key): int(str(value)) for key, value in _mapping(noted, name).items()})


def _never(bank: object) -> bytes:
    raise RuntimeError("a month that was played has no bank statement: the demo-bank directory is incomplete")


def _play(this: Year, month: int) -> Month:
    played = Month(month)
    before = fact_rows()
    since = max(datetime(this.year, month, 1, tzinfo=UTC) - timedelta(days=20), TAKEOVER)
    for name, on, act in steps_of(this, month, since):
        played.seconds[name], counts = _step(this, month, name, on, act)
        played.counts += counts
    this.progress(month, "checks", 0)
    start = time.perf_counter()
    played.checks = check_month(this.fund, this.year, month, before, decisions_of(this.year, month))
    played.seconds["checks"] = round(time.perf_counter() - start, 2)
    played.counts["waiting in the bank queue"] = queued_movements(this.fund)
    played.story = tell(month, played.counts)
    this.desk.note(this.period(month), {"counts": dict(played.counts), "checks": played.checks})
    source(Source.Kind.SYSTEM, _mark(this, month), this.clock.now())
    return played


def _step(this: Year, month: int, name: str, on: int, act: Callable[[], Counter[str]]) -> tuple[float, Counter[str]]:
    """Do a step, unless it was done before the year was broken off; it is told in any case."""
    this.progress(month, name, 0)
    this.clock.set(date(this.year, month, on))
    start = time.perf_counter()
    note = f"{this.period(month)} {name}"
    noted = this.desk.noted(note)
    if noted is None or name in BANK_STEPS:
        counts = act()
    if noted is not None:
        counts = _counter(noted, "counts")
    this.desk.note(note, {"counts": dict(counts)})
    return round(time.perf_counter() - start, 2), counts
