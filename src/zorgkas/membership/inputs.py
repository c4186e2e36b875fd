"""What the law of the premium takes as given, as columns: for one person and for all from the same reading."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zorgkas.engine import NEVER
from zorgkas.ledger.accounts import Account, Product
from zorgkas.membership.models import Membership
from zorgkas.registry import snapshot
from zorgkas.registry.columns import read_sql, to_numpy
from zorgkas.registry.models import Death, IncreasedAllowance, PremiumExemption

_ITEMS = """
SELECT person_id, due_cents, due_cents - balance_cents AS collected_cents
FROM ledger_item
WHERE account = %(account)s AND product = %(product)s AND period = %(year)s AND fund_id = %(fund)s AND {people}
ORDER BY person_id
"""


@dataclass(frozen=True)
class Inputs:
    """Per person the facts of the law, and what was booked for that year."""

    person: NDArray[np.int64]
    facts: dict[str, NDArray[Any]]
    booked_cents: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.person)

    def case(self, row: int) -> dict[str, object]:
        """The facts of one row as the law decides them."""
        return {name: column[row].item() for name, column in self.facts.items()}


def read(
    year: int,
    fund_id: int,
    known_at: datetime.datetime | None = None,
    *,
    people: Sequence[int] | None = None,
    person_range: tuple[int, int] | None = None,
    everybody: bool = False,
) -> Inputs:
    """Read everybody with a membership of the fund in the year, or with something booked for that year.

    Restricted to given people, or to ids from the first to just before the second of `person_range`. With `everybody`
    also who has neither, for the question what would be due.
    """
    start, end = datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1)
    table = to_numpy(
        snapshot.read(
            {
                "birth_date": snapshot.birth_date(),
                "membership_kind": snapshot.lowest(Membership, "kind", 0, start=start, end=end, fund_id=fund_id),
                "increased_allowance": snapshot.holds(IncreasedAllowance, datetime.date(year - 1, 1, 1)),
                "died_on": snapshot.first_from(Death),
                "premium_exemption": snapshot.lowest(PremiumExemption, "ground", 0, start=start, end=end),
            },
            persons=people,
            person_range=person_range,
            known_at=known_at,
        )
    )
    items = _items(year, fund_id, people, person_range)
    at = np.minimum(np.searchsorted(items["person_id"], table["person_id"]), max(len(items["person_id"]) - 1, 0))
    has_item = (
        items["person_id"][at] == table["person_id"]
        if len(items["person_id"])
        else np.zeros(len(table["person_id"]), np.bool_)
    )
    considered = np.flatnonzero((table["membership_kind"] != 0) | has_item | everybody)
    chosen = {name: column[considered] for name, column in table.items()}
    has_item, at = has_item[considered], at[considered]
    return Inputs(
        person=chosen["person_id"].astype(np.int64),
        facts={
            "birth_year": year_of_days(chosen["birth_date"]),
            "membership_kind": chosen["membership_kind"].astype(np.int8),
            "increased_allowance": chosen["increased_allowance"].astype(np.bool_),
            "is_dead": chosen["died_on"] != NEVER,
            "premium_exemption": chosen["premium_exemption"].astype(np.int8),
            "premium_collected_cents": _of_item(items["collected_cents"], at, has_item).astype(np.int32),
        },
        booked_cents=_of_item(items["due_cents"], at, has_item),
    )


def year_of_days(days: NDArray[Any]) -> NDArray[np.int16]:
    """The calendar year of days as the law counts them."""
    since_1970 = days.astype(np.int64) - datetime.date(1970, 1, 1).toordinal()
    return (since_1970.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970).astype(np.int16)


def _of_item(column: NDArray[Any], at: NDArray[Any], has_item: NDArray[np.bool_]) -> NDArray[np.int64]:
    if not len(column):
        return np.zeros(len(at), np.int64)
    return np.where(has_item, column[at], 0)


def _items(
    year: int, fund_id: int, people: Sequence[int] | None, person_range: tuple[int, int] | None
) -> dict[str, NDArray[Any]]:
    low, high = person_range or (0, 2**62)
    condition = "person_id = ANY(%(people)s)" if people is not None else "person_id >= %(low)s AND person_id < %(high)s"
    parameters = {
        "account": int(Account.PREMIUM_RECEIVABLE),
        "product": int(Product.PREMIUM),
        "year": year,
        "fund": fund_id,
        "people": [int(person) for person in people or ()],
        "low": low,
        "high": high,
    }
    return to_numpy(read_sql(_ITEMS.format(people=condition), parameters, few=people is not None))
