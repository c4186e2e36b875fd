"""Days of individual leave that can still be billed in the year (BVR art. 534/149 §1)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from zorgkas.care.sectors.checking import run
from zorgkas.care.sectors.sector import Columns, Int64s
from zorgkas.engine import Law

LEAVE = ("LEAVE", "LEAVE_ID")


def leave_left(law: Law, columns: Columns, details: Sequence[Mapping[str, Any]]) -> Int64s:
    """Four days for each started month of admission, forty-eight a year; -1 for lines that are no leave."""
    asks = np.isin(columns["code"].astype(str), LEAVE)
    if not asks.any():
        return np.full(len(asks), -1, np.int64)
    months = columns["month"].astype(np.int64)
    began = np.array([_month(one.get("began")) for one in details], np.int64)
    started = months - np.maximum(began, months - months % 12) + 1
    facts = {
        "pvt_months_started": np.clip(started, 0, 12),
        "pvt_leave_billed": np.clip(columns["used_in_year"], 0, 60),
    }
    found = run(law, ("pvt_leave_left",), facts)["pvt_leave_left"]
    return np.where(asks, found.astype(np.int64), -1)


def _month(told: Any) -> int:
    if not told:
        return 0
    day = date.fromisoformat(str(told))
    return day.year * 12 + day.month - 1
