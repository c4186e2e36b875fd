"""Writing one fact: what it supersedes, what it keeps, and what is refused."""

from datetime import date, datetime

import pytest
from registry_helpers import at

from zorgkas.registry.models import Death, IncreasedAllowance, PremiumExemption, Residence
from zorgkas.registry.queries import fact_kinds, facts_of, known, time_line
from zorgkas.registry.services import FactRefused, Recorded, record_fact
from zorgkas.registry.services import source as make_source

GHENT = {"region": 1, "municipality": "Gent"}
BRUGES = {"region": 1, "municipality": "Brugge"}
NEW_YEAR, MOVE = date(2020, 1, 1), date(2026, 1, 5)


def towns(known_at: datetime | None = None):
    rows = known(Residence, known_at).order_by("valid_from")
    return [(row.valid_from, row.valid_to, row.municipality) for row in rows]


@pytest.fixture
def moved(person, register):
    record_fact(Residence, person.pk, NEW_YEAR, None, GHENT, source=register, recorded_at=at(1))
    record_fact(Residence, person.pk, MOVE, None, BRUGES, source=register, recorded_at=at(7))


def test_a_move_ends_the_former_address_and_what_was_known_stays(moved):
    assert towns() == [(NEW_YEAR, MOVE, "Gent"), (MOVE, None, "Brugge")]
    assert towns(at(3)) == [(NEW_YEAR, None, "Gent")]


def test_what_sticks_out_keeps_its_source(person, moved, register):
    letter = make_source("document", "letter 7", at(8))
    record_fact(Residence, person.pk, date(2025, 1, 1), date(2025, 2, 1), BRUGES, source=letter, recorded_at=at(8))
    assert [(start.year, town) for start, _, town in towns()] == [
        (2020, "Gent"),
        (2025, "Brugge"),
        (2025, "Gent"),
        (2026, "Brugge"),
    ]
    assert list(known(Residence).order_by("valid_from").values_list("source__reference", flat=True)) == [
        "register 1",
        "letter 7",
        "register 1",
        "register 1",
    ]


def test_what_is_known_already_changes_nothing(person, moved, register):
    again = record_fact(Residence, person.pk, MOVE, date(2027, 1, 1), BRUGES, source=register, recorded_at=at(9))
    assert again == Recorded(recorded=0, superseded=0)


def test_a_retraction_leaves_nothing_in_its_period(person, register):
    record_fact(Death, person.pk, MOVE, None, {}, source=register, recorded_at=at(6))
    assert record_fact(Death, person.pk, MOVE, None, None, source=register, recorded_at=at(7)) == Recorded(0, 1)
    assert not known(Death).exists()
    assert known(Death, at(6)).exists()


def test_series_run_beside_each_other_and_are_retracted_one_by_one_or_together(person, register):
    for ground in (1, 2, 3):
        values = {"ground": ground}
        record_fact(PremiumExemption, person.pk, NEW_YEAR, None, values, source=register, recorded_at=at(1))
    record_fact(PremiumExemption, person.pk, MOVE, None, None, series={"ground": 2}, source=register, recorded_at=at(2))
    assert set(known(PremiumExemption).values_list("ground", "valid_to")) == {(1, None), (2, MOVE), (3, None)}
    record_fact(PremiumExemption, person.pk, NEW_YEAR, None, None, source=register, recorded_at=at(3))
    assert not known(PremiumExemption).exists()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"valid_to": NEW_YEAR}, "starts only on"),
        ({"person_id": 2**40}, "no person"),
        ({"values": {**GHENT, "floor": 3}}, "no floor"),
        ({"values": {"municipality": "Gent"}}, "region"),
        ({"values": {"region": 9}}, "region"),
        ({"values": {**GHENT, "postal_code": "9" * 13}}, "postal_code"),
        ({"recorded_at": at(6)}, "already changed"),
        ({"recorded_at": datetime(2026, 1, 9)}, "time zone"),
    ],
    ids=["reversed", "nobody", "unknown", "missing", "choice", "too long", "too late", "naive"],
)
def test_a_refusal_says_why_and_changes_nothing(person, moved, register, change, reason):
    write = {
        "person_id": person.pk, "valid_from": NEW_YEAR, "valid_to": None, "values": BRUGES, "recorded_at": at(9),
        **change,
    }  # fmt: skip
    before = list(Residence.objects.order_by("id").values())
    with pytest.raises(FactRefused, match=reason):
        record_fact(Residence, source=register, **write)
    assert list(Residence.objects.order_by("id").values()) == before


def test_without_a_moment_a_series_still_learns_forward(person, register):
    ahead = datetime(2100, 1, 1, tzinfo=at(1).tzinfo)
    record_fact(IncreasedAllowance, person.pk, NEW_YEAR, None, {}, source=register, recorded_at=ahead)
    record_fact(IncreasedAllowance, person.pk, MOVE, None, None, source=register)
    assert known(IncreasedAllowance).get().valid_to == MOVE


def test_the_time_line_shows_every_kind_with_its_source(person, moved, register):
    record_fact(Death, person.pk, date(2026, 1, 9), None, {}, source=register, recorded_at=at(10))
    lines = time_line(person)
    assert [line.kind for line in lines] == [Residence, Residence, Death]
    assert ("municipality", "Brugge") in lines[1].values
    assert lines[1].source == register
    assert [line.kind for line in time_line(person, at(3))] == [Residence]
    assert len(time_line(person, with_corrected=True)) == 4
    assert set(facts_of(person)) == {Residence, Death}


def test_all_rooms_bring_their_kinds():
    assert {"Membership", "Entitlement", "Residence"} <= {kind.__name__ for kind in fact_kinds()}
