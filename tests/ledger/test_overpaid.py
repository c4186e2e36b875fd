"""What was paid too much moves to an account of its own, and comes back when it is due again."""

from collections.abc import Callable

import pytest

from zorgkas.ledger.models import Entry, Item
from zorgkas.ledger.queries import check
from zorgkas.ledger.services import Line, Moved, book, book_dues, move_overpaid, run
from zorgkas.registry.models import CareFund

pytestmark = pytest.mark.django_db
Due = Callable[[int], Moved]


def balances(person: int) -> dict[int, int]:
    return dict(Item.objects.filter(person_id=person).values_list("account", "balance_cents"))


@pytest.fixture
def premium(fund: CareFund, people: list[int]) -> Due:
    def premium(due: int) -> Moved:
        with run("premium", 2026, fund) as this:
            book_dues(
                this, product=1, account=1200, contra=2100, chunk=1, people=people[0], periods=2026, due_cents=due
            )
            return move_overpaid(this)

    return premium


@pytest.fixture
def budget(fund: CareFund, people: list[int]) -> Due:
    def budget(due: int) -> Moved:
        with run("budgets", 202611, fund) as this:
            book_dues(
                this, product=2, account=2000, contra=5000, chunk=1, people=people[0], periods=202611, due_cents=due
            )
            return move_overpaid(this)

    return budget


def pay(fund: CareFund, key: str, *lines: Line) -> None:
    book(fund=fund, key=key, kind="settlement", narrative="", lines=lines)


def test_a_premium_lowered_before_payment_needs_no_refund(premium: Due, people: list[int]) -> None:
    premium(6400)
    assert premium(3200) == Moved()
    assert balances(people[0]) == {1200: 3200}


def test_a_premium_lowered_after_payment_is_to_be_refunded(fund: CareFund, premium: Due, people: list[int]) -> None:
    premium(6400)
    pay(fund, "paid", Line(1000, 6400), Line(1200, -6400, people[0], 1, 2026))
    assert premium(3200) == Moved(items=1, cents=3200)
    assert balances(people[0]) == {1200: 0, 2300: -3200}
    assert premium(3200) == Moved()
    assert premium(6400) == Moved(returned_items=1, returned_cents=3200)
    assert balances(people[0]) == {1200: 0, 2300: 0}
    assert all(finding.good for finding in check())


def test_only_what_is_still_open_comes_back(fund: CareFund, premium: Due, people: list[int]) -> None:
    premium(6400)
    pay(fund, "paid", Line(1000, 6400), Line(1200, -6400, people[0], 1, 2026))
    premium(0)
    pay(fund, "refunded", Line(2300, 5000, people[0], 1, 2026), Line(1000, -5000))
    assert premium(6400) == Moved(returned_items=1, returned_cents=1400)
    assert balances(people[0]) == {1200: 5000, 2300: 0}


def test_a_budget_lowered_after_payment_is_reclaimed(fund: CareFund, budget: Due, people: list[int]) -> None:
    budget(14000)
    pay(fund, "batch", Line(2000, 14000, people[0], 2, 202611), Line(1090, -14000))
    assert budget(0) == Moved(items=1, cents=14000)
    assert balances(people[0]) == {2000: 0, 1210: 14000}
    assert budget(14000) == Moved(returned_items=1, returned_cents=14000)
    assert balances(people[0]) == {2000: 0, 1210: 0}


def test_one_product_may_be_moved_alone(fund: CareFund, people: list[int]) -> None:
    pay(fund, "a", Line(1000, 100), Line(1200, -100, people[0], 1, 2026))
    pay(fund, "b", Line(2000, 100, people[0], 2, 202611), Line(1090, -100))
    with run("premium", 2026, fund) as this:
        assert move_overpaid(this, product=1) == Moved(items=1, cents=100)
        assert move_overpaid(this) == Moved(items=1, cents=100)
    assert set(Entry.objects.filter(run=this).values_list("kind", flat=True)) == {"transfer"}
