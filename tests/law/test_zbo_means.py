"""From rows of incomes and assets to the sums of the means test: one by one and in sets."""

import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zorgkas.engine import CaseError
from zorgkas.law import law_on
from zorgkas.law.zbo.checks import check_evidence
from zorgkas.law.zbo.kinds import MeansKind, PropertyRight, RowOutcome
from zorgkas.law.zbo.means import ALLOWANCE, SOLD, SUMS, TRANSFERRED, MeansRow, allowances, means
from zorgkas.law.zbo.means_columns import means_columns

LAW = law_on("2026-06-01")
JUNE: dict[str, object] = {"zbo_effective_month": "2026-06"}
COUPLE = {**JUNE, "lives_with_partner": True}


def test_a_couple_with_a_home_savings_and_a_sale() -> None:
    found = means(
        LAW,
        [
            MeansRow(MeansKind.PENSION, 1_800_000, label="pension"),
            MeansRow(MeansKind.PENSION, 900_000, of_partner=True),
            MeansRow(MeansKind.BUILT_PROPERTY, 180_000),
            MeansRow(MeansKind.CAPITAL, 4_000_000),
            MeansRow(MeansKind.SALE, 20_000_000, share=(1, 2), transferred_on=datetime.date(2022, 5, 17)),
            MeansRow(MeansKind.SOCIAL_PROTECTION_BENEFIT, 168_000),
        ],
        COUPLE,
    )
    assert found.sums == {
        **dict.fromkeys(SUMS, 0),
        "means_pensions_cents": 2_700_000,
        "means_built_cents": 180_000,
        "means_capital_cents": 4_000_000,
        "means_sales_cents": 10_000_000,
        "means_sales_allowance_cents": 600_000,
    }
    assert [row.outcome for row in found.rows].count(RowOutcome.EXEMPT_KIND) == 1
    budget = LAW.decide({**COUPLE, **found.sums, "need_unchanged": True, "category_held": 4}, "zbo_month_cents")
    assert budget.value_of("family_income_cents") == 2_430_000 + 90_000 + 240_000 + 564_000


def test_each_row_is_explained_by_the_law_itself() -> None:
    row = means(LAW, [MeansRow(MeansKind.WAGE, 900_000, year=2025)], JUNE).rows[0]
    sentences = [step.sentence for step in row.decision.explain("nl")]
    assert "Dit telt niet mee: het is niet van het referentiejaar." in sentences
    assert any(step.article.startswith("BVR art. 196") for step in row.decision.explain("en"))


def test_work_of_another_year_only_asks_for_the_reference_year() -> None:
    other = means(LAW, [MeansRow(MeansKind.WAGE, 900_000, year=2025)], JUNE)
    assert other.asks_reference_year
    assert other.reference_year == 2024
    both = [MeansRow(MeansKind.WAGE, 900_000, year=2025), MeansRow(MeansKind.WAGE, 800_000, year=2024)]
    assert not means(LAW, both, JUNE).asks_reference_year


def test_two_sales_do_not_get_the_allowance_of_the_same_time_twice() -> None:
    """The time between them serves the older one, and what that one does not need is lost."""
    sales = [
        MeansRow(MeansKind.SALE, 10_000_000, transferred_on=datetime.date(2020, 5, 10)),
        MeansRow(MeansKind.SALE, 10_000_000, transferred_on=datetime.date(2024, 5, 10)),
    ]
    assert means(LAW, sales, JUNE).sums[ALLOWANCE] == 6 * 150_000
    small = [MeansRow(MeansKind.SALE, 100_000, transferred_on=datetime.date(2020, 5, 10)), sales[1]]
    assert means(LAW, small, JUNE).sums[ALLOWANCE] == 100_000 + 2 * 150_000


