"""One decision on a care budget with its full explanation, in two languages, and its receipt."""

import argparse
from datetime import date

from benchmarks.measure import Result, peak_mib, report, timed
from zorgkas.law import law_on
from zorgkas.law.common.kinds import CareForm
from zorgkas.law.zzz.kinds import Instrument

CASE = {
    "birth_date": date(1941, 5, 17),
    "care_form": CareForm.HOME,
    "affiliated": True,
    "qualifying_years_before": 40,
    "applied_on": date(2026, 3, 10),
    "finding_instrument": Instrument.BELRAI_ASSESSMENT,
    "finding_issued_on": date(2026, 3, 20),
    "finding_from": date(2026, 3, 1),
    "finding_to": date(2029, 3, 1),
    "finding_total_tenths": 125,
    "finding_iadl_adl_tenths": 55,
}
ROUNDS = 100


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale")
    parser.parse_args()
    law = law_on(date(2026, 4, 1))

    def decide() -> None:
        for _ in range(ROUNDS):
            decision = law.decide(CASE, "zzz_outcome")
            decision.explain("nl")
            decision.receipt()

    decide()
    milliseconds = timed(decide) / ROUNDS * 1000
    steps = len(law.decide(CASE, "zzz_outcome").steps)
    report(
        Result(
            "one decision with full explanation and receipt",
            f"{steps} steps",
            f"{milliseconds:.2f} ms",
            "5 ms",
            milliseconds <= 5,
            peak_mib(),
        )
    )


if __name__ == "__main__":
    main()
