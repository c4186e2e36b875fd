"""What a person owes and gets: budgets per year, and what is open per account."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from zorgkas.budgets.queries import BudgetMonth
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.models import Item


@dataclass(frozen=True)
class BudgetYear:
    """The months of a year, latest first."""

    year: int
    months: tuple[BudgetMonth, ...]
    due_cents: int


def budget_years(months: Sequence[BudgetMonth]) -> list[BudgetYear]:
    """Group the months by year, latest first."""
    years = sorted({month.month // 100 for month in months}, reverse=True)
    grouped = {year: tuple(month for month in months if month.month // 100 == year) for year in years}
    return [BudgetYear(year, found, sum(month.due_cents for month in found)) for year, found in grouped.items()]


def latest_budgets(months: Sequence[BudgetMonth], day: datetime.date) -> list[BudgetMonth]:
    """Return per budget what was booked for the month of a day, or else for the month before.

    Who lives in a facility gets the budget of a month in the month after: for them this month is not booked yet.
    """
    this = day.year * 100 + day.month
    before = this - 1 if day.month > 1 else this - 89
    latest: dict[int, BudgetMonth] = {}
    for month in sorted(months, key=lambda found: found.month):
        if month.month in (before, this):
            latest[month.product] = month
    return [month for month in latest.values() if month.due_cents]


def open_by_account(items: Sequence[Item]) -> dict[Account, int]:
    """Add up what is open per account."""
    totals: dict[Account, int] = {}
    for item in items:
        totals[Account(item.account)] = totals.get(Account(item.account), 0) + item.balance_cents
    return totals
