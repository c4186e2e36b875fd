"""What a patient may be charged of a line: the personal share of its days (BVR art. 534/53-57/1)."""

from collections.abc import Mapping, Sequence
from typing import Any

from zorgkas.care.sectors.sector import Columns, Int64s
from zorgkas.care.sectors.shares import stay_shares
from zorgkas.engine import Law


def shares(law: Law, columns: Columns, details: Sequence[Mapping[str, Any]]) -> Int64s:
    """The share of each line."""
    return stay_shares(law, columns, details, "hosp_share_first_cents", "hosp_share_next_cents")
