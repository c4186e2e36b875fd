"""What the fund owes providers, booked per provider, product and month; only differences ever come here."""

import numpy as np
from numpy.typing import NDArray

from zorgkas.ledger.accounts import Account
from zorgkas.ledger.models import Entry
from zorgkas.ledger.services import Head, Lines
from zorgkas.registry.reasons import Reason

Int64s = NDArray[np.int64]


def entry_of(
    key: str, narrative: Reason, product: int, providers: Int64s, periods: Int64s, cents: Int64s
) -> tuple[Head, Lines] | None:
    """Return the entry that adds these cents to what is due; None when they add up to nothing anywhere."""
    party = (providers.astype(np.int64) << 20) | periods.astype(np.int64)
    each, index = np.unique(party, return_inverse=True)
    total = np.zeros(len(each), np.int64)
    np.add.at(total, index, cents)
    each, total = each[total != 0], total[total != 0]
    if not len(each):
        return None
    months = each & ((1 << 20) - 1)
    owed = Lines.columns(
        accounts=int(Account.PROVIDER_PAYABLE),
        people=each >> 20,
        products=product,
        periods=months,
        amounts_cents=-total,
    )
    per_month, at = np.unique(months, return_inverse=True)
    cost = np.zeros(len(per_month), np.int64)
    np.add.at(cost, at, total)
    costs = Lines.columns(
        accounts=int(Account.CARE_COST), people=0, products=product, periods=per_month, amounts_cents=cost
    )
    # What one provider gains and another loses in the same month leaves the cost as it is.
    return Head(key, Entry.Kind.DUE, narrative), Lines.joined([owed, costs.take(cost != 0)])
