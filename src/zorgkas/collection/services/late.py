"""Late mutations: who was learned something about since the last premium run is calculated again, and nobody else."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from zorgkas.engine import LegalGap
from zorgkas.ledger import services as ledger
from zorgkas.ledger.models import Run
from zorgkas.membership.services import run_premiums, settle
from zorgkas.membership.services.premiums import RUN_KIND
from zorgkas.registry.columns import read_sql
from zorgkas.registry.models import CareFund

LATE = "premium-late"
# So many people at a time: memory stays flat, and the database looks each of them up.
CHUNK = 100_000
# From this share of everybody on, reading everybody is quicker than looking each one up.
MANY = 0.2
# A fact may be recorded by a transaction that is still open when a run starts (see budgets.touched).
MARGIN = datetime.timedelta(days=1)

Progress = Callable[[int, int], None]

# About whom something was learned that can matter to the premium of a year: recorded or superseded since a moment.
_TOUCHED = """
SELECT DISTINCT person_id FROM (
    SELECT person_id FROM registry_increasedallowance f WHERE ({since}) AND {allowance_day}
    UNION ALL SELECT person_id FROM registry_premiumexemption f WHERE ({since}) AND {year}
    UNION ALL SELECT person_id FROM membership_membership f WHERE ({since}) AND {year}
    UNION ALL SELECT person_id FROM registry_death f WHERE ({since})
) touched ORDER BY person_id
"""
_SINCE = "f.recorded_at > %(since)s OR f.superseded_at > %(since)s"
_YEAR = "f.valid_from < %(year_end)s AND (f.valid_to IS NULL OR f.valid_to > %(year_start)s)"
_ON_DAY = "f.valid_from <= %(day)s AND (f.valid_to IS NULL OR f.valid_to > %(day)s)"


@dataclass
class CaughtUp:
    """What catching up with late mutations booked, per premium year."""

    years: dict[int, ledger.Booked] = field(default_factory=dict)
    people: int = 0
    moved: ledger.Moved = field(default_factory=ledger.Moved)

    @property
    def total(self) -> ledger.Booked:
        """All years together."""
        return sum(self.years.values(), ledger.Booked())


def catch_up(fund: CareFund, known_at: datetime.datetime | None = None, progress: Progress | None = None) -> CaughtUp:
    """Calculate every premium year again that was run before, for who was touched since; book only the differences.

    A year that the law does not cover is left alone. When much of everybody was touched, the year is run.
    """
    now = known_at or timezone.now()
    found = CaughtUp()
    last = _last_runs(fund)
    for done, (year, run) in enumerate(sorted(last.items()), start=1):
        touched = touched_since(year, run.known_at)
        considered = int(run.outcome.get("considered", 0))
        if considered and len(touched) > MANY * considered:
            outcome = run_premiums(year, fund, now)
            found.years[year], found.people = outcome.claims, found.people + outcome.considered
            found.moved += outcome.moved
        elif len(touched):
            _some(found, year, run, now, touched)
        if progress:
            progress(done, len(last))
    return found


def touched_since(year: int, moment: datetime.datetime) -> NDArray[np.int64]:
    """People about whom something was learned since a moment that can matter to the premium of a year, by id."""
    parameters = {
        "since": moment - MARGIN,
        "day": datetime.date(year - 1, 1, 1),
        "year_start": datetime.date(year, 1, 1),
        "year_end": datetime.date(year + 1, 1, 1),
    }
    query = _TOUCHED.format(since=_SINCE, year=_YEAR, allowance_day=_ON_DAY)
    return np.asarray(read_sql(query, parameters)["person_id"].to_numpy(), np.int64)


def _last_runs(fund: CareFund) -> dict[int, Run]:
    """Of each premium year the last run of all members; with the last catching up, if that came later."""
    runs = Run.objects.filter(kind__in=(RUN_KIND, LATE), fund=fund, state=Run.State.DONE)
    return {run.period: run for run in runs.select_related("fund").order_by("known_at", "pk")}


def _some(found: CaughtUp, year: int, run: Run, now: datetime.datetime, touched: NDArray[np.int64]) -> None:
    looked_at = 0
    with ledger.run(LATE, year, run.fund, now) as this:
        for start in range(0, len(touched), CHUNK):
            try:
                outcome = settle(touched[start : start + CHUNK].tolist(), year, run.fund, now)
            except LegalGap:
                return
            found.years[year] = found.years.get(year, ledger.Booked()) + outcome.claims
            found.moved += outcome.moved
            looked_at += outcome.considered
        this.outcome = {"considered": run.outcome.get("considered", 0), "touched": looked_at}
    found.people += looked_at
