"""The search of 1 September: everybody who missed enough premiums, with the reason of who is not fined."""

import datetime
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from django.db import connection, transaction
from django.utils import timezone

from zorgkas.fines.assessment import Assessment, candidates
from zorgkas.fines.dates import letter_until
from zorgkas.fines.over_funds import ask_about_spread, missed_over_funds
from zorgkas.fines.states import Reason, State, Step
from zorgkas.fines.steps import lock_files, take
from zorgkas.ledger import services as ledger
from zorgkas.ledger.models import Run
from zorgkas.membership.chunks import Range, ranges, read_ahead
from zorgkas.registry.columns import batches_of, copy_in
from zorgkas.registry.models import CareFund

RUN_KIND = "fine-candidates"
Progress = Callable[[int, int], None]

_STAGING = """
CREATE TEMP TABLE fines_found (person_id bigint, outcome int, counted int, open_cents bigint) ON COMMIT DROP;
CREATE TEMP TABLE fines_found_year (person_id bigint, year int, open_cents bigint) ON COMMIT DROP;
"""
# Who was looked at, in the range that was searched.
_CONSIDERED = """
DELETE FROM fines_considered c WHERE c.fund_id = %(fund)s AND c.year = %(year)s
    AND c.person_id >= %(low)s AND c.person_id < %(high)s
    AND NOT EXISTS (SELECT FROM fines_found f WHERE f.person_id = c.person_id);
INSERT INTO fines_considered (fund_id, year, person_id, outcome, counted_years, open_cents)
SELECT %(fund)s, %(year)s, person_id, outcome, counted, open_cents FROM fines_found
ON CONFLICT (fund_id, year, person_id) DO UPDATE
    SET outcome = excluded.outcome, counted_years = excluded.counted_years, open_cents = excluded.open_cents;
"""
_NEW_FILES = """
WITH made AS (
    INSERT INTO fines_finefile (person_id, fund_id, year, state, reason, arrears_cents, fine_cents, premiums_cents,
        fine_paid_cents, premiums_paid_cents)
    SELECT person_id, %(fund)s, %(year)s, %(candidate)s, %(fine)s, open_cents, 0, 0, 0, 0 FROM fines_found
    WHERE outcome = %(fine)s
    ON CONFLICT (person_id, fund_id, year) DO NOTHING RETURNING id, person_id, arrears_cents),
told AS (
    INSERT INTO fines_fineevent (file_id, step, "on", recorded_at, reason, amount_cents, proof)
    SELECT id, %(found)s, %(on)s, %(now)s, %(fine)s, arrears_cents, '' FROM made)
SELECT count(*) FROM made
"""
# What is open may have changed since a file was found; the years follow as long as no letter was sent.
_YEARS = """
DELETE FROM fines_fineyear y USING fines_finefile f
WHERE f.id = y.file_id AND f.fund_id = %(fund)s AND f.year = %(year)s AND f.state = %(candidate)s
  AND f.person_id >= %(low)s AND f.person_id < %(high)s
  AND NOT EXISTS (SELECT FROM fines_found_year n WHERE n.person_id = f.person_id AND n.year = y.year);
INSERT INTO fines_fineyear (file_id, year, open_cents)
SELECT f.id, n.year, n.open_cents FROM fines_found_year n
JOIN fines_finefile f ON f.person_id = n.person_id AND f.fund_id = %(fund)s AND f.year = %(year)s
    AND f.state = %(candidate)s
ON CONFLICT (file_id, year) DO UPDATE SET open_cents = excluded.open_cents;
UPDATE fines_finefile f SET arrears_cents = n.open_cents FROM fines_found n
WHERE f.person_id = n.person_id AND f.fund_id = %(fund)s AND f.year = %(year)s AND f.state = %(candidate)s
    AND f.arrears_cents <> n.open_cents;
"""
_BACK = """
SELECT f.id FROM fines_finefile f JOIN fines_found n ON n.person_id = f.person_id AND n.outcome = %(fine)s
WHERE f.fund_id = %(fund)s AND f.year = %(year)s AND f.state = %(lapsed)s AND f.letter_on IS NULL
    AND f.reason <> %(not_sent)s
"""
_GONE = """
SELECT f.id, coalesce(n.outcome, %(paid)s) FROM fines_finefile f
LEFT JOIN fines_found n ON n.person_id = f.person_id
WHERE f.fund_id = %(fund)s AND f.year = %(year)s AND f.state = %(candidate)s
  AND f.person_id >= %(low)s AND f.person_id < %(high)s AND coalesce(n.outcome, 0) <> %(fine)s
"""


