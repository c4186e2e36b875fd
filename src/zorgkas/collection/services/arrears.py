"""Asking earlier years again (BVR art. 69): whoever gets no invitation of this year with them in it, is asked apart."""

import datetime
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone
from numpy.typing import NDArray

from zorgkas.collection.models import Demand, Interruption
from zorgkas.collection.services.demands import record_demands
from zorgkas.law import law_on
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account, Product
from zorgkas.membership.chunks import Range, ranges
from zorgkas.membership.queries import claimed_with_fine
from zorgkas.registry.columns import read_sql, to_numpy
from zorgkas.registry.models import CareFund

RUN_KIND = "arrears"
TARGET = "arrears_asked_again"
Progress = Callable[[int, int], None]

# An open premium of the year itself brings an invitation that lists the earlier years.
_OPEN = """
SELECT i.id, i.person_id, i.period, i.balance_cents,
    coalesce((SELECT max(n.valid_from) - DATE '0001-01-01' + 1 FROM collection_interruption n
        WHERE n.person_id = i.person_id AND n.superseded_at IS NULL AND n.claim = %(premium)s AND n.period = i.period
            AND n.valid_from <= %(on)s), 0) AS interrupted
FROM ledger_item i
WHERE i.fund_id = %(fund)s AND i.account = %(account)s AND i.product = %(product)s AND i.period < %(year)s
    AND i.balance_cents > 0 AND i.person_id >= %(low)s AND i.person_id < %(high)s
    AND NOT EXISTS (
        SELECT FROM ledger_item now WHERE now.person_id = i.person_id AND now.account = i.account
            AND now.product = i.product AND now.period = %(year)s AND now.fund_id = i.fund_id AND now.balance_cents > 0)
    AND NOT EXISTS (SELECT FROM registry_death t WHERE t.person_id = i.person_id AND t.superseded_at IS NULL)
    AND NOT EXISTS (SELECT FROM collection_plannedclaim c JOIN collection_paymentplan p ON p.id = c.plan_id
                    WHERE c.item_id = i.id AND p.state IN ('active', 'behind'))
ORDER BY i.person_id, i.period
"""


@dataclass
class Arrears:
    """What a run that asks earlier years again noted."""

    claims: int = 0
    people: int = 0
    cents: int = 0
    not_asked: int = 0


def run_arrears(
    fund: CareFund,
    year: int,
    *,
    on: datetime.date | None = None,
    progress: Progress | None = None,
    chunk_size: int | None = None,
) -> Arrears:
    """Note that the open premiums of earlier years are asked again in this year, of everybody not invited with them.

    Not asked: what the agency asks with a fine, and what is prescribed. Once per claim and year.
    """
    day = on or timezone.localdate()
    with ledger.run(RUN_KIND, year, fund) as run:
        found = Arrears()
        chunks = ranges(chunk_size)
        for done, chunk in enumerate(chunks, start=1):
            table = _read(fund, year, chunk, day)
            asked = _asked(table, _claimed(table, day), day)
            with transaction.atomic():
                new = record_demands(
                    fund,
                    Demand.Step.ARREARS,
                    season=year,
                    on=day,
                    items=table["id"][asked],
                    people=table["person_id"][asked],
                    cents=table["balance_cents"][asked],
                    run=run,
                )
            found.claims += new
            found.people += len(np.unique(table["person_id"][asked])) if new else 0
            found.cents += int(table["balance_cents"][asked].sum()) if new else 0
            found.not_asked += int((~asked).sum())
            if progress:
                progress(done, len(chunks))
        run.outcome = asdict(found)
    return found


def _read(fund: CareFund, year: int, chunk: Range, day: datetime.date) -> dict[str, NDArray[Any]]:
    names = {
        "fund": fund.pk,
        "account": int(Account.PREMIUM_RECEIVABLE),
        "product": int(Product.PREMIUM),
        "year": year,
        "premium": int(Interruption.Claim.PREMIUM),
        "on": day,
        "low": chunk[0],
        "high": chunk[1],
    }
    return to_numpy(read_sql(_OPEN, names))


def _claimed(table: dict[str, NDArray[Any]], day: datetime.date) -> NDArray[np.bool_]:
    """Which of these the agency asks together with a fine."""
    people, years = claimed_with_fine(np.unique(table["person_id"]).tolist(), day)
    rows = (table["person_id"].astype(np.int64) << 16) | table["period"].astype(np.int64)
    return np.isin(rows, (people << 16) | years)


def _asked(table: dict[str, NDArray[Any]], claimed: NDArray[np.bool_], day: datetime.date) -> NDArray[np.bool_]:
    kernel = law_on(day).kernel((TARGET,))
    count = len(table["id"])
    facts = {
        "asked_premium_year": table["period"].astype(np.int16),
        "judged_on": np.full(count, day.toordinal(), np.int32),
        "premium_is_open": np.ones(count, np.bool_),
        "claimed_with_fine": claimed,
        "prescription_interrupted_on": table["interrupted"].astype(np.int32),
    }
    asked: NDArray[np.bool_] = kernel(kernel.fit(facts), length=count)[TARGET].astype(np.bool_)
    return asked
