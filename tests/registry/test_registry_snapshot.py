"""Columns of facts: at a date, in a period, per row, as known at a moment."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registry_helpers import at

from zorgkas.engine import FOREVER, NEVER
from zorgkas.registry.models import CareFinding, Death, IncreasedAllowance, Residence
from zorgkas.registry.queries import known
from zorgkas.registry.services import record_fact
from zorgkas.registry.snapshot import (
    birth_date,
    count,
    first_from,
    highest,
    holds,
    last_to,
    latest,
    lowest,
    overlaps,
    read,
    row,
    snapshot,
    unbroken_since,
    value,
)
from zorgkas.registry.snapshot import (
    person as person_column,
)

JANUARY, JULY, NEXT = date(2025, 1, 1), date(2025, 7, 1), date(2026, 1, 1)


def one(columns, who, **options):
    table = read(columns, persons=[who.pk], **options)
    assert table.num_rows == 1
    return table.drop_columns(["person_id"]).to_pylist()[0]


def test_a_fact_holds_from_its_first_day_until_the_day_before_its_end(person, register):
    record_fact(IncreasedAllowance, person.pk, JANUARY, JULY, {}, source=register, recorded_at=at(1))
    days = [date(2024, 12, 31), JANUARY, date(2025, 6, 30), JULY]
    found = one({str(day): holds(IncreasedAllowance, on=day) for day in days}, person)
    assert list(found.values()) == [False, True, True, False]


def test_every_column(person, register):
    record_fact(
        Residence, person.pk, JANUARY, JULY, {"region": 1, "municipality": "Gent"}, source=register, recorded_at=at(1)
    )
    record_fact(
        Residence, person.pk, JULY, None, {"region": 2, "municipality": "Elsene"}, source=register, recorded_at=at(1)
    )
    found = one(
        {
            "born": birth_date(),
            "insz": person_column("insz"),
            "region": value(Residence, "region", JULY, 0),
            "before": value(Residence, "region", date(2024, 1, 1), 9),
            "twice": count(Residence),
            "first": first_from(Residence),
            "last": last_to(Residence),
            "ended": last_to(Residence, on=JANUARY),
            "dead": first_from(Death),
            "high": highest(Residence, "region", 0),
            "low": lowest(Residence, "region", 0),
            "town": latest(Residence, "municipality", ""),
            "flanders": overlaps(Residence, JULY, NEXT, region=1),
            "either": overlaps(Residence, JULY, NEXT, region=[1, 2]),
            "since": unbroken_since(Residence, NEXT),
            "since_brussels": unbroken_since(Residence, NEXT, region=2),
        },
        person,
    )
    assert found == {
        "born": person.birth_date.toordinal(),
        "insz": person.insz,
        "region": 2,
        "before": 9,
        "twice": 2,
        "first": JANUARY.toordinal(),
        "last": FOREVER,
        "ended": JULY.toordinal(),
        "dead": NEVER,
        "high": 2,
        "low": 1,
        "town": "Elsene",
        "flanders": False,
        "either": True,
        "since": JANUARY.toordinal(),
        "since_brussels": JULY.toordinal(),
    }


def test_reference_dates_can_differ_per_row(person, other, register):
    record_fact(IncreasedAllowance, person.pk, JANUARY, JULY, {}, source=register, recorded_at=at(1))
    rows = f"""
        SELECT {person.pk} AS person_id, d::date AS day FROM unnest(ARRAY['2025-06-30', '2025-07-01']) d
        UNION ALL SELECT {other.pk}, '2025-06-30'
    """
    table = read(
        {
            "allowed": holds(IncreasedAllowance, on=row("day")),
            "ever": holds(IncreasedAllowance, on=JANUARY),
            "born": birth_date(),
        },
        rows=rows,
    )
    assert [(r["day"].month, r["allowed"], r["ever"]) for r in table.to_pylist()] == [
        (6, True, True),
        (7, False, True),
        (6, False, False),
    ]
    assert table.column_names == ["person_id", "day", "allowed", "ever", "born"]


def test_the_standard_set(person, other):
    table = snapshot(JANUARY)
    assert table["person_id"].to_pylist() == [person.pk, other.pk]
    assert table.schema.field("region").type == "int16"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 1), st.integers(0, 9), st.integers(1, 9), st.sampled_from([None, 1, 2]))),
    st.integers(0, 12),
    st.integers(1, 20),
)
def test_columns_say_what_the_rows_say_for_one_and_for_all(person, other, register, writes, on, known_day):
    with transaction.atomic():
        for number, (who, start, length, region) in enumerate(writes[:15]):
            period = JANUARY + timedelta(start), JANUARY + timedelta(start + length)
            values = None if region is None else {"region": region}
            record_fact(
                Residence, (person, other)[who].pk, *period, values, source=register, recorded_at=at(number + 1)
            )
        day, moment = JANUARY + timedelta(on), at(known_day)
        columns = {
            "lives": holds(Residence, on=day),
            "region": value(Residence, "region", day, 0),
            "count": count(Residence),
            "first": first_from(Residence),
            "since": unbroken_since(Residence, day),
        }
        people = [person.pk, other.pk]
        together = read(columns, person_range=(min(people), max(people) + 1), known_at=moment).to_pylist()
        days = f"SELECT id AS person_id, DATE '{day}' AS day FROM registry_person"
        per_row = {**columns, "lives": holds(Residence, on=row("day")), "since": unbroken_since(Residence, row("day"))}
        rows = read(per_row, rows=days, known_at=moment).drop_columns(["day"]).to_pylist()
        assert rows == together == [read(columns, persons=[one], known_at=moment).to_pylist()[0] for one in people]
        for found in together:
            facts = list(known(Residence, moment).filter(person_id=found["person_id"]).order_by("valid_from"))
            now = [fact for fact in facts if fact.valid_from <= day < fact.valid_to]
            assert found["lives"] == bool(now)
            assert found["region"] == (now[0].region if now else 0)
            assert found["count"] == len(facts)
            assert found["first"] == (facts[0].valid_from.toordinal() if facts else NEVER)
            assert found["since"] == _unbroken(facts, day)
        transaction.set_rollback(True)


def _unbroken(facts, day):
    """Walk back day by day for as long as there is a fact."""
    covered = {one for fact in facts for one in range(fact.valid_from.toordinal(), fact.valid_to.toordinal())}
    start = day.toordinal()
    while start in covered:
        start -= 1
    return NEVER if day.toordinal() not in covered else start + 1


def test_a_value_that_can_be_several_must_say_which():
    with pytest.raises(ValueError, match="match instrument"):
        value(CareFinding, "total_tenths", JANUARY, -1)
    with pytest.raises(ValueError, match="no field floor"):
        holds(Residence, JANUARY, floor=3)
