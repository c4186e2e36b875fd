"""Matching by hand: what is shown is what is booked, once; the task says how much still waits."""

from datetime import date

import pytest
from banking_helpers import Fund, open_cents

from zorgkas.banking import services
from zorgkas.banking.queries import queue
from zorgkas.banking.simulator import SimulatedBank
from zorgkas.ledger.models import Entry
from zorgkas.registry.models import Task

DAY = date(2026, 11, 9)


@pytest.fixture
def waiting(fund: Fund, bank: SimulatedBank) -> list[int]:
    for cents in (100_00, 30_00):
        bank.pay_in("BE68539007547034", "An", cents, to=fund.premiums.iban, day=DAY, text="premie")
    services.import_file(bank.statement(DAY), "day.cod")
    return [movement.pk for movement in queue()]


def test_a_plan_is_what_is_booked(fund: Fund, waiting: list[int]) -> None:
    person = fund.person()
    new, old = fund.claim(person), fund.claim(person, 62_00, 2025)
    movement = queue().get(pk=waiting[0])
    plan = services.plan_match(movement, person=person)
    assert [(line.period, line.amount_cents) for line in plan.lines] == [(2025, -62_00), (2026, -38_00)]
    assert (open_cents(old), open_cents(new)) == (62_00, 64_00)
    services.match_movement(movement, user=fund.preparer, person=person, seal=plan.seal)
    assert (open_cents(old), open_cents(new)) == (0, 26_00)
    assert Entry.objects.get(key=f"movement/{movement.pk}/match").told_narrative.startswith("Movement")


def test_another_plan_than_was_shown_is_not_carried_out(fund: Fund, waiting: list[int]) -> None:
    person = fund.person()
    fund.claim(person)
    movement = queue().get(pk=waiting[1])
    shown = services.plan_match(movement, person=person)
    fund.claim(person, 62_00, 2025)
    with pytest.raises(services.PlanChanged):
        services.match_movement(movement, user=fund.preparer, person=person, seal=shown.seal)
    assert queue().count() == 2


def test_a_second_confirmation_books_nothing(fund: Fund, waiting: list[int]) -> None:
    person = fund.person()
    movement = queue().get(pk=waiting[0])
    services.match_movement(movement, user=fund.preparer, person=person)
    booked = Entry.objects.count()
    with pytest.raises(services.MatchRefused, match="matched already"):
        services.match_movement(movement, user=fund.preparer, person=person)
    assert Entry.objects.count() == booked


def test_the_task_says_how_many_still_wait_and_closes_with_the_last(fund: Fund, waiting: list[int]) -> None:
    person = fund.person()
    task = Task.objects.get(kind=Task.Kind.MATCH_RECEIPT)
    for movement, left in zip(waiting, (1, 0), strict=True):
        services.match_movement(queue().get(pk=movement), user=fund.preparer, person=person)
        task.refresh_from_db()
        assert (task.closed_at is None) == bool(left)
        if left:
            assert task.told_reason.endswith(f"not matched: {left}")
