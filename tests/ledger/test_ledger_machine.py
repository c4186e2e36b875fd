"""Whatever is done to the ledger, in whatever order: it balances, and items are what was booked."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from zorgkas.ledger.models import Item, Run
from zorgkas.ledger.queries import check, statement_of, trial_balance
from zorgkas.ledger.services import KeyAlreadyUsed, Line, book, book_dues, move_overpaid, run
from zorgkas.registry.models import CareFund

PREMIUM, ZZZ = 1, 2
people_chosen = st.dictionaries(st.integers(0, 3), st.integers(0, 5).map(lambda tens: tens * 1000), min_size=1)


class LedgerMachine(RuleBasedStateMachine):
    """A small fund with four people, one premium year and two months."""

    fund: CareFund
    people: list[int]

    def __init__(self) -> None:
        super().__init__()
        # What should be: the last due of each person, product and period, and all that was booked otherwise.
        self.due: dict[tuple[int, int, int], int] = {}
        self.bank = 0
        self.payments: dict[str, list[Line]] = {}
        self.chunk = 0

    @initialize()
    def open_books(self) -> None:
        self.savepoint = transaction.savepoint()
        self.context = run("everything", 2026, self.fund)
        self.run: Run = self.context.__enter__()

    def teardown(self) -> None:
        if hasattr(self, "context"):
            self.context.__exit__(None, None, None)
            transaction.savepoint_rollback(self.savepoint)

    @rule(dues=people_chosen)
    def premiums(self, dues: dict[int, int]) -> None:
        self._dues(PREMIUM, 1200, 2100, 2026, dues)

    @rule(dues=people_chosen, month=st.sampled_from([202611, 202612]))
    def budgets(self, dues: dict[int, int], month: int) -> None:
        self._dues(ZZZ, 2000, 5000, month, dues)

    def _dues(self, product: int, account: int, contra: int, period: int, dues: dict[int, int]) -> None:
        self.chunk += 1
        arguments: dict[str, Any] = {
            "product": product,
            "account": account,
            "contra": contra,
            "people": [self.people[p] for p in dues],
            "periods": period,
            "due_cents": list(dues.values()),
        }
        before = {person: self.due.get((self.people[person], product, period), 0) for person in dues}
        booked = book_dues(self.run, chunk=self.chunk, **arguments)
        assert booked.new_cents + booked.up_cents + booked.down_cents == sum(dues.values()) - sum(before.values())
        assert booked.changed == sum(before[person] != dues[person] for person in dues)
        assert book_dues(self.run, chunk=f"{self.chunk} again", **arguments).changed == 0
        self.due |= {(self.people[person], product, period): cents for person, cents in dues.items()}

    @rule(person=st.integers(0, 3), cents=st.integers(1, 5000))
    def receive_premium(self, person: int, cents: int) -> None:
        self._pay([Line(1000, cents), Line(1200, -cents, self.people[person], PREMIUM, 2026)])

    @rule(person=st.integers(0, 3), month=st.sampled_from([202611, 202612]))
    def pay_budget(self, person: int, month: int) -> None:
        item = Item.objects.filter(person_id=self.people[person], account=2000, period=month).first()
        if item and item.balance_cents < 0:
            open_cents = -item.balance_cents
            self._pay([Line(2000, open_cents, self.people[person], ZZZ, month), Line(1010, -open_cents)])

    def _pay(self, lines: list[Line]) -> None:
        key = f"payment {len(self.payments)}"
        book(fund=self.fund, key=key, kind="settlement", narrative="", lines=lines)
        self.payments[key] = lines
        self.bank += sum(line.amount_cents for line in lines if line.person is None)

    @rule(data=st.data(), changed=st.booleans())
    def book_again(self, data: st.DataObject, changed: bool) -> None:
        if not self.payments:
            return
        key = data.draw(st.sampled_from(sorted(self.payments)))
        lines = self.payments[key]
        if not changed:
            book(fund=self.fund, key=key, kind="settlement", narrative="", lines=lines)
            return
        other = [Line(line.account, 2 * line.amount_cents, line.person, line.product, line.period) for line in lines]
        with pytest.raises(KeyAlreadyUsed):
            book(fund=self.fund, key=key, kind="settlement", narrative="", lines=other)

    @rule()
    def move(self) -> None:
        move_overpaid(self.run)
        assert move_overpaid(self.run).items == 0
        assert all(finding.good for finding in check())
        # A due and what was paid too much on it are never open together.
        for account, other in ((1200, 2300), (2000, 1210)):
            open_now = Item.objects.exclude(balance_cents=0).values_list("person", "product", "period")
            assert not set(open_now.filter(account=account)) & set(open_now.filter(account=other))

    @invariant()
    def books_are_right(self) -> None:
        if not hasattr(self, "run"):
            return
        wrong = [finding for finding in check() if not finding.good and finding.name != "signs"]
        assert not wrong
        balances = {row.account: row.balance_cents for row in trial_balance(self.fund)}
        assert sum(balances.values()) == 0
        assert balances.get(1000, 0) + balances.get(1010, 0) == self.bank

    @invariant()
    def what_is_due_is_booked(self) -> None:
        items = Item.objects.filter(account__in=[1200, 2000]).values_list("person", "product", "period", "due_cents")
        booked = {(person, product, period): abs(cents) for person, product, period, cents in items if cents}
        assert booked == {key: cents for key, cents in self.due.items() if cents}

    @invariant()
    def statements_end_on_the_balance(self) -> None:
        for person in self.people:
            lines = statement_of(person)
            open_cents = sum(Item.objects.filter(person_id=person).values_list("balance_cents", flat=True))
            assert (lines[-1].balance_cents if lines else 0) == open_cents


@pytest.mark.django_db
def test_the_books_are_right_whatever_happens(fund: CareFund, people: list[int]) -> None:
    machine = type("Machine", (LedgerMachine,), {"fund": fund, "people": people[:4]})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
        ),
    )
