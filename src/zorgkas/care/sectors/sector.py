"""How one sector differs from the others: its names, what excludes it, what its lines cost."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zorgkas.engine import Law
from zorgkas.law.care_in_kind.kinds import CareSector
from zorgkas.law.cumulation.kinds import Care

Columns = Mapping[str, NDArray[Any]]
Int64s = NDArray[np.int64]
# From the law of the day, the lines and the details of their rights: an amount for each line (0: not by the law).
Amounts = Callable[[Law, Columns, Sequence[Mapping[str, Any]]], Int64s]


@dataclass(frozen=True)
class Sector:
    """One sector."""

    pillar: str
    sector: CareSector
    care: Care
    product: int
    # What the law itself says of a unit of a line, and what the user may pay of it at most.
    amounts: Amounts | None = None
    shares: Amounts | None = None
    # Lines of these codes are days of a stay: no more than the days they span, and not twice the same day.
    day_codes: frozenset[str] = frozenset()
    # Other lines: how many units one line can have at most.
    most_units: int = 1
    # The most units of a line by a rule of the law, besides the days (-1: no such rule for this line).
    limits: Amounts | None = None
    # Each code is a right of its own; else one right covers all of the care of a provider.
    right_by_code: bool = False
    # Once in a life, whoever gives it.
    once: bool = False
    # What a right keeps of the request, for its lines.
    kept: Sequence[str] = field(default_factory=tuple)