@given(st.lists(st.tuples(st.integers(0, 3_000_000), st.integers(0, 1_500_000)), max_size=6))
def test_the_allowance_of_sales_together(sales: list[tuple[int, int]]) -> None:
    taken = allowances(sales)
    assert all(0 <= part <= min(value, most) for part, (value, most) in zip(taken, sales, strict=True))
    assert sum(taken) <= max((most for _, most in sales), default=0)
    alone = [allowances([sale])[0] for sale in sales]
    assert all(together <= one for together, one in zip(taken, alone, strict=True))
    assert sum(taken) >= max(alone, default=0)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (MeansRow(MeansKind.PENSION, -1), "below zero"),
        (MeansRow(MeansKind.BUILT_PROPERTY, 100, share=(3, 2)), "share of 3/2"),
        (MeansRow(MeansKind.GIFT, 100), "needs its day"),
        (MeansRow(MeansKind.GIFT, 100, transferred_on=datetime.date(2026, 6, 1)), "after the effective day"),
        (MeansRow(MeansKind.PENSION, 100, transferred_on=datetime.date(2020, 1, 1)), "only a gift or sale"),
        (MeansRow(MeansKind.GIFT, 100, transferred_on=datetime.date(2020, 1, 1), debts_cents=5), "pays debts"),
        (MeansRow(MeansKind.WAGE, 100, year=2031), "2031 lies after"),
    ],
)
def test_a_row_that_cannot_be_right_is_refused_by_its_number(row: MeansRow, message: str) -> None:
    with pytest.raises(CaseError, match=message) as error:
        means(LAW, [MeansRow(MeansKind.PENSION, 1), row], JUNE)
    assert str(error.value).startswith("Row 2 ")


BELRAI: dict[str, object] = {"finding_instrument": "BELRAI_ASSESSMENT", "finding_issued_on": "2026-05-20"}


@pytest.mark.parametrize(
    ("case", "message"),
    [
        ({**BELRAI}, "total of the BelRAI Screener"),
        ({**BELRAI, "finding_total_tenths": 70}, "that scale decides"),
        ({**BELRAI, "finding_total_tenths": 140}, "from 13 points"),
        ({**BELRAI, "finding_total_tenths": 90, "finding_cognition_tenths": 95}, "above the total"),
        ({**BELRAI, "finding_total_tenths": 90, "died_on": "2026-05-19"}, "after the death"),
        (
            {"finding_instrument": "MEDICAL_SOCIAL", "finding_issued_on": "2025-05-20", "finding_total_tenths": 190},
            "18",
        ),
        ({"finding_instrument": "MEDICAL_SOCIAL", "finding_total_tenths": 90}, "no date"),
    ],
)
def test_evidence_that_cannot_be_right_is_refused_with_whom_to_ask(case: dict[str, object], message: str) -> None:
    with pytest.raises(CaseError, match=message):
        check_evidence(LAW, case)


def test_good_evidence_and_no_evidence_pass() -> None:
    check_evidence(LAW, {"birth_date": "1940-01-01"})
    check_evidence(LAW, {**BELRAI, "birth_date": "1940-01-01", "finding_total_tenths": 100})


def _rows(random: np.random.Generator, count: int) -> list[MeansRow]:
    rows = []
    for _ in range(count):
        kind = MeansKind(random.choice([int(kind) for kind in MeansKind]))
        transferred = None
        if kind in TRANSFERRED:
            transferred = datetime.date.fromordinal(int(random.integers(735_000, 739_700)))
        rows.append(
            MeansRow(
                kind,
                int(random.integers(0, 5_000_000)),
                of_partner=bool(random.integers(2)),
                share=(1, int(random.integers(1, 4))),
                right=PropertyRight(int(random.integers(1, 4))),
                year=int(random.choice([0, 2023, 2024])),
                stopped_for_pension=bool(random.random() < 0.2),
                permitted_work_cents=int(random.choice([-1, 300_000])),
                transferred_on=transferred,
                debts_cents=int(random.choice([0, 700_000])) if kind in SOLD else 0,
                still_held_cents=int(random.choice([0, 900_000])) if kind in SOLD else 0,
                annuity_cents=int(random.choice([0, 400_000])) if kind in SOLD else 0,
            )
        )
    return rows


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 1_000_000))
def test_many_people_at_once_have_the_sums_of_each_alone(seed: int) -> None:
    random = np.random.default_rng(seed)
    people = [(bool(random.integers(2)), _rows(random, int(random.integers(0, 9)))) for _ in range(60)]
    flat = [(number, row) for number, (_, rows) in enumerate(people) for row in rows]
    person = np.array([number for number, _ in flat], np.int64)
    first = [row.facts for _, row in flat]
    columns = {name: np.array([_number(facts[name]) for facts in first]) for name in first[0]}
    family = {**JUNE, "lives_with_partner": np.array([together for together, _ in people])}
    found = means_columns(LAW, columns, person, family, len(people))
    for number, (together, rows) in enumerate(people):
        alone = means(LAW, rows, {**JUNE, "lives_with_partner": together}).sums
        assert {name: int(found[name][number]) for name in SUMS} == alone


def _number(value: object) -> int | bool:
    if isinstance(value, datetime.date):
        return value.toordinal()
    return 0 if value is None else value  # type: ignore[return-value]
