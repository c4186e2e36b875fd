"""Decisions on care at home that end soon, or ended without a new proof: who must be written to (BVR art. 169, 172)."""

import datetime
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zorgkas.budgets import months
from zorgkas.budgets.models import CareForm
from zorgkas.engine import FOREVER, NEVER
from zorgkas.law import law_on
from zorgkas.law.zzz.kinds import Instrument
from zorgkas.ledger.accounts import Product
from zorgkas.registry.columns import read_sql, to_numpy
from zorgkas.registry.models import CareFund

# So many months before the end the fund warns; the article says "before the end", the fund chose this.
WARNED_MONTHS_BEFORE = 2
_ASSESSMENTS = [one.name for one in Instrument if one >= Instrument.BELRAI_ASSESSMENT]
# Rights to care at home of members of the fund that end in a period, without another right that follows at once. A
# newer document is one that holds after the end.
_QUERY = """
SELECT e.person_id, e.valid_to - DATE '0001-01-01' + 1 AS ends, d.id IS NOT NULL AS decided_here,
       COALESCE(d.receipt->'facts'->>'finding_instrument' = ANY(%(assessments)s), false) AS previous_on_assessment,
       COALESCE(d.receipt->'facts'->>'finding_instrument' = %(child)s, false) AS child_supplement,
       COALESCE((SELECT min((f.recorded_at AT TIME ZONE 'Europe/Brussels')::date) FROM registry_carefinding f
           WHERE f.person_id = e.person_id AND f.superseded_at IS NULL
               AND (f.valid_to IS NULL OR f.valid_to > e.valid_to)) - DATE '0001-01-01' + 1, 0)
           AS extension_received_on
FROM budgets_entitlement e
LEFT JOIN budgets_decision d ON d.id = e.decision_id
WHERE e.product = %(zzz)s AND e.care_form = %(home)s AND e.superseded_at IS NULL
    AND e.valid_to > %(first)s AND e.valid_to <= %(last)s
    AND NOT EXISTS (SELECT FROM budgets_entitlement n WHERE n.person_id = e.person_id AND n.product = e.product
        AND n.superseded_at IS NULL AND n.valid_from <= e.valid_to AND (n.valid_to IS NULL OR n.valid_to > e.valid_to))
    AND NOT EXISTS (SELECT FROM registry_death x WHERE x.person_id = e.person_id AND x.superseded_at IS NULL)
    AND EXISTS (SELECT FROM membership_membership m WHERE m.person_id = e.person_id AND m.fund_id = %(fund)s
        AND m.superseded_at IS NULL AND m.valid_from <= %(on)s AND (m.valid_to IS NULL OR m.valid_to > %(on)s))
ORDER BY e.person_id
"""


@dataclass(frozen=True)
class Ending:
    """A right that ends or ended: its last month (202611), what it rested on, and until when a new proof extends it."""

    person_id: int
    last_month: int
    # None when it was decided elsewhere: then nobody here knows whether it rested on an assessment.
    on_assessment: bool | None
    received_by: datetime.date | None


def ending_soon(fund: CareFund, on: datetime.date) -> list[Ending]:
    """Rights whose last month is this one or one of the next, without a new proof so far (BVR art. 169)."""
    last = months.first_day(months.add(months.month_of(on), WARNED_MONTHS_BEFORE + 1))
    found = _read(fund, on, on, last)
    return _endings(found, found["extension_received_on"] == NEVER, on)


def missing_proof(fund: CareFund, on: datetime.date) -> list[Ending]:
    """Rights on an attest that ended sixty days ago, and nothing came: the fund writes (BVR art. 172 §2)."""
    law = law_on(on)
    days = int(str(law.parameters["extension_attest_days"]))
    found = _read(fund, on, on - datetime.timedelta(days=days + 1), on)
    kernel = law.kernel(("extension_missing_told_on", "extension_received_by"))
    if not len(found["person_id"]):
        return []
    answer = kernel(kernel.fit(_facts(found)), length=len(found["person_id"]))
    told = (answer["extension_missing_told_on"] <= on.toordinal()) & (answer["extension_received_by"] >= on.toordinal())
    return _endings(found, told & found["decided_here"].astype(np.bool_) & (found["child_supplement"] == 0), on)


def _read(fund: CareFund, on: datetime.date, first: datetime.date, last: datetime.date) -> dict[str, NDArray[Any]]:
    parameters = {
        "assessments": _ASSESSMENTS,
        "child": Instrument.CHILD_SUPPLEMENT.name,
        "zzz": int(Product.ZZZ),
        "home": int(CareForm.HOME),
        "first": first,
        "last": last,
        "fund": fund.pk,
        "on": on,
    }
    return to_numpy(read_sql(_QUERY, parameters))


def _facts(found: dict[str, NDArray[Any]]) -> dict[str, object]:
    return {
        "previous_last_month": _last_months(found),
        "previous_on_assessment": found["previous_on_assessment"].astype(np.bool_),
        "extension_received_on": found["extension_received_on"],
        "finding_instrument": np.where(
            found["child_supplement"] == 1, int(Instrument.CHILD_SUPPLEMENT), int(Instrument.NONE)
        ),
    }


def _last_months(found: dict[str, NDArray[Any]]) -> NDArray[np.int64]:
    """The last month of each right, as the law counts it: rights end with a month."""
    days = [datetime.date.fromordinal(int(day) - 1) for day in found["ends"]]
    return np.array([day.year * 12 + day.month - 1 for day in days], np.int64)


def _endings(found: dict[str, NDArray[Any]], chosen: NDArray[np.bool_], on: datetime.date) -> list[Ending]:
    if not len(found["person_id"]):
        return []
    kernel = law_on(on).kernel(("extension_received_by",))
    by = kernel(kernel.fit(_facts(found)), length=len(found["person_id"]))["extension_received_by"]
    last = _last_months(found)
    return [
        Ending(
            person_id=int(found["person_id"][row]),
            last_month=int(last[row]) // 12 * 100 + int(last[row]) % 12 + 1,
            on_assessment=bool(found["previous_on_assessment"][row]) if found["decided_here"][row] else None,
            received_by=None
            if by[row] >= FOREVER or not found["decided_here"][row]
            else datetime.date.fromordinal(int(by[row])),
        )
        for row in np.flatnonzero(chosen).tolist()
    ]
