"""Relief and prescription: what is not asked any more, who decides it, and that nobody gets back what was waived."""

from datetime import date

import pytest
from tests.collection.collection_helpers import House, balance, communication, hears, open_cents, pays, refundable

from zorgkas.banking.simulator import SimulatedBank
from zorgkas.collection.models import Relief, WriteOff
from zorgkas.collection.services import (
    ReliefRefused,
    decide_relief,
    propose_relief,
    settle_refundable,
    write_off_prescribed,
)
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Entry, Item
from zorgkas.ledger.queries import check
from zorgkas.letters.models import Letter
from zorgkas.letters.services import render, write_relief_letters
from zorgkas.registry.models import Task

MAY = date(2026, 5, 20)


def proposed(house: House, waive: dict[Item, int], **given: object) -> Relief:
    person = next(iter(waive)).person if waive else given.pop("person")
    values: dict[str, object] = {
        "pillar": 5,
        "ground": Relief.Ground.OCMW,
        "document": "attest of 2 May",
        "motivation": "Uw inkomen is te laag om dit te betalen.",
        "amounts": waive,
        "user": house.one,
        "asked_on": MAY,
    }
    return propose_relief(person, house.fund, **(values | given))  # type: ignore[arg-type]


def test_two_people_waive_what_the_law_lets_them_and_the_member_reads_why(house: House) -> None:
    person = house.member()
    old, new = house.claim(person, 2024, 62_00), house.claim(person, 2025, 64_00)
    relief = proposed(house, {old: 62_00, new: 30_00})
    assert Task.objects.get(kind=Task.Kind.DECIDE_RELIEF).due_on == date(2026, 6, 19)
    with pytest.raises(ReliefRefused, match="Somebody else"):
        decide_relief(relief, user=house.one)
    decide_relief(relief, user=house.other)
    assert (open_cents(old), open_cents(new), balance(Account.WRITE_OFF)) == (0, 34_00, 92_00)
    assert not Task.objects.filter(closed_at=None).exists()
    with pytest.raises(ReliefRefused, match="decided already"):
        decide_relief(relief, user=house.other)
    assert write_relief_letters(house.fund) == 1
    assert write_relief_letters(house.fund) == 0
    content = Letter.objects.get().data["content"]
    assert (content["granted"], content["waived_cents"], content["left_cents"]) == (True, 92_00, 34_00)
    assert any("DEC art. 46" in reason["article"] for reason in content["reasons"])
    assert render(Letter.objects.get()).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"pillar": 1}, "propose a refusal"),
        ({"ground": Relief.Ground.NONE}, "propose a refusal"),
        ({"document": ""}, "Say which document"),
        ({"motivation": " "}, "Say why"),
    ],
)
def test_what_the_law_does_not_allow_or_nobody_proved_is_not_waived(
    house: House, given: dict[str, object], why: str
) -> None:
    claim = house.claim(house.member(), 2025, 64_00)
    with pytest.raises(ReliefRefused, match=why):
        proposed(house, {claim: 64_00}, **given)
    assert not Relief.objects.exists()


def test_never_more_than_is_open_and_never_a_premium_that_is_not_late(house: House) -> None:
    person = house.member()
    claim = house.claim(person, 2025, 64_00)
    with pytest.raises(ReliefRefused, match="at most"):
        proposed(house, {claim: 64_01})
    this_year = house.claim(person, 2026)
    with pytest.raises(ReliefRefused, match="at most"):
        proposed(house, {this_year: 100_00}, asked_on=date(2026, 4, 30))


def test_a_refusal_is_decided_and_told_too(house: House) -> None:
    claim = house.claim(house.member(), 2025, 64_00)
    relief = proposed(house, {}, person=claim.person, ground=Relief.Ground.NONE, document="")
    decide_relief(relief, user=house.other)
    assert (relief.state, open_cents(claim)) == (Relief.State.REFUSED, 64_00)
    assert write_relief_letters(house.fund) == 1
    assert not Letter.objects.get().data["content"]["granted"]


def test_who_paid_nothing_gets_nothing_back_when_the_claim_becomes_lower(house: House) -> None:
    """100 euro waived; then the premium of that year turns out to be 35 euro. Nobody paid, so nothing goes back."""
    claim = house.claim(house.member(), 2025, 64_00)
    decide_relief(proposed(house, {claim: 64_00}), user=house.other)
    lower(house, claim, 29_00)
    assert refundable(claim.person) == 29_00
    settled = settle_refundable(house.fund)
    assert (settled.taken_back, settled.taken_back_cents) == (1, 29_00)
    assert (refundable(claim.person), balance(Account.WRITE_OFF)) == (0, 35_00)
    assert WriteOff.objects.get().taken_back_cents == 29_00
    assert settle_refundable(house.fund).taken_back == 0
    assert all(finding.good for finding in check(house.fund))


def test_what_was_really_paid_too_much_still_goes_back(house: House, bank: SimulatedBank) -> None:
    """40 euro paid and 24 waived of 64; then 29 euro less is due: 24 were never paid, 5 euro go back."""
    claim = house.claim(house.member(), 2025, 64_00)
    pays(bank, house, house.iban(claim.person), 40_00, date(2026, 3, 2), communication=communication(claim))
    hears(bank, date(2026, 3, 2))
    decide_relief(proposed(house, {Item.objects.get(pk=claim.pk): 24_00}), user=house.other)
    lower(house, claim, 29_00)
    settle_refundable(house.fund)
    assert refundable(claim.person) == 5_00


def lower(house: House, claim: Item, cents: int) -> None:
    """The due becomes lower, and what is then too much is moved on, as a premium run does."""
    house.claim(claim.person, claim.period, -cents)
    with ledger.run("premium", claim.period, house.fund) as run:
        ledger.move_overpaid(run, Product.PREMIUM)


def test_a_premium_is_written_off_after_thirty_years_and_not_a_day_before(house: House) -> None:
    person = house.member()
    old, young = house.claim(person, 2001, 10_00), house.claim(person, 2003, 25_00)
    assert write_off_prescribed(house.fund, date(2031, 4, 30)).claims == 0
    found = write_off_prescribed(house.fund, date(2031, 5, 1))
    assert (found.years, found.claims, found.cents) == ((2001,), 1, 10_00)
    assert (open_cents(old), open_cents(young)) == (0, 25_00)
    entry = Entry.objects.get(run=found.run)
    assert entry.narrative == "Prescribed after thirty years (DEC art. 45 §2)"
    assert write_off_prescribed(house.fund, date(2031, 5, 2)).claims == 0
    assert WriteOff.objects.get().ground == WriteOff.Ground.PRESCRIBED


def test_no_premium_is_prescribed_today(house: House) -> None:
    claim = house.claim(house.member(), 2001, 10_00)
    assert write_off_prescribed(house.fund).claims == 0
    assert open_cents(claim) == 10_00
