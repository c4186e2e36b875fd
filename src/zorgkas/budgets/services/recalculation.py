"""Calculate the amounts of all running ZBOs again, in sets: after a change of the law, or of what is known of many."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zorgkas.budgets import months
from zorgkas.budgets.models import Entitlement
from zorgkas.budgets.zbo.reading import read
from zorgkas.law import law_on
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Product
from zorgkas.ledger.models import Run
from zorgkas.registry import services as registry
from zorgkas.registry.columns import read_sql, to_numpy
from zorgkas.registry.models import CareFund, Source

RUN_KIND = "zbo-recalculation"
BATCH = 20_000
TARGETS = ("zbo_payable_year_cents", "zbo_category")
Progress = Callable[[int, int], None]

# Rights whose amounts are known here, that hold in some month from the first one on; and from which day on.
_RIGHTS = """
SELECT e.person_id, GREATEST(e.valid_from, %(first)s::date) - DATE '0001-01-01' + 1 AS day,
       COALESCE(e.valid_to - DATE '0001-01-01' + 1, 0) AS until,
       COALESCE(e.decision_id, 0) AS decision_id, e.category::int4 AS category,
       e.granted_year_cents, e.granted_index_level::int4 AS level, e.other_benefit_year_cents, e.decision_month,
       e.provisional
FROM budgets_entitlement e
WHERE e.product = %(product)s AND e.granted_year_cents IS NOT NULL
    AND EXISTS (SELECT FROM membership_membership m WHERE m.person_id = e.person_id AND m.fund_id = %(fund)s
        AND m.superseded_at IS NULL AND (m.valid_to IS NULL OR m.valid_to > %(first)s))
    AND e.recorded_at <= %(known_at)s AND (e.superseded_at IS NULL OR e.superseded_at > %(known_at)s)
    AND (e.valid_to IS NULL OR e.valid_to > %(first)s)
ORDER BY e.person_id, e.valid_from
"""


@dataclass
class Recalculated:
    """How many rights were looked at and how many have another amount now."""

    run: Run
    looked_at: int = 0
    changed: int = 0


def recalculate(
    fund: CareFund,
    first_month: int,
    *,
    known_at: datetime.datetime | None = None,
    progress: Progress | None = None,
) -> Recalculated:
    """Put the means and category of everybody with a ZBO to the law again, from a month (202301) on.

    Only rights with another amount are recorded again, from the month where it differs; the next payment run books the
    differences. The decision behind a right stays: who must be told is a matter of the change itself.
    """
    with ledger.run(RUN_KIND, months.check(first_month), fund, known_at) as run:
        outcome = Recalculated(run)
        parameters = {
            "first": months.first_day(first_month),
            "product": int(Product.ZBO),
            "fund": fund.pk,
            "known_at": run.known_at,
        }
        rights = to_numpy(read_sql(_RIGHTS, parameters))
        outcome.looked_at = len(rights["person_id"])
        told = registry.source(Source.Kind.SYSTEM, f"zbo recalculation, run {run.pk}", run.known_at)
        for start in range(0, outcome.looked_at, BATCH):
            part = {name: column[start : start + BATCH] for name, column in rights.items()}
            outcome.changed += _recalculate(part, told, run.known_at)
            if progress:
                progress(min(start + BATCH, outcome.looked_at), outcome.looked_at)
        run.outcome = {"looked_at": outcome.looked_at, "changed": outcome.changed}
    return outcome


def _recalculate(rights: dict[str, NDArray[Any]], told: Source, known_at: datetime.datetime) -> int:
    days = [datetime.date.fromordinal(int(day)) for day in rights["day"]]
    reading = read(rights["person_id"].tolist(), days, known_at)
    facts = dict(reading.facts)
    facts["need_unchanged"] = np.ones(len(days), np.bool_)
    facts["category_held"] = rights["category"].astype(np.int64)
    now = np.zeros(len(days), np.int64)
    before = np.zeros(len(days), np.int64)
    level = np.zeros(len(days), np.int64)
    for day in sorted(set(days)):
        chosen = np.flatnonzero(rights["day"] == day.toordinal())
        law = law_on(day)
        level[chosen] = int(str(law.parameters["zbo_index_level"]))
        now[chosen] = _ask(law.kernel(TARGETS), facts, chosen)["zbo_payable_year_cents"]
        granted = {
            "zbo_granted_year_cents": rights["granted_year_cents"].astype(np.int64),
            "zbo_granted_index_level": rights["level"].astype(np.int64),
        }
        before[chosen] = _ask(law.kernel(("zbo_running_year_cents",)), granted, chosen)["zbo_running_year_cents"]
    changed = np.flatnonzero(now != before)
    if len(changed):
        registry.record_facts(Entitlement, _columns(rights, changed, now, level), source=told, recorded_at=known_at)
    return len(changed)


def _ask(kernel: Any, facts: dict[str, NDArray[Any]], rows: NDArray[np.intp]) -> dict[str, NDArray[np.int64]]:
    columns = {name: facts[name][rows] for name in kernel.inputs if name in facts}
    found: dict[str, NDArray[np.int64]] = kernel(kernel.fit(columns), length=len(rows))
    return found


def _columns(
    rights: dict[str, NDArray[Any]], rows: NDArray[np.intp], now: NDArray[np.int64], level: NDArray[np.int64]
) -> dict[str, object]:
    return {
        "person_id": rights["person_id"][rows],
        "valid_from": rights["day"][rows],
        "valid_to": rights["until"][rows],
        "product": np.full(len(rows), int(Product.ZBO)),
        "care_form": np.ones(len(rows), np.int64),
        "decision_id": pa.array(rights["decision_id"][rows], mask=rights["decision_id"][rows] == 0),
        "category": rights["category"][rows],
        "granted_year_cents": now[rows],
        "granted_index_level": level[rows],
        "other_benefit_year_cents": rights["other_benefit_year_cents"][rows],
        "decision_month": rights["decision_month"][rows],
        "provisional": rights["provisional"][rows].astype(np.bool_),
    }
