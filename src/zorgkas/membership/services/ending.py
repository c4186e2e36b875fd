"""Memberships that end, of one person or of many: the facts from the day after, and a line in the log."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from django.db import transaction
from numpy.typing import NDArray

from zorgkas.engine import NEVER
from zorgkas.membership.models import Change, Membership
from zorgkas.membership.services.recording import JOINING, days, log_changes, no_membership, one_at_a_time
from zorgkas.registry.columns import read_sql, to_numpy
from zorgkas.registry.models import CareFund, Source
from zorgkas.registry.services import record_facts

# What each of these people still has of a membership of the fund after the last day.
_BEYOND = """
SELECT e.person_id, min(e.last_day)::date - DATE '0001-01-01' + 1 AS last_day, min(m.kind)::int AS kind,
       min(m.valid_from) - DATE '0001-01-01' + 1 AS since
FROM unnest(%(people)s::bigint[], %(last_days)s::date[]) e (person_id, last_day)
JOIN membership_membership m ON m.person_id = e.person_id AND m.superseded_at IS NULL AND m.fund_id = %(fund)s
    AND (m.valid_to IS NULL OR m.valid_to > e.last_day + 1)
GROUP BY e.person_id ORDER BY e.person_id
"""
_BEFORE_EVERYTHING = datetime.date(1900, 1, 1)


@dataclass(frozen=True)
class Ended:
    """How many memberships ended; of some nothing was left, as they were never rightly members."""

    ended: int = 0
    never_members: int = 0

    def __add__(self, other: "Ended") -> "Ended":
        return Ended(self.ended + other.ended, self.never_members + other.never_members)


@transaction.atomic
def end_memberships(
    fund: CareFund,
    people: Sequence[int],
    last_days: Sequence[int],
    kind: Change.Kind,
    *,
    source: Source,
    asked_on: datetime.date | None = None,
    told: dict[str, Sequence[object]] | None = None,
) -> Ended:
    """End the memberships of people with a fund after their last day (`date.toordinal`; NEVER: it never began).

    The last day may lie in the past: then the membership ends with retroactive effect and the next premium run takes
    back what is no longer due. Who is no member after that day is left alone, so a second call does nothing.
    """
    one_at_a_time(JOINING)
    beyond = _beyond(fund, people, last_days)
    who = beyond["person_id"].astype(np.int64)
    if not len(who):
        return Ended()
    last = beyond["last_day"].astype(np.int64)
    since = beyond["since"].astype(np.int64)
    start = np.maximum(last + 1, since)
    record_facts(Membership, no_membership(who, days(start)), source=source)
    log_changes(
        kind,
        who,
        fund=fund.pk,
        effective=days(start),
        membership_kind=beyond["kind"],
        mark=f"{fund.pk} {source.pk}",
        asked_on=asked_on,
        told=_of(who, people, told),
    )
    return Ended(len(who), int((start == since).sum()))


def _beyond(fund: CareFund, people: Sequence[int], last_days: Sequence[int]) -> dict[str, NDArray[np.int64]]:
    dates = [datetime.date.fromordinal(int(day)) if day != NEVER else _BEFORE_EVERYTHING for day in last_days]
    given = {"people": [int(person) for person in people], "last_days": dates, "fund": fund.pk}
    table: pa.Table = read_sql(_BEYOND, given, few=len(dates) < 1000)
    return to_numpy(table)


def _of(
    who: NDArray[np.int64], people: Sequence[int], told: dict[str, Sequence[object]] | None
) -> dict[str, Sequence[object]] | None:
    if not told:
        return None
    row = {int(person): number for number, person in enumerate(people)}
    return {name: [column[row[person]] for person in who.tolist()] for name, column in told.items()}
