"""Take undue sums off the budgets of a month before these are paid, for everybody at once (BVR art. 125)."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as noop
from numpy.typing import NDArray

from zorgkas.budgets import months
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Entry, Run
from zorgkas.recovery.events import Kind, record_many
from zorgkas.recovery.matching import Taken, capped, cover
from zorgkas.recovery.models import Recovery
from zorgkas.recovery.outstanding import Outstanding, outstanding_of_fund
from zorgkas.recovery.states import State
from zorgkas.registry.models import CareFund
from zorgkas.registry.reasons import reason

RUN_KIND = "recovery-set-off"
Ints = NDArray[np.int64]

_BUDGETS = """
    SELECT id, person_id, product, period, -balance_cents FROM ledger_item
     WHERE fund_id = %(fund)s AND account = %(payable)s AND balance_cents < 0 AND period <= %(month)s
       AND person_id = ANY(%(people)s) AND NOT id = ANY(%(reserved)s)
     ORDER BY id FOR UPDATE
"""
# What earlier runs of the same month took of a file: a repeated or resumed run takes only what is missing.
_TAKEN = """
    SELECT r.id, -sum(p.amount_cents)::bigint
      FROM recovery_recovery r
      JOIN ledger_posting p ON p.person_id = r.person_id AND p.account = %(undue)s AND p.product = r.product
           AND p.amount_cents < 0 AND p.entry_id > r.after_entry
      JOIN ledger_entry e ON e.id = p.entry_id AND e.fund_id = r.fund_id
      JOIN ledger_run run ON run.id = e.run_id AND run.kind = %(kind)s AND run.period = %(month)s
     WHERE r.id = ANY(%(files)s)
       AND EXISTS (SELECT FROM recovery_recoverypart part WHERE part.recovery_id = r.id AND part.period = p.period)
     GROUP BY r.id
"""


@dataclass(frozen=True)
class SetOff:
    """What a run took: from how many people, of how many files, how much."""

    run: Run
    people: int
    files: int
    cents: int


@dataclass(frozen=True)
class _Budgets:
    person: Ints
    product: Ints
    period: Ints
    cents: Ints


def set_off_recoveries(
    fund: CareFund,
    month: int,
    *,
    reserved: Collection[int] = (),
    known_at: datetime.datetime | None = None,
) -> SetOff:
    """Take of each file that is set off its amount of the month off the person's open budgets up to a month (202611).

    Only files whose decision was sent, and that no appeal suspends. Never more than is open of the file, than its
    amount of the month, or than the budgets hold. `reserved` are items in a batch that is not yet with the bank.
    Repeating it takes nothing twice.
    """
    months.check(month)
    with ledger.run(RUN_KIND, month, fund, known_at) as run, transaction.atomic():
        files = _files(fund, month)
        debts = outstanding_of_fund(fund.pk, [State.SET_OFF])
        debts = debts.take(np.isin(debts.recovery, sorted(files)))
        budgets = _budgets(fund, month, np.unique(debts.person), reserved)
        capacity = _capped(debts, files, month)
        rows, cents = [], []
        zzz_only = np.isin(debts.recovery, [pk for pk, one in files.items() if one.zzz_only])
        left = budgets.cents.copy()
        # The ZBO of residents may only be taken off their ZZZ, so that goes first.
        for mine, usable in ((zzz_only, budgets.product == Product.ZZZ), (~zzz_only, np.ones(len(left), np.bool_))):
            taken = cover(debts.person, np.where(mine, capacity, 0), budgets.person, np.where(usable, left, 0))
            np.subtract.at(left, taken.budget, taken.cents)
            rows.append(taken)
            cents.append(taken.cents)
        taken = Taken(*(np.concatenate([getattr(one, name) for one in rows]) for name in ("debt", "budget", "cents")))
        if len(taken.cents):
            _book(run, debts, budgets, taken)
        per_file = _per_file(debts.recovery[taken.debt], taken.cents)
        record_many(
            list(per_file),
            Kind.SET_OFF,
            timezone.localdate(run.known_at),
            timezone.now(),
            [{"month": month, "cents": amount} for amount in per_file.values()],
        )
        outcome = SetOff(run, len(np.unique(debts.person[taken.debt])), len(per_file), int(taken.cents.sum()))
        run.outcome = {"people": outcome.people, "files": outcome.files, "cents": outcome.cents}
    return outcome


def _files(fund: CareFund, month: int) -> dict[int, Recovery]:
    """Files of which something may be taken in a month: told in an earlier month, and not suspended."""
    found = Recovery.objects.select_for_update().filter(
        fund=fund,
        state=State.SET_OFF,
        suspended=False,
        sent_on__lt=months.first_day(month),
        monthly_cents__gt=0,
    )
    return {one.pk: one for one in found.order_by("pk")}


def _budgets(fund: CareFund, month: int, people: Ints, reserved: Collection[int]) -> _Budgets:
    with connection.cursor() as cursor:
        cursor.execute(
            _BUDGETS,
            {
                "fund": fund.pk,
                "payable": int(Account.BENEFIT_PAYABLE),
                "month": month,
                "people": people.tolist(),
                "reserved": list(reserved),
            },
        )
        _item, person, product, period, cents = np.array(cursor.fetchall(), np.int64).reshape(-1, 5).T
    order = np.lexsort((product, period, person))
    return _Budgets(person[order], product[order], period[order], cents[order])


def _capped(debts: Outstanding, files: dict[int, Recovery], month: int) -> Ints:
    """What may be taken of each row in this month: the monthly amount of the file, less what was taken before."""
    with connection.cursor() as cursor:
        cursor.execute(
            _TAKEN,
            {
                "undue": int(Account.OVERPAYMENT_RECEIVABLE),
                "kind": RUN_KIND,
                "month": month,
                "files": list(files),
            },
        )
        before = dict(cursor.fetchall())
    most = {pk: max(0, (one.monthly_cents or 0) - before.get(pk, 0)) for pk, one in files.items()}
    limits = np.array([most[pk] for pk in debts.recovery.tolist()], np.int64)
    return capped(debts.cents, debts.recovery, limits)


def _book(run: Run, debts: Outstanding, budgets: _Budgets, taken: Taken) -> None:
    used = ledger.Lines.columns(
        accounts=int(Account.BENEFIT_PAYABLE),
        people=budgets.person[taken.budget],
        products=budgets.product[taken.budget],
        periods=budgets.period[taken.budget],
        amounts_cents=taken.cents,
    )
    covered = ledger.Lines.columns(
        accounts=int(Account.OVERPAYMENT_RECEIVABLE),
        people=debts.person[taken.debt],
        products=debts.product[taken.debt],
        periods=debts.period[taken.debt],
        amounts_cents=-taken.cents,
    )
    ledger.book(
        fund=run.fund,
        key=f"{RUN_KIND}/{run.pk}",
        kind=Entry.Kind.SET_OFF,
        narrative=reason(noop("Undue budgets taken off budgets (BVR art. 125)")),
        lines=ledger.Lines.joined([used, covered]),
        run=run,
    )


def _per_file(files: Ints, cents: Ints) -> dict[int, int]:
    numbers, inverse = np.unique(files, return_inverse=True)
    totals = np.zeros(len(numbers), np.int64)
    np.add.at(totals, inverse, cents)
    return dict(zip(numbers.tolist(), totals.tolist(), strict=True))
