"""That claims were asked: once per claim, step and year of asking, in one statement."""

import datetime

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from zorgkas.collection.models import Demand
from zorgkas.ledger.models import Run
from zorgkas.registry.models import CareFund

_RECORD = """
INSERT INTO collection_demand (item_id, person_id, fund_id, step, season, asked_on, open_cents, run_id)
SELECT item, person, %(fund)s, %(step)s, %(season)s, %(on)s, cents, %(run)s
FROM unnest(%(items)s::bigint[], %(people)s::bigint[], %(cents)s::bigint[]) AS asked (item, person, cents)
ON CONFLICT (item_id, step, season) DO NOTHING
"""


def record_demands(
    fund: CareFund,
    step: Demand.Step,
    *,
    season: int,
    on: datetime.date,
    items: NDArray[np.int64],
    people: NDArray[np.int64],
    cents: NDArray[np.int64],
    run: Run | None = None,
) -> int:
    """Note that these claims were asked in this way; return how many were new.

    Whoever asks a claim by registered letter (BVR art. 74) notes it here too, so that no reminder follows.
    """
    if not len(items):
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            _RECORD,
            {
                "fund": fund.pk,
                "step": int(step),
                "season": season,
                "on": on,
                "run": run.pk if run else None,
                "items": items.tolist(),
                "people": people.tolist(),
                "cents": cents.tolist(),
            },
        )
        return int(cursor.rowcount)
