"""Facts by the million: copied into a staging table, checked there, and recorded by the statement for one fact."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

import pyarrow as pa
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from psycopg import sql

from zorgkas.registry.columns import Columns, batches_of, copy_in, identifier, raw_cursor
from zorgkas.registry.models import Fact, Source
from zorgkas.registry.services.facts import FactRefused, Recorded, moment
from zorgkas.registry.services.staging import STAGING, check_staging, create_staging, lock_people
from zorgkas.registry.services.statement import FactTable, latest_statement, record_statement
from zorgkas.registry.services.values import Refusal, conform, staging_names


class FactsRefused(FactRefused):
    """Nothing of the batch was recorded; says for the first rows why."""

    def __init__(self, kind: str, refusals: list[Refusal]) -> None:
        self.refusals = refusals
        row = gettext("row")
        shown = "; ".join(f"{row} {refusal.row}: {refusal.reason}" for refusal in refusals[:5])
        super().__init__(
            gettext("%(count)d rows of %(kind)s refused, nothing recorded. %(shown)s")
            % {"count": len(refusals), "kind": kind, "shown": shown}
        )


@dataclass(frozen=True)
class BulkRecorded(Recorded):
    """What a batch did, and which rows were set apart."""

    refusals: list[Refusal] = field(default_factory=list)


def record_facts(
    kind: type[Fact],
    columns: Columns | Iterable[pa.Table | pa.RecordBatch],
    *,
    source: Source,
    recorded_at: datetime | None = None,
    invalid: Literal["refuse", "quarantine"] = "refuse",
) -> BulkRecorded:
    """Record many facts of one kind, exactly as `record_fact` would one by one, in one transaction.

    Columns: person_id, valid_from, valid_to (may miss: open), the values (may miss if the field has a default), and
    retract (may miss: false) for rows that say that nothing holds. Dates may be ordinals. A stream of tables is copied
    as it comes, so memory stays flat. Rows that are reversed, overlap with another row of the batch in the same
    series, are about nobody or come too late are refused with the whole batch, or set apart with `quarantine`.
    """
    table = FactTable(kind)
    if recorded_at is not None and timezone.is_naive(recorded_at):
        raise FactRefused(gettext("The moment of recording has no time zone."))
    with transaction.atomic(), raw_cursor() as cursor:
        create_staging(table)
        refusals: list[Refusal] = []
        rows = copy_in(STAGING, ["n", *staging_names(table)], _staged(table, columns, refusals))
        lock_people(table, rows)
        at = recorded_at or moment(None, _latest(table))
        refusals += [Refusal(*found) for found in check_staging(table, at)]
        if refusals and invalid == "refuse":
            raise FactsRefused(kind.__name__, sorted(refusals, key=_by_row))
        counts = cursor.execute(
            record_statement(table, identifier(STAGING)), {"at": at, "source": source.pk}
        ).fetchone()
        cursor.execute(sql.SQL("DROP TABLE {}").format(identifier(STAGING)))
    assert counts is not None
    recorded, superseded = counts
    return BulkRecorded(recorded, superseded, sorted(refusals, key=_by_row))


def _by_row(refusal: Refusal) -> int:
    return refusal.row


def _latest(table: FactTable) -> datetime | None:
    """When something last changed in any series of the batch."""
    latest = latest_statement(table, identifier(STAGING))
    with raw_cursor() as cursor:
        found = cursor.execute(sql.SQL("SELECT max(latest) FROM ({}) q").format(latest)).fetchone()
    return found[0] if found else None


def _staged(
    table: FactTable, columns: Columns | Iterable[pa.Table | pa.RecordBatch], refusals: list[Refusal]
) -> Iterator[pa.RecordBatch]:
    """The rows that can be staged, numbered; the others come into `refusals`."""
    first_row = 1
    for batch in batches_of(columns):
        ready, refused = conform(table, batch, first_row)
        refusals += refused
        first_row += batch.num_rows
        yield ready
