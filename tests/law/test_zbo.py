"""What holds for the ZBO of anybody, whoever she is."""

import datetime

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from zorgkas.engine.calendar import month_of
from zorgkas.engine.testing import random_columns
from zorgkas.law import book, law_on
from zorgkas.law.zbo.kinds import RevisionCase, ZboOutcome
from zorgkas.law.zbo.means import SUMS

LAW = law_on("2026-11-01")
MONTH = "2026-11"
money = st.integers(0, 6_000_000)
sums = st.fixed_dictionaries(dict.fromkeys(SUMS, money))
families = st.fixed_dictionaries(
    {
        "lives_with_partner": st.booleans(),
        "partner_has_category": st.booleans(),
        "religious_community": st.booleans(),
        "dependent_children": st.integers(0, 3),
    }
)
days = st.dates(datetime.date(2024, 1, 1), datetime.date(2027, 12, 31)).map(datetime.date.toordinal)
scores = st.tuples(st.integers(0, 200), st.integers(0, 100), st.integers(0, 100))


def _month(category: int, *facts: dict[str, object]) -> int:
    case: dict[str, object] = {"zbo_effective_month": MONTH, "need_unchanged": True, "category_held": category}
    for more in facts:
        case |= more
    return int(LAW.evaluate(case, ["zbo_month_cents"])["zbo_month_cents"])


@given(category=st.integers(0, 4), income=sums, family=families)
def test_a_higher_category_never_pays_less(category: int, income: dict[str, object], family: dict[str, object]) -> None:
    assert _month(category, income, family) <= _month(category + 1, income, family)


@given(first=scores, more=scores)
def test_more_points_never_give_a_lower_category(first: tuple[int, int, int], more: tuple[int, int, int]) -> None:
    names = ("finding_total_tenths", "finding_hierarchical_tenths", "finding_cognition_tenths")
    lower = dict(zip(names, first, strict=True))
    higher = dict(zip(names, (a + b for a, b in zip(first, more, strict=True)), strict=True))
    ask = "category_by_screener"
    assert LAW.evaluate(lower, [ask])[ask] <= LAW.evaluate(higher, [ask])[ask]


@given(points=st.integers(0, 180), more=st.integers(0, 180))
def test_more_points_of_the_old_scale_never_give_a_lower_category(points: int, more: int) -> None:
    law = law_on("2025-01-01")
    found = [
        law.evaluate({"finding_total_tenths": total}, ["category_by_points"])["category_by_points"]
        for total in (points, points + more)
    ]
    assert found[0] <= found[1]


@given(
    category=st.integers(1, 5),
    income=sums,
    family=families,
    name=st.sampled_from([name for name in SUMS if name != "means_sales_allowance_cents"]),
    more=st.integers(1, 3_000_000),
)
def test_more_income_never_pays_more(
    category: int, income: dict[str, object], family: dict[str, object], name: str, more: int
) -> None:
    held = income[name]
    assert isinstance(held, int)
    assert _month(category, {**income, name: held + more}, family) <= _month(category, income, family)


@given(category=st.integers(1, 5), income=sums, family=families)
def test_never_below_nothing_nor_above_the_maximum(
    category: int, income: dict[str, object], family: dict[str, object]
) -> None:
    paid = _month(category, income, family)
    most = LAW.parameters[f"maximum_{category}_cents"]
    assert 0 <= paid <= int(most) / 12 + 50
    assert paid % 100 == 0


