"""The document about the care need that counts on a day, and the one that may keep a higher category out."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zorgkas.budgets.models import OlderCareFinding
from zorgkas.engine import FOREVER, NEVER, LegalGap
from zorgkas.law import law_on
from zorgkas.registry.columns import read_sql, to_numpy

Columns = dict[str, NDArray[Any]]

# Documents of before the day of the question that were not taken back: those that hold, and the last one, at the end.
_QUERY = """
SELECT q.number, f.instrument::int4 AS finding_instrument, f.issued_on - DATE '0001-01-01' + 1 AS finding_issued_on,
       f.valid_from - DATE '0001-01-01' + 1 AS finding_from,
       COALESCE(f.valid_to - DATE '0001-01-01' + 1, %(forever)s) AS finding_to,
       f.total_tenths::int4 AS finding_total_tenths, f.hierarchical_tenths::int4 AS finding_hierarchical_tenths,
       f.cognition_tenths::int4 AS finding_cognition_tenths, hashtext(lower(trim(f.issuer))) AS issuer,
       (f.valid_to IS NULL OR f.valid_to > q.day) AS holds
FROM unnest(%(numbers)s::int[], %(people)s::bigint[], %(until)s::date[]) q (number, person_id, day)
JOIN budgets_oldercarefinding f ON f.person_id = q.person_id AND f.valid_from <= q.day
    AND f.recorded_at <= %(known_at)s AND (f.superseded_at IS NULL OR f.superseded_at > %(known_at)s)
ORDER BY q.number, holds, f.issued_on, f.id
"""
_NOTHING = {
    "finding_instrument": 0,
    "finding_issued_on": NEVER,
    "finding_from": NEVER,
    "finding_to": FOREVER,
    "finding_total_tenths": -1,
    "finding_hierarchical_tenths": -1,
    "finding_cognition_tenths": -1,
}
_SCORES = ("finding_total_tenths", "finding_hierarchical_tenths", "finding_cognition_tenths")


def findings(asked: Mapping[str, Any], days: Sequence[datetime.date], few: bool) -> Columns:
    """The last document that holds on each day, and the last assessment before it that gave a lower category.

    A document that was made after that day counts as well (it is a first of the month, that may lie before the
    assessment): it is looked for up to the day `until` of the question.
    """
    found = to_numpy(read_sql(_QUERY, {**asked, "forever": FOREVER}, few=few))
    result: Columns = {name: np.full(len(days), value, np.int64) for name, value in _NOTHING.items()}
    result["lower_category_found_on"] = np.full(len(days), NEVER, np.int64)
    result["same_assessor"] = np.ones(len(days), np.uint8)
    holds = found["holds"].astype(np.bool_)
    chosen = np.flatnonzero(holds & _last_of_each(found["number"]))
    for name in _NOTHING:
        result[name][found["number"][chosen]] = found[name][chosen]
    _lower_before(result, found, chosen, days)
    return result


def _last_of_each(number: NDArray[Any]) -> NDArray[np.bool_]:
    last = np.ones(len(number), np.bool_)
    last[:-1] = number[1:] != number[:-1]
    return last


def _lower_before(result: Columns, found: Columns, chosen: NDArray[np.intp], days: Sequence[datetime.date]) -> None:
    """Few people have several documents: of those only, the categories are compared (BVR art. 212/1)."""
    numbers, count = np.unique(found["number"], return_counts=True)
    several = np.isin(found["number"], numbers[count > 1]) & (
        found["finding_instrument"] == OlderCareFinding.Instrument.BELRAI_ASSESSMENT
    )
    rows = np.flatnonzero(several)
    if not len(rows):
        return
    category = _categories({name: found[name][rows] for name in _SCORES}, days)
    at = {int(found["number"][one]): int(one) for one in chosen}
    for place, one in enumerate(rows.tolist()):
        number = int(found["number"][one])
        last = at.get(number)
        if last is None or last == one or found["finding_issued_on"][one] >= found["finding_issued_on"][last]:
            continue
        own = np.flatnonzero(rows == last)
        if len(own) and category[place] < category[own[0]]:
            result["lower_category_found_on"][number] = found["finding_issued_on"][one]
            result["same_assessor"][number] = found["issuer"][one] == found["issuer"][last]


def _categories(scores: Columns, days: Sequence[datetime.date]) -> NDArray[np.int64]:
    law = law_on(max(days))
    try:
        kernel = law.kernel(("category_by_screener",))
    except LegalGap:  # no screener yet
        return np.zeros(len(scores["finding_total_tenths"]), np.int64)
    answer: NDArray[np.int64] = kernel(kernel.fit(scores), length=len(scores["finding_total_tenths"]))[
        "category_by_screener"
    ]
    return answer
