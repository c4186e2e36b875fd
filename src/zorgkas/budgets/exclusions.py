"""What keeps a ZBH from being paid in a month (BVR art. 237, 238): of several situations the one that works first.

Three kinds of fact tell it: support that excludes a ZBH only, what suspends a ZZZ as well, and a stay in a psychiatric
nursing home. From which month each works is for the law to say.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zorgkas.budgets import months as month_numbers
from zorgkas.engine import FOREVER, NEVER
from zorgkas.law import law_on
from zorgkas.law.zbh.kinds import ZbhExclusion
from zorgkas.ledger.accounts import Product
from zorgkas.registry.columns import read_sql, to_numpy
from zorgkas.registry.models import FacilityStay, Suspension

FIRST_MONTH, LAST_MONTH = "zbh_exclusion_first_month", "zbh_exclusion_last_month"

# What suspends a ZZZ, by its number in BVR art. 238.
_ALSO_SUSPENDS = {
    Suspension.Ground.NOT_DIRECTLY_ACCESSIBLE: ZbhExclusion.NOT_DIRECTLY_ACCESSIBLE,
    Suspension.Ground.PERSONAL_ASSISTANCE: ZbhExclusion.PERSONAL_ASSISTANCE,
    Suspension.Ground.FULL_TIME_MFC: ZbhExclusion.MFC,
    Suspension.Ground.RESIDENTIAL_BELGIUM: ZbhExclusion.RESIDENTIAL_BELGIUM,
    Suspension.Ground.RESIDENTIAL_ABROAD: ZbhExclusion.RESIDENTIAL_ABROAD,
}

_QUERY = """
WITH told AS (
    SELECT person_id, ground::int4 AS exclusion, valid_from, valid_to, notified_on
    FROM budgets_disabilitysupport f WHERE {known}
    UNION ALL
    SELECT person_id, (%(suspends)s::int[])[array_position(%(grounds)s::int[], ground::int)],
        valid_from, valid_to, notified_on
    FROM registry_suspension f WHERE {known}
    UNION ALL
    SELECT f.person_id, %(pvt_exclusion)s, f.valid_from, f.valid_to, (s.received_at AT TIME ZONE %(zone)s)::date
    FROM registry_facilitystay f JOIN registry_source s ON s.id = f.source_id
    WHERE facility_kind = %(pvt)s AND {known}
)
SELECT t.person_id, t.exclusion AS zbh_exclusion,
       t.valid_from - DATE '0001-01-01' + 1 AS zbh_excluded_from,
       COALESCE(t.valid_to - DATE '0001-01-01' + 1, %(forever)s) AS zbh_excluded_to,
       t.notified_on - DATE '0001-01-01' + 1 AS zbh_exclusion_notified_on,
       p.birth_date - DATE '0001-01-01' + 1 AS birth_date
FROM told t JOIN registry_person p ON p.id = t.person_id
WHERE t.exclusion IS NOT NULL
ORDER BY t.person_id, t.valid_from, t.exclusion
"""
_KNOWN = """f.recorded_at <= %(known_at)s AND (f.superseded_at IS NULL OR f.superseded_at > %(known_at)s)
    AND f.person_id = ANY(%(people)s)"""
_NOTHING = {
    "zbh_exclusion": int(ZbhExclusion.NONE),
    "zbh_excluded_from": NEVER,
    "zbh_excluded_to": FOREVER,
    "zbh_exclusion_notified_on": NEVER,
    "birth_date": NEVER,
}


def exclusions(
    table: Mapping[str, NDArray[Any]],
    months: Sequence[int],
    known_at: datetime.datetime,
    people: Sequence[int] | None,
) -> dict[str, NDArray[np.int64]]:
    """The facts about the exclusion of each row (a person, a right and a month)."""
    facts = {name: np.full(len(table["person_id"]), value, np.int64) for name, value in _NOTHING.items()}
    mine = np.flatnonzero((table["product"] == int(Product.ZBH)) & (table["zbh_group"] != 0))
    if not len(mine):
        return facts
    found = _read(np.unique(table["person_id"][mine]), known_at, few=people is not None and len(people) <= 1000)
    if not len(found["person_id"]):
        return facts
    rows = mine[np.isin(table["person_id"][mine], found["person_id"])]
    for one in months:
        of_month = rows[table["month"][rows] == one]
        if len(of_month):
            _choose(facts, table, of_month, found, one)
    return facts


def _choose(
    facts: dict[str, NDArray[np.int64]],
    table: Mapping[str, NDArray[Any]],
    rows: NDArray[np.intp],
    found: Mapping[str, NDArray[np.int64]],
    month: int,
) -> None:
    """Of each person the situation that ended the right first, else one that holds, else the first."""
    first = np.searchsorted(found["person_id"], table["person_id"][rows], side="left")
    last = np.searchsorted(found["person_id"], table["person_id"][rows], side="right")
    row = np.repeat(np.arange(len(rows)), last - first)
    place = np.arange(len(row)) - np.repeat(np.cumsum(last - first) - (last - first), last - first)
    situation = np.repeat(first, last - first) + place
    given = {name: found[name][situation] for name in _NOTHING}
    given["zbh_group"] = table["zbh_group"][rows][row].astype(np.int64)
    law = law_on(month_numbers.first_day(month))
    kernel = law.kernel((FIRST_MONTH, LAST_MONTH))
    answer = kernel(kernel.fit({name: given[name] for name in kernel.inputs if name in given}), length=len(row))
    now = month_numbers.law_month(month)
    began_later = given["zbh_excluded_from"] >= table["entitled_from"][rows][row]
    works = answer[FIRST_MONTH] <= now
    rank = np.select(
        [
            works & began_later & (given["zbh_exclusion"] != ZbhExclusion.URGENT_MEANS),
            works & (answer[LAST_MONTH] >= now),
        ],
        [0, 1],
        2,
    )
    order = np.lexsort((answer[FIRST_MONTH], rank, row))
    chosen = order[np.searchsorted(row[order], np.arange(len(rows)))]
    for name, column in facts.items():
        column[rows] = given[name][chosen]


def _read(people: NDArray[Any], known_at: datetime.datetime, *, few: bool) -> dict[str, NDArray[np.int64]]:
    table = read_sql(
        _QUERY.format(known=_KNOWN),
        {
            "known_at": known_at,
            "people": [int(one) for one in people],
            "forever": FOREVER,
            "grounds": [int(ground) for ground in _ALSO_SUSPENDS],
            "suspends": [int(exclusion) for exclusion in _ALSO_SUSPENDS.values()],
            "pvt": int(FacilityStay.Kind.PVT),
            "pvt_exclusion": int(ZbhExclusion.PSYCHIATRIC_NURSING_HOME),
            "zone": "Europe/Brussels",
        },
        few=few,
    )
    return {name: column.astype(np.int64) for name, column in to_numpy(table).items()}
