"""Residential elderly care: properties that no single case shows, and the map of the articles."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from zorgkas.law import book, law_on
from zorgkas.law.residential import commission, days
from zorgkas.law.residential.kinds import DependencyCategory, LatenessExcuse, LeaveMeaning, LeaveReason
from zorgkas.law.residential.notice import late_notice_lost_days, notice_counts_from

LAW = law_on("2026-07-01")
REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
SCORES = ("washing", "dressing", "moving", "toilet", "continence", "eating", "time", "place")
HOURS = st.integers(0, 1439)
START = 739_000


def _category(scores: tuple[int, ...], dementia: bool) -> DependencyCategory:
    facts: dict[str, object] = {f"katz_{name}": score for name, score in zip(SCORES, scores, strict=True)}
    facts |= {"stay_unit": "WZC", "dementia_assessed_on": "2026-01-05" if dementia else None}
    return DependencyCategory(LAW.decide(facts, "dependency_category").value)


def _stay_days(arrived: int, nights: int, departed: int, died: bool = False) -> int:
    noon = days.arrived_before_noon(arrived, True)
    paid = days.stay_is_paid(START, START + nights, departed, died)
    last = days.day_after_last_stay_day(START, START + nights, noon, days.departed_after_two(departed, False), paid)
    return days.stay_days(START, START + nights, days.first_stay_day(START, noon), last, paid)


@given(scores=st.tuples(*[st.integers(1, 4)] * 8))
def test_somebody_with_an_assessment_of_dementia_always_has_a_category(scores: tuple[int, ...]) -> None:
    assert _category(scores, dementia=True) in (
        *(DependencyCategory.B, DependencyCategory.C, DependencyCategory.CD, DependencyCategory.D),
    )


@given(scores=st.tuples(*[st.integers(1, 4)] * 8), higher=st.integers(0, 7))
def test_more_dependence_never_makes_the_category_lighter(scores: tuple[int, ...], higher: int) -> None:
    """Except through the holes of the text, where nothing is decided."""
    worse = tuple(4 if at == higher else score for at, score in enumerate(scores))
    before, after = _category(scores, dementia=False), _category(worse, dementia=False)
    assert DependencyCategory.UNDETERMINED in (before, after) or after >= before


@given(arrived=HOURS, nights=st.integers(0, 40), departed=HOURS)
def test_admission_and_departure_are_one_day_or_both(arrived: int, nights: int, departed: int) -> None:
    counted = _stay_days(arrived, nights, departed)
    if nights == 0 or (nights == 1 and departed <= 480):
        assert counted == 0
    else:
        assert counted == nights + (1 if arrived <= 720 and departed > 840 else 0)


@given(arrived=HOURS, departed=HOURS, nights=st.integers(0, 3))
def test_death_never_leaves_a_stay_without_a_day(arrived: int, nights: int, departed: int) -> None:
    assert _stay_days(arrived, nights, departed, died=True) >= 1


@given(left=HOURS, back=HOURS, nights=st.integers(0, 10), reason=st.sampled_from(LeaveReason))
def test_an_absence_never_costs_more_than_its_days(left: int, back: int, nights: int, reason: LeaveReason) -> None:
    meaning = days.leave_meaning(reason, START, left, START + nights, back)
    lost = days.leave_unpaid_days(meaning, START, left, START + nights, back, True, False)
    assert 0 <= lost <= nights
    assert (lost > 0) <= (meaning == LeaveMeaning.TEMPORARY_ABSENCE)


@given(late=st.integers(0, 400))
def test_an_error_costs_less_than_no_excuse_and_more_than_force_majeure(late: int) -> None:
    lost = late_notice_lost_days(late, 25)
    starts = [
        notice_counts_from(START, START + late, False, excuse, excuse != LatenessExcuse.NONE, lost, 0)
        for excuse in (LatenessExcuse.FORCE_MAJEURE, LatenessExcuse.ADMINISTRATIVE_ERROR, LatenessExcuse.NONE)
    ]
    assert starts == sorted(starts)


@given(matrix=st.lists(st.lists(st.integers(0, 20), min_size=6, max_size=6), min_size=6, max_size=6))
def test_kappa_is_one_when_all_agree_and_never_more(matrix: list[list[int]]) -> None:
    facts = commission.agreement(matrix)
    if facts["seen_residents"] == 0:
        return
    kappa = commission.kappa_hundredths(**facts)
    assert -100 <= kappa <= 100
    if facts["agreed_residents"] == facts["seen_residents"]:
        assert kappa == 100


def test_the_matrix_of_the_digest() -> None:
    """The vector: AA 4, BB 10, CB 6, CC 14, CdC 4, CdCd 12."""
    matrix = [[0] * 6 for _ in range(6)]
    for row, column, number in ((1, 1, 4), (2, 2, 10), (3, 2, 6), (3, 3, 14), (4, 3, 4), (4, 4, 12)):
        matrix[row][column] = number
    facts = commission.agreement(matrix)
    assert facts == {"seen_residents": 50, "agreed_residents": 40, "chance_products": 728}


def test_every_rule_stands_in_the_map_of_the_articles_and_every_name_of_the_map_exists() -> None:
    page = (REFERENCE / "care-articles-residential.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", page))
    rules = {name for name in book().rules if book().chapter_of[name] == "residential"}
    assert sorted(rules - named) == []
    others = {"admission", "category", "end", "absence", "residential", "proposed", "UNDETERMINED"}
    others |= {"unit", "code", "from", "to", "quantity", "unit_cents", "hundredth_km"}
    assert sorted(named - {*book().rules, *book().facts, *book().parameters} - others) == []
