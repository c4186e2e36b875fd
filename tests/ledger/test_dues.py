"""Dues: only the difference between what is due and what is booked is booked."""

from collections.abc import Iterator

import pytest

from zorgkas.ledger.models import Entry, Item, Posting, Run
from zorgkas.ledger.queries import check
from zorgkas.ledger.services import Booked, EntryRefused, KeyAlreadyUsed, Line, book, book_dues, run
from zorgkas.registry.models import CareFund

pytestmark = pytest.mark.django_db


@pytest.fixture
def premium_run(fund: CareFund) -> Iterator[Run]:
    with run("premium", 2026, fund) as this:
        yield this


def premiums(this: Run, chunk: str, people: list[int], due: list[int] | int, periods: list[int] | int = 2026) -> Booked:
    return book_dues(
        this, product=1, account=1200, contra=2100, chunk=chunk, people=people, periods=periods, due_cents=due
    )


def budgets(this: Run, chunk: str, people: list[int], due: list[int] | int, periods: list[int] | int) -> Booked:
    return book_dues(
        this, product=2, account=2000, contra=5000, chunk=chunk, people=people, periods=periods, due_cents=due
    )


def test_dues_are_booked_as_one_entry_with_one_contra_line(premium_run: Run, people: list[int]) -> None:
    booked = premiums(premium_run, "all", people, [6400, 3200, 6400, 0, 6400])
    assert booked == Booked(new=4, new_cents=22400, unchanged=1)
    entry = Entry.objects.get()
    assert (entry.kind, entry.run, entry.line_count, entry.debit_cents) == ("due", premium_run, 5, 22400)
    assert list(entry.postings.filter(person=None).values_list("account", "amount_cents")) == [(2100, -22400)]
    assert not Item.objects.filter(person_id=people[3]).exists()


def test_the_same_again_books_nothing(premium_run: Run, people: list[int]) -> None:
    premiums(premium_run, "all", people, 6400)
    assert premiums(premium_run, "all", people, 6400) == Booked(unchanged=5)
    assert premiums(premium_run, "other chunk", people, 6400) == Booked(unchanged=5)
    assert Entry.objects.count() == 1


def test_only_differences_are_booked(fund: CareFund, people: list[int]) -> None:
    with run("premium", 2026, fund) as first:
        premiums(first, "all", people[:4], [6400, 6400, 3200, 6400])
    with run("premium", 2026, fund) as second:
        booked = premiums(second, "all", people, [6400, 3200, 6400, 0, 6400])
    assert booked == Booked(new=1, new_cents=6400, up=1, up_cents=3200, down=2, down_cents=-9600, unchanged=1)
    assert list(Item.objects.order_by("person").values_list("due_cents", flat=True)) == [6400, 3200, 6400, 0, 6400]
    # The differences cancel out, so the contra account is not touched.
    assert Posting.objects.filter(entry__run=second, person=None).count() == 0


def test_a_payment_does_not_make_anything_due_again(fund: CareFund, premium_run: Run, people: list[int]) -> None:
    premiums(premium_run, "all", people[:1], 6400)
    lines = [Line(1000, 6400), Line(1200, -6400, people[0], 1, 2026)]
    book(fund=fund, key="payment", kind="settlement", narrative="", lines=lines)
    assert premiums(premium_run, "again", people[:1], 6400) == Booked(unchanged=1)


def test_budgets_are_owed_to_people(premium_run: Run, people: list[int]) -> None:
    months = [202611, 202612]
    assert budgets(premium_run, "a", [people[0]] * 2, 14000, months).new_cents == 28000
    assert budgets(premium_run, "b", [people[0]] * 2, [0, 15000], months) == Booked(
        up=1, up_cents=1000, down=1, down_cents=-14000
    )
    items = Item.objects.order_by("period").values_list("period", "due_cents", "balance_cents")
    assert list(items) == [(202611, 0, 0), (202612, -15000, -15000)]
    contra = Posting.objects.filter(account=5000).order_by("entry_id", "period").values_list("period", "amount_cents")
    assert list(contra) == [(202611, 14000), (202612, 14000), (202611, -14000), (202612, 1000)]


def test_others_between_the_people_and_other_funds_are_left_alone(premium_run: Run, people: list[int]) -> None:
    other_fund = CareFund.objects.create(code="other", name="Other")
    with run("premium", 2026, other_fund) as other:
        premiums(other, "all", people, 6400)
    premiums(premium_run, "all", people, 3200)
    premiums(premium_run, "last year", people, 3200, 2025)
    assert premiums(premium_run, "ends", [people[0], people[4]], 6400).changed == 2
    due = Item.objects.filter(fund=premium_run.fund, period=2026).order_by("person").values_list("due_cents", flat=True)
    assert list(due) == [6400, 3200, 3200, 3200, 6400]
    assert set(Item.objects.filter(fund=other_fund).values_list("due_cents", flat=True)) == {6400}


def test_few_people_far_apart_are_compared_one_by_one(
    premium_run: Run, people: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zorgkas.ledger.dues.SPARSE", 0)
    premiums(premium_run, "all", people, 6400)
    assert premiums(premium_run, "ends", [people[4], people[0]], [3200, 6400]) == Booked(
        down=1, down_cents=-3200, unchanged=1
    )


def test_nobody_is_nothing(premium_run: Run) -> None:
    assert premiums(premium_run, "empty", [], []) == Booked()


@pytest.mark.parametrize(
    ("due", "period", "reason"),
    [(-1, 2026, "row 1: negative amount due"), (6400, 0, "row 1: period missing"), (6400.0, 2026, "whole numbers")],
)
def test_bad_dues_are_refused_with_the_row(
    premium_run: Run, people: list[int], due: int, period: int, reason: str
) -> None:
    with pytest.raises(EntryRefused, match=reason):
        premiums(premium_run, "bad", people[:2], [6400, due], [2026, period])
    assert not Entry.objects.exists()


def test_a_person_twice_in_a_chunk_is_refused(premium_run: Run, people: list[int]) -> None:
    with pytest.raises(EntryRefused, match="more than once"):
        premiums(premium_run, "double", [people[0]] * 2, 6400)


def test_a_general_account_holds_no_dues(premium_run: Run, people: list[int]) -> None:
    with pytest.raises(ValueError, match="not kept per person"):
        book_dues(premium_run, product=1, account=2100, contra=1200, chunk=1, people=people, periods=2026, due_cents=1)


def test_a_name_of_a_chunk_is_used_once_in_a_run(premium_run: Run, people: list[int]) -> None:
    premiums(premium_run, "1", people[:2], 6400)
    with pytest.raises(KeyAlreadyUsed):
        premiums(premium_run, "1", people[2:], 6400)
    assert all(finding.good for finding in check())
