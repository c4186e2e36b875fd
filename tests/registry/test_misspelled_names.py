"""A name with a typing error is found; a name as typed always wins; what is nearly nobody's finds nobody."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgkas.registry.models import Person
from zorgkas.registry.queries import search_people
from zorgkas.registry.queries.misspelled import mistakes
from zorgkas.registry.services import create_person

NAMES = [("Janssens", "Pieter"), ("Vandenbroucke", "Marie-Louise"), ("De Smedt", "Jan"), ("Peeters", "Anneleen")]
letters = st.text("abcde", min_size=1, max_size=8)


@pytest.fixture
def people(db: None) -> dict[str, Person]:
    return {last: _person(serial, last, first) for serial, (last, first) in enumerate(NAMES, start=1)}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Jansens", "Janssens"),
        ("Janssesn Pieter", "Janssens"),
        ("pieter jannssens", "Janssens"),
        ("Janssens Peiter", "Janssens"),
        ("Jansens Pi", "Janssens"),
        ("Vandenbrouke", "Vandenbroucke"),
        ("Vandenbruocke", "Vandenbroucke"),
        ("desmet jan", "De Smedt"),
        ("Aneleen Peters", "Peeters"),
    ],
)
def test_a_typing_error_still_finds_who_is_meant(people: dict[str, Person], typed: str, meant: str) -> None:
    assert [person.last_name for person in search_people(typed)] == [meant]


def test_who_has_the_name_as_typed_comes_alone(people: dict[str, Person]) -> None:
    other = _person(9, "Jansens", "Pieter")
    assert search_people("Jansens") == [other]


def test_a_short_or_another_name_finds_nobody(people: dict[str, Person]) -> None:
    assert search_people("Jnn") == []
    assert search_people("Willems") == []


def test_a_new_name_is_found_at_once(people: dict[str, Person]) -> None:
    Person.objects.filter(pk=people["Peeters"].pk).update(last_name="Hoogstraten")
    assert [person.first_name for person in search_people("Hoogstaten")] == ["Anneleen"]


@given(letters, letters)
def test_mistakes_count_alike_both_ways_and_are_none_only_for_the_same(one: str, other: str) -> None:
    assert mistakes(one, other) == mistakes(other, one)
    assert (mistakes(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= mistakes(one, other) <= max(len(one), len(other))


def _person(serial: int, last: str, first: str) -> Person:
    base = f"39692000{serial}"
    return create_person(
        insz=f"{base}{97 - int(base) % 97:02d}",
        first_name=first,
        last_name=last,
        birth_date=date(1939, 9, 20),
        sex=Person.Sex.FEMALE,
    )
