"""Plays a year month by month: what happens outside, what the fund does, and what must hold after each month."""

import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from django.db.models import Max
from django.utils.translation import gettext_lazy

from zorgkas.banking.models import FundAccount, Movement
from zorgkas.banking.services import Result, import_file
from zorgkas.database import DATA_DIR
from zorgkas.ledger.models import Run
from zorgkas.letters.services import record_example_contact
from zorgkas.population.assumptions import DEFAULT, Assumptions
from zorgkas.population.care_in_kind import play_care
from zorgkas.population.columns import day
from zorgkas.population.load import TAKEOVER
from zorgkas.population.year import fines, recovery
from zorgkas.population.year.bank import BankDesk
from zorgkas.population.year.budgets import play_budgets
from zorgkas.population.year.checks import check_month, decisions_of, fact_rows
from zorgkas.population.year.clock import Clock
from zorgkas.population.year.collection import play_collection
from zorgkas.population.year.memberships import handle_memberships
from zorgkas.population.year.office import Office, Staff, queued_movements
from zorgkas.population.year.payers import pay_premiums
from zorgkas.population.year.plan import Plan, draw_plan
from zorgkas.population.year.register import Register
from zorgkas.population.year.story import tell
from zorgkas.population.year.world import World, read_world
from zorgkas.registry.models import CareFund, Source
from zorgkas.registry.services import source

HEAR, DECIDE, ASK, PAY, BANK = 16, 17, 18, 20, 28
DOUBLED_MONTHS = (5, 9)
INSTALLATION = "demo bank "
# Done again after a restart, so that the bank is in the state it was in; for the fund that changes nothing.
BANK_STEPS = frozenset({"members pay", "bank"})

# The month, the step (a name below), and how much of the step is done, where that is counted.
Progress = Callable[[int, str, int], None]
STEP_LABELS = {
    "members pay": gettext_lazy("members pay"),
    "fines": gettext_lazy("fines"),
    "messages": gettext_lazy("messages"),
    "memberships": gettext_lazy("memberships"),
    "care need": gettext_lazy("care need"),
    "other budgets": gettext_lazy("other budgets"),
    "premium run": gettext_lazy("premium run"),
    "collection": gettext_lazy("collection"),
    "budget run": gettext_lazy("budget run"),
    "appeals": gettext_lazy("appeals"),
    "recovery": gettext_lazy("undue budgets"),
    "care in kind": gettext_lazy("care in kind"),
    "payment": gettext_lazy("payment"),
    "premiums at the counter": gettext_lazy("premiums at the counter"),
    "letters": gettext_lazy("letters"),
    "bank": gettext_lazy("bank"),
    "checks": gettext_lazy("checks"),
}


@dataclass
class Month:
    """What was played in a month."""

    month: int
    counts: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    checks: dict[str, bool] = field(default_factory=dict)
    story: str = ""
    played_before: bool = False


