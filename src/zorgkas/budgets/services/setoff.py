"""Take unpaid premiums off care budgets before these are paid (DEC art. 46 §1; BVR art. 71)."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from zorgkas.budgets import months
from zorgkas.budgets.matching import Open, match
from zorgkas.law import law_on
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.models import Entry, Run
from zorgkas.membership.queries import fineable
from zorgkas.registry.columns import raw_cursor
from zorgkas.registry.models import CareFund

RUN_KIND = "set-off"
TARGET = "premium_may_be_set_off"

_PERIODS = """
SELECT DISTINCT period FROM ledger_item
WHERE fund_id = %(fund)s AND account = %(account)s AND period <= %(until)s AND sign(balance_cents) = %(sign)s
ORDER BY period
"""
# Locked until the set-off is booked: nobody pays or collects the same item in between.
_OPEN = """
SELECT i.id, i.person_id, i.product, i.period, abs(i.balance_cents)
FROM ledger_item i
WHERE i.fund_id = %(fund)s AND i.account = %(account)s AND i.period = ANY(%(periods)s)
    AND sign(i.balance_cents) = %(sign)s AND NOT i.id = ANY(%(reserved)s)
    AND EXISTS (SELECT FROM ledger_item o WHERE o.person_id = i.person_id AND o.fund_id = %(fund)s
                AND o.account = %(other)s AND sign(o.balance_cents) = -(%(sign)s))
ORDER BY i.id FOR UPDATE OF i
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
        # The law first: in most months it allows nothing, and then nobody's items need to be read or locked.
        years, periods = _allowed_periods(
            _periods(fund, Account.PREMIUM_RECEIVABLE, month // 100, 1),
            _periods(fund, Account.BENEFIT_PAYABLE, month, -1),
        )
        budgets = _open(fund, Account.BENEFIT_PAYABLE, Account.PREMIUM_RECEIVABLE, periods, -1, reserved)
        debts = _open(fund, Account.PREMIUM_RECEIVABLE, Account.BENEFIT_PAYABLE, years, 1, reserved)
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
                narrative=_("Unpaid premiums taken off care budgets (BVR art. 71)"),
                lines=ledger.Lines.joined([taken, paid]),
                run=run,
            )
        outcome = SetOffOutcome(run, len(np.unique(debts.person[found.debt])), len(found.cents), int(found.cents.sum()))
        run.outcome = {"people": outcome.people, "parts": outcome.parts, "cents": outcome.cents}
    return outcome


def _fineable(debts: Open, run: Run) -> NDArray[np.bool_]:
    people, years = fineable(np.unique(debts.person).tolist(), timezone.localdate(run.known_at), run.known_at)
    return np.isin(_key(debts.person, debts.period), _key(people, years))


def _key(people: NDArray[np.int64], years: NDArray[np.int64]) -> NDArray[np.int64]:
    return (people << 16) | years


def _periods(fund: CareFund, account: int, until: int, sign: int) -> NDArray[np.int64]:
    with raw_cursor() as cursor:
        rows = cursor.execute(
            _PERIODS, {"fund": fund.pk, "account": int(account), "until": until, "sign": sign}
        ).fetchall()
    return np.array([period for (period,) in rows], np.int64)


def _allowed_periods(years: NDArray[np.int64], periods: NDArray[np.int64]) -> tuple[list[int], list[int]]:
    """Return the years and the months that stand in at least one allowed pair."""
    allowed = _allowed(years, periods)
    return years[allowed.any(axis=1)].tolist(), periods[allowed.any(axis=0)].tolist()


def _open(fund: CareFund, account: int, other: int, periods: list[int], sign: int, reserved: Collection[int]) -> Open:
    if not periods:
        return Open(*np.zeros((5, 0), np.int64))
    parameters: dict[str, Any] = {
        "fund": fund.pk,
        "account": int(account),
        "other": int(other),
        "periods": periods,
        "sign": sign,
        "reserved": list(reserved),
    }
    with raw_cursor() as cursor:
        rows = cursor.execute(_OPEN, parameters).fetchall()
    columns = np.array(rows, np.int64).reshape(-1, 5).T
    return Open(*columns)


def _allowed(years: NDArray[np.int64], periods: NDArray[np.int64]) -> NDArray[np.bool_]:
    """May the premium of this year be taken off a budget of this month? By the law of the month, per pair."""
    allowed = np.zeros((len(years), len(periods)), np.bool_)
    for number, period in enumerate(periods.tolist()):
        law = law_on(months.first_day(period))
        for row, year in enumerate(years.tolist()):
            case = {"asked_premium_year": year, "budget_month": months.law_month(period), "claimed_with_fine": False}
            allowed[row, number] = law.decide(case, TARGET).raw
    return allowed
