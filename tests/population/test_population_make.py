"""Making the population in a database: counted back, once only, never beside somebody else."""

from datetime import date

import pytest
from django.test import override_settings

from zorgkas.budgets.models import Application
from zorgkas.figures.comparison import lines
from zorgkas.figures.queries import figures
from zorgkas.population import make as making
from zorgkas.population.chunk import make_chunk
from zorgkas.population.fund import creditor_identifier, demo_fund
from zorgkas.population.load import reference, store
from zorgkas.population.make import PopulationRefused, make
from zorgkas.population.year.clock import TAKEOVER
from zorgkas.registry.insz import insz_for
from zorgkas.registry.models import CareFund, Person, Residence
from zorgkas.registry.services import create_person

pytestmark = pytest.mark.django_db
TINY = 20_000


def test_the_figures_of_2023_come_back_from_the_rows() -> None:
    make(1000, 1)
    counted = figures(2023, CareFund.objects.get(code="demo"))
    assert counted.members == 4332
    assert counted.zzz_applications == 149 == Application.objects.count()
    assert counted.people_by_budgets == {"ZZZ": 192, "ZBO": 19, "ZBH": 8, "ZZZ+ZBO": 64, "ZZZ+ZBH": 5}
    assert counted.people_with_a_budget == 288
    for line in lines(counted, scale=1000):
        assert line.deviation is None or abs(line.deviation) <= 0.005, line.name


def test_making_it_again_changes_nothing() -> None:
    assert make(TINY, 1).chunks_made == 1
    people = Person.objects.count()
    assert make(TINY, 1).chunks_made == 0
    assert Person.objects.count() == people


def test_a_broken_off_run_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zorgkas.population.quota.CHUNK_SIZE", 100)
    asked: list[int] = []

    def broken(scale: int, seed: int, number: int, assumed: object) -> object:
        asked.append(number)
        if number == 1 and asked.count(1) == 1:
            raise KeyboardInterrupt
        return make_chunk(scale, seed, number)

    monkeypatch.setattr(making, "make_chunk", broken)
    with pytest.raises(KeyboardInterrupt):
        make(TINY, 1)
    make(TINY, 1)
    assert asked == [0, 1, 1, 2]
    assert figures(2023).members == 217


def test_a_database_with_people_is_left_alone() -> None:
    create_person(
        insz=insz_for(date(2000, 9, 1), 2), first_name="Ada", last_name="Peeters", birth_date=date(2000, 9, 1), sex="F"
    )
    with pytest.raises(PopulationRefused):
        make(TINY, 1)
    with pytest.raises(PopulationRefused):
        make(TINY, 1, replace=True)
    assert Person.objects.count() == 1


@override_settings(ACCEPT_MOCK_INSZ=True)
def test_a_demo_database_with_a_real_number_is_not_emptied() -> None:
    make(TINY, 1)
    create_person(
        insz=insz_for(date(1970, 1, 1), 1, mock=False),
        first_name="Ada",
        last_name="Peeters",
        birth_date=date(1970, 1, 1),
        sex="M",
    )
    with pytest.raises(PopulationRefused):
        make(TINY, 2, replace=True)


def test_a_part_is_stored_wholly_or_not_at_all() -> None:
    fund, mark = demo_fund(), reference(TINY, 1, 0, 1)
    chunk = make_chunk(TINY, 1, 0)
    broken = chunk.applications.set_column(
        0, "person", chunk.people["birth_date"].slice(0, chunk.applications.num_rows)
    )
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever goes wrong
        store(type(chunk)(chunk.people, chunk.facts, broken), fund, mark)
    assert not Person.objects.exists()
    assert not Residence.objects.exists()


def test_what_was_taken_over_is_known_from_the_take_over_on() -> None:
    make(TINY, 1)
    assert set(Residence.objects.values_list("recorded_at", flat=True)) == {TAKEOVER}
    assert figures(2026).members < figures(2025).members  # some died or left, nobody joined yet


def test_the_fund_has_numbers_that_fit() -> None:
    assert creditor_identifier("0999999922") == "BE78ZZZ0999999922"
    assert demo_fund() == demo_fund()
