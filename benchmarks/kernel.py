"""The premium kernel over all members, against the memory of the machine and against OpenFisca."""

import argparse
from datetime import date

import numpy as np

from benchmarks.measure import Result, peak_mib, report, timed
from zorgkas.law import law_on

MEMBERS = 4_331_772
# Columns are repeated until they no longer fit in the caches, so that memory is what limits.
REPEATS = 8


def columns(count: int) -> dict[str, np.ndarray]:
    """Random members: every rule has work to do."""
    random = np.random.default_rng(1)
    return {
        "membership_kind": random.choice(np.array([0, 1, 2, 3], np.int8), count, p=[0.01, 0.94, 0.04, 0.01]),
        "birth_year": random.integers(1925, 2003, count).astype(np.int16),
        "increased_allowance": random.random(count) < 0.2,
        "is_dead": random.random(count) < 0.01,
        "premium_exemption": random.choice(np.array([0, 1, 4], np.int8), count, p=[0.97, 0.02, 0.01]),
        "premium_collected_cents": random.choice(np.array([0, 3_500, 10_000], np.int32), count),
    }


def bandwidth() -> float:
    """Bytes a second that this machine copies with all its cores (read and write counted)."""
    import numba

    source = np.ones(32_000_000, np.int64)
    target = np.empty_like(source)

    @numba.njit(parallel=True)
    def copy(a: np.ndarray, b: np.ndarray) -> None:
        for i in numba.prange(a.size):
            b[i] = a[i]

    copy(source, target)
    return 2 * source.nbytes / timed(lambda: copy(source, target), repeat=7)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale")
    parser.parse_args()

    from benchmarks import premium_in_openfisca as openfisca

    kernel = law_on(date(2026, 1, 1)).kernel(["premium_due_cents"])
    people = columns(MEMBERS)
    many = {name: np.tile(column, REPEATS) for name, column in people.items()}
    out = {"premium_due_cents": np.empty(MEMBERS * REPEATS, kernel.outputs["premium_due_cents"])}
    kernel(many, out=out)
    seconds = timed(lambda: kernel(many, out=out), repeat=7)
    rate = MEMBERS * REPEATS / seconds
    bytes_per_person = sum(c.itemsize for c in many.values()) + out["premium_due_cents"].itemsize
    share = rate * bytes_per_person / bandwidth()
    report(
        Result(
            "premium kernel, persons a second",
            f"{MEMBERS * REPEATS:,}",
            f"{rate / 1e6:,.0f} million ({share:.0%} of memory bandwidth)",
            "half of the memory bandwidth",
            share >= 0.5,
            peak_mib(),
        )
    )

    made = openfisca.system()

    def with_openfisca() -> np.ndarray:
        return openfisca.simulation(made, people).calculate("premium_due_cents", openfisca.PERIOD)

    ours = kernel(people)["premium_due_cents"]
    if not np.array_equal(with_openfisca(), ours):
        raise SystemExit("The two engines do not agree: the comparison says nothing.")
    ratio = timed(with_openfisca, repeat=3) / timed(lambda: kernel(people), repeat=7)
    report(
        Result(
            "premium kernel against openfisca-core, same rules, same machine",
            f"{MEMBERS:,}",
            f"{ratio:,.0f} times as fast",
            "100 times",
            ratio >= 100,
            peak_mib(),
        )
    )


if __name__ == "__main__":
    main()
