"""What must hold whatever happens, in whatever order: never more than is owed, and the same end."""

import itertools

import numpy as np
import pytest
from django.contrib.auth.models import User
from hypothesis import given, settings
from hypothesis import strategies as st
from recovery_helpers import Street, day, moment

from zorgkas.ledger.accounts import Account
from zorgkas.ledger.models import Item
from zorgkas.ledger.queries import balances, check
from zorgkas.recovery import services
from zorgkas.recovery.matching import capped, cover
from zorgkas.recovery.models import Recovery
from zorgkas.recovery.services.repaying import schedule

rows = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 300)), max_size=14)


def _columns(table: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    ordered = sorted(table, key=lambda row: row[0])
    return np.array([row[0] for row in ordered], np.int64), np.array([row[1] for row in ordered], np.int64)


def _one_by_one(
    people: np.ndarray, owed: np.ndarray, holders: np.ndarray, held: np.ndarray
) -> dict[tuple[int, int], int]:
    """The same, said slowly: of each person the first debt from the first budget, and so on."""
    left, taken = held.tolist(), {}
    for debt, (person, cents) in enumerate(zip(people.tolist(), owed.tolist(), strict=True)):
        for budget, holder in enumerate(holders.tolist()):
            share = min(cents, left[budget]) if holder == person else 0
            if share:
                taken[debt, budget] = share
                left[budget] -= share
                cents -= share
    return taken


@given(debts=rows, budgets=rows)
def test_debts_meet_budgets_of_the_same_person_in_order_and_never_too_much(debts, budgets) -> None:
    people, owed = _columns(debts)
    holders, held = _columns(budgets)
    taken = cover(people, owed, holders, held)
    found = {
        (debt, budget): cents
        for debt, budget, cents in zip(taken.debt.tolist(), taken.budget.tolist(), taken.cents.tolist(), strict=True)
    }
    assert found == _one_by_one(people, owed, holders, held)


@given(table=st.lists(st.tuples(st.integers(1, 4), st.integers(0, 300)), max_size=12), most=st.integers(0, 500))
def test_of_a_file_never_more_is_taken_than_its_amount_of_the_month(table, most) -> None:
    files, cents = _columns(table)
    fits = capped(cents, files, np.full(len(files), most, np.int64))
    assert ((fits >= 0) & (fits <= cents)).all()
    for file in set(files.tolist()):
        mine = files == file
        assert fits[mine].sum() == min(most, cents[mine].sum())


@given(cents=st.integers(1, 500_000), months=st.integers(1, 120))
def test_instalments_add_up_and_follow_each_other(cents, months) -> None:
    parts = schedule(cents, months, day("2026-01-31"))
    assert sum(int(str(one["cents"])) for one in parts) == cents
    assert all(int(str(one["cents"])) > 0 for one in parts)
    days = [str(one["due_on"]) for one in parts]
    assert days == sorted(set(days))
    assert len(parts) <= months


# What may be learned or done about one person; the days do not depend on the order.
EVENTS = ("february was due after all", "march was not due either", "a payment", "a waiver")


@pytest.mark.parametrize(
    "order", list(itertools.permutations(EVENTS)), ids=lambda order: "-".join(o[:3] for o in order)
)
def test_the_order_in_which_things_arrive_does_not_change_what_is_owed_in_the_end(
    street: Street, user: User, order: tuple[str, ...]
) -> None:
    recovery = street.overpaid(months=2)
    person = recovery.person
    street.decided(recovery, user, monthly_cents=1000)
    for number, event in enumerate(order):
        at = moment(f"2026-08-{number + 1:02d}")
        if event == EVENTS[0]:
            street.right(person, "2026-02-01", "2026-03-01", at=at)
            street.runs(202607, f"2026-08-{number + 1:02d}")
        elif event == EVENTS[1]:
            street.loses(person, "2026-03-01", "2026-04-01", at)
            street.runs(202607, f"2026-08-{number + 1:02d}")
            services.open_files(street.fund, at=at)
        elif event == EVENTS[2]:
            services.register_repayment(recovery, 3000, day("2026-08-10"), "statement 12")
        else:
            services.waive(recovery, "agency", user, cents=2000, why="decision", on=day("2026-08-10"))
    # January and March undue, 140 euro each; 30 repaid, 20 waived.
    assert street.owes(person) == 28000 - 5000
    files = Recovery.objects.filter(person=person)
    assert sum(services.still_open(file) for file in files) == 23000
    assert all(finding.good for finding in check(street.fund))


@pytest.mark.django_db(transaction=False)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_whatever_is_done_never_more_comes_back_than_was_paid_too_much(data) -> None:
    from django.db import transaction

    from zorgkas.registry.models import CareFund

    with transaction.atomic():
        fund = CareFund.objects.create(code="x", name="X", enterprise_number="0200000143")
        street = Street(fund)
        user = User.objects.create_user("x")
        recovery = street.overpaid(months=data.draw(st.integers(1, 5)))
        person = recovery.person
        street.decided(recovery, user, monthly_cents=data.draw(st.integers(1, 20_000)))
        month, steps = 202608, data.draw(st.lists(st.sampled_from("srwopn"), max_size=8))
        for number, step in enumerate(steps):
            before = street.owes(person)
            left = services.still_open(recovery)
            assert 0 <= left <= before
            if step == "s":
                street.runs(month, f"2026-{month % 100:02d}-20")
                services.set_off_recoveries(fund, month, known_at=moment(f"2026-{month % 100:02d}-20"))
                month = min(month + 1, 202612)
            elif step == "o":
                services.set_off_recoveries(fund, month, known_at=moment("2026-12-20"))
            elif step in "rw" and left:
                cents = data.draw(st.integers(1, left))
                if step == "r":
                    services.register_repayment(recovery, cents, day("2026-08-10"), f"s{number}")
                else:
                    services.waive(recovery, "agency", user, cents=cents, why="x", on=day("2026-08-10"))
            elif step == "p":
                street.pays_out(person, f"2026-12-{number + 1:02d}")
            services.follow(fund, on=day("2026-08-30"), at=moment("2026-08-30"))
            assert street.owes(person) <= before
            recovery.refresh_from_db()
        wrong = Item.objects.filter(fund=fund, account=Account.OVERPAYMENT_RECEIVABLE, balance_cents__lt=0)
        assert not wrong.exists()
        assert all(finding.good for finding in check(fund))
        assert sum(balances(fund).values()) == 0
        transaction.set_rollback(True)
