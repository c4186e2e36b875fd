"""Direct debits that come back: the premium is open again, the mandate is kept or blocked, somebody looks."""

from datetime import date, timedelta

import pytest
from tests.collection.collection_helpers import House, hears, moment, open_cents

from zorgkas.banking.batches.errors import BatchOutdated
from zorgkas.banking.incoming.lookups import orders
from zorgkas.banking.incoming.returns import Returned, follow_collections
from zorgkas.banking.models import CollectionReturn, Exclusion
from zorgkas.banking.services import propose_collections, release
from zorgkas.banking.simulator import SimulatedBank
from zorgkas.collection.models import MandateBlock
from zorgkas.collection.returns import Undone, consequence
from zorgkas.collection.services import block_of, register_mandate, use_again
from zorgkas.registry.models import Task

FEBRUARY, MARCH, APRIL = date(2026, 2, 2), date(2026, 3, 16), date(2026, 4, 20)


@pytest.mark.parametrize(
    ("code", "blocked", "tasks"),
    [
        ("AM04", False, set()),  # too little money: once is no reason to stop
        ("AC04", True, set()),  # the account is closed
        ("MD01", True, {Task.Kind.CHECK_MANDATE}),  # the payer says there is no mandate
        ("MD06", True, set()),  # the payer wants the money back
        ("MD07", True, {Task.Kind.CHECK_DEATH}),
        ("AG02", False, {Task.Kind.CHECK_COLLECTION}),  # our own file was wrong
    ],
)
def test_each_reason_has_its_consequence(
    house: House, bank: SimulatedBank, code: str, blocked: bool, tasks: set[Task.Kind]
) -> None:
    person = house.member(mandate=True)
    claim = house.claim(person)
    bank.send_back(house.iban(person), code)
    house.collect(bank, 2026, FEBRUARY)
    hears(bank, APRIL)
    assert open_cents(claim) == 100_00
    undone = CollectionReturn.objects.get()
    assert (undone.code, undone.blocked) == (code, blocked)
    assert (block_of(person, APRIL) is not None) == blocked
    assert set(Task.objects.filter(closed_at=None).values_list("kind", flat=True)) == tasks


def test_too_little_money_twice_in_a_row_blocks_the_mandate(house: House, bank: SimulatedBank) -> None:
    person = house.member(mandate=True)
    house.claim(person)
    bank.send_back(house.iban(person), "AM04")
    for day, blocked in ((FEBRUARY, False), (MARCH, True)):
        house.collect(bank, 2026, day)
        hears(bank, day + timedelta(days=30))
        assert MandateBlock.objects.filter(person=person).exists() == blocked
    third = propose_collections(house.fund, 2026, house.one, at=moment(APRIL))
    assert third.exclusions.get().reason == Exclusion.Reason.MANDATE_BLOCKED


def test_who_wants_it_again_is_collected_again(house: House, bank: SimulatedBank) -> None:
    person = house.member(mandate=True)
    claim = house.claim(person)
    bank.send_back(house.iban(person), "MD06")
    house.collect(bank, 2026, FEBRUARY)
    hears(bank, APRIL)
    use_again(person, document="phone call", at=moment(APRIL))
    bank.accept_again(house.iban(person))
    house.collect(bank, 2026, APRIL)
    hears(bank, APRIL + timedelta(days=60))
    assert open_cents(claim) == 0


def test_a_new_mandate_ends_the_block(house: House, bank: SimulatedBank) -> None:
    person = house.member(mandate=True)
    house.claim(person)
    bank.send_back(house.iban(person), "AC04")
    house.collect(bank, 2026, FEBRUARY)
    hears(bank, FEBRUARY + timedelta(days=30))
    other = house.iban(house.member())
    mandate = register_mandate(
        person, iban=other, holder_name="", signed_on=MARCH, document="form 12", at=moment(MARCH)
    )
    assert mandate is not None
    assert mandate.iban == other
    assert block_of(person, MARCH) is None


def test_a_mandate_that_is_blocked_after_the_proposal_stops_the_batch(house: House, bank: SimulatedBank) -> None:
    person = house.member(mandate=True)
    house.claim(person)
    batch = propose_collections(house.fund, 2026, house.one, at=moment(FEBRUARY))
    house.learn(MandateBlock, person, FEBRUARY, at=moment(FEBRUARY), code="MD01")
    with pytest.raises(BatchOutdated):
        release(batch, house.other, at=moment(FEBRUARY))


def test_a_mandate_that_was_not_used_for_three_years_lapses(house: House) -> None:
    person = house.member(mandate=True)
    house.claim(person, 2028)
    batch = propose_collections(house.fund, 2028, house.one, at=moment(date(2028, 2, 1)))
    assert batch.exclusions.get().reason == Exclusion.Reason.MANDATE_LAPSED


def test_what_we_take_back_ourselves_blames_nobody() -> None:
    follows = consequence("MD06", Undone.REVERSAL)
    assert (follows.blocks, follows.letter, follows.task) == (False, False, None)


def test_a_reason_that_nobody_knows_is_looked_at() -> None:
    assert consequence("XX99").task == Task.Kind.CHECK_COLLECTION
    assert not consequence("XX99").blocks


@pytest.mark.parametrize(
    ("code", "on", "too_late"),
    [
        ("MD06", date(2026, 3, 30), False),  # eight weeks after 2 February
        ("MD06", date(2026, 3, 31), True),
        ("MD01", date(2027, 3, 2), False),  # thirteen months
        ("MD01", date(2027, 3, 3), True),
    ],
)
def test_a_refund_after_its_term_is_disputed_with_the_bank(house: House, code: str, on: date, too_late: bool) -> None:
    person = house.member(mandate=True)
    house.claim(person)
    batch = propose_collections(house.fund, 2026, house.one, execute_on=FEBRUARY, at=moment(date(2026, 1, 15)))
    line = batch.lines.get()
    order = orders([line.end_to_end_id])[line.end_to_end_id]
    follow_collections([Returned(order, code, on, Undone.REFUND)], house.fund, reference="statement", now=moment(on))
    assert Task.objects.filter(kind=Task.Kind.CHECK_COLLECTION).exists() == too_late