@given(category=st.integers(1, 5), income=sums)
def test_each_of_two_partners_gets_the_same_for_the_same_need(category: int, income: dict[str, object]) -> None:
    """And half of the income against half of the exempt amount never gives less than all of it against all of B."""
    couple: dict[str, object] = {"lives_with_partner": True}
    together = _month(category, income, couple, {"partner_has_category": True})
    alone = _month(category, income, couple)
    assert together >= alone


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 1_000_000))
def test_a_fact_that_changes_nothing_in_law_changes_nothing_in_euros(seed: int) -> None:
    """Of people alone, nothing about a partner matters; of an unrelated fact nothing at all."""
    kernel = LAW.kernel(["zbo_month_cents"])
    people = random_columns(kernel.facts, 2_000, seed)
    alone = {**people, "lives_with_partner": False, "family_counter_proof": 0}
    before = kernel(alone, length=2_000)["zbo_month_cents"]
    after = kernel({**alone, "partner_has_category": ~people["partner_has_category"]}, length=2_000)["zbo_month_cents"]
    assert (before == after).all()
    assert {fact.name for fact in kernel.facts}.isdisjoint({"care_form", "increased_allowance", "row_amount_cents"})


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 1_000_000))
def test_a_grant_means_that_every_condition_is_met_and_that_something_is_paid_a_year(seed: int) -> None:
    conditions = [
        "zbo_affiliation_met",
        "earlier_premiums_met",
        "legal_stay_met",
        "zbo_residence_met",
        "zbo_waiting_time_met",
        "zbo_old_enough",
        "zbo_hospital_met",
        "better_than_other_benefit",
    ]
    kernel = LAW.kernel(
        ["zbo_outcome", "zbo_category", "zbo_payable_year_cents", "refused_for_other_area", *conditions]
    )
    columns = random_columns(kernel.facts, 5_000, seed)
    columns["means_gifts_cents"] //= 100
    columns["means_sales_cents"] //= 100
    columns["birth_date"] -= 10_000
    found = kernel(columns, length=5_000)
    met = np.logical_and.reduce([found[name] for name in conditions]) & ~found["refused_for_other_area"]
    met &= (found["zbo_category"] > 0) & (found["zbo_payable_year_cents"] > 0)
    assert (met == (found["zbo_outcome"] == ZboOutcome.GRANTED)).all()
    assert met.any()
    assert not met.all()


@given(case=st.sampled_from(RevisionCase), event=days, report=days, notice=days, first=days)
def test_an_increase_told_earlier_never_starts_later_and_nothing_starts_before_the_first_grant(
    case: RevisionCase, event: int, report: int, notice: int, first: int
) -> None:
    facts: dict[str, object] = {
        "revision_case": case,
        "revision_event_on": event,
        "revision_reported_on": report,
        "revision_notified_on": notice,
        "first_granted_month": month_of(first),
    }
    ask = ["zbo_increase_month", "zbo_decrease_month"]
    late, soon = LAW.evaluate(facts, ask), LAW.evaluate({**facts, "revision_reported_on": max(event, report - 40)}, ask)
    if report >= event:
        assert soon["zbo_increase_month"] <= late["zbo_increase_month"]
    for name in ask:
        if late[name]:
            assert late[name] >= month_of(first)


@given(year=st.integers(0, 900_000), level=st.integers(17, 29))
def test_what_was_granted_never_falls_with_the_index(year: int, level: int) -> None:
    case: dict[str, object] = {"zbo_granted_year_cents": year, "zbo_granted_index_level": level}
    now = LAW.evaluate(case, ["zbo_running_year_cents"])["zbo_running_year_cents"]
    assert year <= now <= year * 1.02**12 + 1
    if level == LAW.parameters["zbo_index_level"]:
        assert now == year


def test_between_two_tables_the_amounts_follow_the_index_to_the_cent() -> None:
    """A published table never differs by more than two cents from the printed amounts with the index."""
    for date in book().changes:
        law = book().on(date)
        if law.page.gap("zbo_index_level") or date.year < 2020:
            continue
        for number, printed in enumerate((106260, 405621, 493167, 580691, 713297), start=1):
            steps = int(law.parameters["zbo_index_level"]) - 18
            computed = printed * 1.02**steps
            assert abs(law.parameters[f"maximum_{number}_cents"] - computed) <= 2.5, (date, number)
        steps = int(law.parameters["zbo_index_level"]) - 17
        for name, printed in (("exempt_a_cents", 1414983), ("exempt_b_cents", 1768140)):
            assert abs(law.parameters[name] - printed * 1.02**steps) <= 2.5, (date, name)


def test_a_month_of_a_running_right_takes_few_and_narrow_columns() -> None:
    kernel = LAW.kernel(["zbo_due_cents"])
    assert sum(dtype.itemsize for dtype in kernel.inputs.values()) <= 45


@given(
    category=st.integers(0, 5),
    huge=st.fixed_dictionaries({name: st.integers(0, 2_147_483_647) for name in SUMS}),
    capital=st.integers(0, 2_000_000_000_000),
)
def test_nobody_is_too_rich_for_the_law(category: int, huge: dict[str, object], capital: int) -> None:
    """However large a sum is, the answer is an amount and never a number that no longer fits."""
    assert _month(category, {**huge, "means_capital_cents": capital, "compensation_capital_cents": capital}) >= 0
