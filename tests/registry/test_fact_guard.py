"""The database itself guards facts, whoever writes: everything here is raw SQL."""

import threading
from datetime import date
from itertools import pairwise

import psycopg
import pytest
from django.db import Error, connection, transaction
from registry_helpers import at, make_person

from zorgkas.registry.columns import connection_info, read_sql
from zorgkas.registry.models import Death, IncreasedAllowance, PremiumExemption, Source
from zorgkas.registry.queries import fact_kinds, known
from zorgkas.registry.services import record_fact
from zorgkas.registry.services import source as make_source

INSERT = (
    "INSERT INTO registry_premiumexemption"
    " (person_id, valid_from, valid_to, recorded_at, superseded_at, source_id, ground)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
)


def run(statement, *params):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)


@pytest.fixture
def exempted(person, register):
    run(INSERT, person.pk, "2025-01-01", "2026-01-01", at(3), None, register.pk, 1)
    return PremiumExemption.objects.get()


def test_what_does_not_overlap_is_accepted(person, register, exempted):
    run(INSERT, person.pk, "2026-01-01", None, at(3), None, register.pk, 1)
    run(INSERT, person.pk, "2025-01-01", None, at(3), None, register.pk, 2)
    assert known(PremiumExemption).count() == 3


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({}, "overlap"),
        ({"valid_from": "2024-01-01", "valid_to": "2025-01-02"}, "overlap"),
        ({"valid_from": "2025-12-31", "valid_to": None}, "overlap"),
        ({"person": 2**40}, "does not exist"),
        ({"source": 2**40}, "no source"),
        ({"ground": 3, "superseded_at": at(5)}, "superseded already"),
        ({"ground": 3, "valid_to": "2024-01-01"}, "premiumexemption_period"),
    ],
    ids=["same", "end", "start", "nobody", "no source", "superseded", "reversed"],
)
def test_a_bad_row_is_refused(person, register, exempted, row, reason):
    values = {
        "person": person.pk, "valid_from": "2025-01-01", "valid_to": "2026-01-01", "recorded_at": at(4),
        "superseded_at": None, "source": register.pk, "ground": 1, **row,
    }  # fmt: skip
    with pytest.raises(Error, match=reason):
        run(INSERT, *values.values())


def test_what_was_known_for_a_time_cannot_be_written_over(person, register, exempted):
    run("UPDATE registry_premiumexemption SET superseded_at = %s", at(6))
    with pytest.raises(Error, match="overlap"):
        run(INSERT, person.pk, "2025-03-01", None, at(5), None, register.pk, 1)
    run(INSERT, person.pk, "2025-03-01", None, at(6), None, register.pk, 1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE registry_premiumexemption SET ground = 2",
        "UPDATE registry_premiumexemption SET valid_to = NULL",
        "UPDATE registry_premiumexemption SET superseded_at = NULL",
        "UPDATE registry_premiumexemption SET superseded_at = now(), ground = 2",
        "DELETE FROM registry_premiumexemption",
        "TRUNCATE registry_premiumexemption",
        "DELETE FROM registry_person",
        "DELETE FROM registry_source",
    ],
)
def test_nothing_is_changed_or_removed(exempted, statement):
    run("SET zorgkas.may_truncate = 'off'")
    with pytest.raises(Error, match="never"):
        run(statement)


def test_superseding_happens_once(exempted):
    run("UPDATE registry_premiumexemption SET superseded_at = %s", at(6))
    with pytest.raises(Error, match="never changed"):
        run("UPDATE registry_premiumexemption SET superseded_at = %s", at(7))


@pytest.mark.django_db
@pytest.mark.parametrize("kind", fact_kinds(), ids=lambda kind: kind.__name__)
def test_every_kind_is_guarded_for_its_series(kind):
    table = kind._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname, encode(tgargs, 'escape') FROM pg_trigger WHERE tgrelid = %s::regclass", [table])
        found = dict(cursor.fetchall())
    assert {f"{table}_added", f"{table}_changed", f"{table}_removed"} <= set(found)
    assert tuple(found[f"{table}_added"].split("\\000")[:-1]) == kind.series_fields


@pytest.fixture
def committed(transactional_db):
    """A person and a source that other connections see too."""
    return make_person(1), make_source("message", "register 1", at(1))


def test_two_writers_at_once_come_one_after_the_other(committed):
    person, register = committed
    done = []

    def write(end: date) -> None:
        try:
            record_fact(IncreasedAllowance, person.pk, date(2025, 1, 1), end, {}, source=register)
            done.append(end)
        finally:
            connection.close()

    ends = [date(2025, month, 1) for month in range(2, 12)]
    threads = [threading.Thread(target=write, args=[end]) for end in ends]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == ends
    rows = list(known(IncreasedAllowance).order_by("valid_from"))
    assert rows[0].valid_from == date(2025, 1, 1)
    assert all(earlier.valid_to <= later.valid_from for earlier, later in pairwise(rows))


def test_also_writers_that_take_no_lock_cannot_overlap(committed):
    person, register = committed
    values = [person.pk, "2025-01-01", None, at(3), None, register.pk, 1]
    outcome = []

    def insert() -> None:
        with psycopg.connect(connection_info()) as other:
            try:
                other.execute(INSERT, values)
            except psycopg.Error as error:
                outcome.append(error.sqlstate)

    with psycopg.connect(connection_info()) as first:
        first.execute(INSERT, values)
        thread = threading.Thread(target=insert)
        thread.start()
        thread.join(0.5)
        assert thread.is_alive(), "the second writer waits for the first"
        first.commit()
        thread.join()
    assert outcome == [psycopg.errors.ExclusionViolation.sqlstate]


def test_columns_read_outside_a_transaction_are_the_same_as_inside(committed):
    person, _ = committed
    query = (
        "SELECT id, insz, birth_date, sex = 'F' AS woman, 1::smallint AS small, NULL::int AS nothing, '' AS empty,"
        " 'a,\"b\"' || chr(10) || 'é' AS text FROM registry_person WHERE insz = %s"
    )
    outside = read_sql(query, [person.insz])
    with transaction.atomic():
        inside = read_sql(query, [person.insz])
        assert read_sql(query, ["-"]).num_rows == 0
    few = read_sql(query, [person.insz], few=True)
    assert outside.to_pylist() == inside.to_pylist() == few.to_pylist()
    assert outside.schema.types == inside.schema.types == few.schema.types
    assert inside["empty"].to_pylist() == [""]


@pytest.mark.django_db
def test_a_transaction_reads_what_it_wrote_itself(person, register):
    record_fact(Death, person.pk, date(2025, 1, 1), None, {}, source=register)
    assert read_sql("SELECT person_id FROM registry_death")["person_id"].to_pylist() == [person.pk]
    assert Source.objects.count() == 1
