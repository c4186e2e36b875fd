"""Book entries: balanced, once per key, all or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgkas.ledger.lines import Line, Lines
from zorgkas.ledger.models import Entry, Item, Posting
from zorgkas.ledger.queries import check
from zorgkas.ledger.services import EntryRefused, Head, KeyAlreadyUsed, book, book_many
from zorgkas.registry.models import CareFund

pytestmark = pytest.mark.django_db


def premium(person: int, cents: int = 6400) -> list[Line]:
    return [Line(1200, cents, person, 1, 2026), Line(2100, -cents, product=1)]


def payment(person: int, cents: int = 6400) -> list[Line]:
    return [Line(1000, cents), Line(1200, -cents, person, 1, 2026)]


def test_an_entry_is_booked_with_its_lines_in_order(fund: CareFund, people: list[int]) -> None:
    entry = book(fund=fund, key="claim", kind="due", narrative="Premium 2026", lines=premium(people[0]))
    assert [(p.line, p.account, p.person_id, p.amount_cents) for p in entry.postings.order_by("line")] == [
        (1, 1200, people[0], 6400),
        (2, 2100, None, -6400),
    ]
    assert (entry.line_count, entry.debit_cents) == (2, 6400)


def test_a_payment_closes_the_item_but_not_the_due(fund: CareFund, people: list[int]) -> None:
    book(fund=fund, key="claim", kind="due", narrative="", lines=premium(people[0]))
    book(fund=fund, key="payment", kind="settlement", narrative="", lines=payment(people[0]))
    item = Item.objects.get()
    assert (item.due_cents, item.balance_cents) == (6400, 0)


def test_the_same_key_and_lines_are_booked_once(fund: CareFund, people: list[int]) -> None:
    first = book(fund=fund, key="claim", kind="due", narrative="", lines=premium(people[0]))
    again = book(fund=fund, key="claim", kind="due", narrative="", lines=premium(people[0])[::-1])
    assert again.pk == first.pk
    assert Posting.objects.count() == 2
    assert Item.objects.get().balance_cents == 6400


@pytest.mark.parametrize(("kind", "cents"), [("due", 6500), ("settlement", 6400)])
def test_the_same_key_with_something_else_is_refused(fund: CareFund, people: list[int], kind: str, cents: int) -> None:
    book(fund=fund, key="claim", kind="due", narrative="", lines=premium(people[0]))
    with pytest.raises(KeyAlreadyUsed, match="claim"):
        book(fund=fund, key="claim", kind=kind, narrative="", lines=premium(people[0], cents))
    assert Item.objects.get().balance_cents == 6400


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([Line(1000, 5)], "at least two lines"),
        ([Line(1000, 5), Line(2200, -4)], "do not add up to zero but to 1 cents"),
        ([Line(1000, 0), Line(2200, 0)], "zero cents"),
        ([Line(1000, 5), Line(1200, -5)], "needs a person"),
        ([Line(1000, 5), Line(1200, -5, person=1, product=1)], "needs a person, a product and a period"),
        ([Line(1000, 5, person=1), Line(2200, -5)], "has no person"),
        ([Line(1000, 5), Line(4711, -5)], r"unknown account \[4711\]"),
        ([Line(1000, 5, product=9), Line(2200, -5)], r"unknown product \[9\]"),
        ([Line(1000, 5.5), Line(2200, -5.5)], "whole numbers"),  # type: ignore[arg-type]
    ],
)
def test_bad_lines_are_refused_with_the_reason(fund: CareFund, lines: list[Line], reason: str) -> None:
    with pytest.raises(EntryRefused, match=reason):
        book(fund=fund, key="bad", kind="settlement", narrative="", lines=lines)
    assert not Entry.objects.exists()


def test_many_entries_are_booked_together_or_not_at_all(fund: CareFund, people: list[int]) -> None:
    def claims(cents: int) -> list[tuple[Head, Lines]]:
        return [(Head(f"claim {p}", "due", ""), Lines.of(premium(p, cents))) for p in people]

    book_many(claims(6400)[:2], fund=fund)
    assert book_many(claims(6400), fund=fund) == 3  # two were there already
    assert book_many(claims(6400), fund=fund) == 0
    assert [i.balance_cents for i in Item.objects.all()] == [6400] * 5
    new = (Head("new", "due", ""), Lines.of(premium(people[0])))
    with pytest.raises(KeyAlreadyUsed):
        book_many([new, *claims(3200)], fund=fund)
    assert Entry.objects.count() == 5


def test_a_key_that_stands_twice_in_one_go_is_booked_once(fund: CareFund, people: list[int]) -> None:
    claim = (Head("claim", "due", ""), Lines.of(premium(people[0])))
    other = (Head("claim", "due", ""), Lines.of(premium(people[0], 3200)))
    assert book_many([claim, claim], fund=fund) == 1
    with pytest.raises(KeyAlreadyUsed):
        book_many([claim, other], fund=fund)
    assert Posting.objects.count() == 2


def test_two_funds_keep_their_items_apart(fund: CareFund, people: list[int]) -> None:
    other = CareFund.objects.create(code="other", name="Other fund")
    book(fund=fund, key="a", kind="due", narrative="", lines=premium(people[0]))
    book(fund=other, key="b", kind="due", narrative="", lines=premium(people[0], 3200))
    assert set(Item.objects.values_list("fund", "balance_cents")) == {(fund.pk, 6400), (other.pk, 3200)}
    assert all(finding.good for finding in check())


line = st.builds(
    Line,
    account=st.sampled_from([1200, 2000, 2100]),
    amount_cents=st.integers(-3, 3),
    person=st.integers(0, 3),
    product=st.integers(0, 2),
    period=st.sampled_from([2026, 202601]),
)


@given(st.lists(line, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_hash_depends_on_the_lines_and_not_on_their_order(lines: list[Line], random: object) -> None:
    shuffled = lines.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert Lines.of(lines).digest("key") == Lines.of(shuffled).digest("key")
    assert Lines.of(lines).digest("key") != Lines.of(lines).digest("other key")
    assert Lines.of(lines).digest() != Lines.of([*lines, lines[0]]).digest()
    changed = Line(lines[0].account, lines[0].amount_cents + 1, lines[0].person, lines[0].product, lines[0].period)
    assert Lines.of(lines).digest() != Lines.of([changed, *lines[1:]]).digest()
