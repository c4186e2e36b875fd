"""Premium years whose arrears can still lead to a fine (DEC art. 47): they are paid before the others (BVR art. 70).

Fines are not yet handled here, so no year was ever claimed with one: every open year counts, as far back as it goes
(years under older decrees too: DEC art. 177). What never counts: years without a compulsory membership (BVR art. 81),
the first premiums of who turned 26 or arrived (BVR art. 56, 58), and every year of who died, is in debt settlement,
bankrupt or insolvent (DEC art. 47 §3). The grace years of a worker from abroad and of who came in scope otherwise are
not known here: they count until somebody says so.
"""

import datetime
from collections.abc import Sequence
from typing import Any

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray
from psycopg import sql

from zorgkas.law import law_on
from zorgkas.ledger.accounts import Account, Product
from zorgkas.membership.models import Membership
from zorgkas.registry import snapshot
from zorgkas.registry.columns import to_numpy
from zorgkas.registry.models import Death, PremiumExemption, Residence
from zorgkas.registry.snapshot import row
from zorgkas.registry.snapshot.read import AnyColumn

IN_GRACE = "premium_in_grace"
HERE = [int(Residence.Region.FLANDERS), int(Residence.Region.BRUSSELS)]
# DEC art. 47 §3; temporary protection frees from the premium only.
FREED = [int(ground) for ground in PremiumExemption.Ground if ground != PremiumExemption.Ground.TEMPORARY_PROTECTION]

_OPEN = """
SELECT DISTINCT i.person_id, i.period AS year,
       make_date(i.period, 1, 1) AS starts, make_date(i.period + 1, 1, 1) AS ends
FROM ledger_item i
WHERE i.person_id = ANY({people}) AND i.account = {account} AND i.product = {product} AND i.balance_cents > 0
"""

Ints = NDArray[np.int64]


def fineable(
    people: Sequence[int], on: datetime.date | None = None, known_at: datetime.datetime | None = None
) -> tuple[Ints, Ints]:
    """Person and year of every open premium of these people that can still lead to a fine, for all at once."""
    day = on or timezone.localdate(known_at)
    if not len(people):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    table = to_numpy(snapshot.read(_columns(day), rows=_rows(people), known_at=known_at or timezone.now()))
    counts = (table["kind"] == Membership.Kind.COMPULSORY) & (table["died"] == 0) & (table["freed"] == 0)
    counts &= ~_in_grace(table, day)
    return table["person_id"][counts].astype(np.int64), table["year"][counts].astype(np.int64)


def fineable_years(
    people: Sequence[int], on: datetime.date | None = None, known_at: datetime.datetime | None = None
) -> dict[int, frozenset[int]]:
    """The open premium years of each of these people that can still lead to a fine; who has none is left out."""
    years: dict[int, set[int]] = {}
    for person, year in zip(*(column.tolist() for column in fineable(people, on, known_at)), strict=True):
        years.setdefault(person, set()).add(year)
    return {person: frozenset(found) for person, found in years.items()}


def _rows(people: Sequence[int]) -> sql.Composable:
    return sql.SQL(_OPEN).format(
        people=sql.Literal([int(person) for person in people]),
        account=sql.Literal(int(Account.PREMIUM_RECEIVABLE)),
        product=sql.Literal(int(Product.PREMIUM)),
    )


def _columns(on: datetime.date) -> dict[str, AnyColumn]:
    return {
        "kind": snapshot.lowest(Membership, "kind", 0, start=row("starts"), end=row("ends")),
        "died": snapshot.holds(Death, on),
        "freed": snapshot.holds(PremiumExemption, on, ground=FREED),
        "birth_date": snapshot.birth_date(),
        "arrived_on": snapshot.unbroken_since(Residence, on, region=HERE),
    }


def _in_grace(table: dict[str, NDArray[Any]], on: datetime.date) -> NDArray[np.bool_]:
    kernel = law_on(on).kernel((IN_GRACE,))
    columns: dict[str, Any] = {name: table[name] for name in ("birth_date", "arrived_on")}
    columns["asked_premium_year"] = table["year"]
    found: NDArray[np.bool_] = kernel(kernel.fit(columns), length=len(table["year"]))[IN_GRACE].astype(np.bool_)
    return found
