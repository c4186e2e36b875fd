"""One run of a kind and fund at a time, and what becomes of it."""

import re
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

import zorgkas
from zorgkas.ledger.models import Entry, Item, Run
from zorgkas.ledger.queries import check, run_label
from zorgkas.ledger.services import Line, RunInProgress, book, book_dues, run
from zorgkas.registry.models import CareFund

pytestmark = pytest.mark.django_db


def test_a_run_reports_what_it_booked(fund: CareFund, people: list[int]) -> None:
    with run("premium", 2026, fund) as this:
        book_dues(this, product=1, account=1200, contra=2100, chunk=1, people=people, periods=2026, due_cents=6400)
        this.outcome = {"considered": 5}
    this.refresh_from_db()
    assert this.state == Run.State.DONE
    assert this.outcome == {"considered": 5, "booked": {"entries": 1, "postings": 6, "debit_cents": 32000}}


def test_a_run_that_fails_says_why(fund: CareFund) -> None:
    def fail() -> None:
        with run("premium", 2026, fund):
            raise RuntimeError("no power")

    with pytest.raises(RuntimeError):
        fail()
    assert Run.objects.get().state == Run.State.FAILED
    assert Run.objects.get().outcome["error"] == "RuntimeError: no power"


def test_a_second_run_of_the_kind_and_fund_is_refused(fund: CareFund) -> None:
    with run("premium", 2026, fund) as this:
        with pytest.raises(RunInProgress, match="in progress since") as refused, run("premium", 2025, fund):
            pass
        assert refused.value.since == this.started_at
        with run("budgets", 202611, fund), run("premium", 2026, CareFund.objects.create(code="other")):
            pass
    with run("premium", 2025, fund):
        pass


def test_a_run_that_was_killed_is_marked_failed_by_the_next(fund: CareFund) -> None:
    now = timezone.now()
    dead = Run.objects.create(kind="premium", period=2026, fund=fund, known_at=now, started_at=now)
    with run("premium", 2026, fund):
        dead.refresh_from_db()
        assert dead.state == Run.State.FAILED
        assert "interrupted" in dead.outcome["error"]


def test_entries_are_booked_on_the_day_of_what_was_known(fund: CareFund, people: list[int]) -> None:
    with run("premium", 2026, fund, known_at=datetime(2026, 3, 31, 22, 30, tzinfo=UTC)) as this:
        book_dues(this, product=1, account=1200, contra=2100, chunk=1, people=people, periods=2026, due_cents=6400)
    assert Entry.objects.get().booked_on == date(2026, 4, 1)  # in Brussels


def together(*works: Callable[[], None]) -> list[BaseException]:
    """Do works at the same time, each on a connection of its own; return what went wrong."""
    start, errors = threading.Barrier(len(works)), []

    def do(work: Callable[[], None]) -> None:
        try:
            start.wait()
            work()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@pytest.mark.django_db(transaction=True)
def test_the_same_key_at_the_same_time_is_booked_once(fund: CareFund, people: list[int]) -> None:
    def claim() -> None:
        lines = [Line(1200, 6400, people[0], 1, 2026), Line(2100, -6400)]
        book(fund=fund, key="claim", kind="due", narrative="", lines=lines)

    assert together(*[claim] * 4) == []
    assert Entry.objects.count() == 1
    assert Item.objects.get().balance_cents == 6400


@pytest.mark.django_db(transaction=True)
def test_the_same_dues_at_the_same_time_are_booked_once(fund: CareFund, people: list[int]) -> None:
    def dues(kind: str) -> Callable[[], None]:
        def work() -> None:
            with run(kind, 2026, fund) as this:
                book_dues(
                    this, product=1, account=1200, contra=2100, chunk=1, people=people, periods=2026, due_cents=6400
                )

        return work

    assert together(*[dues(f"kind {n}") for n in range(4)]) == []
    assert Entry.objects.count() == 1
    assert set(Item.objects.values_list("due_cents", "balance_cents")) == {(6400, 6400)}


@pytest.mark.django_db(transaction=True)
def test_payments_in_opposite_order_never_block_each_other(fund: CareFund, people: list[int]) -> None:
    def payments(name: str, order: list[int]) -> Callable[[], None]:
        def work() -> None:
            for turn in range(10):
                lines = [Line(1200, -100, person, 1, 2026) for person in order]
                lines.append(Line(1000, 500))
                book(fund=fund, key=f"{name} {turn}", kind="settlement", narrative="", lines=lines)

        return work

    assert together(payments("up", people), payments("down", people[::-1])) == []
    assert set(Item.objects.values_list("balance_cents", flat=True)) == {-2000}
    assert [f.name for f in check() if not f.good] == ["signs"]


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_the_same_time_from_two_connections(fund: CareFund) -> None:
    inside, finish = threading.Event(), threading.Event()

    def slow() -> None:
        with run("premium", 2026, fund):
            inside.set()
            finish.wait(20)

    def late() -> None:
        inside.wait(20)
        try:
            with run("premium", 2026, fund):
                pass
        finally:
            finish.set()

    (error,) = together(slow, late)
    assert isinstance(error, RunInProgress)
    assert Run.objects.get().state == Run.State.DONE


def test_every_kind_of_run_has_a_name_for_people() -> None:
    rooms = Path(zorgkas.__file__).parent
    kinds = {
        kind for file in rooms.rglob("*.py") for kind in re.findall(r'^RUN_KIND = "(.+)"$', file.read_text(), re.M)
    }
    assert len(kinds) > 10
    assert [kind for kind in kinds if run_label(kind) == kind] == []
