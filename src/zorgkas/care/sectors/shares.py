"""The personal share of the days of a stay (BVR art. 534/53-57/1, 534/102-104/1)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from zorgkas.care.sectors.checking import run
from zorgkas.care.sectors.sector import Columns, Int64s
from zorgkas.engine import NEVER, Law

FLAGS = ("share_child_or_unemployed", "share_increased_allowance", "share_ceiling_reached")
WINDOWS = ("left_hospital_on", "left_rehab_hospital_on", "left_psychiatric_hospital_on", "left_residential_rehab_on")


def stay_shares(
    law: Law, columns: Columns, details: Sequence[Mapping[str, Any]], first_day: str, next_day: str
) -> Int64s:
    """The days of the line at the daily share, with the difference of the first day when the stay begins in it."""
    began = np.array([_day(one.get("began")) for one in details], np.int64)
    facts: dict[str, Any] = {"share_stay_from": began}
    facts |= {name: np.array([one.get(name) is True for one in details]) for name in FLAGS}
    facts |= {name: np.array([_day(one.get(name)) for one in details], np.int64) for name in WINDOWS}
    found = run(law, (first_day, next_day), facts)
    days = columns["quantity"].astype(np.int64)
    extra = np.where(columns["first"] == began, found[first_day].astype(np.int64) - found[next_day], 0)
    return np.where(days > 0, days * found[next_day].astype(np.int64) + extra, 0)


def _day(told: Any) -> int:
    return date.fromisoformat(str(told)).toordinal() if told else NEVER
