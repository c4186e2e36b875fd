"""Letters about direct debits that came back and about refunds, mandates and exemptions: once each, and set as PDF."""

from datetime import date

import pytest
from tests.collection.collection_helpers import House, belgian_iban, communication, hears, moment, pays

from zorgkas.banking.simulator import SimulatedBank
from zorgkas.collection.services import mandate_of, preview_exemption, register_exemption
from zorgkas.letters.contacts import record_example_contact
from zorgkas.letters.models import Letter
from zorgkas.letters.services import (
    render,
    send,
    write_exemption_letter,
    write_mandate_letter,
    write_refund_letters,
    write_return_letters,
)
from zorgkas.registry.models import PremiumExemption

FEBRUARY, MARCH, APRIL = date(2026, 2, 2), date(2026, 3, 10), date(2026, 4, 20)
CHILD = belgian_iban(4_242_424)


@pytest.fixture(autouse=True)
def _contact(house: House) -> None:
    record_example_contact(house.fund)


def only(kind: str) -> dict[str, object]:
    letter = Letter.objects.get(kind=kind)
    assert render(letter).startswith(b"%PDF")
    return dict(letter.data["content"])


@pytest.mark.parametrize(("code", "blocked"), [("AM04", False), ("AC04", True)])
def test_who_is_not_collected_reads_what_went_wrong_and_how_to_pay(
    house: House, bank: SimulatedBank, code: str, blocked: bool
) -> None:
    person = house.member(mandate=True)
    house.claim(person)
    bank.send_back(house.iban(person), code)
    house.collect(bank, 2026, FEBRUARY)
    hears(bank, APRIL)
    assert (write_return_letters(house.fund), write_return_letters(house.fund)) == (1, 0)
    said = only("collection_returned")
    assert (said["blocked"], said["open_cents"], said["account"]) == (blocked, 100_00, house.iban(person))
    assert send(house.fund, kinds=("collection_returned",), now=moment(APRIL)).letters == 1


@pytest.mark.parametrize("code", ["MD07", "AG02"])
def test_nobody_is_written_to_about_a_death_or_our_own_mistake(house: House, bank: SimulatedBank, code: str) -> None:
    person = house.member(mandate=True)
    house.claim(person)
    bank.send_back(house.iban(person), code)
    house.collect(bank, 2026, FEBRUARY)
    hears(bank, APRIL)
    assert write_return_letters(house.fund) == 0


def test_a_refund_says_why_and_to_which_account(house: House, bank: SimulatedBank) -> None:
    claim = house.claim(house.member())
    pays(bank, house, CHILD, 150_00, MARCH, communication=communication(claim))
    hears(bank, MARCH)
    house.pay(bank, 202603, MARCH)
    assert (write_refund_letters(house.fund), write_refund_letters(house.fund)) == (1, 0)
    said = only("premium_refund")
    assert (said["cents"], said["account"], said["why"], said["to_payer"]) == (50_00, CHILD, "too_much", True)


def test_a_mandate_and_its_end_are_confirmed(house: House) -> None:
    person = house.member(mandate=True)
    assert write_mandate_letter(house.fund, person, mandate_of(person, MARCH), on=MARCH) == 1
    assert write_mandate_letter(house.fund, person, None, on=MARCH) == 1
    letters = Letter.objects.filter(kind="mandate_changed").order_by("pk")
    assert [letter.data["content"]["ended"] for letter in letters] == [False, True]
    assert all(render(letter).startswith(b"%PDF") for letter in letters)


def test_who_owes_no_premium_reads_for_which_years(house: House) -> None:
    person = house.member()
    house.claim(person)
    ground = PremiumExemption.Ground.BANKRUPT
    effects = preview_exemption(person, ground, FEBRUARY, None)
    register_exemption(person, ground, FEBRUARY, None, proof="judgment", at=moment(FEBRUARY))
    exemption = PremiumExemption.objects.get()
    assert write_exemption_letter(house.fund, person, exemption, effects, proof="judgment") == 1
    said = only("premium_not_due")
    assert said["years"] == [{"year": 2026, "due_cents": 0, "paid_cents": 0, "open_cents": 0}]
