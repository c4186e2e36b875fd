"""Take unpaid premiums off care budgets before these are paid (DEC art. 46 §1; BVR art. 71)."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as noop
from numpy.typing import NDArray

from zorgkas.budgets import months
from zorgkas.budgets.matching import Open, match
from zorgkas.law import law_on
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.models import Entry, Run
from zorgkas.membership.queries import claimed_with_fine, fineable
from zorgkas.registry.columns import read_sql, to_numpy
from zorgkas.registry.models import CareFund
from zorgkas.registry.reasons import reason

RUN_KIND = "set-off"
TARGET = "premium_may_be_set_off"

# There are care premiums since October 2001 (decree of 30 March 1999).
FIRST_PREMIUM_YEAR = 2001

_MONTHS = """
SELECT DISTINCT period FROM ledger_item
WHERE fund_id = %(fund)s AND account = %(payable)s AND balance_cents < 0 AND period <= %(until)s ORDER BY period
"""
# Open budgets and open premiums of the same person that the law lets meet, found without a lock.
# A pair of a year and a month is one number: 2026 and 202604 are 2026202604.
_PAIRS = """
SELECT budget.id AS budget, debt.id AS debt
FROM ledger_item budget JOIN ledger_item debt
    ON debt.person_id = budget.person_id AND debt.fund_id = budget.fund_id AND debt.account = %(receivable)s
    AND debt.balance_cents > 0
WHERE budget.fund_id = %(fund)s AND budget.account = %(payable)s AND budget.balance_cents < 0
    AND debt.period::int8 * 1000000 + budget.period = ANY(%(allowed)s)
"""
# Only these are locked, and read as they are by then: nobody pays or collects one before the set-off is booked.
_OPEN = """
SELECT id, person_id, account, product, period, balance_cents FROM ledger_item
WHERE id = ANY(%(found)s) AND NOT id = ANY(%(reserved)s)
    AND (account = %(payable)s AND balance_cents < 0 OR account = %(receivable)s AND balance_cents > 0)
ORDER BY id FOR UPDATE
"""


@dataclass(frozen=True)
class SetOffOutcome:
    """What a set-off took: from how many people, in how many parts, how much."""

    run: Run
    people: int
    parts: int
    cents: int


def set_off_premiums(
    fund: CareFund,
    month: int,
    *,
    reserved: Collection[int] = (),
    known_at: datetime.datetime | None = None,
) -> SetOffOutcome:
    """Take unpaid premiums off the person's own open budgets up to a month (202611): years that can still lead to a
    fine before the others, in each group the oldest first (as for money that comes in: BVR art. 70).

    Never more than is owed and never more than the budget holds. `reserved` are items that stand in a batch that is not
    yet with the bank: they are left alone. Whether a year may be taken off a budget of a month is a rule of the law.
    """
    months.check(month)
    with ledger.run(RUN_KIND, month, fund, known_at) as run, transaction.atomic():
        debts, budgets = _open(fund, month, reserved)
        debts = debts.take(~_claimed(debts, run))
        allowed = _allowed(np.unique(debts.period), np.unique(budgets.period))
        found = match(debts, budgets, allowed, _fineable(debts, run))
        if len(found.cents):
            taken = ledger.Lines.columns(
                accounts=int(Account.BENEFIT_PAYABLE),
                people=budgets.person[found.budget],
                products=budgets.product[found.budget],
                periods=budgets.period[found.budget],
                amounts_cents=found.cents,
            )
            paid = ledger.Lines.columns(
                accounts=int(Account.PREMIUM_RECEIVABLE),
                people=debts.person[found.debt],
                products=debts.product[found.debt],
                periods=debts.period[found.debt],
                amounts_cents=-found.cents,
            )
            ledger.book(
                fund=fund,
                key=f"set-off/{run.pk}",
                kind=Entry.Kind.SET_OFF,
                narrative=reason(noop("Unpaid premiums taken off care budgets (BVR art. 71)")),
                lines=ledger.Lines.joined([taken, paid]),
                run=run,
            )
        outcome = SetOffOutcome(run, len(np.unique(debts.person[found.debt])), len(found.cents), int(found.cents.sum()))
        run.outcome = {"people": outcome.people, "parts": outcome.parts, "cents": outcome.cents}
    return outcome


def _fineable(debts: Open, run: Run) -> NDArray[np.bool_]:
    people, years = fineable(np.unique(debts.person).tolist(), timezone.localdate(run.known_at), run.known_at)
    return np.isin(_key(debts.person, debts.period), _key(people, years))


def _claimed(debts: Open, run: Run) -> NDArray[np.bool_]:
    """What the agency asks together with a fine is not set off (BVR art. 71)."""
    people, years = claimed_with_fine(np.unique(debts.person).tolist(), timezone.localdate(run.known_at), run.known_at)
    return np.isin(_key(debts.person, debts.period), _key(people, years))


def _key(people: NDArray[np.int64], years: NDArray[np.int64]) -> NDArray[np.int64]:
    return (people << 16) | years


def _open(fund: CareFund, month: int, reserved: Collection[int]) -> tuple[Open, Open]:
    """Lock and return the open premiums and the open budgets that may be set off against each other."""
    names: dict[str, Any] = {
        "fund": fund.pk,
        "payable": int(Account.BENEFIT_PAYABLE),
        "receivable": int(Account.PREMIUM_RECEIVABLE),
    }
    periods = to_numpy(read_sql(_MONTHS, {**names, "until": month}))["period"].astype(np.int64)
    # The law first: what it does not allow is not looked for.
    years = np.arange(FIRST_PREMIUM_YEAR, month // 100 + 1)
    row, column = np.nonzero(_allowed(years, periods))
    pairs = years[row] * 1_000_000 + periods[column]
    meet = to_numpy(read_sql(_PAIRS, {**names, "allowed": pairs.tolist()}))
    found = np.union1d(meet["budget"], meet["debt"]).tolist()
    table = to_numpy(read_sql(_OPEN, {**names, "found": found, "reserved": list(reserved)}))
    items = Open(*(table[name].astype(np.int64) for name in ("id", "person_id", "product", "period", "balance_cents")))
    owed = items.take(table["account"] == Account.PREMIUM_RECEIVABLE)
    held = items.take(table["account"] == Account.BENEFIT_PAYABLE)
    return owed, replace(held, cents=-held.cents)


def _allowed(years: NDArray[np.int64], periods: NDArray[np.int64]) -> NDArray[np.bool_]:
    """May the premium of this year be taken off a budget of this month? By the law of the month, per pair."""
    allowed = np.zeros((len(years), len(periods)), np.bool_)
    for number, period in enumerate(periods.tolist()):
        law = law_on(months.first_day(period))
        for row, year in enumerate(years.tolist()):
            case = {"asked_premium_year": year, "budget_month": months.law_month(period), "claimed_with_fine": False}
            allowed[row, number] = law.decide(case, TARGET).raw
    return allowed
