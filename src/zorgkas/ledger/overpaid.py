"""Move results on the wrong side on: what was paid too much becomes a debt of its own, to refund or to recover.

A premium receivable below zero becomes a premium to refund; a budget payable below zero becomes an undue benefit
to reclaim. When the due comes back, what was moved and is still open comes back first, so that nobody pays or is
paid twice for the same period.
"""

from dataclasses import dataclass

import numpy as np
from django.db import transaction
from django.utils.translation import gettext_noop as _

from zorgkas.ledger.accounts import Account, Product, side
from zorgkas.ledger.booking import Head, book_many
from zorgkas.ledger.copying import copy_out, through_indexes
from zorgkas.ledger.lines import Lines
from zorgkas.ledger.models import Entry, Run
from zorgkas.registry.reasons import reason

# The account of the due, and where what was paid too much on it goes.
MOVES = (
    (Account.PREMIUM_RECEIVABLE, Account.PREMIUM_REFUNDABLE),
    (Account.BENEFIT_PAYABLE, Account.OVERPAYMENT_RECEIVABLE),
)

# Both give how much to move to the other account; the second as a negative amount: it comes back. The conditions on
# balances are written out per side, so that the index of open items is used.
TOO_MUCH = """
    SELECT due.person_id, due.product, due.period, -due.balance_cents * (%(side)s) AS cents
      FROM ledger_item due
     WHERE due.fund_id = %(fund)s AND due.account = %(due)s AND due.balance_cents {wrong} 0
       AND (%(product)s = 0 OR due.product = %(product)s)
     ORDER BY due.person_id, due.product, due.period
       FOR UPDATE OF due
"""
DUE_AGAIN = """
    SELECT due.person_id, due.product, due.period,
           -least(due.balance_cents * (%(side)s), other.balance_cents * (-%(side)s)) AS cents
      FROM ledger_item other
      JOIN ledger_item due ON due.person_id = other.person_id AND due.product = other.product
           AND due.period = other.period AND due.fund_id = other.fund_id AND due.account = %(due)s
     WHERE other.fund_id = %(fund)s AND other.account = %(other)s AND other.balance_cents {wrong} 0
       AND due.balance_cents {right} 0 AND (%(product)s = 0 OR other.product = %(product)s)
     ORDER BY due.person_id, due.product, due.period
       FOR UPDATE OF due, other
"""
COLUMNS = [("person", 8), ("product", 2), ("period", 4), ("cents", 8)]


@dataclass(frozen=True, slots=True)
class Moved:
    """How many results were moved on, and how many came back because the sum is due again."""

    items: int = 0
    cents: int = 0
    returned_items: int = 0
    returned_cents: int = 0

    def __add__(self, other: "Moved") -> "Moved":
        return Moved(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def move_overpaid(run: Run, product: int = Product.NONE) -> Moved:
    """Move the results on the wrong side of the fund on (of one product, if given); all or nothing."""
    result = Moved()
    with transaction.atomic():
        for due, other in MOVES:
            result += _move(run, due, other, product, "too much", TOO_MUCH)
            result += _move(run, due, other, product, "due again", DUE_AGAIN)
    return result


def _move(run: Run, due: Account, other: Account, product: int, what: str, query: str) -> Moved:
    parameters = {"side": side(due), "fund": run.fund_id, "due": int(due), "other": int(other), "product": int(product)}
    wrong, right = ("<", ">") if side(due) > 0 else (">", "<")
    with through_indexes():
        found = copy_out(query.format(wrong=wrong, right=right), parameters, COLUMNS)
    cents = found["cents"]
    if not len(cents):
        return Moved()
    amounts = np.concatenate([cents, -cents]) * side(due)
    lines = Lines.columns(
        accounts=np.repeat([int(due), int(other)], len(cents)),
        people=np.tile(found["person"], 2),
        products=np.tile(found["product"], 2),
        periods=np.tile(found["period"], 2),
        amounts_cents=amounts,
    )
    prefix = f"overpaid/{run.pk}/{int(due)}/{int(product)}/"
    # The key only has to be new: what was moved once is not there to be moved again.
    key = f"{prefix}{Entry.objects.filter(run=run, key__startswith=prefix).count() + 1}"
    narrative = reason(_("Paid more than due") if what == "too much" else _("Due again"))
    book_many([(Head(key, Entry.Kind.TRANSFER, narrative), lines)], fund=run.fund, run=run)
    if what == "too much":
        return Moved(items=len(cents), cents=int(cents.sum()))
    return Moved(returned_items=len(cents), returned_cents=-int(cents.sum()))
