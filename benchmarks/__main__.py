"""`bin/bench`: run the benchmarks and print their table in Markdown."""

import argparse
import sys
import tempfile
from datetime import date

from benchmarks.measure import Result, in_own_process, machine, table

GROUPS = ("kernel", "decision", "zbo", "stream", "pages", "membership", "fines", "exchange", "budgets", "care")


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench", description="Measures the budgets of the design.")
    parser.add_argument("--scale", type=int, default=100, help="one synthetic person for so many real ones (1 is full)")
    parser.add_argument("--only", default=",".join(GROUPS), help=f"some of {', '.join(GROUPS)}, with commas")
    parser.add_argument("--data-dir", help="keep the benchmark's database here (default: a temporary directory)")
    options = parser.parse_args()
    chosen = options.only.split(",")
    if unknown := set(chosen) - set(GROUPS):
        parser.error(f"unknown group {', '.join(sorted(unknown))}; there are {', '.join(GROUPS)}")

    results: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="zorgkas-bench-", ignore_cleanup_errors=True) as temporary:
        environment = {"ZORGKAS_DATA_DIR": options.data_dir or temporary}
        for group in chosen:
            print(f"measuring: {group}", file=sys.stderr)
            results += in_own_process(group, ["--scale", str(options.scale)], environment)
    print(f"\nMeasured on {date.today()}: {machine()}.\n")
    print(table(results))
    return 0 if all(result.within for result in results) else 1


if __name__ == "__main__":
    raise SystemExit(main())
