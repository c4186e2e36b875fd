"""What happens in each step of a month: outside, at the fund, and at the bank."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import partial

from zorgkas.banking.models import FundAccount, Movement
from zorgkas.banking.services import Result, import_file
from zorgkas.population.care_in_kind import play_care
from zorgkas.population.columns import day
from zorgkas.population.year import fines, recovery
from zorgkas.population.year.budgets import play_budgets
from zorgkas.population.year.collection import play_collection
from zorgkas.population.year.memberships import handle_memberships
from zorgkas.population.year.payers import pay_premiums
from zorgkas.population.year.shared import Year

HEAR, DECIDE, ASK, PAY, BANK = 16, 17, 18, 20, 28
DOUBLED_MONTHS = (5, 9)


def steps_of(this: Year, month: int, since: datetime) -> tuple[tuple[str, int, Callable[[], Counter[str]]], ...]:
    """The steps of a month in their order: a name, the day, and what is done."""
    return (
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


def _appeal(this: Year) -> Counter[str]:
    return recovery.play_appeals(this.fund, this.office.staff.case_worker, this.clock.today, this.clock.now())


def _recover(this: Year) -> Counter[str]:
    return recovery.play_recovery(this.fund, this.office.staff.case_worker, this.clock.today, this.clock.now())


def _care(this: Year) -> Counter[str]:
    worker, clock = this.office.staff.case_worker, this.clock
    return play_care(this.fund, worker, this.world, this.year, this.seed, clock.today, clock.now())


def _fines(this: Year, month: int) -> Counter[str]:
    worker = this.office.staff.case_worker
    return fines.play_fines(this.fund, worker, this.world, this.year, month, this.seed, this.assumed)


def _collect(this: Year) -> Counter[str]:
    staff = this.office.staff
    return play_collection(this.fund, staff.case_worker, staff.releases, this.year, this.clock.today)


def _hear(this: Year, month: int) -> Counter[str]:
    counts = Counter(this.register.hear(month))
    counts["late deaths"] += int(this.plan.of("death", month)["late"].sum())
    counts["new accounts"] += this.office.new_accounts(this.register, month)
    return counts


def _other_budgets(this: Year, month: int, since: datetime) -> Counter[str]:
    worker = this.office.staff.case_worker
    return play_budgets(this.fund, worker, this.world, this.year, month, this.seed, this.clock.today, since)


def _memberships(this: Year) -> Counter[str]:
    return handle_memberships(this.fund, this.year, this.seed, this.clock.today, this.clock.now())


def _members_pay(this: Year, month: int) -> Counter[str]:
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

    this.desk.once(f"{this.period(month)}-paying", pay)
    return Counter({f"paid {way}": number for way, number in counts.items()})


def _bank(this: Year, month: int) -> Counter[str]:
    """The bank executes our files and sends its statements; some months the file comes twice."""
    on, name = this.clock.today, f"{this.period(month)}-statement"

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
