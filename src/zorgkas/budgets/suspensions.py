"""The suspension that may stop a month: one that holds on its first day, else one that starts in it.

With several, the one the fund was told of first. One that starts in the month stops it only after a late notice (BVR
art. 184): whether it does is for the law to say.
"""

import datetime
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zorgkas.budgets import months as month_numbers
from zorgkas.engine import FOREVER, NEVER
from zorgkas.registry.columns import read_sql, to_numpy

_QUERY = """
SELECT person_id, ground::int4 AS suspension_ground,
       valid_from - DATE '0001-01-01' + 1 AS suspended_from,
       COALESCE(valid_to - DATE '0001-01-01' + 1, %(forever)s) AS suspended_to,
       notified_on - DATE '0001-01-01' + 1 AS suspension_notified_on
FROM registry_suspension f
WHERE f.recorded_at <= %(known_at)s AND (f.superseded_at IS NULL OR f.superseded_at > %(known_at)s)
    AND f.valid_from < %(end)s AND (f.valid_to IS NULL OR f.valid_to > %(first)s)
    AND (%(everybody)s OR f.person_id = ANY(%(people)s))
ORDER BY person_id, notified_on, valid_from, ground
"""
_NOTHING = {
    "suspension_ground": 0,
    "suspended_from": NEVER,
    "suspended_to": FOREVER,
    "suspension_notified_on": NEVER,
}


def suspensions(
    person: NDArray[Any],
    month: NDArray[Any],
    months: Sequence[int],
    known_at: datetime.datetime,
    people: Sequence[int] | None,
) -> dict[str, NDArray[np.int64]]:
    """The facts about the suspension of each row (a person and a month)."""
    facts = {name: np.full(len(person), value, np.int64) for name, value in _NOTHING.items()}
    if not months or not len(person):
        return facts
    known = _read(months, known_at, people)
    if not len(known["person_id"]):
        return facts
    for one in months:
        day = month_numbers.first_day(one).toordinal()
        end = month_numbers.first_day(month_numbers.add(one, 1)).toordinal()
        touching = np.flatnonzero((known["suspended_from"] < end) & (known["suspended_to"] > day))
        order = np.lexsort((touching, known["suspended_from"][touching] > day, known["person_id"][touching]))
        holding = touching[order]
        who, first = np.unique(known["person_id"][holding], return_index=True)
        if not len(who):
            continue
        rows = np.flatnonzero((month == one) & np.isin(person, who))
        source = holding[first[np.searchsorted(who, person[rows])]]
        for name in facts:
            facts[name][rows] = known[name][source]
    return facts


def _read(
    months: Sequence[int], known_at: datetime.datetime, people: Sequence[int] | None
) -> dict[str, NDArray[np.int64]]:
    table = read_sql(
        _QUERY,
        {
            "forever": FOREVER,
            "known_at": known_at,
            "first": month_numbers.first_day(min(months)),
            "end": month_numbers.first_day(month_numbers.add(max(months), 1)),
            "everybody": people is None,
            "people": [int(one) for one in people or ()],
        },
        few=people is not None and len(people) <= 1000,
    )
    return {name: column.astype(np.int64) for name, column in to_numpy(table).items()}