@dataclass
class Found:
    """What a search found: how many people per outcome, what is open of the candidates, and how many files are new."""

    outcomes: Counter[Reason] = field(default_factory=Counter)
    open_cents: int = 0
    new: int = 0
    back: int = 0
    gone: int = 0
    # Missed enough premiums, but not enough at any one fund: nobody is written to, and somebody asks the agency.
    spread: int = 0

    @property
    def candidates(self) -> int:
        """Who is to get a registered letter."""
        return self.outcomes[Reason.FINE]

    @property
    def not_fined(self) -> list[tuple[Reason, int]]:
        """Who is looked at and not fined, most frequent reason first."""
        return [(reason, count) for reason, count in self.outcomes.most_common() if reason != Reason.FINE]


def find_candidates(
    fund: CareFund,
    year: int,
    *,
    letter_on: datetime.date | None = None,
    known_at: datetime.datetime | None = None,
    progress: Progress | None = None,
    chunk_size: int | None = None,
) -> Found:
    """Search everybody of a fund for a fine in a year, and keep a file of every candidate (BVR art. 74).

    Judged for a registered letter on a day (the last one of the law, if not given). May be repeated: who is no
    candidate any more leaves with the reason, who is one again comes back, and a file with a letter is left alone. Each
    chunk of people is one transaction.
    """
    day = letter_on or letter_until(year)
    found = Found()
    chunks = ranges(chunk_size)
    with ledger.run(RUN_KIND, year, fund, known_at) as run:

        def read(chunk: Range) -> Assessment:
            return candidates(fund, year, day, run.known_at, chunk)

        for done, (chunk, assessed) in enumerate(read_ahead(chunks, read), start=1):
            _count(found, assessed)
            _keep(found, run, fund, year, day, chunk, assessed)
            if progress:
                progress(done, len(chunks))
        spread = missed_over_funds(fund, year, day)
        ask_about_spread(fund, year, spread)
        found.spread = len(spread)
        run.outcome = {
            "candidates": found.candidates,
            "spread": found.spread,
            "new": found.new,
            "back": found.back,
            "gone": found.gone,
            "outcomes": {reason.name: count for reason, count in found.outcomes.items()},
        }
    return found


def preview_candidates(
    fund: CareFund, year: int, *, letter_on: datetime.date | None = None, known_at: datetime.datetime | None = None
) -> Found:
    """What a search would find, without keeping anything."""
    day = letter_on or letter_until(year)
    found = Found()
    at = known_at or timezone.now()
    for _chunk, assessed in read_ahead(ranges(), lambda chunk: candidates(fund, year, day, at, chunk)):
        _count(found, assessed)
    found.spread = len(missed_over_funds(fund, year, day))
    return found


def _count(found: Found, assessed: Assessment) -> None:
    outcomes, counts = np.unique(assessed.outcome, return_counts=True)
    found.outcomes.update({Reason(int(o)): int(n) for o, n in zip(outcomes, counts, strict=True)})
    found.open_cents += int(assessed.open_cents[assessed.outcome == Reason.FINE].sum())


@transaction.atomic
def _keep(
    found: Found, run: Run, fund: CareFund, year: int, on: datetime.date, chunk: Range, assessed: Assessment
) -> None:
    lock_files(fund.pk, year)
    today = timezone.localdate(run.known_at)
    values: dict[str, int | str | datetime.date | datetime.datetime] = {
        "fund": fund.pk,
        "year": year,
        "low": chunk[0],
        "high": chunk[1],
        "on": today,
        "now": timezone.now(),
        "fine": int(Reason.FINE),
        "paid": int(Reason.PAID),
        "not_sent": int(Reason.NOT_SENT),
        "candidate": str(State.CANDIDATE),
        "lapsed": str(State.LAPSED),
        "found": str(Step.FOUND),
    }
    with connection.cursor() as cursor:
        cursor.execute(_STAGING)
        _stage(assessed)
        cursor.execute(_CONSIDERED, values)
        cursor.execute(_BACK, values)
        back = [row[0] for row in cursor.fetchall()]
        cursor.execute(_NEW_FILES, values)
        found.new += cursor.fetchone()[0]
        cursor.execute(_GONE, values)
        gone = cursor.fetchall()
        found.back += take(Step.FOUND, back, today)
        found.gone += take(Step.LAPSE, [row[0] for row in gone], today, reasons=[row[1] for row in gone])
        cursor.execute(_YEARS, values)
        cursor.execute("DROP TABLE fines_found, fines_found_year")


def _stage(assessed: Assessment) -> None:
    people = pa.table(
        {
            "person_id": assessed.person,
            "outcome": assessed.outcome,
            "counted": assessed.counted,
            "open_cents": assessed.open_cents,
        }
    )
    years = pa.table({"person_id": assessed.year_person, "year": assessed.year, "open_cents": assessed.year_open_cents})
    copy_in("fines_found", people.column_names, batches_of(people))
    copy_in("fines_found_year", years.column_names, batches_of(years))
