"""Late mutations: only who changed is calculated again, only the differences are booked, and nothing twice."""

from datetime import date

from tests.collection.collection_helpers import House, moment, refundable

from zorgkas.collection.services import catch_up
from zorgkas.collection.services import late as late_module
from zorgkas.ledger.models import Item, Run
from zorgkas.membership.services import run_premiums
from zorgkas.registry.models import IncreasedAllowance, Person
from zorgkas.registry.services import record_fact, source

JANUARY, JUNE = date(2026, 1, 5), date(2026, 6, 1)


def due(person: Person, year: int) -> int:
    return Item.objects.get(person=person, account=1200, period=year).due_cents


def years_run(house: House, people: int) -> list[Person]:
    members = [house.member() for _ in range(people)]
    for year in (2025, 2026):
        run_premiums(year, house.fund, moment(JANUARY))
    return members


def test_an_increased_allowance_of_a_previous_year_lowers_only_that_year(house: House) -> None:
    """Entitled on 1 January 2024: the premium of 2025 is reduced (BVR art. 68), that of 2026 is not."""
    person, *others = years_run(house, 10)
    house.learn(IncreasedAllowance, person, date(2023, 7, 1), date(2024, 7, 1), at=moment(JUNE))
    found = catch_up(house.fund, moment(JUNE))
    assert (due(person, 2025), due(person, 2026)) == (32_00, 100_00)
    assert (found.people, found.total.down, found.total.down_cents) == (1, 1, -32_00)
    assert {due(other, 2025) for other in others} == {64_00}
    assert not catch_up(house.fund, moment(date(2026, 6, 2))).total.changed
    assert not run_premiums(2025, house.fund, moment(date(2026, 6, 3))).claims.changed


def test_what_is_learned_and_corrected_again_comes_back(house: House) -> None:
    person, *_others = years_run(house, 10)
    house.learn(IncreasedAllowance, person, date(2024, 1, 1), date(2024, 7, 1), at=moment(JUNE))
    catch_up(house.fund, moment(JUNE))
    record_fact(
        IncreasedAllowance,
        person.pk,
        date(2024, 1, 1),
        None,
        None,
        source=source("system", "correction", moment(JUNE)),
        recorded_at=moment(date(2026, 6, 10)),
    )
    catch_up(house.fund, moment(date(2026, 6, 11)))
    assert (due(person, 2025), refundable(person)) == (64_00, 0)


def test_when_very_many_changed_the_whole_year_is_run(house: House) -> None:
    person, *_others = years_run(house, 4)
    house.learn(IncreasedAllowance, person, date(2025, 1, 1), date(2025, 2, 1), at=moment(JUNE))
    catch_up(house.fund, moment(JUNE))
    assert due(person, 2026) == 35_00
    assert not Run.objects.filter(kind=late_module.LATE).exists()


def test_a_death_and_an_exemption_count_for_their_years(house: House) -> None:
    person, *_others = years_run(house, 10)
    house.died(person, date(2026, 5, 1), known=JUNE)
    catch_up(house.fund, moment(JUNE))
    assert (due(person, 2025), due(person, 2026)) == (0, 0)
