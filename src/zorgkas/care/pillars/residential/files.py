"""The invoice file of residential elderly care: one line for a user, a month and an allowance (layout `proposed`).

The record layout of BVR art. 521 §1 is a ministerial one that is in no source; this one has what the articles ask for.
"""

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zorgkas.law.residential.kinds import AllowanceKind, CareUnit

# Codes of allowances and kinds of facility in a file; the performance codes of the minister are not public.
CODES: Final = {
    "BTZ": AllowanceKind.BASIC,
    "INC": AllowanceKind.INCONTINENCE,
    "CVK": AllowanceKind.SHORT_STAY_EXTRA,
    "KM": AllowanceKind.TRAVEL,
}
UNITS: Final = {"WZC": CareUnit.WZC, "CVK": CareUnit.CVK, "CDV": CareUnit.CDV, "CDV_P": CareUnit.CDV_ILL}

COLUMNS: Final = {
    "user": pa.string(),  # social security number
    "unit": pa.string(),  # WZC, CVK, CDV, CDV_P
    "code": pa.string(),  # BTZ, INC, CVK, KM
    "from": pa.date32(),  # first and last stay day of the line
    "to": pa.date32(),
    "days": pa.int32(),
    "day_cents": pa.int64(),
    "amount_cents": pa.int64(),
    "hundredth_km": pa.int32(),  # of travel, one way
}


def codes_of(column: pa.ChunkedArray | pa.Array, known: dict[str, int]) -> "np.ndarray[tuple[int], np.dtype[np.int8]]":
    """The number of each code, 0 for one that is not known."""
    at = pc.index_in(column, value_set=pa.array(list(known), pa.string()))
    numbers = np.array([*(int(value) for value in known.values()), 0], np.int8)
    return np.asarray(numbers[pc.fill_null(at, len(known)).to_numpy(zero_copy_only=False)])
