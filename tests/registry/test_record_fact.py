"""Writing facts: what a write supersedes, keeps and refuses."""

from datetime import date

import pytest
from registry_helpers import at

from zorgkas.registry.models import Residence
from zorgkas.registry.services import FactsRefused, Recorded, record_fact, record_facts

GHENT = {"region": 1, "municipality": "Gent"}
BRUGES = {"region": 1, "municipality": "Brugge"}


def current(kind=Residence, **match):
    rows = kind.objects.filter(superseded_at=None, **match).order_by("valid_from")
    return [(row.valid_from, row.valid_to, getattr(row, "municipality", None)) for row in rows]


def test_a_move_ends_the_former_address(person, register):
    record_fact(Residence, person.pk, date(2020, 1, 1), None, GHENT, source=register, recorded_at=at(1))
    done = record_fact(Residence, person.pk, date(2026, 1, 5), None, BRUGES, source=register, recorded_at=at(7))
    assert done == Recorded(recorded=2, superseded=1)
    assert current() == [
        (date(2020, 1, 1), date(2026, 1, 5), "Gent"),
        (date(2026, 1, 5), None, "Brugge"),
    ]


def test_bulk(person, register):
    record_facts(
        Residence,
        {"person_id": [person.pk], "valid_from": [date(2020, 1, 1)], "region": [1], "municipality": ["Gent"]},
        source=register,
        recorded_at=at(1),
    )
    done = record_facts(
        Residence,
        {"person_id": [person.pk], "valid_from": [date(2026, 1, 5)], "region": [1], "municipality": ["Brugge"]},
        source=register,
        recorded_at=at(7),
    )
    assert (done.recorded, done.superseded) == (2, 1)
    assert current() == [
        (date(2020, 1, 1), date(2026, 1, 5), "Gent"),
        (date(2026, 1, 5), None, "Brugge"),
    ]
    with pytest.raises(FactsRefused) as e:
        record_facts(
            Residence,
            {
                "person_id": [person.pk, 2**40, person.pk],
                "valid_from": [date(2020, 1, 1)] * 3,
                "valid_to": [date(2019, 1, 1), None, None],
                "region": [1] * 3,
            },
            source=register,
            recorded_at=at(3),
        )
    print(e.value)
