"""The order of the law, whatever the way money comes: receipts, what was paid too much, and care budgets."""

from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.collection.collection_helpers import House, balance, open_cents, refundable

from zorgkas.budgets.matching import Open, match
from zorgkas.collection.allocation import allocate, allocation_order, explain_allocation
from zorgkas.collection.services import settle_refundable
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Item
from zorgkas.membership.models import Membership
from zorgkas.registry.models import Person

DAY = date(2026, 3, 2)


class Claim:
    """A claim as the order sees it."""

    def __init__(self, number: int, year: int, cents: int) -> None:
        self.id, self.period, self.balance_cents = number, year, cents


CLAIMS = st.lists(
    st.tuples(st.integers(2002, 2026), st.integers(1, 10_000)), min_size=1, max_size=8, unique_by=lambda claim: claim[0]
)


@settings(max_examples=200, deadline=None)
@given(claims=CLAIMS, fineable=st.sets(st.integers(2002, 2026)), cents=st.integers(0, 60_000))
def test_a_receipt_and_a_set_off_pay_the_same_years(
    claims: list[tuple[int, int]], fineable: set[int], cents: int
) -> None:
    """One order for all money: what a receipt pays, a care budget of the same amount pays too (BVR art. 70, 71)."""
    ordered = allocation_order([Claim(n, *claim) for n, claim in enumerate(claims)], fineable, on=DAY)
    given_by_receipt, rest = allocate(cents, ordered)
    by_receipt = {claim.period: share for claim, share in given_by_receipt}
    years = np.array([year for year, _cents in claims])
    ones = np.ones(len(claims), np.int64)
    debts = Open(np.arange(len(claims)), ones, ones, years, np.array([open_ for _year, open_ in claims]))
    budget = Open(*(np.array([value]) for value in (99, 1, 2, 202604, cents)))
    allowed = np.ones((len(claims), 1), np.bool_)
    found = match(debts, budget, allowed, np.isin(years, list(fineable)))
    assert by_receipt == {int(years[d]): int(c) for d, c in zip(found.debt, found.cents, strict=True)}
    assert sum(by_receipt.values()) + rest == cents
    assert rest == max(cents - sum(open_ for _year, open_ in claims), 0)


@settings(max_examples=200, deadline=None)
@given(claims=CLAIMS, fineable=st.sets(st.integers(2002, 2026)), named=st.integers(0, 7))
def test_years_that_can_be_fined_come_first_and_each_group_is_oldest_first(
    claims: list[tuple[int, int]], fineable: set[int], named: int
) -> None:
    ordered = allocation_order([Claim(n, *claim) for n, claim in enumerate(claims)], fineable, on=DAY, named=named)
    order = [(claim.period not in fineable, claim.period) for claim in ordered]
    assert order == sorted(order)


def too_much(house: House, person: Person, year: int, cents: int) -> None:
    """Money that was paid too much for a year."""
    ledger.book(
        fund=house.fund,
        key=f"too much {person.pk} {year}",
        kind="settlement",
        narrative="paid too much",
        lines=[
            ledger.Line(Account.BANK_PREMIUMS, cents),
            ledger.Line(Account.PREMIUM_REFUNDABLE, -cents, person.pk, Product.PREMIUM, year),
        ],
    )


def test_money_of_one_year_pays_another_before_it_is_paid_back(house: House) -> None:
    person = house.member()
    old, new = house.claim(person, 2024, 62_00), house.claim(person, 2025, 64_00)
    too_much(house, person, 2026, 100_00)
    settled = settle_refundable(house.fund)
    assert (settled.used, settled.used_cents) == (2, 100_00)
    assert (open_cents(old), open_cents(new), refundable(person)) == (0, 26_00, 0)
    assert settle_refundable(house.fund).used == 0


def test_it_never_pays_for_somebody_else_or_somebody_who_died(house: House) -> None:
    one, other, dead = house.member(), house.member(), house.member()
    claims = [house.claim(other), house.claim(dead)]
    house.died(dead, date(2026, 2, 1))
    too_much(house, one, 2026, 50_00)
    too_much(house, dead, 2025, 50_00)
    assert settle_refundable(house.fund).used == 0
    assert [open_cents(claim) for claim in claims] == [100_00, 100_00]


def test_what_waits_in_a_batch_is_left_alone(house: House) -> None:
    person = house.member()
    house.claim(person)
    too_much(house, person, 2025, 50_00)
    item = Item.objects.get(account=Account.PREMIUM_REFUNDABLE)
    assert settle_refundable(house.fund, reserved=[item.pk]).used == 0
    assert balance(Account.PREMIUM_REFUNDABLE) == -50_00


def test_the_order_is_explained_by_the_law(house: House) -> None:
    """2023 was a voluntary year, for which nobody is fined."""
    person = house.member(kind=Membership.Kind.COMPULSORY)
    house.learn(
        Membership,
        person,
        date(2023, 1, 1),
        date(2024, 1, 1),
        fund_id=house.fund.pk,
        kind=Membership.Kind.VOLUNTARY,
    )
    for year in (2023, 2024, 2026):
        house.claim(person, year, 58_00)
    explained = explain_allocation(person, house.fund, DAY)
    assert [item.period for item, _decision in explained] == [2024, 2026, 2023]
    last = explained[0][1].explain("en")[-1]
    assert (last.article, "2024" in last.sentence) == ("BVR art. 70", True)
