"""Writing many facts: the same as one by one, and the same as a model that a child could check."""

from datetime import date, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registry_helpers import at, make_person

from zorgkas.registry.insz import insz_numbers
from zorgkas.registry.models import CareFinding, IncreasedAllowance, Person, Source
from zorgkas.registry.queries import known
from zorgkas.registry.services import FactsRefused, create_people, record_fact, record_facts

pytestmark = pytest.mark.django_db
EPOCH = date(2026, 1, 1)
HORIZON = 12
FIELDS = ("instrument", "total_tenths", "valid_from", "valid_to", "recorded_at", "superseded_at", "source_id")


@st.composite
def batches(draw):
    """Batches of writes about one person: (instrument, first day, end or None, score or None for nothing)."""
    write = st.tuples(
        st.sampled_from([1, 2]),
        st.integers(0, HORIZON - 1),
        st.one_of(st.none(), st.integers(1, 5)),
        st.sampled_from([None, 10, 20]),
    )
    out = []
    for drawn in draw(st.lists(st.lists(write, min_size=1, max_size=4), min_size=1, max_size=6)):
        taken: set[tuple[int, int]] = set()
        batch = []
        for instrument, start, length, score in drawn:
            end = None if length is None else start + length
            days = {(instrument, day) for day in days_of(start, end)}
            if not days & taken:
                taken |= days
                batch.append((instrument, start, end, score))
        out.append(batch)
    return out


def days_of(start: int, end: int | None) -> range:
    """The days of a period; the last one stands for all days after."""
    return range(start, HORIZON * 2 if end is None else end)


def day(number: int | None) -> date | None:
    return None if number is None else EPOCH + timedelta(days=number)


def moment(number: int) -> datetime:
    return at(1) + timedelta(hours=number)


def as_model(person_id: int, known_at: datetime) -> dict[tuple[int, int], int]:
    found = {}
    for row in known(CareFinding, known_at).filter(person_id=person_id):
        start = (row.valid_from - EPOCH).days
        end = None if row.valid_to is None else (row.valid_to - EPOCH).days
        for number in days_of(start, end):
            assert (row.instrument, number) not in found, "two facts of one series on the same day"
            found[row.instrument, number] = row.total_tenths
    return found


def rows_of(person_id: int) -> list[dict[str, object]]:
    """Everything that was ever known; what was known for no time at all does not count."""
    rows = CareFinding.objects.filter(person_id=person_id).values(*FIELDS)
    return sorted((row for row in rows if row["recorded_at"] != row["superseded_at"]), key=str)


def two_people() -> list[int]:
    serials = np.array([1, 2]) + Person.objects.count()
    people = {"insz": insz_numbers(np.full(2, EPOCH.toordinal() - 9000), serials), "birth_date": [EPOCH] * 2}
    return list(map(int, create_people({**people, "first_name": ["A"] * 2, "last_name": ["B"] * 2, "sex": ["X"] * 2})))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches())
def test_one_by_one_in_bulk_and_a_naive_model_agree_and_nothing_known_is_lost(register: Source, history) -> None:
    single, bulk = two_people()
    model: dict[tuple[int, int], int] = {}
    remembered = []
    for number, batch in enumerate(history):
        issued = {"issued_on": EPOCH, "issuer": "x"}
        for instrument, start, end, score in batch:
            values = None if score is None else {"instrument": instrument, "total_tenths": score, **issued}
            record_fact(
                CareFinding, single, day(start), day(end), values,
                series={"instrument": instrument}, source=register, recorded_at=moment(number),
            )  # fmt: skip
            for one in days_of(start, end):
                model.pop((instrument, one), None)
                if score is not None:
                    model[instrument, one] = score
        record_facts(
            CareFinding,
            {
                "person_id": [bulk] * len(batch),
                "valid_from": [day(start) for _, start, _, _ in batch],
                "valid_to": pa.array([day(end) for _, _, end, _ in batch], pa.date32()),
                "retract": [score is None for *_, score in batch],
                "instrument": [instrument for instrument, *_ in batch],
                "total_tenths": [score or -1 for *_, score in batch],
                "issued_on": [EPOCH] * len(batch),
                "issuer": ["x"] * len(batch),
            },
            source=register,
            recorded_at=moment(number),
        )
        remembered.append((moment(number), dict(model)))
    for known_at, then in remembered:
        assert as_model(single, known_at) == then
        assert as_model(bulk, known_at) == then
    assert rows_of(single) == rows_of(bulk)


def test_wrong_rows_are_named_and_nothing_is_recorded(person, other, register):
    record_fact(IncreasedAllowance, other.pk, date(2024, 1, 1), None, {}, source=register, recorded_at=at(5))
    rows = {
        "person_id": pa.array([person.pk, 2**40, person.pk, person.pk, other.pk, None, person.pk]),
        "valid_from": [date(year, 1, 1) for year in (2020, 2021, 2022, 2022, 2023, 2023, 2026)],
        "valid_to": [date(year, 1, 1) for year in (2020, 2022, 2024, 2023, 2025, 2024, 2027)],
    }
    with pytest.raises(FactsRefused) as refused:
        record_facts(IncreasedAllowance, rows, source=register, recorded_at=at(4))
    assert [(one.row, one.reason) for one in refused.value.refusals] == [
        (1, "the period ends before it starts"),
        (2, "there is no such person"),
        (3, "it overlaps with another row of the batch"),
        (4, "it overlaps with another row of the batch"),
        (5, "its series already changed at a later moment"),
        (6, "the person or the first day is missing"),
    ]
    assert known(IncreasedAllowance).count() == 1

    done = record_facts(IncreasedAllowance, rows, source=register, recorded_at=at(4), invalid="quarantine")
    assert (done.recorded, len(done.refusals)) == (1, 6)
    assert known(IncreasedAllowance).get(person=person).valid_from == date(2026, 1, 1)


def test_a_stream_of_tables_is_one_batch(register):
    people = [make_person(serial).pk for serial in range(1, 5)]
    stream = (pa.table({"person_id": [who], "valid_from": [EPOCH.toordinal()], "valid_to": [0]}) for who in people)
    assert record_facts(IncreasedAllowance, stream, source=register, recorded_at=at(1)).recorded == 4
    assert set(known(IncreasedAllowance).values_list("valid_from", "valid_to")) == {(EPOCH, None)}


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"floor": [1]}, "no floor"),
        ({"instrument": [99]}, "instrument"),
        ({"issuer": ["x" * 61]}, "issuer"),
        ({"issuer": [None]}, "issuer"),
        ({"total_tenths": ["many"]}, "total_tenths"),
    ],
)
def test_a_wrong_column_or_value_is_refused_as_for_one(person, register, columns, reason):
    row = {"person_id": [person.pk], "valid_from": [EPOCH], "instrument": [1], "issued_on": [EPOCH], "issuer": ["x"]}
    with pytest.raises(Exception, match=reason) as refused:
        record_facts(CareFinding, {**row, **columns}, source=register, recorded_at=at(1))
    assert refused.type.__name__ in ("FactRefused", "FactsRefused")
    assert not known(CareFinding).exists()
