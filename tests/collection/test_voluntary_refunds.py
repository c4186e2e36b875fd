"""Premiums that a voluntary member asks back (BVR art. 80): only with proof of not knowing, and in writing."""

from datetime import date

import pytest
from tests.collection.collection_helpers import House, communication, hears, pays, refundable

from zorgkas.banking.simulator import SimulatedBank
from zorgkas.collection.models import RefundRequest
from zorgkas.collection.services import RefundRefused, decide_refund, preview_refund
from zorgkas.ledger.models import Item
from zorgkas.letters.models import Letter
from zorgkas.letters.services import write_refund_decisions
from zorgkas.membership.models import Change, Membership
from zorgkas.membership.queries import membership_of
from zorgkas.membership.services import run_premiums
from zorgkas.registry.models import Person

MARCH, ASKED = date(2026, 3, 10), date(2026, 6, 1)
VOLUNTARY = Membership.Kind.VOLUNTARY


def paid_up(house: House, bank: SimulatedBank) -> Person:
    """A voluntary member who paid 2025 and 2026."""
    person = house.member(kind=VOLUNTARY)
    for year in (2025, 2026):
        run_premiums(year, house.fund)
        item = Item.objects.get(person=person, account=1200, period=year)
        day = date(2026, 3, 9 + year - 2025)
        pays(bank, house, house.iban(person), item.balance_cents, day, communication=communication(item))
        hears(bank, day)
    return person


def decided(house: House, person: Person, proof: str, asked_on: date = ASKED) -> RefundRequest:
    return decide_refund(
        person,
        house.fund,
        2025,
        asked_on=asked_on,
        document="brief van 1 juni",
        proof=proof,
        motivation="U toonde dat u het niet wist.",
        user=house.one,
    )


def test_who_did_not_know_gets_every_premium_back_and_was_no_member(house: House, bank: SimulatedBank) -> None:
    person = paid_up(house, bank)
    shown = preview_refund(person, house.fund, 2025, shown=True)
    request = decided(house, person, "mail van de oude zorgkas: u moet aansluiten")
    assert request.state == RefundRequest.State.GRANTED
    assert request.refund_cents == shown.refund_cents == 164_00 == refundable(person)
    assert membership_of(person, date(2025, 1, 1)) is None
    assert membership_of(person, date(2024, 12, 31)) is not None
    assert Change.objects.get(person=person).kind == Change.Kind.REFUNDED
    assert write_refund_decisions(house.fund) == 1
    assert write_refund_decisions(house.fund) == 0
    content = Letter.objects.get(kind="refund_decided").data["content"]
    assert (content["granted"], content["refund_cents"]) == (True, 164_00)
    run_premiums(2026, house.fund)
    assert refundable(person) == 164_00


def test_without_proof_it_is_refused_and_nothing_changes(house: House, bank: SimulatedBank) -> None:
    person = paid_up(house, bank)
    request = decided(house, person, "")
    assert request.state == RefundRequest.State.REFUSED
    assert refundable(person) == 0
    assert membership_of(person, ASKED) is not None
    assert write_refund_decisions(house.fund) == 1
    assert not Letter.objects.get(kind="refund_decided").data["content"]["granted"]


def test_one_request_is_decided_once(house: House, bank: SimulatedBank) -> None:
    person = paid_up(house, bank)
    decided(house, person, "")
    with pytest.raises(RefundRefused, match="decided already"):
        decided(house, person, "mail")
    # With a proof that comes later another request can be decided.
    assert decided(house, person, "mail", date(2026, 7, 1)).state == RefundRequest.State.GRANTED


def test_a_compulsory_member_gets_nothing_back(house: House) -> None:
    person = house.member()
    assert preview_refund(person, house.fund, 2025, shown=True).refusal
    with pytest.raises(RefundRefused, match="voluntary"):
        decided(house, person, "mail")
    assert not RefundRequest.objects.exists()
