"""The ZBO: its means test over many person-months, beside openfisca-core and ttsim-backend, and one whole decision."""

import argparse
from datetime import date

import numpy as np

from benchmarks.measure import Result, peak_mib, report, timed
from zorgkas.engine.kernel import Kernel
from zorgkas.law import law_on
from zorgkas.law.zbo.kinds import MeansKind
from zorgkas.law.zbo.means import MeansRow, means

TARGET = "zbo_month_cents"
# Everybody with a ZBO of 2023, for a year and a half of months: enough that memory is what limits.
PERSON_MONTHS = 86_971 * 18
REPEATS = 6
# What nobody has in these rows; the kernel takes them as single values.
SCALARS = {"need_unchanged": True, "zbo_effective_month": "2026-11"}

ROUNDS = 50
CASE = {
    "birth_date": date(1941, 5, 17),
    "affiliated": True,
    "qualifying_years_before": 40,
    "applied_on": date(2026, 10, 10),
    "zbo_effective_month": "2026-11",
    "lives_with_partner": True,
    "finding_instrument": "BELRAI_ASSESSMENT",
    "finding_issued_on": date(2026, 10, 20),
    "finding_to": date(2029, 10, 20),
    "finding_total_tenths": 140,
    "finding_cognition_tenths": 45,
}
ROWS = (
    MeansRow(MeansKind.PENSION, 1_800_000),
    MeansRow(MeansKind.PENSION, 900_000, of_partner=True),
    MeansRow(MeansKind.BUILT_PROPERTY, 180_000),
    MeansRow(MeansKind.CAPITAL, 4_000_000),
    MeansRow(MeansKind.SALE, 20_000_000, transferred_on=date(2022, 5, 17)),
)


def columns(count: int) -> dict[str, np.ndarray]:
    """Random people of whom every rule has work to do."""
    random = np.random.default_rng(1)

    def some(share: float, most: int, dtype: type) -> np.ndarray:
        return np.where(random.random(count) < share, random.integers(0, most, count), 0).astype(dtype)

    return {
        "category_held": random.integers(1, 6, count).astype(np.int8),
        "lives_with_partner": random.random(count) < 0.4,
        "partner_has_category": random.random(count) < 0.3,
        "dependent_children": (random.random(count) < 0.02).astype(np.int8),
        "means_pensions_cents": random.integers(900_000, 3_600_000, count).astype(np.int32),
        "means_income_guarantee_cents": some(0.1, 1_600_000, np.int32),
        "means_work_cents": some(0.05, 1_500_000, np.int32),
        "means_replacement_cents": some(0.05, 1_500_000, np.int32),
        "means_other_cents": some(0.1, 500_000, np.int32),
        "means_built_cents": some(0.7, 400_000, np.int32),
        "means_unbuilt_cents": some(0.1, 30_000, np.int32),
        "means_capital_cents": some(0.9, 10_000_000, np.int64),
        "means_gifts_cents": some(0.2, 10_000_000, np.int64),
        "means_sales_cents": some(0.1, 20_000_000, np.int64),
        "means_sales_allowance_cents": some(0.1, 1_500_000, np.int64),
        "means_annuities_cents": some(0.02, 1_000_000, np.int32),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale")
    parser.parse_args()

    kernel = law_on(date(2026, 11, 1)).kernel([TARGET])
    people = columns(PERSON_MONTHS)
    _rate(kernel, people)
    ours = kernel({**people, **SCALARS})[TARGET]
    if not (ours > 0).any():
        raise SystemExit("Nobody gets anything: the columns say nothing.")
    seconds = timed(lambda: kernel({**people, **SCALARS}), repeat=7)
    _compare("openfisca-core", people, ours, seconds)
    _compare("ttsim-backend", people, ours, seconds)
    _decision()


def _rate(kernel: Kernel, people: dict[str, np.ndarray]) -> None:
    """How many person-months a second, on all cores."""
    many = {name: np.tile(column, REPEATS) for name, column in people.items()}
    length = PERSON_MONTHS * REPEATS
    out = {TARGET: np.empty(length, kernel.outputs[TARGET])}
    kernel({**many, **SCALARS}, out=out)
    rate = length / timed(lambda: kernel({**many, **SCALARS}, out=out), repeat=9)
    report(
        Result(
            "ZBO means test, person-months a second",
            f"{length:,}",
            f"{rate / 1e6:,.0f} million",
            "50 million",
            rate >= 50e6,
            peak_mib(),
        )
    )


def _decision() -> None:
    """From rows of incomes to a decision with its amount, explained in Dutch, and its receipt."""
    law = law_on(date(2026, 11, 1))

    def decide() -> int:
        found = means(law, ROWS, CASE)
        case = {**CASE, **found.sums}
        steps = 0
        for target in ("zbo_outcome", TARGET):
            decision = law.decide(case, target)
            steps += len(decision.explain("nl"))
            decision.receipt()
        return steps

    steps = decide()
    milliseconds = timed(lambda: [decide() for _ in range(ROUNDS)]) / ROUNDS * 1000
    report(
        Result(
            "one ZBO decision with means test, explanation and receipt",
            f"{len(ROWS)} rows, {steps} steps",
            f"{milliseconds:.2f} ms",
            "5 ms",
            milliseconds <= 5,
            peak_mib(),
        )
    )


def _compare(engine: str, people: dict[str, np.ndarray], ours: np.ndarray, seconds: float) -> None:
    """Run the same rules in another engine on the same people, and demand the same cents before saying how fast."""
    from benchmarks import zbo_in_openfisca, zbo_in_ttsim

    other = {"openfisca-core": zbo_in_openfisca, "ttsim-backend": zbo_in_ttsim}[engine]
    calculate = other.prepare(people)
    if not np.array_equal(calculate(), ours):
        raise SystemExit(f"{engine} does not agree with us: the comparison says nothing.")
    ratio = timed(calculate, repeat=3) / seconds
    report(
        Result(
            f"ZBO means test against {engine}, same rules, same machine",
            f"{len(ours):,}",
            f"{ratio:,.0f} times as fast",
            "stated as a ratio",
            True,
            peak_mib(),
        )
    )


if __name__ == "__main__":
    main()
