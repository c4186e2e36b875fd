"""What a user may be charged of a line in rehabilitation: by service, or by day of a stay (BVR art. 534/99-104/1)."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from zorgkas.care.sectors.checking import run
from zorgkas.care.sectors.facts import STAYS
from zorgkas.care.sectors.sector import Columns, Int64s
from zorgkas.care.sectors.shares import FLAGS, stay_shares
from zorgkas.engine import Law


def shares(law: Law, columns: Columns, details: Sequence[Mapping[str, Any]]) -> Int64s:
    """Each service its share; a stay the shares of its days."""
    stays = stay_shares(law, columns, details, "reha_share_first_cents", "reha_share_next_cents")
    facts: dict[str, Any] = {name: np.array([one.get(name) is True for one in details]) for name in FLAGS}
    facts["reha_pays_in_hospital"] = np.array([one.get("reha_pays_in_hospital") is True for one in details])
    facts["reha_services_on_line"] = columns["quantity"]
    sessions = run(law, ("reha_ambulatory_share_cents",), facts)["reha_ambulatory_share_cents"]
    return np.where(np.isin(columns["code"].astype(str), STAYS), stays, sessions.astype(np.int64))
