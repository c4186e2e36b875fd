"""Payment plans: agreed for everything that is open, watched until they are kept or lapse."""

from datetime import date, timedelta

import pytest
from tests.collection.collection_helpers import House, communication, hears, open_cents, pays

from zorgkas.banking.models import Exclusion
from zorgkas.banking.simulator import SimulatedBank
from zorgkas.collection import policy
from zorgkas.collection.models import PaymentPlan
from zorgkas.collection.services import Part, PlanRefused, agree_plan, check_plans, end_plan, equal_parts, preview_plan
from zorgkas.registry.models import Task

MAY = date(2026, 5, 4)
GRACE = timedelta(days=policy.PLAN_GRACE_DAYS)


def agreed(house: House, count: int = 4, cents: int = 100_00) -> tuple[PaymentPlan, list[Part]]:
    person = house.member()
    house.claim(person, cents=cents)
    parts = list(equal_parts(cents, count, date(2026, 6, 1)))
    return agree_plan(person, house.fund, parts, user=house.one, on=MAY), parts


def test_a_sum_is_cut_in_whole_euros_and_the_last_part_takes_the_rest() -> None:
    parts = equal_parts(100_00, 3, date(2026, 5, 31))
    assert [(part.due_on.isoformat(), part.amount_cents) for part in parts] == [
        ("2026-05-31", 33_00),
        ("2026-06-30", 33_00),
        ("2026-07-31", 34_00),
    ]


def test_a_plan_covers_every_open_year_and_is_kept_when_all_is_paid(house: House, bank: SimulatedBank) -> None:
    person = house.member()
    older, claim = house.claim(person, 2025, 64_00), house.claim(person)
    parts = list(equal_parts(164_00, 2, date(2026, 6, 1)))
    plan = agree_plan(person, house.fund, parts, user=house.one, on=MAY)
    assert plan.total_cents == 164_00
    for number, day in enumerate((date(2026, 5, 29), date(2026, 6, 29))):
        pays(bank, house, house.iban(person), parts[number].amount_cents, day, communication=communication(claim))
        hears(bank, day)
    assert check_plans(house.fund, date(2026, 7, 2)).kept == 1
    plan.refresh_from_db()
    assert (plan.state, open_cents(older), open_cents(claim)) == (PaymentPlan.State.KEPT, 0, 0)


def test_a_part_that_is_not_paid_asks_for_a_call_and_then_the_plan_lapses(house: House) -> None:
    plan, parts = agreed(house)
    due = parts[0].due_on
    assert check_plans(house.fund, due).behind == 0  # the last day itself is still in time
    assert check_plans(house.fund, due + timedelta(days=1)).behind == 1
    task = Task.objects.get(kind=Task.Kind.PLAN_BEHIND, closed_at=None)
    assert (task.person_id, task.due_on) == (plan.person_id, due + timedelta(days=1 + policy.PLAN_TASK_DAYS))
    assert check_plans(house.fund, due + timedelta(days=2)).behind == 0  # told once
    assert check_plans(house.fund, due + GRACE).lapsed == 0
    assert check_plans(house.fund, due + GRACE + timedelta(days=1)).lapsed == 1
    assert check_plans(house.fund, due + GRACE + timedelta(days=2)).running == 0
    assert not Task.objects.filter(kind=Task.Kind.PLAN_BEHIND, closed_at=None).exists()


def test_who_catches_up_goes_on(house: House, bank: SimulatedBank) -> None:
    plan, parts = agreed(house)
    check_plans(house.fund, parts[0].due_on + timedelta(days=1))
    claim = plan.claims.get().item
    day = parts[0].due_on + timedelta(days=4)
    pays(bank, house, house.iban(plan.person), parts[0].amount_cents, day, communication=communication(claim))
    hears(bank, day)
    assert check_plans(house.fund, day + timedelta(days=1)).caught_up == 1
    plan.refresh_from_db()
    assert plan.state == PaymentPlan.State.ACTIVE


def test_what_is_paid_by_a_plan_is_not_collected_whole(house: House) -> None:
    person = house.member(mandate=True)
    house.claim(person)
    agree_plan(person, house.fund, [Part(date(2026, 9, 1), 100_00)], user=house.one, on=MAY)
    from zorgkas.banking.services import propose_collections

    batch = propose_collections(house.fund, 2026, house.one)
    assert (batch.line_count, batch.exclusions.get().reason) == (0, Exclusion.Reason.PLANNED)


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ([], "at least one part"),
        ([Part(date(2026, 6, 1), 90_00)], "add up"),
        ([Part(date(2026, 6, 1), 50_00), Part(date(2026, 6, 1), 50_00)], "follow on each other"),
        ([Part(MAY, 100_00)], "after today"),
        ([Part(date(2027, 5, 5), 100_00)], "at most 12 months"),
        ([Part(date(2026, 6, 1), 98_00), Part(date(2026, 7, 1), 2_00)], "at least 5 euro"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(house: House, parts: list[Part], why: str) -> None:
    person = house.member()
    house.claim(person)
    with pytest.raises(PlanRefused, match=why):
        agree_plan(person, house.fund, parts, user=house.one, on=MAY)
    assert not PaymentPlan.objects.exists()


def test_one_plan_at_a_time_and_none_for_who_owes_nothing(house: House) -> None:
    plan, _parts = agreed(house)
    with pytest.raises(PlanRefused, match="runs already"):
        preview_plan(plan.person, house.fund, equal_parts(100_00, 2, date(2026, 6, 1)), on=MAY)
    end_plan(plan, user=house.other, on=MAY)
    assert preview_plan(plan.person, house.fund, equal_parts(100_00, 2, date(2026, 6, 1)), on=MAY).total_cents == 100_00
    with pytest.raises(PlanRefused, match="Nothing is open"):
        preview_plan(house.member(), house.fund, [Part(date(2026, 6, 1), 1_00)], on=MAY)


def test_a_plan_past_5_october_warns_about_the_fine(house: House) -> None:
    """BVR art. 74: a plan does not change the last day for who gets a registered letter."""
    person = house.member()
    for year, cents in ((2025, 64_00), (2026, 100_00)):
        house.claim(person, year, cents)
    late = preview_plan(person, house.fund, equal_parts(164_00, 6, date(2026, 6, 1)), on=MAY)
    early = preview_plan(person, house.fund, equal_parts(164_00, 2, date(2026, 6, 1)), on=MAY)
    assert (late.fineable_years, early.fineable_years) == ((2025, 2026), ())
