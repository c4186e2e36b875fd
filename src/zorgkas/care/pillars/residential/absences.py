"""Days of a month on which somebody was away and nothing is paid (BVR art. 464-465): from the notified absences."""

import datetime
from typing import Any

import numpy as np

from zorgkas.care.pillars.residential.columns import Absences, Ints, key, overlap, running_before
from zorgkas.engine.calendar import first_day, last_day
from zorgkas.law import law_on
from zorgkas.law.residential.kinds import LeaveMeaning

_TARGETS = ("leave_meaning", "leave_unpaid_days", "leave_first_unpaid_day", "holiday_days_paid")
# An absence of a month may have begun in the one before; a collective holiday counts over its year.
LEAVES = """
SELECT r.person_id AS person, r.provider_id AS site, (r.content ->> 'reason')::int AS leave_reason,
       r.event_on - DATE '0001-01-01' + 1 AS left_on_leave, (r.content ->> 'left_minute')::int AS leave_minute,
       (r.content ->> 'returned_on')::date - DATE '0001-01-01' + 1 AS back_from_leave,
       (r.content ->> 'returned_minute')::int AS return_minute
FROM care_carerequest r
WHERE r.pillar = 'residential' AND r.kind = 'absence' AND r.state = 'decided' AND r.person_id = ANY(%(people)s)
  AND r.event_on >= %(leaves_from)s AND r.event_on <= %(leaves_to)s
  AND EXISTS (SELECT FROM care_caredecision d WHERE d.request_id = r.id AND d.outcome IN ('granted', 'silence'))
"""
LEAVE_COLUMNS = ["person", "site", "leave_reason", "left_on_leave", "leave_minute", "back_from_leave", "return_minute"]


def absent_days(leaves: dict[str, Any], months: Ints) -> Absences:
    """The unpaid days of each person, site and month among the months asked, from their leaves."""
    order = np.argsort(leaves["left_on_leave"], kind="stable")
    leaves = {name: column[order] for name, column in leaves.items()}
    first, number = _unpaid(leaves)
    parts = [(leaves["person"][:0], leaves["site"][:0], number[:0], number[:0])]
    for month in months:
        start, end = np.full_like(first, first_day(int(month))), np.full_like(first, last_day(int(month)))
        days = overlap(first, first + number - 1, start, end)
        at = np.flatnonzero(days > 0)
        parts.append((leaves["person"][at], leaves["site"][at], np.full(len(at), month, np.int64), days[at]))
    return Absences(*(np.concatenate(column).astype(np.int64) for column in zip(*parts, strict=True)))


def _unpaid(leaves: dict[str, Any]) -> tuple[Ints, Ints]:
    """The first unpaid day of each leave, and how many there are."""
    if not len(leaves["person"]):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    kernel = law_on(datetime.date.fromordinal(int(leaves["left_on_leave"].max()))).kernel(_TARGETS)
    length = leaves["back_from_leave"] - leaves["left_on_leave"] + 1
    given = {name: column for name, column in leaves.items() if name in kernel.inputs}
    holiday = kernel(kernel.fit({**given, "holiday_days_before": np.zeros(len(length), np.int64)}))["leave_meaning"]
    is_holiday = holiday == LeaveMeaning.COLLECTIVE_HOLIDAY
    year = (leaves["left_on_leave"] * 400 // 146_097).astype(np.int64)
    earlier = running_before(key(leaves["person"], year), np.where(is_holiday, length, 0))
    found = kernel(kernel.fit({**given, "holiday_days_before": np.minimum(earlier, 100)}))
    # Of a holiday the last days are unpaid, when the fourteen of the year are used up.
    paid = found["holiday_days_paid"].astype(np.int64)
    first = np.where(is_holiday, leaves["left_on_leave"] + paid, found["leave_first_unpaid_day"])
    return first, np.where(is_holiday, length - paid, found["leave_unpaid_days"])
