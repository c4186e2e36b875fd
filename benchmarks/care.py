"""A month of residential care at scale: invoices read, checked and booked; one line explained; a changed amount.

At full scale 82,322 residents in 826 care centres (2023, 2021): about 165,000 lines about 2.5 million stay days.
"""

import argparse
import datetime
import json
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from benchmarks.measure import Result, peak_mib, report
from benchmarks.stream import run

if TYPE_CHECKING:
    from zorgkas.registry.models import CareFund, Provider

USERS, CENTRES = 82_322, 826
YEAR, MONTH = 2026, 6
UNIT_CENTS, CHANGED_CENTS, INCONTINENCE_CENTS = 7512, 7600, 43
READ_BUDGET, AGAIN_BUDGET, EXPLAIN_BUDGET = 60.0, 60.0, 0.005
RECEIVED = datetime.date(YEAR, MONTH + 1, 6)


def people_of(number: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Members of the fund, some hundreds born on each day."""
    from zorgkas.population.numbers import mock_insz
    from zorgkas.registry.services import create_people

    at = np.arange(number)
    birth = (np.datetime64("1930-01-01") + at // 400).astype("datetime64[D]").astype(np.int32)
    return create_people(
        {
            "insz": mock_insz(birth, at % 2, (at % 400) // 2),
            "first_name": pa.repeat("Anna", number),
            "last_name": pa.repeat("Peeters", number),
            "birth_date": pa.array(birth).cast(pa.date32()),
            "sex": pa.array(np.where(at % 2, "M", "F")),
        }
    )


def centres_of(number: int, units: int) -> "Sequence[Provider]":
    """Recognised care centres with an amount that the agency told."""
    from zorgkas.care.models import AttestedSoftware, Capacity, Recognition, Tariff
    from zorgkas.care.services import record_provider, record_provider_fact
    from zorgkas.registry.models import Source
    from zorgkas.registry.services import source

    told = source(Source.Kind.SYSTEM, "benchmark", datetime.datetime(2019, 1, 1, tzinfo=datetime.UTC))
    start = datetime.date(2019, 1, 1)
    centres = []
    for at in range(number):
        centre = record_provider(f"WZC-{at:05d}", f"Centre {at}", "residential")
        common = {"pillar": "residential"}
        for kind, values in (
            (Recognition, {**common, "care": "WZC", "number": str(at), "details": {}}),
            (Capacity, {**common, "unit": "WZC", "places": units}),
            (AttestedSoftware, {"name": "benchmark", "version": "1", "attest": ""}),
            (Tariff, {**common, "code": "WZC", "cents": UNIT_CENTS}),
        ):
            record_provider_fact(kind, centre, start, None, values, source=told)
        centres.append(centre)
    return centres


def admit(people: "np.ndarray[tuple[int], np.dtype[np.int64]]", centres: "Sequence[Provider]") -> None:
    """Give everybody an approved stay, in the centres in turn."""
    from zorgkas.care.models import CareRight
    from zorgkas.care.services import details
    from zorgkas.registry.models import Source
    from zorgkas.registry.services import record_facts, source

    number = len(people)
    record_facts(
        CareRight,
        {
            "person_id": people,
            "valid_from": pa.repeat(datetime.date(2025, 2, 3), number),
            "pillar": pa.repeat("residential", number),
            "provider_id": np.array([centre.pk for centre in centres])[np.arange(number) % len(centres)],
            "code": pa.repeat("WZC", number),
            "details": pa.repeat(details({"began": "2025-02-03", "arrived_minute": 600, "category": "C"}), number),
        },
        source=source(Source.Kind.SYSTEM, "benchmark", datetime.datetime(2025, 2, 3, tzinfo=datetime.UTC)),
    )


def files_of(
    month: int, people: "np.ndarray[tuple[int], np.dtype[np.int64]]", centres: "Sequence[Provider]"
) -> list[tuple[str, bytes]]:
    """An invoice of each centre: for every resident the basic allowance and incontinence material of a month."""
    from zorgkas.care.files import Head, write
    from zorgkas.registry.columns import read_sql

    first = datetime.date(YEAR, month, 1)
    last = (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
    known = read_sql(
        "SELECT id, insz::text AS insz FROM registry_person WHERE id = ANY(%(ids)s)", {"ids": people.tolist()}
    )
    numbers = np.array(known.sort_by("id")["insz"].to_pylist())[np.searchsorted(np.sort(people), people)]
    files = []
    for at, centre in enumerate(centres):
        users = np.repeat(numbers[at :: len(centres)], 2)
        lines = len(users)
        unit = np.tile([UNIT_CENTS, INCONTINENCE_CENTS], lines // 2)
        table = pa.table(
            {
                "user": users,
                "code": np.tile(["BTZ", "INC"], lines // 2),
                "from": pa.repeat(first, lines),
                "to": pa.repeat(last, lines),
                "quantity": np.full(lines, last.day, np.int32),
                "unit_cents": unit,
                "amount_cents": unit * last.day,
                "corrects": pa.repeat("", lines),
                "unit": pa.repeat("WZC", lines),
                "hundredth_km": np.zeros(lines, np.int32),
            }
        )
        files.append((f"{centre.number}.csv", write(Head("residential", centre.number, f"{YEAR}{month:02d}"), table)))
    return files


def said(work: str, scope: str, seconds: float, full: float, budget: float) -> None:
    """Report a step: what it took, and against the budget what it would take at full scale."""
    within = full <= budget and peak_mib() < 4096
    report(Result(work, scope, f"{seconds:.1f} s ({full:.0f} s at 1:1)", f"{budget:.0f} s at 1:1", within, peak_mib()))


def explained(fund: "CareFund") -> float:
    """The best time of twenty to explain a line: its facts read again, the law asked, every step in words."""
    from zorgkas.care.judging import judge_again
    from zorgkas.care.models import CareLine
    from zorgkas.care.pillars import pillar_of
    from zorgkas.care.queries import columns_of
    from zorgkas.law import law_on

    pillar = pillar_of("residential")
    now = datetime.datetime.now(datetime.UTC)
    best = float("inf")
    for line in CareLine.objects.filter(code="BTZ").order_by("pk")[:20]:
        start = time.perf_counter()
        kept = columns_of(pillar, fund, lines=[line.pk])
        verdict = judge_again(pillar, fund, kept.columns, now)
        assert verdict.explain is not None
        case, target = verdict.explain(0)
        assert law_on(line.first_day).decide(case, target).explain("nl")
        best = min(best, time.perf_counter() - start)
    return best


def recalculated(fund: "CareFund", centres: "Sequence[Provider]") -> tuple[int, float, float]:
    """Judge one centre again, then the others: how many lines changed, the seconds, and those of all centres at 1:1.

    What does not grow with the lines is told apart, for at a small scale it is most of it.
    """
    from zorgkas.care.services import recalculate

    changed, seconds = 0, []
    for some in (centres[:1], centres[1:]):
        start = time.perf_counter()
        done = recalculate("residential", fund, YEAR * 100 + 1, YEAR * 100 + 12, providers=[one.pk for one in some])
        seconds.append(time.perf_counter() - start)
        changed += done.changed
    first, others = seconds
    if len(centres) < 3:
        return changed, first + others, (first + others) * CENTRES / len(centres)
    each = max(0.0, others - first) / (len(centres) - 2)
    return changed, first + others, max(0.0, first - each) + each * CENTRES


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=int, default=100)
    scale: int = parser.parse_args().scale
    run("db", "migrate")
    from zorgkas.cli._django import start_django

    start_django()
    from django.db import connection

    from zorgkas.care.models import CareLine, Tariff
    from zorgkas.care.services import check_files, receive_files, record_provider_fact
    from zorgkas.registry.models import CareFund, Source
    from zorgkas.registry.services import source

    number = max(1, USERS // scale)
    centres = centres_of(max(1, CENTRES // scale), 110)
    fund = CareFund.objects.get_or_create(code="care-benchmark", defaults={"name": "Benchmark fund"})[0]
    people = people_of(number)
    admit(people, centres)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    files = files_of(MONTH, people, centres)
    check_files("residential", fund, files[:1], RECEIVED)  # compiles the rules, once for all

    start = time.perf_counter()
    reports = receive_files("residential", fund, files, RECEIVED)
    seconds = time.perf_counter() - start
    refused = {refusal.code for one in reports for refusal in one.refusals}
    if refused or not CareLine.objects.exists():
        raise SystemExit(f"lines were refused: {json.dumps(sorted(refused))}")
    days = sum(one.line_count // 2 for one in reports) * 30
    scope = f"1:{scale}, {number:,} residents, {2 * number:,} lines, {days:,} stay days"
    said("a month of residential care, read, checked and booked", scope, seconds, seconds * scale, READ_BUDGET)

    start = time.perf_counter()
    again = receive_files("residential", fund, files, RECEIVED)
    assert all(one.again for one in again)
    seconds = time.perf_counter() - start
    said("the same files again: nothing changes", scope, seconds, seconds * scale, READ_BUDGET)

    best = explained(fund)
    within = best <= EXPLAIN_BUDGET
    report(Result("one line explained", f"1:{scale}", f"{best * 1e3:.1f} ms", "5 ms", within, peak_mib()))

    for month in range(1, MONTH):
        receive_files("residential", fund, files_of(month, people, centres), RECEIVED)
    told = source(Source.Kind.SYSTEM, "benchmark, changed", datetime.datetime(2026, 7, 7, tzinfo=datetime.UTC))
    values = {"pillar": "residential", "code": "WZC", "cents": CHANGED_CENTS}
    for centre in centres:
        record_provider_fact(Tariff, centre, datetime.date(YEAR, 1, 1), None, values, source=told)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE care_careline")
    changed, seconds, full = recalculated(fund, centres)
    scope = f"1:{scale}, {changed:,} lines changed in {MONTH} months; seconds of twelve"
    said("a changed amount calculated again", scope, seconds * 12 / MONTH, full * 12 / MONTH, AGAIN_BUDGET)


if __name__ == "__main__":
    main()
