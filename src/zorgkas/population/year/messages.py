"""What every message to the fund has in common: it is recorded once, in one transaction with its own mark."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from django.db import transaction

from zorgkas.population.columns import Ints, date_column
from zorgkas.population.year.clock import Clock
from zorgkas.population.year.plan import Columns, Plan
from zorgkas.population.year.world import World
from zorgkas.registry.models import CareFund, Fact, Source
from zorgkas.registry.services import record_facts, source


@dataclass(frozen=True)
class Messages:
    """The registers and institutions that tell the fund things, for one year."""

    world: World
    plan: Plan
    year: int
    seed: int
    fund: CareFund
    clock: Clock

    def _once(self, kind: str, month: int, tell: Callable[[int, Source], int]) -> int:
        reference = f"demo year {self.year}-{month:02d} seed {self.seed}: {kind}"
        with transaction.atomic():
            if Source.objects.filter(reference=reference).exists():
                return 0
            return tell(month, source(Source.Kind.MESSAGE, reference, self.clock.now()))

    def _record(
        self, kind: type[Fact], columns: Mapping[str, Any], who: Ints, origin: Source, people: Ints | None = None
    ) -> int:
        if not len(who):
            return 0
        ids = self.world.person[who] if people is None else people
        record_facts(kind, pa.table({"person_id": ids, **columns}), source=origin, recorded_at=self.clock.now())
        return len(who)


def from_day(days: Ints) -> dict[str, Any]:
    return {"valid_from": date_column(days.astype(np.int32))}


def nothing(events: Columns) -> dict[str, Any]:
    """Nothing holds in the period."""
    return {"retract": np.ones(len(events["who"]), np.bool_)}
