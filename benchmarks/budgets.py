"""The ZBO of everybody calculated again over three years and booked, over the database of the stream."""

import argparse
import resource
import time

from benchmarks.measure import Result, report
from zorgkas.cli._django import start_django

FIRST, LAST = 202304, 202603
BUDGET = 60


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=int, default=100)
    scale: int = parser.parse_args().scale
    start_django()
    from zorgkas.budgets.models import TakeOver
    from zorgkas.budgets.services import BackTo, recalculate, run_dues
    from zorgkas.registry.models import CareFund

    fund = CareFund.objects.order_by("pk").first()
    assert fund is not None
    # As if this fund had always paid, so that three years can change.
    TakeOver.objects.filter(fund=fund).update(first_month=FIRST)
    back = BackTo(FIRST, "benchmark: a change of the law that works back")
    run_dues(LAST, fund, back_to=back)
    files = load_means()
    start = time.perf_counter()
    outcome = recalculate(fund, FIRST)
    booked = run_dues(LAST, fund, back_to=back)
    seconds = time.perf_counter() - start
    changed = booked.total.up + booked.total.down + booked.total.new
    report(
        Result(
            "retroactive change of every ZBO over 36 months: recalculated and booked, differences only",
            f"1:{scale}, {files:,} files, {changed:,} months",
            f"{seconds:.1f} s",
            f"{BUDGET} s",
            seconds <= BUDGET and outcome.changed > 0,
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        )
    )
    start = time.perf_counter()
    second = recalculate(fund, FIRST).changed + run_dues(LAST, fund, back_to=back).total.up
    seconds = time.perf_counter() - start
    name = "the same again: nothing changes"
    report(Result(name, f"1:{scale}, {files:,} files", f"{seconds:.1f} s", f"{BUDGET} s", second == 0))


def load_means() -> int:
    """Give every ZBO that was handed over with its amount only a pension and an amount that is not the law's."""
    import numpy as np
    from django.utils import timezone

    from zorgkas.budgets.models import Entitlement, Means
    from zorgkas.registry.columns import read_sql
    from zorgkas.registry.models import Source
    from zorgkas.registry.services import record_facts, source

    found = read_sql(
        "SELECT person_id, GREATEST(valid_from, DATE '2023-01-01') AS valid_from, valid_to FROM budgets_entitlement"
        " WHERE product = 4 AND superseded_at IS NULL AND granted_year_cents IS NULL"
        " AND (valid_to IS NULL OR valid_to > '2023-01-01') ORDER BY person_id"
    )
    number = int(found.num_rows)
    told = source(Source.Kind.MESSAGE, f"benchmark means {timezone.now().isoformat()}", timezone.now())
    random = np.random.default_rng(1)
    columns = {"person_id": found["person_id"], "valid_from": found["valid_from"], "valid_to": found["valid_to"]}
    pensions = (1_300_000 + random.integers(0, 6000, number) * 100).astype(np.int64)
    rows = {"number": np.ones(number, np.int16), "kind": np.ones(number, np.int16), "amount_cents": pensions}
    record_facts(Means, {**columns, **rows}, source=told)
    right = {
        "product": np.full(number, 4, np.int16),
        "care_form": np.ones(number, np.int16),
        "category": (1 + random.integers(0, 5, number)).astype(np.int16),
        "granted_year_cents": np.full(number, 100_000, np.int32),
        "granted_index_level": np.full(number, 25, np.int16),
    }
    record_facts(Entitlement, {**columns, **right}, source=told)
    return number


if __name__ == "__main__":
    main()
