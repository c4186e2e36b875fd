"""One case: value, explanation, receipt, gaps, reforms and clear refusals."""

import datetime
import json
import time
from typing import Any

import pytest
from tests.engine.fictional.common.facts import Household
from tests.engine.fictional.toll.rules import Rate

from zorgkas.engine import Book, CaseError, Cents32, Int16, LegalGap

Case = dict[str, object]


def on(book: Book, date: str) -> Any:
    return book.on(datetime.date.fromisoformat(date))


def test_values_are_converted_at_the_boundary(book: Book, young: Case) -> None:
    law = on(book, "2024-05-01")
    same = {**young, "birth_date": datetime.date(2004, 2, 29), "household": Household.TOGETHER}
    assert law.decide(young, "toll_rate").value is Rate.REDUCED
    assert law.decide(same, "toll_due_cents").value == law.decide(young, "toll_due_cents").value == 8250
    grant = {
        **young,
        "darkness_tenths": 200,
        "claimed_month": "2024-01",
        "settled_year": 2010,
        "resident_from": "2010-01-01",
    }
    assert law.decide(grant, "grant_first_month").value == "2024-01"
    assert law.decide(grant, "grant_ends_on").value == datetime.date.max
    assert law.decide({**grant, "died_on": "2024-06-15"}, "grant_ends_on").value == datetime.date(2024, 6, 15)
    assert law.decide({**grant, "darkness_tenths": 0}, "grant_ends_on").value is None


def test_the_explanation_holds_every_step_with_its_words_and_sources(book: Book, young: Case) -> None:
    decision = on(book, "2024-05-01").decide(young, "toll_due_cents")
    steps = {step.name: step for step in decision.explain("nl")}
    assert steps["toll_due_cents"].sentence == "40 overtochten van € 2,75, min € 0,00: € 82,50."
    assert steps["toll_rate"].article == "Bridge Act art. 2 as replaced in 2020"
    assert steps["toll_rate"].text == "verlaagd tarief"
    assert steps["young_age"].sources == ("Bridge Act art. 2 as amended in 2022",)
    assert steps["age"].sentence.startswith("Geboren op 29 februari 2004, dus 20 jaar")
    assert steps["toll_indexed_cents"].role == "derived"
    english = {step.name: step for step in decision.explain("en")}
    assert english["household"].text == "together"
    assert decision.explain("nl").outcome.value == decision.value
    for step in decision.explain("nl"):
        assert set(step.inputs) <= set(steps)
    tree = decision.explain("en").tree()
    assert [child.step.name for child in tree.children] == list(steps["toll_due_cents"].inputs)
    json.dumps(decision.to_dict("en"))


def test_a_gap_says_what_is_missing_when_why_and_for_what(book: Book, young: Case) -> None:
    with pytest.raises(LegalGap) as unknown:
        on(book, "2025-01-01").decide(young, "toll_due_cents")
    assert (unknown.value.missing, unknown.value.target) == ("price_index", "toll_due_cents")
    assert unknown.value.on == datetime.date(2025, 1, 1)
    assert "bulletin of 2025" in unknown.value.reason
    with pytest.raises(LegalGap, match="never published"):
        on(book, "2016-01-01").decide(young, "ferry_due_cents")
    with pytest.raises(LegalGap, match="no version of this rule is in force"):
        on(book, "2018-06-01").decide(young, "ferry_due_cents")
    with pytest.raises(LegalGap, match=r"ferry_cents.*no value is in force"):
        on(book, "2023-06-01").decide(young, "ferry_due_cents")
    assert on(book, "2025-01-01").decide(young, "toll_rate").value is Rate.REDUCED, "what needs no index has no gap"


def test_the_law_of_every_date_between_two_changes_is_the_same(book: Book) -> None:
    assert on(book, "2023-01-02").version == on(book, "2023-12-31").version != on(book, "2024-01-01").version


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"brith_date": "2004-01-01"}, "brith_date is not a fact of this law. Did you mean birth_date?"),
        ({"birth_date": "2004-02-30"}, "birth_date: '2004-02-30' is not a date"),
        ({"asked_month": "2024-13"}, "is not a month"),
        ({"household": "CASTLE"}, "one of ALONE, TOGETHER, IN_A_LIGHTHOUSE"),
        ({"crossings": 4.0}, "crossings: 4.0 is not a whole number"),
        ({"crossings": 1000}, "crossings: 1000 is not a whole number in its range"),
        ({"crossings": True}, "is not a whole number"),
    ],
)
def test_facts_that_cannot_be_used_are_refused(book: Book, young: Case, change: Case, message: str) -> None:
    with pytest.raises(CaseError) as error:
        on(book, "2024-05-01").decide({**young, **change}, "toll_due_cents")
    assert message in str(error.value)


def test_missing_facts_are_all_named(book: Book, young: Case) -> None:
    del young["birth_date"], young["crossings"]
    with pytest.raises(CaseError, match="birth_date, crossings"):
        on(book, "2024-05-01").decide(young, "toll_due_cents")


def test_a_receipt_replays_and_shows_what_was_tampered_with(book: Book, young: Case) -> None:
    receipt = json.loads(json.dumps(on(book, "2024-05-01").decide(young, "toll_due_cents").receipt()))
    replay = book.replay(receipt)
    assert replay.same
    assert replay.decision is not None
    assert replay.decision.value == receipt["outcome"]
    receipt["outcome"] = 1
    receipt["parameters"][0]["value"] = 99
    replay = book.replay(receipt)
    assert not replay.same
    assert not replay.same_outcome
    assert any("was 1, is now 8250" in line for line in replay.differences)
    assert any("value was 99" in line for line in replay.differences)
    with pytest.raises(CaseError, match="not a receipt"):
        book.replay({"target": "toll_rate"})


def free_for_all(age: Int16) -> Cents32:
    """Nobody pays."""
    return 0 if age > 0 else 100


def test_a_reform_replaces_parameters_and_rules_in_a_copy(book: Book, young: Case) -> None:
    law = on(book, "2024-05-01")
    assert law.reform({"young_age": 10}).decide(young, "toll_rate").value is Rate.FULL
    assert law.reform({"price_index": "196.00"}).decide(young, "toll_cents").value == 890
    assert law.reform({"toll_per_crossing_cents": free_for_all}).decide(young, "toll_due_cents").value == 0
    assert law.reform({"toll_rate": "NONE"}).decide(young, "toll_due_cents").value == 0
    assert law.decide(young, "toll_due_cents").value == 8250, "the law itself did not change"
    assert on(book, "2025-06-01").reform({"price_index": "111"}).decide(young, "toll_due_cents").value > 0
    receipt = law.reform({"young_age": 10}).decide(young, "toll_rate").receipt()
    assert any("reform of young_age" in line for line in book.replay(receipt).differences)
    with pytest.raises(CaseError, match="Did you mean young_age"):
        law.reform({"yong_age": 10})
    with pytest.raises(CaseError, match="is a fact"):
        law.reform({"crossings": 10})


def test_a_decision_with_explanation_takes_less_than_five_milliseconds(book: Book, young: Case) -> None:
    law = on(book, "2024-05-01")
    law.decide(young, "toll_due_cents").receipt()
    fastest = min(_seconds(law, young) for _ in range(20))
    assert fastest < 0.005


def _seconds(law: Any, case: Case) -> float:
    start = time.perf_counter()
    decision = law.decide(case, "toll_due_cents")
    decision.explain("nl").to_dict()
    decision.receipt()
    return time.perf_counter() - start
