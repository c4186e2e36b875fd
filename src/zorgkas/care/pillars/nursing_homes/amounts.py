"""The additional lump sum of a day, from the situation that the right keeps (BVR art. 534/147, 534/148)."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from zorgkas.care.sectors.checking import run
from zorgkas.care.sectors.sector import Columns, Int64s
from zorgkas.engine import Law

DEPENDANTS = ("pvt_dependants", "pvt_dependants_or_maintenance", "pvt_increased_allowance", "pvt_living_wage")


def lump_sums(law: Law, columns: Columns, details: Sequence[Mapping[str, Any]]) -> Int64s:
    """The amount of each line that asks a lump sum; 0 for the others, whose amount was told."""
    asks = columns["code"].astype(str) == "LUMP_SUM"
    if not asks.any():
        return np.zeros(len(asks), np.int64)
    facts: dict[str, Any] = {name: np.array([one.get(name) is True for one in details]) for name in DEPENDANTS}
    for name in ("pvt_integration_category", "pvt_invalidity"):
        facts[name] = np.array([int(one.get(name) or 0) for one in details], np.int8)
    found = run(law, ("pvt_lump_sum_cents",), facts)["pvt_lump_sum_cents"]
    return np.where(asks, found.astype(np.int64), 0)
