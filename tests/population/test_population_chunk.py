"""The generator: exact totals, numbers that nobody can have, lives that fit, and the same again from the same seed."""

from collections import Counter

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import iban as iban_number

from zorgkas.figures.published import PUBLISHED
from zorgkas.population.assumptions import DEFAULT, zbo_month_cents
from zorgkas.population.chunk import Chunk, make_chunk
from zorgkas.population.quota import CHUNK_SIZE, UnknownScale, chunk_count, quota, totals
from zorgkas.registry.iban import iban_warning
from zorgkas.registry.insz import birth_date_of, sex_of, validate_insz

TINY = 20_000


@pytest.fixture(scope="module")
def chunk() -> Chunk:
    return make_chunk(1000, 1, 0)


@given(seed=st.integers(0, 2**31))
@settings(max_examples=10, deadline=None)
def test_the_same_seed_makes_the_same_people_and_another_seed_others(seed: int) -> None:
    first, again, other = make_chunk(TINY, seed, 0), make_chunk(TINY, seed, 0), make_chunk(TINY, seed + 1, 0)
    assert first.people == again.people
    assert first.facts == again.facts
    assert first.applications == again.applications
    assert first.people != other.people


@given(scale=st.integers(1, 50_000))
@settings(deadline=None)
def test_the_parts_add_up_to_the_totals_at_every_scale(scale: int) -> None:
    whole, chunks = totals(scale, DEFAULT), chunk_count(scale, DEFAULT)
    parts = [quota(scale, number, DEFAULT) for number in range(chunks)]
    assert sum(part.members for part in parts) == whole.members
    assert all(part.members <= CHUNK_SIZE for part in parts)
    for key, number in whole.budgets.items():
        assert sum(part.budgets[key] for part in parts) == number >= 0
    applications = sum(p.applications_granted + p.applications_refused + p.applications_withdrawn for p in parts)
    assert applications == round(149_409 / scale)


def test_at_full_scale_the_totals_are_the_published_ones() -> None:
    whole, published = totals(1, DEFAULT), PUBLISHED[2023]
    assert whole.members == published.members
    counted: Counter[str] = Counter()
    for (combination, _), number in whole.budgets.items():
        counted[combination] += number
    counted["ZZZ"] += whole.children_zzz
    assert counted == published.people_by_budgets


@pytest.mark.parametrize("scale", [0, -1, 100_000])
def test_a_scale_without_meaning_is_refused(scale: int) -> None:
    with pytest.raises(UnknownScale):
        totals(scale, DEFAULT)


def test_every_number_is_valid_and_of_the_mock_range(chunk: Chunk) -> None:
    numbers = chunk.people["insz"].to_pylist()
    assert len(set(numbers)) == len(numbers)
    for number, sex, born in zip(
        numbers, chunk.people["sex"].to_pylist(), chunk.people["birth_date"].to_pylist(), strict=True
    ):
        assert validate_insz(number) == number
        assert 61 <= int(number[2:4]) <= 72
        assert sex_of(number) == sex
        assert int(number[:2]) == born.year % 100
        assert birth_date_of(number) in (born, None)


def test_two_parts_never_make_the_same_number() -> None:
    first, second = make_chunk(10, 1, 0), make_chunk(10, 1, 1)
    assert not set(first.people["insz"].to_pylist()) & set(second.people["insz"].to_pylist())
    accounts = [set(part.facts["BankAccount"]["iban"].to_pylist()) for part in (first, second)]
    assert not accounts[0] & accounts[1]


def test_account_numbers_pass_every_check_but_are_of_no_bank(chunk: Chunk) -> None:
    for number in chunk.facts["BankAccount"]["iban"].to_pylist()[:200]:
        assert iban_number.is_valid(number)
        assert iban_warning(number) is None
        assert 990 <= int(number[4:7]) <= 999  # reserved for circular cheques


def test_periods_of_one_person_never_overlap(chunk: Chunk) -> None:
    series = {
        "Entitlement": "product",
        "CareFinding": "instrument",
        "OlderCareFinding": "instrument",
        "Means": "number",
        "PremiumExemption": "ground",
        "Suspension": "ground",
    }
    for name, table in chunk.facts.items():
        until = pc.fill_null(table["valid_to"].cast(pa.int32()), 2**30).to_numpy()
        start = table["valid_from"].cast(pa.int32()).to_numpy()
        assert (start < until).all(), name
        which = table[series[name]].to_numpy() if name in series else np.zeros(table.num_rows, np.int16)
        person = table["person"].to_numpy()
        order = np.lexsort((start, which, person))
        same = (np.diff(person[order]) == 0) & (np.diff(which[order]) == 0)
        assert (until[order][:-1][same] <= start[order][1:][same]).all(), name


def test_findings_of_granted_rights_reach_a_threshold_of_the_law(chunk: Chunk) -> None:
    """BVR art. 151 and 153; half points exist."""
    findings = chunk.facts["CareFinding"].to_pylist()
    holders = set(
        chunk.facts["Entitlement"].filter(pc.equal(chunk.facts["Entitlement"]["product"], 2))["person"].to_pylist()
    )
    scores = [row["iadl_adl_tenths"] for row in findings if row["instrument"] in (1, 8)]
    assert any(score % 10 == 5 for score in scores)
    for row in findings:
        severe = {
            1: row["total_tenths"] >= 130 or row["iadl_adl_tenths"] >= 55,
            2: row["katz_class"] >= 3,
            3: row["total_tenths"] >= 150,
            4: row["total_tenths"] >= 180,
            8: row["total_tenths"] >= 130 or row["iadl_adl_tenths"] >= 55,
        }[row["instrument"]]
        assert severe == (row["person"] in holders), row


def test_the_zbo_amounts_are_twelfths_in_whole_euro() -> None:
    assert [zbo_month_cents(category) for category in range(1, 6)] == [8_900, 33_800, 41_100, 48_400, 59_400]


def test_nobody_is_a_member_before_the_year_of_turning_26(chunk: Chunk) -> None:
    born = chunk.people["birth_date"].to_pylist()
    for row in chunk.facts["Membership"].to_pylist():
        assert row["valid_from"].year - born[row["person"]].year >= 26 or row["valid_from"].year == 2001
        assert (row["valid_from"].month, row["valid_from"].day) in ((1, 1), (10, 1))


def test_households_share_addresses_and_names(chunk: Chunk) -> None:
    homes: dict[tuple[object, ...], list[int]] = {}
    for row in chunk.facts["Residence"].to_pylist():
        if row["valid_to"] is None and row["region"] == 1:
            homes.setdefault((row["street"], row["house_number"], row["postal_code"]), []).append(row["person"])
    assert sum(len(people) == 2 for people in homes.values()) > 500
    assert sum(len(people) == 1 for people in homes.values()) > 500
    last = chunk.people["last_name"].to_pylist()
    families = [people for people in homes.values() if len(people) >= 3]
    assert sum(len({last[one] for one in people}) < len(people) for people in families) > len(families) / 2
