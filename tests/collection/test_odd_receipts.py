"""Money that comes in otherwise than asked: each outcome is one that a member would call fair."""

from datetime import date

import pytest
from tests.collection.collection_helpers import (
    House,
    balance,
    belgian_iban,
    communication,
    hears,
    moment,
    open_cents,
    pays,
    refundable,
)

from zorgkas.banking import services as banking
from zorgkas.banking.models import Batch, Movement, Surplus
from zorgkas.banking.queries import candidates, queue
from zorgkas.banking.simulator import SimulatedBank
from zorgkas.ledger.accounts import Account
from zorgkas.registry.models import Task

MARCH, APRIL, MAY = date(2026, 3, 10), date(2026, 4, 10), date(2026, 5, 11)
CHILD = belgian_iban(4_242_424)  # an account that nobody told us about


def paid_back(batch: Batch) -> list[tuple[str, int]]:
    """To which accounts a batch pays how much."""
    return list(batch.lines.order_by("iban").values_list("iban", "amount_cents"))


def test_a_premium_paid_twice_goes_back_to_who_paid_it_twice(house: House, bank: SimulatedBank) -> None:
    person = house.member()
    claim = house.claim(person)
    for day in (MARCH, APRIL):
        pays(bank, house, house.iban(person), 100_00, day, communication=communication(claim))
    hears(bank, APRIL)
    assert (open_cents(claim), refundable(person)) == (0, 100_00)
    batch = house.pay(bank, 202604, APRIL)
    assert paid_back(batch) == [(house.iban(person), 100_00)]
    hears(bank, MAY)
    assert (refundable(person), balance(Account.SUSPENSE)) == (0, 0)


def test_the_second_payment_first_pays_what_else_is_open(house: House, bank: SimulatedBank) -> None:
    """BVR art. 70: what was collected goes to every year that is not fully paid; only the rest comes back."""
    person = house.member()
    claim, older = house.claim(person), house.claim(person, 2025, 64_00)
    for day in (MARCH, APRIL):
        pays(bank, house, house.iban(person), 100_00, day, communication=communication(claim))
    hears(bank, APRIL)
    assert [open_cents(item) for item in (older, claim)] == [0, 0]
    assert refundable(person) == 36_00


def test_somebody_else_may_pay_and_gets_back_what_was_too_much(house: House, bank: SimulatedBank) -> None:
    """The daughter pays 150 euro: the premium of her mother is paid, and the 50 euro go back to the daughter."""
    mother = house.member()
    claim = house.claim(mother)
    pays(bank, house, CHILD, 150_00, MARCH, communication=communication(claim))
    hears(bank, MARCH)
    assert open_cents(claim) == 0
    batch = house.pay(bank, 202603, MARCH)
    assert paid_back(batch) == [(CHILD, 50_00)]


def test_too_much_from_an_account_that_is_closed_goes_to_the_member(house: House, bank: SimulatedBank) -> None:
    person = house.member()
    claim = house.claim(person)
    pays(bank, house, CHILD, 130_00, MARCH, communication=communication(claim))
    hears(bank, MARCH)
    bank.send_back(CHILD, "AC04")
    house.pay(bank, 202603, MARCH)
    hears(bank, date(2026, 3, 20))
    assert refundable(person) == 30_00
    assert paid_back(house.pay(bank, 202604, APRIL)) == [(house.iban(person), 30_00)]


def test_money_for_somebody_who_died_waits_and_goes_back(house: House, bank: SimulatedBank) -> None:
    """DEC art. 45 §3, 1°: the standing order still ran; nothing was due any more, so the claim is not paid with it."""
    person = house.member()
    claim = house.claim(person)
    house.died(person, date(2026, 3, 1))
    pays(bank, house, CHILD, 100_00, MARCH, communication=communication(claim))
    hears(bank, MARCH)
    [movement] = queue()
    assert "2026-03-01" in movement.told_reason
    assert movement.person == person
    assert (open_cents(claim), balance(Account.SUSPENSE)) == (100_00, -100_00)
    with pytest.raises(banking.MatchRefused, match="after the death"):
        banking.match_movement(movement, user=house.one, item=claim)
    banking.match_movement(movement, user=house.one, give_back=True, at=moment(APRIL))
    assert (open_cents(claim), balance(Account.SUSPENSE), refundable(person)) == (100_00, 0, 100_00)
    # The claim, which the premium run still has to take off, is not paid with it either.
    assert paid_back(house.pay(bank, 202604, APRIL)) == [(CHILD, 100_00)]


def test_what_was_paid_before_the_death_stays(house: House, bank: SimulatedBank) -> None:
    person = house.member()
    claim = house.claim(person)
    house.died(person, MAY)
    pays(bank, house, CHILD, 100_00, MARCH, communication=communication(claim))
    hears(bank, MARCH)
    assert (open_cents(claim), queue().count()) == (0, 0)


def test_money_on_the_account_of_another_fund_pays_nothing_there(house: House, bank: SimulatedBank) -> None:
    """BVR art. 69: to the own fund. Where it arrived it is given back, and the queue says whose claim it was."""
    there = House.build("elders", serial=2)
    person = there.member()
    claim = there.claim(person)
    pays(bank, house, there.iban(person), 100_00, MARCH, communication=communication(claim))
    hears(bank, MARCH)
    [movement] = queue(house.fund)
    assert "Zorgkas elders" in movement.told_reason
    assert open_cents(claim) == 100_00
    with pytest.raises(banking.MatchRefused):
        banking.match_movement(movement, user=house.one, item=claim)
    banking.match_movement(movement, user=house.one, give_back=True, at=moment(MARCH))
    assert open_cents(claim) == 100_00
    assert paid_back(house.pay(bank, 202603, MARCH)) == [(there.iban(person), 100_00)]


def test_money_without_communication_waits_with_a_proposal(house: House, bank: SimulatedBank) -> None:
    person = house.member()
    claim = house.claim(person)
    pays(bank, house, house.iban(person), 100_00, MARCH, text="zorgpremie")
    hears(bank, MARCH)
    [movement] = queue()
    assert candidates(movement) == [claim]
    assert Task.objects.filter(kind=Task.Kind.MATCH_RECEIPT, closed_at=None).count() == 1
    banking.match_movement(movement, user=house.one, item=claim)
    assert (open_cents(claim), queue().count()) == (0, 0)
    assert not Task.objects.filter(closed_at=None).exists()


def test_money_of_nobody_known_is_kept_and_not_guessed(house: House, bank: SimulatedBank) -> None:
    pays(bank, house, CHILD, 100_00, MARCH, text="bedankt")
    hears(bank, MARCH)
    [movement] = queue()
    assert candidates(movement) == []
    with pytest.raises(banking.MatchRefused, match="about whom"):
        banking.match_movement(movement, user=house.one, give_back=True)
    assert balance(Account.SUSPENSE) == -100_00
    assert Movement.objects.get().state == Movement.State.QUEUED


def test_less_than_asked_pays_what_it_can(house: House, bank: SimulatedBank) -> None:
    person = house.member()
    claim = house.claim(person)
    pays(bank, house, house.iban(person), 60_00, MARCH, communication=communication(claim))
    hears(bank, MARCH)
    assert (open_cents(claim), refundable(person), Surplus.objects.count()) == (40_00, 0, 0)