@dataclass(frozen=True)
class _Year:
    fund: CareFund
    year: int
    seed: int
    assumed: Assumptions
    clock: Clock
    world: World
    plan: Plan
    register: Register
    office: Office
    desk: BankDesk
    progress: Progress


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
        this = _Year(
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


def latest_moment() -> datetime:
    """The last moment that the database knows: a simulated clock goes on from there."""
    run: datetime | None = Run.objects.aggregate(at=Max("known_at"))["at"]
    heard: datetime | None = Source.objects.aggregate(at=Max("received_at"))["at"]
    return max(TAKEOVER, run or TAKEOVER, heard or TAKEOVER) + timedelta(seconds=1)


def _installation() -> str:
    """A name for this database, so that the bank of another one is never taken for its own."""
    known = Source.objects.filter(reference__startswith=INSTALLATION).first()
    known = known or source(Source.Kind.SYSTEM, INSTALLATION + secrets.token_hex(8), TAKEOVER)
    return known.reference.removeprefix(INSTALLATION)


def _mark(this: _Year, month: int) -> str:
    return f"demo year {this.year}-{month:02d} seed {this.seed}: played"


def _known(this: _Year, month: int) -> Month | None:
    """What was played before, with the bank as it was then."""
    if not Source.objects.filter(reference=_mark(this, month)).exists():
        return None
    this.desk.once(f"{_period(this, month)}-statement", _never)
    noted = this.desk.noted(_period(this, month))
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


def _play(this: _Year, month: int) -> Month:
    played = Month(month)
    before = fact_rows()
    since = max(datetime(this.year, month, 1, tzinfo=UTC) - timedelta(days=20), TAKEOVER)
    steps: tuple[tuple[str, int, Callable[[], Counter[str]]], ...] = (
        ("members pay", 2, lambda: _members_pay(this, month)),
        ("fines", fines.DAY, lambda: _fines(this, month)),
        ("messages", HEAR, lambda: _hear(this, month)),
        ("memberships", DECIDE, lambda: _memberships(this)),
        ("care need", DECIDE, lambda: this.office.handle_care(month, since)),
        ("other budgets", DECIDE, lambda: _other_budgets(this, month, since)),
        ("appeals", DECIDE, lambda: _appeal(this)),
        ("premium run", ASK, this.office.run_premiums),
        ("collection", ASK, lambda: this.office.collect_premiums(month)),
        ("budget run", PAY, lambda: this.office.run_budgets(month)),
        ("recovery", PAY, lambda: _recover(this)),
        ("care in kind", PAY, lambda: _care(this)),
        ("payment", PAY, lambda: this.office.pay_budgets(month)),
        ("premiums at the counter", PAY, lambda: _collect(this)),
        ("letters", PAY, lambda: this.office.write_letters(month, partial(this.progress, month, "letters"))),
        ("bank", BANK, lambda: _bank(this, month)),
    )
    for name, on, act in steps:
        played.seconds[name], counts = _step(this, month, name, on, act)
        played.counts += counts
    this.progress(month, "checks", 0)
    start = time.perf_counter()
    played.checks = check_month(this.fund, this.year, month, before, decisions_of(this.year, month))
    played.seconds["checks"] = round(time.perf_counter() - start, 2)
    played.counts["waiting in the bank queue"] = queued_movements(this.fund)
    played.story = tell(month, played.counts)
    this.desk.note(_period(this, month), {"counts": dict(played.counts), "checks": played.checks})
    source(Source.Kind.SYSTEM, _mark(this, month), this.clock.now())
    return played


def _period(this: _Year, month: int) -> str:
    return f"{this.year}-{month:02d}"


def _step(this: _Year, month: int, name: str, on: int, act: Callable[[], Counter[str]]) -> tuple[float, Counter[str]]:
    """Do a step, unless it was done before the year was broken off; it is told in any case."""
    this.progress(month, name, 0)
    this.clock.set(date(this.year, month, on))
    start = time.perf_counter()
    note = f"{_period(this, month)} {name}"
    noted = this.desk.noted(note)
    if noted is None or name in BANK_STEPS:
        counts = act()
    if noted is not None:
        counts = _counter(noted, "counts")
    this.desk.note(note, {"counts": dict(counts)})
    return round(time.perf_counter() - start, 2), counts


def _appeal(this: _Year) -> Counter[str]:
    return recovery.play_appeals(this.fund, this.office.staff.case_worker, this.clock.today, this.clock.now())


def _recover(this: _Year) -> Counter[str]:
    return recovery.play_recovery(this.fund, this.office.staff.case_worker, this.clock.today, this.clock.now())


def _care(this: _Year) -> Counter[str]:
    worker, clock = this.office.staff.case_worker, this.clock
    return play_care(this.fund, worker, this.world, this.year, this.seed, clock.today, clock.now())


def _fines(this: _Year, month: int) -> Counter[str]:
    worker = this.office.staff.case_worker
    return fines.play_fines(this.fund, worker, this.world, this.year, month, this.seed, this.assumed)


def _collect(this: _Year) -> Counter[str]:
    staff = this.office.staff
    return play_collection(this.fund, staff.case_worker, staff.releases, this.year, this.clock.today)


def _hear(this: _Year, month: int) -> Counter[str]:
    counts = Counter(this.register.hear(month))
    counts["late deaths"] += int(this.plan.of("death", month)["late"].sum())
    counts["new accounts"] += this.office.new_accounts(this.register, month)
    return counts


def _other_budgets(this: _Year, month: int, since: datetime) -> Counter[str]:
    worker = this.office.staff.case_worker
    return play_budgets(this.fund, worker, this.world, this.year, month, this.seed, this.clock.today, since)


def _memberships(this: _Year) -> Counter[str]:
    return handle_memberships(this.fund, this.year, this.seed, this.clock.today, this.clock.now())


def _members_pay(this: _Year, month: int) -> Counter[str]:
    """Let members pay in the course of the month; after a restart it is not asked again who does."""
    counts: Counter[str] = Counter()
    events = this.plan.events["death"]
    gone = events["day"] < day(this.year, month) + 27
    dead = set(this.world.person[events["who"][gone]].tolist())

    def pay(bank: object) -> bytes:
        counts.update(
            pay_premiums(
                this.desk.bank,
                this.fund,
                this.world,
                dead,
                this.year,
                month,
                this.seed,
                this.assumed,
                this.desk.accounts[FundAccount.Purpose.PREMIUMS],
            )
        )
        benefits = this.desk.accounts[FundAccount.Purpose.BENEFITS]
        counts["an instalment"] = recovery.pay_instalments(this.desk.bank, this.fund, benefits, this.year, month)
        return b""

    this.desk.once(f"{_period(this, month)}-paying", pay)
    return Counter({f"paid {way}": number for way, number in counts.items()})


def _bank(this: _Year, month: int) -> Counter[str]:
    """The bank executes our files and sends its statements; some months the file comes twice."""
    on, name = this.clock.today, f"{_period(this, month)}-statement"

    def act(bank: object) -> bytes:
        this.desk.receive_new_files(this.desk.bank, this.fund)
        return this.desk.bank.statement(on)

    data = this.desk.once(name, act)
    counts: Counter[str] = Counter()
    results = [import_file(data, f"{name}.cod")]
    if month in DOUBLED_MONTHS:
        results.append(import_file(data, f"{name}-again.cod"))
        counts["doubled files"] += results[-1].result == Result.DUPLICATE
    if any(result.refused for result in results):
        raise RuntimeError("; ".join(result.message for result in results))
    movements = Movement.objects.filter(statement__account__fund=this.fund, statement__closed_on=on)
    counts["bank movements"] += movements.count()
    counts["payments returned"] += movements.filter(event="payment_returned").count()
    counts["collections returned"] += movements.filter(event__in=("collection_returned", "collection_refunded")).count()
    counts["matched by hand"] += this.office.handle_queue()
    return counts
