"""Direct debits of earlier years and of the parts of payment plans: each claim once, in the order of the law."""

from datetime import date, timedelta

import pytest
from tests.collection.collection_helpers import House, hears, moment, open_cents

from zorgkas.banking.models import Batch, BatchLine, Exclusion
from zorgkas.banking.services import BatchOutdated, propose_collections, propose_instalments, release
from zorgkas.banking.simulator import SimulatedBank
from zorgkas.collection.models import MandateBlock, PaymentPlan
from zorgkas.collection.services import PlanRefused, agree_plan, check_plans, end_plan, equal_parts
from zorgkas.fines.models import ClaimedWithFine
from zorgkas.registry.models import Person

MAY = date(2026, 5, 4)
JUNE = date(2026, 6, 1)


def lines(batch: Batch) -> list[tuple[int, int]]:
    """Premium year and amount of every part of a batch."""
    parts = BatchLine.objects.filter(batch=batch).order_by("parts__item__period")
    return list(parts.values_list("parts__item__period", "parts__amount_cents"))


def plan_of(house: House, person: Person, count: int, cents: int) -> PaymentPlan:
    parts = equal_parts(cents, count, JUNE)
    return agree_plan(person, house.fund, parts, user=house.one, on=MAY, by_direct_debit=True)


def test_earlier_years_are_collected_when_that_is_asked(house: House) -> None:
    person = house.member(mandate=True)
    for year, cents in ((2024, 62_00), (2025, 64_00), (2026, 100_00)):
        house.claim(person, year, cents)
    assert lines(propose_collections(house.fund, 2026, house.one, at=moment(MAY))) == [(2026, 100_00)]
    Batch.objects.update(state=Batch.State.CANCELLED)
    found = propose_collections(house.fund, 2026, house.one, earlier_years=True, at=moment(MAY))
    assert lines(found) == [(2024, 62_00), (2025, 64_00), (2026, 100_00)]
    assert found.total_cents == 226_00


def test_what_the_agency_asks_with_a_fine_is_left_to_the_agency(house: House) -> None:
    person = house.member(mandate=True)
    house.claim(person, 2024, 62_00)
    house.claim(person, 2026)
    house.learn(ClaimedWithFine, person, date(2025, 12, 15), year=2024)
    found = propose_collections(house.fund, 2026, house.one, earlier_years=True, at=moment(MAY))
    assert lines(found) == [(2026, 100_00)]


def test_collections_of_several_years_come_back_one_by_one(house: House, bank: SimulatedBank) -> None:
    person = house.member(mandate=True)
    older, claim = house.claim(person, 2025, 64_00), house.claim(person)
    batch = propose_collections(house.fund, 2026, house.one, earlier_years=True, at=moment(MAY))
    bank.send_back(house.iban(person), "AM04")
    house.send(bank, batch, MAY)
    assert (open_cents(older), open_cents(claim)) == (0, 0)
    hears(bank, batch.execute_on + timedelta(days=30))
    assert (open_cents(older), open_cents(claim)) == (64_00, 100_00)
    # Two years of one collection are one time too little money, not two.
    assert not MandateBlock.objects.exists()


def test_a_plan_is_collected_part_by_part_the_oldest_year_first(house: House, bank: SimulatedBank) -> None:
    person = house.member(mandate=True)
    older, claim = house.claim(person, 2025, 64_00), house.claim(person)
    plan = plan_of(house, person, 2, 164_00)
    assert not propose_instalments(house.fund, house.one, execute_on=date(2026, 5, 20)).line_count  # nothing is due yet
    first = propose_instalments(house.fund, house.one, execute_on=JUNE, at=moment(date(2026, 5, 28)))
    assert lines(first) == [(2025, 64_00), (2026, 18_00)]
    # While it waits, nothing is proposed twice.
    assert not propose_instalments(house.fund, house.one, execute_on=JUNE).line_count
    house.send(bank, first, date(2026, 5, 28))
    assert (open_cents(older), open_cents(claim)) == (0, 82_00)
    assert check_plans(house.fund, JUNE + timedelta(days=20)).behind == 0
    assert not propose_instalments(house.fund, house.one, execute_on=JUNE + timedelta(days=1)).line_count
    second = propose_instalments(house.fund, house.one, execute_on=date(2026, 7, 1), at=moment(date(2026, 6, 29)))
    assert lines(second) == [(2026, 82_00)]
    house.send(bank, second, date(2026, 6, 29))
    assert check_plans(house.fund, date(2026, 7, 2)).kept == 1
    plan.refresh_from_db()
    assert plan.state == PaymentPlan.State.KEPT


def test_the_yearly_collection_leaves_a_plan_alone(house: House) -> None:
    person = house.member(mandate=True)
    house.claim(person)
    plan_of(house, person, 4, 100_00)
    batch = propose_collections(house.fund, 2026, house.one, earlier_years=True, at=moment(MAY))
    assert not batch.line_count
    assert batch.exclusions.get().reason == Exclusion.Reason.PLANNED


def test_a_plan_that_stopped_is_not_collected_any_more(house: House) -> None:
    person = house.member(mandate=True)
    house.claim(person)
    plan = plan_of(house, person, 4, 100_00)
    batch = propose_instalments(house.fund, house.one, execute_on=JUNE, at=moment(date(2026, 5, 28)))
    end_plan(plan, user=house.one, on=date(2026, 5, 29))
    with pytest.raises(BatchOutdated):
        release(batch, house.other)


def test_a_collection_is_not_released_when_a_plan_was_agreed_since(house: House) -> None:
    person = house.member(mandate=True)
    house.claim(person)
    batch = propose_collections(house.fund, 2026, house.one, at=moment(MAY))
    plan_of(house, person, 4, 100_00)
    with pytest.raises(BatchOutdated):
        release(batch, house.other)


def test_without_a_mandate_no_part_can_be_collected(house: House) -> None:
    person = house.member()
    house.claim(person)
    with pytest.raises(PlanRefused, match="mandate"):
        plan_of(house, person, 2, 100_00)
