"""Kernels give what the scalar rules give, refuse wrong columns, and live on disk between processes."""

import datetime
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.engine.test_decisions import free_for_all

from zorgkas.engine import Book, CaseError, Day, LawError, LegalGap
from zorgkas.engine.testing import check_executors, dates_of, random_columns


def on(book: Book, date: str) -> Any:
    return book.on(datetime.date.fromisoformat(date))


def test_both_executors_agree_on_every_rule_and_every_date_of_change(book: Book) -> None:
    compared = [check_executors(book.on(date), persons=60, seed=number) for number, date in enumerate(dates_of(book))]
    assert sum(compared) > 5000
    law = on(book, "2024-05-01")
    assert check_executors(law.reform({"young_age": 30, "toll_per_crossing_cents": free_for_all}), persons=60) > 0


def test_scalars_give_the_same_as_columns_of_equal_values(book: Book) -> None:
    kernel = on(book, "2024-05-01").kernel(["toll_due_cents", "grant_first_month"])
    columns = random_columns(kernel.facts, 500, seed=3)
    columns["asked_month"][:] = 2024 * 12 + 4
    columns["died_on"][:] = 0
    scalars = {**columns, "asked_month": "2024-05"}
    del scalars["died_on"]
    whole, broadcast = kernel(columns), kernel(scalars)
    for name in kernel.targets:
        assert (whole[name] == broadcast[name]).all()


def test_only_the_outputs_asked_for_are_written_and_arrays_can_be_reused(book: Book) -> None:
    kernel = on(book, "2024-05-01").kernel(["toll_rate"])
    columns = random_columns(kernel.facts, 100, seed=1)
    out = {"toll_rate": np.empty(100, np.int8)}
    assert kernel(columns, out=out)["toll_rate"] is out["toll_rate"]
    assert set(kernel.inputs) == {"birth_date", "asked_month", "household", "died_on"}
    with pytest.raises(CaseError, match="contiguous array of 100 int8"):
        kernel(columns, out={"toll_rate": np.empty(100, np.int64)})


def test_columns_that_cannot_be_used_are_refused(book: Book) -> None:
    kernel = on(book, "2024-05-01").kernel("toll_rate")
    good = random_columns(kernel.facts, 100, seed=1)
    without = {name: column for name, column in good.items() if name != "birth_date"}
    for columns, message in [
        (without, "Columns are missing: birth_date"),
        ({**good, "brith_date": good["birth_date"]}, "Did you mean birth_date"),
        ({**good, "birth_date": good["birth_date"].astype(np.int64)}, "is int64, but day needs int32"),
        ({**good, "birth_date": good["birth_date"][:50]}, "differ in length"),
        ({**good, "birth_date": good["birth_date"].reshape(10, 10)}, "has 2 dimensions"),
    ]:
        with pytest.raises(CaseError, match=message):
            kernel(columns)
    wide = {**good, "birth_date": good["birth_date"].astype(np.int64)}
    dated = {**good, "birth_date": (good["birth_date"].astype("int64") - 719_163).astype("datetime64[D]")}
    for columns in (wide, dated):
        assert (kernel(kernel.fit(columns))["toll_rate"] == kernel(good)["toll_rate"]).all()
    with pytest.raises(CaseError, match="values outside"):
        kernel.fit({**good, "household": np.full(100, 300)})
    every_other = {**good, "birth_date": np.repeat(good["birth_date"], 2)[::2]}
    assert (kernel(every_other)["toll_rate"] == kernel(good)["toll_rate"]).all()


def test_no_persons_and_only_scalars(book: Book) -> None:
    kernel = on(book, "2024-05-01").kernel("toll_rate")
    assert len(kernel(random_columns(kernel.facts, 0, seed=1))["toll_rate"]) == 0
    same = {"birth_date": "2004-02-29", "asked_month": "2024-05", "household": "TOGETHER"}
    assert kernel(same, length=3)["toll_rate"].tolist() == [2, 2, 2]
    with pytest.raises(CaseError, match="give length="):
        kernel(same)


def test_a_gap_is_a_gap_for_kernels_too(book: Book) -> None:
    with pytest.raises(LegalGap, match="bulletin of 2025"):
        on(book, "2025-01-01").kernel(["toll_rate", "toll_due_cents"])


def test_dates_with_the_same_rule_versions_share_one_compilation(book: Book) -> None:
    earlier, later = (on(book, date).kernel("toll_due_cents") for date in ("2021-06-01", "2024-05-01"))
    assert earlier.parameters != later.parameters
    assert earlier.text() == later.text() != on(book, "2019-06-01").kernel("toll_due_cents").text()


def halves_a_day(birth_date: Day) -> Day:
    return int(birth_date / 2)


def sums_a_list(birth_date: Day) -> Day:
    return max([birth_date + n for n in range(3)])


def test_what_a_loop_cannot_do_is_refused_with_the_place(book: Book) -> None:
    law = on(book, "2024-05-01")
    with pytest.raises(LawError, match=r"halves_a_day.*divides with /"):
        law.reform({"since_when_adult": halves_a_day})
    with pytest.raises(LawError, match=r"sums_a_list.*uses a comprehension"):
        law.reform({"since_when_adult": sums_a_list}).kernel("since_when_adult").text()


SCRIPT = """
import datetime, sys, time
from tests.engine.fictional import landvast
law = landvast().on(datetime.date(2024, 5, 1))
assert "numba" not in sys.modules, "the engine loads Numba only for a kernel"
kernel = law.kernel("toll_rate")
case = {"birth_date": "2004-02-29", "asked_month": "2024-05", "household": "TOGETHER"}
assert kernel(case, length=1)["toll_rate"].tolist() == [2]
module = [m for n, m in sys.modules.items() if n.startswith("zorgkas_kernel_")][0]
print(sum(module.run.stats.cache_hits.values()), sum(module.run.stats.cache_misses.values()))
"""


def test_machine_code_is_kept_between_processes(tmp_path: Path) -> None:
    environment = {**os.environ, "ZORGKAS_CACHE_DIR": str(tmp_path)}
    outcomes = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True, cwd=Path.cwd()
        ).stdout.split()
        for _ in range(2)
    ]
    assert outcomes == [["0", "1"], ["1", "0"]]
    assert list((tmp_path / "kernels").glob("zorgkas_kernel_*.py"))


def test_a_kernel_is_a_hundred_times_faster_than_one_by_one(book: Book) -> None:
    law = on(book, "2024-05-01")
    kernel = law.kernel("toll_rate")
    columns = random_columns(kernel.facts, 1_000_000, seed=1)
    kernel(columns)
    start = time.perf_counter()
    kernel(columns)
    fast = (time.perf_counter() - start) / 1_000_000
    case = {name: column[0].item() for name, column in columns.items()}
    start = time.perf_counter()
    for _ in range(200):
        law.evaluate(case, ["toll_rate"])
    assert (time.perf_counter() - start) / 200 > 100 * fast
