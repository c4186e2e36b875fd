"""The search for fines over a whole fund: most members paid, a twentieth missed two premiums."""

import argparse
import time

import numpy as np

from benchmarks.measure import Result, peak_mib, report
from benchmarks.stream import run

YEAR, BUDGET_SECONDS = 2026, 120
# One in so many missed two premiums: 215,000 at full scale, five times the fines of 2021, the most ever published.
ONE_IN = 20
KEY = "benchmark of fines: who paid {year}"


def pay(year: int) -> None:
    """Let everybody pay a year except one in twenty."""
    from zorgkas.ledger.accounts import Account, Product
    from zorgkas.ledger.models import Entry
    from zorgkas.ledger.queries import open_items
    from zorgkas.ledger.services import Lines, book
    from zorgkas.registry.models import CareFund

    fund = CareFund.objects.order_by("pk")[0]  # the fund of the stream, also where others came beside it
    claims = open_items(fund, Account.PREMIUM_RECEIVABLE, int(Product.PREMIUM), year)
    if Entry.objects.filter(key=KEY.format(year=year)).exists():
        return
    pays = claims["person"] % ONE_IN != 0
    people, cents = claims["person"][pays].astype(np.int64), claims["balance_cents"][pays].astype(np.int64)
    lines = Lines.columns(
        accounts=np.append(np.full(len(people), int(Account.PREMIUM_RECEIVABLE)), int(Account.BANK_PREMIUMS)),
        people=np.append(people, 0),
        products=np.append(np.full(len(people), int(Product.PREMIUM)), int(Product.NONE)),
        periods=np.append(np.full(len(people), year), 0),
        amounts_cents=np.append(-cents, cents.sum()),
    )
    book(fund=fund, key=KEY.format(year=year), kind=Entry.Kind.SETTLEMENT, narrative="benchmark", lines=lines)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=int, default=100)
    scale: int = parser.parse_args().scale
    run("db", "migrate")
    run("population", "make", "--scale", str(scale))
    for year in (YEAR - 1, YEAR):
        run("premium", "run", str(year))
    from zorgkas.cli._django import start_django

    start_django()
    from django.db import connection

    from zorgkas.fines.assessment import candidates
    from zorgkas.fines.dates import letter_until
    from zorgkas.fines.services import find_candidates, preview_candidates
    from zorgkas.ledger.models import Item
    from zorgkas.registry.models import CareFund

    for year in (YEAR - 1, YEAR):
        pay(year)
    members = Item.objects.filter(period=YEAR, product=1).count()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE ledger_item, ledger_posting, ledger_entry")
    fund = CareFund.objects.order_by("pk")[0]  # the fund of the stream, also where others came beside it
    candidates(fund, YEAR, letter_until(YEAR), person_range=(0, 1))  # compiles the rules, once for all
    for what, search in (("a preview", preview_candidates), ("with their files", find_candidates)):
        start = time.perf_counter()
        found = search(fund, YEAR)
        seconds = time.perf_counter() - start
        budget = max(BUDGET_SECONDS / scale, 10)
        within = seconds <= budget and peak_mib() < 4096
        scope = f"1:{scale}, {members:,} members, {found.candidates:,} candidates"
        measured = f"{seconds:.1f} s ({seconds * scale:.0f} s at 1:1)"
        report(Result(f"who is to be fined, {what}", scope, measured, f"{budget:.0f} s", within, peak_mib()))


if __name__ == "__main__":
    main()
