"""What is still open of a file, from the ledger: never more than stands on the account of undue benefits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from zorgkas.ledger.accounts import Account

Ints = NDArray[np.int64]

# What was found, less what was credited since; and at most what is still open on the item of the month.
OUTSTANDING = """
    SELECT r.id AS recovery, r.person_id, r.product, part.period, item.id AS item,
           greatest(0, least(part.cents + coalesce(credited.cents, 0), item.balance_cents))::bigint AS cents
      FROM recovery_recovery r
      JOIN (SELECT recovery_id, period, sum(cents)::bigint AS cents FROM recovery_recoverypart
             GROUP BY recovery_id, period) part ON part.recovery_id = r.id
      JOIN ledger_item item ON item.person_id = r.person_id AND item.account = %(undue)s
           AND item.product = r.product AND item.period = part.period AND item.fund_id = r.fund_id
      LEFT JOIN LATERAL (
          SELECT sum(p.amount_cents) AS cents FROM ledger_posting p JOIN ledger_entry e ON e.id = p.entry_id
           WHERE p.person_id = r.person_id AND p.account = %(undue)s AND p.product = r.product
             AND p.period = part.period AND p.amount_cents < 0 AND p.entry_id > r.after_entry AND e.fund_id = r.fund_id
      ) credited ON true
     WHERE {which}
     ORDER BY r.person_id, r.id, part.period
"""
COLUMNS = ("recovery", "person", "product", "period", "item", "cents")


@dataclass(frozen=True)
class Outstanding:
    """Per file and month what is open, in cents; rows of one person and file stand together, the oldest month first."""

    recovery: Ints
    person: Ints
    product: Ints
    period: Ints
    item: Ints
    cents: Ints

    def take(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> "Outstanding":
        """The chosen rows."""
        return Outstanding(*(getattr(self, name)[chosen] for name in self.__dataclass_fields__))

    @property
    def total_cents(self) -> int:
        """All together."""
        return int(self.cents.sum())

    def by_recovery(self) -> dict[int, int]:
        """What is open per file."""
        found: dict[int, int] = {}
        for recovery, cents in zip(self.recovery.tolist(), self.cents.tolist(), strict=True):
            found[recovery] = found.get(recovery, 0) + cents
        return found


def outstanding(recoveries: Sequence[int]) -> Outstanding:
    """What is open of these files, also of months of which nothing is."""
    return _read("r.id = ANY(%(recoveries)s)", {"recoveries": list(recoveries)})


def outstanding_of_fund(fund_id: int, states: Sequence[str]) -> Outstanding:
    """What is open of all files of a fund in these states."""
    return _read("r.fund_id = %(fund)s AND r.state = ANY(%(states)s)", {"fund": fund_id, "states": list(states)})


def _read(which: str, parameters: dict[str, Any]) -> Outstanding:
    with connection.cursor() as cursor:
        cursor.execute(
            OUTSTANDING.format(which=which),  # only constants of this module are put in
            {**parameters, "undue": int(Account.OVERPAYMENT_RECEIVABLE)},
        )
        rows = cursor.fetchall()
    columns = np.array(rows, np.int64).reshape(-1, len(COLUMNS)).T
    return Outstanding(*columns)
