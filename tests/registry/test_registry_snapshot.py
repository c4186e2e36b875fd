"""Columns of facts: at a date, in a period, per row, as known at a moment."""

from datetime import date

from registry_helpers import at

from zorgkas.engine import FOREVER, NEVER
from zorgkas.registry.models import Death, IncreasedAllowance, Residence
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
