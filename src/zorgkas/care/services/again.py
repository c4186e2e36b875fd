"""Judge lines again after a tariff, a right or a ruling changed, and book only what differs."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from django.db import connection, transaction
from django.utils.translation import gettext_noop as _

from zorgkas.care.judging import judge_again
from zorgkas.care.pillars import pillar_of
from zorgkas.care.queries import columns_of
from zorgkas.care.services.booking import entry_of
from zorgkas.ledger.models import Entry, Run
from zorgkas.ledger.services import book_many, move_overpaid_providers, run
from zorgkas.registry.columns import copy_in
from zorgkas.registry.models import CareFund
from zorgkas.registry.reasons import label, reason

_UPDATE = """
    UPDATE care_careline l SET accepted_cents = j.after_cents, reason = j.reason_after
      FROM care_judged j WHERE l.id = j.line_id
"""
_CHANGES = """
    INSERT INTO care_carelinechange (line_id, entry_id, changed_at, before_cents, after_cents, reason_before,
                                     reason_after)
    SELECT line_id, %s, %s, before_cents, after_cents, reason_before, reason_after FROM care_judged ORDER BY line_id
"""


@dataclass(frozen=True)
class Recalculated:
    """How many lines were judged again, how many changed, and what was due more and less."""

    lines: int = 0
    changed: int = 0
    up_cents: int = 0
    down_cents: int = 0

    def __add__(self, other: "Recalculated") -> "Recalculated":
        return Recalculated(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))


def recalculate(
    pillar: str,
    fund: CareFund,
    first_month: int,
    last_month: int,
    *,
    providers: Sequence[int] | None = None,
    people: Sequence[int] | None = None,
    at: datetime.datetime | None = None,
) -> Recalculated:
    """Judge the lines of these months (202601 to 202612) again, of some providers or people or of all.

    A month is one transaction with one entry; what was done is not done again, so a run that was killed is run again.
    """
    result = Recalculated()
    with run("care-again", last_month, fund, known_at=at) as this:
        for month in range(first_month, last_month + 1):
            if 1 <= month % 100 <= 12:
                result += _month(pillar, this, month, providers, people)
        move_overpaid_providers(fund, f"care/again/{this.pk}", this)
        this.outcome = {"lines": result.lines, "changed": result.changed}
    return result


def _month(
    pillar_code: str, this: Run, month: int, providers: Sequence[int] | None, people: Sequence[int] | None
) -> Recalculated:
    pillar = pillar_of(pillar_code)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"zorgkas.care {this.fund_id} {pillar.code}"]
            )
        lines = columns_of(pillar, this.fund, month, providers=providers, people=people)
        count = len(lines.columns["person"])
        if not count:
            return Recalculated()
        verdict = judge_again(pillar, this.fund, lines.columns, this.known_at)
        before = lines.accepted_cents
        changed = np.flatnonzero((verdict.accepted_cents != before) | (verdict.reason != lines.reason))
        if not len(changed):
            return Recalculated(lines=count)
        difference = (verdict.accepted_cents - before)[changed]
        entry = entry_of(
            f"care/again/{this.pk}/{month}",
            reason(_("%(pillar)s calculated again"), pillar=label(pillar.product.label)),
            pillar.product,
            lines.columns["provider"][changed],
            np.full(len(changed), month),
            difference,
        )
        if entry is not None:
            book_many([entry], fund=this.fund, run=this)
        booked = Entry.objects.get(key=entry[0].key).pk if entry is not None else None
        _keep(
            pa.table(
                {
                    "line_id": lines.columns["line"][changed],
                    "before_cents": before[changed],
                    "after_cents": verdict.accepted_cents[changed],
                    "reason_before": pa.array(lines.reason[changed], pa.string()),
                    "reason_after": pa.array(verdict.reason[changed], pa.string()),
                }
            ),
            booked,
            this.known_at,
        )
    return Recalculated(
        count, len(changed), int(difference[difference > 0].sum()), int(-difference[difference < 0].sum())
    )


def _keep(judged: pa.Table, entry: int | None, at: datetime.datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS care_judged")
        cursor.execute(
            "CREATE TEMPORARY TABLE care_judged (line_id bigint, before_cents bigint, after_cents bigint,"
            " reason_before text, reason_after text) ON COMMIT DROP"
        )
        copy_in("care_judged", judged.column_names, judged.to_batches())
        cursor.execute("ANALYZE care_judged")
        cursor.execute(_UPDATE)
        cursor.execute(_CHANGES, [entry, at])
