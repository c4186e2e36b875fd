"""A death that becomes known later: what came after it goes back to who paid it, what came in life stays paid."""

from datetime import date

import pytest
from tests.collection.collection_helpers import House, belgian_iban, communication, hears, open_cents, pays, refundable

from zorgkas.banking.services import give_back_after_death
from zorgkas.banking.simulator import SimulatedBank
from zorgkas.ledger.models import Entry, Item

MARCH, DIED, APRIL, KNOWN = date(2026, 3, 10), date(2026, 3, 20), date(2026, 4, 10), date(2026, 5, 4)
CHILD = belgian_iban(4_242_424)


def test_a_premium_paid_after_the_death_goes_back_to_who_paid_it(house: House, bank: SimulatedBank) -> None:
    person = house.member()
    claim = house.claim(person)
    pays(bank, house, CHILD, 100_00, APRIL, communication=communication(claim))
    hears(bank, APRIL)
    house.died(person, DIED, known=KNOWN)
    found = give_back_after_death(house.fund)
    assert (found.people, found.cents) == (1, 100_00)
    assert (open_cents(claim), Item.objects.get(pk=claim.pk).due_cents) == (0, 0)
    batch = house.pay(bank, 202605, KNOWN)
    assert list(batch.lines.values_list("iban", "amount_cents")) == [(CHILD, 100_00)]
    hears(bank, date(2026, 5, 20))
    assert refundable(person) == 0


def test_what_was_paid_in_life_stays_paid(house: House, bank: SimulatedBank) -> None:
    person = house.member()
    claim = house.claim(person)
    pays(bank, house, house.iban(person), 60_00, MARCH, communication=communication(claim))
    pays(bank, house, CHILD, 40_00, APRIL, communication=communication(claim))
    hears(bank, APRIL)
    house.died(person, DIED, known=KNOWN)
    assert give_back_after_death(house.fund).cents == 40_00
    assert (open_cents(claim), Item.objects.get(pk=claim.pk).due_cents, refundable(person)) == (0, 60_00, 40_00)


@pytest.mark.parametrize("again", [1, 3])
def test_again_changes_nothing(house: House, bank: SimulatedBank, again: int) -> None:
    person = house.member()
    older, claim = house.claim(person, 2025, 64_00), house.claim(person)
    pays(bank, house, CHILD, 164_00, APRIL, communication=communication(claim))
    hears(bank, APRIL)
    house.died(person, DIED, known=KNOWN)
    assert give_back_after_death(house.fund).cents == 164_00
    booked = Entry.objects.count()
    for _ in range(again):
        assert give_back_after_death(house.fund).cents == 0
    assert (Entry.objects.count(), refundable(person), open_cents(older), open_cents(claim)) == (booked, 164_00, 0, 0)


def test_a_direct_debit_of_after_the_death_is_taken_off_as_well(house: House, bank: SimulatedBank) -> None:
    person = house.member(mandate=True)
    claim = house.claim(person)
    house.collect(bank, 2026, APRIL)
    hears(bank, date(2026, 5, 1))
    house.died(person, DIED, known=KNOWN)
    assert give_back_after_death(house.fund).cents == 100_00
    assert (open_cents(claim), refundable(person)) == (0, 100_00)


def test_a_collection_that_the_bank_took_back_is_not_given_back_twice(house: House, bank: SimulatedBank) -> None:
    person = house.member(mandate=True)
    claim = house.claim(person)
    bank.send_back(house.iban(person), "MD07")
    house.collect(bank, 2026, APRIL)
    hears(bank, date(2026, 5, 20))
    house.died(person, DIED, known=KNOWN)
    assert give_back_after_death(house.fund).cents == 0
    assert (open_cents(claim), refundable(person)) == (100_00, 0)
