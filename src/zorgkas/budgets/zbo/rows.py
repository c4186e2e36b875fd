"""The rows of the means test that hold on a day, as columns."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zorgkas.law.zbo.kinds import MeansKind, PropertyRight
from zorgkas.law.zbo.means import MeansRow
from zorgkas.registry.columns import read_sql, to_numpy

_QUERY = """
SELECT q.number AS question, f.number AS row_number, f.kind::int4 AS row_kind, f.of_partner AS row_of_partner,
       f.amount_cents AS row_amount_cents, f.share_numerator AS row_share_numerator,
       f.share_denominator AS row_share_denominator, f."right"::int4 AS row_right, f.year::int4 AS row_year,
       f.stopped_for_pension AS row_stopped_for_pension, f.permitted_work_cents AS row_permitted_work_cents,
       f.withheld_cents AS row_withheld_cents, f.maintenance_paid_cents AS row_maintenance_paid_cents,
       COALESCE(f.transferred_on - DATE '0001-01-01' + 1, 0) AS row_transferred_on,
       f.debts_cents AS row_debts_cents, f.still_held_cents AS row_still_held_cents,
       f.annuity_cents AS row_annuity_cents
FROM unnest(%(numbers)s::int[], %(people)s::bigint[], %(days)s::date[]) q (number, person_id, day)
JOIN budgets_means f ON f.person_id = q.person_id AND f.valid_from <= q.day
    AND (f.valid_to IS NULL OR f.valid_to > q.day)
    AND f.recorded_at <= %(known_at)s AND (f.superseded_at IS NULL OR f.superseded_at > %(known_at)s)
    AND (f.transferred_on IS NULL OR f.transferred_on < q.day)
ORDER BY q.number, f.number
"""


@dataclass(frozen=True)
class MeansRows:
    """Rows of many questions: the place of its question for each, and the facts of the law."""

    question: NDArray[np.int64]
    facts: dict[str, NDArray[Any]]

    def of(self, question: int) -> list[MeansRow]:
        """The rows of one question, one by one."""
        return [self._row(number) for number in np.flatnonzero(self.question == question).tolist()]

    def _row(self, number: int) -> MeansRow:
        one = {name.removeprefix("row_"): column[number].item() for name, column in self.facts.items()}
        day = one["transferred_on"]
        return MeansRow(
            kind=MeansKind(one["kind"]),
            amount_cents=one["amount_cents"],
            of_partner=bool(one["of_partner"]),
            share=(one["share_numerator"], one["share_denominator"]),
            right=PropertyRight(one["right"]),
            year=one["year"],
            stopped_for_pension=bool(one["stopped_for_pension"]),
            permitted_work_cents=one["permitted_work_cents"],
            withheld_cents=one["withheld_cents"],
            maintenance_paid_cents=one["maintenance_paid_cents"],
            transferred_on=datetime.date.fromordinal(day) if day > 0 else None,
            debts_cents=one["debts_cents"],
            still_held_cents=one["still_held_cents"],
            annuity_cents=one["annuity_cents"],
        )


def means_rows(asked: Mapping[str, Any], few: bool) -> MeansRows:
    """The rows of each question that hold on its day."""
    table = to_numpy(read_sql(_QUERY, asked, few=few))
    table.pop("row_number")
    return MeansRows(table.pop("question").astype(np.int64), table)
