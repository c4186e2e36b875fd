"""What was paid too much, before it is paid back: write-offs are taken back, open years are paid (BVR art. 70)."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as noop
from numpy.typing import NDArray

from zorgkas.budgets.matching import Open, match
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Entry, Run
from zorgkas.ledger.queries import through_indexes
from zorgkas.membership.queries import fineable
from zorgkas.registry.columns import read_sql, to_numpy
from zorgkas.registry.models import CareFund
from zorgkas.registry.reasons import Reason, reason

RUN_KIND = "refundable"

_LOCK = """
SELECT id FROM ledger_item
WHERE fund_id = %(fund)s AND account = %(refundable)s AND balance_cents < 0 ORDER BY id FOR UPDATE
"""
# A claim was waived or prescribed, and later the claim itself became lower: nobody paid what was waived, so nobody
# gets it back. The last write-off goes first.
_WAIVED = """
SELECT w.id AS write_off, r.id, r.person_id, r.period, -r.balance_cents AS too_much,
       w.amount_cents - w.taken_back_cents AS waived,
       coalesce(sum(w.amount_cents - w.taken_back_cents) OVER (
           PARTITION BY w.item_id ORDER BY w.id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
       ), 0)::bigint AS before
FROM ledger_item r
JOIN ledger_item claim ON claim.person_id = r.person_id AND claim.account = %(receivable)s
    AND claim.product = r.product AND claim.period = r.period AND claim.fund_id = r.fund_id
JOIN collection_writeoff w ON w.item_id = claim.id AND w.amount_cents > w.taken_back_cents
WHERE r.fund_id = %(fund)s AND r.account = %(refundable)s AND r.balance_cents < 0 AND NOT r.id = ANY(%(reserved)s)
"""
# Everything of somebody alive (of the dead nothing more is due) who has something to get back and something to pay.
_BOTH = """
SELECT id, person_id, account, product, period, balance_cents FROM ledger_item
WHERE person_id = ANY(%(people)s) AND fund_id = %(fund)s AND product = %(premium)s
    AND (account = %(refundable)s AND balance_cents < 0 OR account = %(receivable)s AND balance_cents > 0)
    AND NOT id = ANY(%(reserved)s)
ORDER BY id FOR UPDATE
"""
_PEOPLE = """
SELECT DISTINCT r.person_id FROM ledger_item r
JOIN ledger_item c ON c.person_id = r.person_id AND c.fund_id = r.fund_id AND c.account = %(receivable)s
    AND c.product = %(premium)s AND c.balance_cents > 0
WHERE r.fund_id = %(fund)s AND r.account = %(refundable)s AND r.balance_cents < 0
    AND NOT EXISTS (SELECT FROM registry_death d WHERE d.person_id = r.person_id AND d.superseded_at IS NULL)
"""

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Settled:
    """What of the money paid too much was not to be paid back."""

    run: Run
    taken_back: int = 0
    taken_back_cents: int = 0
    used: int = 0
    used_cents: int = 0


def settle_refundable(fund: CareFund, *, reserved: Collection[int] = ()) -> Settled:
    """Use what was paid too much for what is open: first years that can still lead to a fine, the oldest first.

    `reserved` are items in a batch that is not yet with the bank: they are left alone. What is left on account 2300
    afterwards is really to be paid back. A second run finds nothing.
    """
    names = {
        "fund": fund.pk,
        "receivable": int(Account.PREMIUM_RECEIVABLE),
        "refundable": int(Account.PREMIUM_REFUNDABLE),
        "premium": int(Product.PREMIUM),
        "reserved": list(reserved),
    }
    with ledger.run(RUN_KIND, timezone.localdate().year, fund) as run, transaction.atomic():
        with through_indexes():
            read_sql(_LOCK, names)
            taken, taken_cents = _take_back(run, names)
            used, used_cents = _use(run, names)
        run.outcome = {
            "taken_back": taken,
            "taken_back_cents": taken_cents,
            "used": used,
            "used_cents": used_cents,
        }
    return Settled(run, taken, taken_cents, used, used_cents)


def _take_back(run: Run, names: dict[str, Any]) -> tuple[int, int]:
    table = to_numpy(read_sql(_WAIVED, names))
    cents = np.minimum(table["waived"], table["too_much"] - table["before"]).astype(np.int64)
    chosen = cents > 0
    if not chosen.any():
        return 0, 0
    cents = cents[chosen]
    people, periods = (table[name][chosen].astype(np.int64) for name in ("person_id", "period"))
    refundable = _columns(Account.PREMIUM_REFUNDABLE, people, periods, cents)
    written_off = ledger.Lines.of([ledger.Line(Account.WRITE_OFF, -int(cents.sum()))])
    narrative = reason(noop("What was waived is not paid back"))
    _book(run, "taken-back", narrative, ledger.Lines.joined([refundable, written_off]))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE collection_writeoff w SET taken_back_cents = taken_back_cents + t.cents"
            " FROM unnest(%s::bigint[], %s::bigint[]) AS t (id, cents) WHERE w.id = t.id",
            [table["write_off"][chosen].tolist(), cents.tolist()],
        )
    return len(cents), int(cents.sum())


def _use(run: Run, names: dict[str, Any]) -> tuple[int, int]:
    people = to_numpy(read_sql(_PEOPLE, names))["person_id"].tolist()
    if not people:
        return 0, 0
    table = to_numpy(read_sql(_BOTH, {**names, "people": people}))
    items = Open(*(table[name].astype(np.int64) for name in ("id", "person_id", "product", "period", "balance_cents")))
    owed = items.take(table["account"] == Account.PREMIUM_RECEIVABLE)
    held = items.take(table["account"] == Account.PREMIUM_REFUNDABLE)
    held = Open(held.item, held.person, held.product, held.period, -held.cents)
    urgent = np.isin(_key(owed.person, owed.period), _key(*fineable(people, known_at=run.known_at)))
    allowed = np.ones((len(np.unique(owed.period)), len(np.unique(held.period))), np.bool_)
    found = match(owed, held, allowed, urgent)
    if not len(found.cents):
        return 0, 0
    given = _columns(Account.PREMIUM_REFUNDABLE, held.person[found.budget], held.period[found.budget], found.cents)
    paid = _columns(Account.PREMIUM_RECEIVABLE, owed.person[found.debt], owed.period[found.debt], -found.cents)
    narrative = reason(noop("Paid too much, used for an open premium (BVR art. 70)"))
    _book(run, "used", narrative, ledger.Lines.joined([given, paid]))
    return len(found.cents), int(found.cents.sum())


def _book(run: Run, what: str, narrative: Reason, lines: ledger.Lines) -> None:
    key = f"refundable/{run.pk}/{what}"
    ledger.book(fund=run.fund, key=key, kind=Entry.Kind.TRANSFER, narrative=narrative, lines=lines, run=run)


def _columns(account: Account, people: Ints, periods: Ints, cents: Ints) -> ledger.Lines:
    return ledger.Lines.columns(
        accounts=int(account), people=people, products=int(Product.PREMIUM), periods=periods, amounts_cents=cents
    )


def _key(people: Ints, years: Ints) -> Ints:
    return (people << 16) | years
