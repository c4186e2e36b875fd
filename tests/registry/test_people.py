"""People: created one by one or together, renumbered, and found."""

from datetime import date

import pytest
from django.db import connection
from registry_helpers import at, make_person

from zorgkas.registry.insz import InvalidInsz, insz_for, insz_numbers
from zorgkas.registry.models import FormerNumber, Person
from zorgkas.registry.queries import person_by_insz, search_people
from zorgkas.registry.services import create_people, create_person, names_indexed_later, replace_number
from zorgkas.registry.services.people import PersonRefused

pytestmark = pytest.mark.django_db
BORN = date(1970, 1, 1)


def columns(serials, first_names=None, last_names=None):
    import numpy as np

    serials = np.array(serials)
    return {
        "insz": insz_numbers(np.full(len(serials), BORN.toordinal()), serials),
        "first_name": first_names or ["An"] * len(serials),
        "last_name": last_names or ["Peeters"] * len(serials),
        "birth_date": [BORN] * len(serials),
        "sex": ["F"] * len(serials),
    }


def test_many_people_get_their_ids_in_the_order_of_the_rows():
    make_person(900)
    ids = create_people(columns([5, 3, 4]))
    people = Person.objects.in_bulk(list(ids))
    assert [people[number].insz for number in ids] == [insz_for(BORN, serial) for serial in (5, 3, 4)]
    assert make_person(901).pk == ids[-1] + 1


@pytest.mark.parametrize(
    ("serials", "reason"), [([1, 2, 1], "Row 3.*twice"), ([3, 900], "Row 2.*already")], ids=["double", "taken"]
)
def test_a_wrong_row_is_named_and_nobody_is_created(serials, reason):
    make_person(900)
    with pytest.raises(PersonRefused, match=reason):
        create_people(columns(serials))
    assert Person.objects.count() == 1


def test_an_invalid_number_among_many_is_named():
    people = columns([1, 2])
    people["insz"] = [people["insz"][0], "70610100124"]
    with pytest.raises(PersonRefused, match=r"Row 2.*check digits"):
        create_people(people)


def test_what_many_refuse_is_what_one_refuses():
    for nine in (700230001, 700229001, 700431001, 700101000):
        people = columns([1])
        people["insz"] = [f"{nine}{97 - nine % 97:02d}"]
        with pytest.raises(PersonRefused, match="Row 1"):
            create_people(people)
    assert not Person.objects.exists()


def test_a_former_number_still_finds_the_person(person):
    old = person.insz
    replace_number(person, insz_for(BORN, 77), at(2))
    assert person_by_insz(old) == person_by_insz(insz_for(BORN, 77)) == person
    assert search_people(old) == [person]
    replace_number(person, insz_for(BORN, 77), at(3))
    assert FormerNumber.objects.count() == 1
    with pytest.raises(PersonRefused, match="already"):
        create_person(insz=old, first_name="B", last_name="C", birth_date=BORN, sex="F")


def test_a_number_of_somebody_else_is_refused(person, other):
    with pytest.raises(PersonRefused, match="already"):
        replace_number(person, other.insz, at(2))
    with pytest.raises(InvalidInsz):
        replace_number(person, "1", at(2))
    assert person_by_insz(other.insz) == other


def test_a_number_can_come_back(person):
    old = person.insz
    replace_number(person, insz_for(BORN, 77), at(2))
    replace_number(person, old, at(3))
    assert person_by_insz(insz_for(BORN, 77)) == person
    assert person.insz == old


@pytest.fixture
def crowd():
    create_people(
        columns(
            [11, 12, 13, 14], ["Élise", "Jan", "Jan Peter", "Anna"], ["De Smedt", "D'Hondt", "Maes", "Peeters-Maes"]
        )
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("elise", ["Élise"]),
        ("DESMEDT", ["Élise"]),
        ("de smedt élise", ["Élise"]),
        ("elise de sm", ["Élise"]),
        ("dhondt", ["Jan"]),
        ("jan", ["Jan", "Jan Peter"]),
        ("jan peter maes", ["Jan Peter"]),
        ("peeters m", ["Anna"]),
        ("70.61.01", ["Anna", "Jan", "Jan Peter", "Élise"]),
        ("70.61.01-011", ["Élise"]),
        ("%", []),
        ("nobody", []),
        ("  ", []),
    ],
)
def test_people_are_found_by_the_start_of_name_or_number(crowd, text, found):
    assert sorted(person.first_name for person in search_people(text)) == found


def test_a_search_stops_at_its_limit(crowd):
    assert len(search_people("70", limit=3)) == 3
    assert len(search_people("j", limit=1)) == 1


def test_the_indexes_of_names_come_back_after_a_load(db):
    def indexes():
        with connection.cursor() as cursor:
            cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE indexname LIKE 'person_by_%%_name'")
            return dict(cursor.fetchall())

    before = indexes()
    with names_indexed_later():
        assert not indexes()
        with pytest.raises(PersonRefused):
            create_people(columns([1, 1]))
    assert indexes() == before
    assert len(before) == 2
