"""Unpaid premiums are taken off care budgets: oldest year first, never more than there is (BVR art. 71)."""

import numpy as np
import pytest
from budgets_helpers import Village, moment
from hypothesis import given
from hypothesis import strategies as st

from zorgkas.budgets.matching import Open, match
from zorgkas.budgets.services import set_off_premiums
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Entry, Item, Posting
from zorgkas.ledger.queries import check
from zorgkas.membership.models import Membership
from zorgkas.membership.services import run_premiums

AMOUNT = 14_000


@pytest.mark.django_db
def test_two_years_of_unpaid_premiums(village: Village) -> None:
    """2025 goes off the first budget at once, 2026 from the budget of April on."""
    person = village.member()
    village.right(person, "2025-01-01")
    run_premiums(2025, village.fund, moment("2025-02-01"))
    run_premiums(2026, village.fund, moment("2026-01-15"))
    village.runs(202603, "2026-03-20")
    assert set_off_premiums(village.fund, 202603).cents == 6_400
    assert village.open(person) == {202603: AMOUNT - 6_400}
    assert (village.claim(person, 2025)[1], village.claim(person, 2026)[1]) == (0, 10_000)
    village.pays_out(person, "2026-03-25")
    village.runs(202604, "2026-04-20")
    assert set_off_premiums(village.fund, 202604).cents == 10_000
    assert village.open(person) == {202604: AMOUNT - 10_000}
    assert village.claim(person, 2026)[1] == 0
    assert set_off_premiums(village.fund, 202604).cents == 0
    assert not any(finding.problems for finding in check())


@pytest.mark.django_db
def test_each_part_can_be_seen(village: Village) -> None:
    person = village.member()
    village.right(person, "2025-01-01", product=Product.ZBO, given=3_000)
    village.right(person, "2025-01-01", product=Product.ZBH, given=2_000)
    run_premiums(2024, village.fund, moment("2025-01-01"))
    run_premiums(2025, village.fund, moment("2025-02-01"))
    village.runs(202603, "2026-03-20")
    outcome = set_off_premiums(village.fund, 202603)
    assert (outcome.people, outcome.parts, outcome.cents) == (1, 2, 5_000)
    taken = Posting.objects.filter(entry__kind=Entry.Kind.SET_OFF, account=Account.PREMIUM_RECEIVABLE)
    assert sorted((line.period, line.amount_cents) for line in taken) == [(2024, -3_000), (2024, -2_000)]
    assert village.open(person, Product.ZBO) == village.open(person, Product.ZBH) == {}
    assert village.claim(person, 2024)[1] == 1_200


@pytest.mark.django_db
def test_a_year_that_can_lead_to_a_fine_comes_before_an_older_one_that_cannot(village: Village) -> None:
    """BVR art. 70: as a voluntary member in 2024 nobody is fined, as a compulsory one since 2025 one can be."""
    person = village.member(kind=Membership.Kind.VOLUNTARY)
    compulsory = {"fund_id": village.fund.pk, "kind": Membership.Kind.COMPULSORY}
    village.learn(Membership, person, "2025-01-01", None, compulsory, at=moment("2025-01-02"))
    village.right(person, "2025-01-01", product=Product.ZBO, given=70_00)
    run_premiums(2024, village.fund, moment("2025-01-03"))
    run_premiums(2025, village.fund, moment("2025-02-01"))
    village.runs(202603, "2026-03-20")
    assert set_off_premiums(village.fund, 202603).cents == 70_00
    assert (village.claim(person, 2025)[1], village.claim(person, 2024)[1]) == (0, 56_00)


@pytest.mark.django_db
def test_somebody_elses_budget_is_left_alone(village: Village) -> None:
    debtor, other = village.member(), village.member()
    village.right(other, "2025-01-01")
    run_premiums(2025, village.fund, moment("2025-02-01"))
    village.pays_premium(other, 2025, 6_400, "2025-03-01")
    village.runs(202603, "2026-03-20")
    assert set_off_premiums(village.fund, 202603).cents == 0
    assert village.claim(debtor, 2025)[1] == 6_400


@pytest.mark.django_db
def test_what_is_on_its_way_to_the_bank_is_left_alone(village: Village) -> None:
    person = village.member()
    village.right(person, "2025-01-01")
    run_premiums(2025, village.fund, moment("2025-02-01"))
    village.runs(202603, "2026-03-20")
    item = Item.objects.get(person=person, account=Account.BENEFIT_PAYABLE)
    assert set_off_premiums(village.fund, 202603, reserved=[item.pk]).cents == 0
    assert set_off_premiums(village.fund, 202603).cents == 6_400


@st.composite
def open_amounts(draw: st.DrawFn, periods: list[int], products: list[int]) -> Open:
    keys = draw(
        st.lists(st.tuples(st.integers(1, 3), st.sampled_from(products), st.sampled_from(periods)), unique=True)
    )
    cents = draw(st.lists(st.integers(1, 200), min_size=len(keys), max_size=len(keys)))
    columns = np.array([[*key] for key in keys], np.int64).reshape(-1, 3).T
    return Open(np.arange(len(keys)), *columns, np.array(cents, np.int64))


@given(open_amounts([2024, 2025, 2026], [1]), open_amounts([202601, 202604, 202605], [2, 3]), st.data())
def test_matching_is_exact(debts: Open, budgets: Open, data: st.DataObject) -> None:
    """Nobody loses more than owed or held; nothing allowed is left; urgent, then older years come first."""
    years, months = np.unique(debts.period), np.unique(budgets.period)
    size = len(years) * len(months)
    flags = data.draw(st.lists(st.booleans(), min_size=size, max_size=size))
    allowed = np.array(flags, np.bool_).reshape(len(years), len(months))
    urgent = np.array(data.draw(st.lists(st.booleans(), min_size=len(debts), max_size=len(debts))), np.bool_)
    found = match(debts, budgets, allowed, urgent)
    paid = np.bincount(found.debt, found.cents, len(debts)).astype(int)
    taken = np.bincount(found.budget, found.cents, len(budgets)).astype(int)
    assert (found.cents > 0).all()
    assert (paid <= debts.cents).all()
    assert (taken <= budgets.cents).all()
    assert (debts.person[found.debt] == budgets.person[found.budget]).all()
    for debt in range(len(debts)):
        for budget in range(len(budgets)):
            if debts.person[debt] != budgets.person[budget]:
                continue
            may = allowed[np.searchsorted(years, debts.period[debt]), np.searchsorted(months, budgets.period[budget])]
            assert not (may and paid[debt] < debts.cents[debt] and taken[budget] < budgets.cents[budget])
    if allowed.all():
        for one in range(len(debts)):
            for other in range(len(debts)):
                same = debts.person[one] == debts.person[other]
                before = (not urgent[one], debts.period[one]) < (not urgent[other], debts.period[other])
                if same and before and paid[other]:
                    assert paid[one] == debts.cents[one]
