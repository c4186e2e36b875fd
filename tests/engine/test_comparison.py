"""Two outcomes side by side: what made the difference, apart from what follows from it."""

import datetime
from typing import Any

from zorgkas.engine import Book, Comparison, compare

Case = dict[str, object]


def toll(book: Book, on: str, case: Case) -> Any:
    return book.on(datetime.date.fromisoformat(on)).decide(case, "toll_due_cents").explain("en")


def names(comparison: Comparison) -> tuple[set[str], set[str]]:
    return {c.step.name for c in comparison.causes}, {c.step.name for c in comparison.consequences}


def test_another_fact_is_the_cause_and_the_amount_follows_from_it(book: Book, young: Case) -> None:
    found = compare(toll(book, "2024-05-01", young), toll(book, "2024-05-01", {**young, "crossings": 20}))
    causes, consequences = names(found)
    assert causes == {"crossings"}
    assert "toll_due_cents" in consequences
    assert not found.same


def test_what_was_asked_is_no_cause(book: Book, young: Case) -> None:
    older = {**young, "asked_month": "2034-05"}
    assert "asked_month" in names(compare(toll(book, "2024-05-01", young), toll(book, "2024-05-01", older)))[0]
    causes, consequences = names(
        compare(toll(book, "2024-05-01", young), toll(book, "2024-05-01", older), asked={"asked_month"})
    )
    assert "asked_month" not in causes | consequences
    assert "age" in causes, "the age is what the other month changes"


def test_the_same_question_twice_gives_no_difference(book: Book, young: Case) -> None:
    one = toll(book, "2024-05-01", young)
    found = compare(one, toll(book, "2024-05-01", young))
    assert found.same
    assert not found.causes
    assert not found.consequences


def test_causes_and_consequences_are_all_that_differs(book: Book, young: Case) -> None:
    before, after = toll(book, "2024-05-01", young), toll(book, "2024-05-01", {**young, "household": "ALONE"})
    causes, consequences = names(compare(before, after))
    old, new = ({step.name: step.value for step in one} for one in (before, after))
    assert causes | consequences == {
        name for name in old.keys() | new.keys() if old.get(name, ...) != new.get(name, ...)
    }
    assert not causes & consequences
