"""Memberships follow the facts: a move in or out of Flanders, work that ends, insurance abroad, death (BVR art. 75)."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from django.db import transaction
from django.utils.translation import gettext_noop as _
from numpy.typing import NDArray
from psycopg import sql

from zorgkas.engine import NEVER
from zorgkas.law import law_on
from zorgkas.law.premium.kinds import MembershipDuty
from zorgkas.membership import situation
from zorgkas.membership.chunks import Range, ranges, read_ahead
from zorgkas.membership.models import Change, Membership
from zorgkas.membership.services.ending import end_memberships
from zorgkas.membership.services.recording import JOINING, days, log_changes, memberships, one_at_a_time, system_source
from zorgkas.membership.situation import Situation
from zorgkas.registry.columns import read_sql, to_numpy
from zorgkas.registry.models import CareFund, Source, Task
from zorgkas.registry.reasons import reason
from zorgkas.registry.services import open_tasks, record_facts

Progress = Callable[[int, int], None]
COMPULSORY, VOLUNTARY = int(Membership.Kind.COMPULSORY), int(Membership.Kind.VOLUNTARY)
_OUTSIDE = [int(MembershipDuty.NONE), int(MembershipDuty.ADMINISTRATIVE)]
DIED_BEFORE_BIRTH = _("died before being born, according to what is known: ask the National Register")

# The members of a fund on at least one day of the year, as they are known now; of two kinds the last one.
_MEMBERS = """
SELECT DISTINCT ON (m.person_id) m.person_id, m.kind AS member_kind, m.origin AS member_origin,
       m.joined_late AS member_late, coalesce(m.valid_to - DATE '0001-01-01' + 1, 0) AS member_to
FROM membership_membership m
WHERE m.person_id >= {low} AND m.person_id < {high} AND m.fund_id = {fund} AND m.superseded_at IS NULL
  AND m.kind IN (1, 2) AND m.valid_from < make_date({year} + 1, 1, 1)
  AND (m.valid_to IS NULL OR m.valid_to > make_date({year}, 1, 1)) {some}
ORDER BY m.person_id, m.valid_from DESC
"""

# Memberships that a death ended which is no longer known, and that nothing has followed since.
_REVIVED = """
SELECT DISTINCT ON (c.person_id) c.person_id, c.effective_on - DATE '0001-01-01' + 1 AS since, m.kind::int AS kind,
       m.origin::int AS origin, m.joined_late::int AS late
FROM membership_change c
JOIN membership_membership m ON m.person_id = c.person_id AND m.superseded_at IS NULL AND m.fund_id = c.fund_id
    AND m.valid_to = c.effective_on
WHERE c.fund_id = %(fund)s AND c.kind = %(death)s
  AND NOT EXISTS (SELECT FROM registry_death d WHERE d.person_id = c.person_id AND d.superseded_at IS NULL)
  AND NOT EXISTS (SELECT FROM membership_membership l WHERE l.person_id = c.person_id AND l.superseded_at IS NULL
        AND (l.valid_to IS NULL OR l.valid_to > c.effective_on))
ORDER BY c.person_id, c.effective_on DESC
"""


@dataclass(frozen=True)
class Followed:
    """What became of the members of a fund: how many were looked at, and what changed for whom."""

    considered: int = 0
    left: int = 0
    died: int = 0
    now_compulsory: int = 0
    now_voluntary: int = 0
    contradictions: int = 0
    revived: int = 0

    def __add__(self, other: "Followed") -> "Followed":
        mine, others = asdict(self), asdict(other)
        return Followed(**{name: mine[name] + others[name] for name in mine})


def follow_facts(
    year: int,
    fund: CareFund,
    on: datetime.date,
    progress: Progress | None = None,
    *,
    people: Sequence[int] | None = None,
    chunk_size: int | None = None,
) -> Followed:
    """Let the memberships of a fund follow what is known about a year: of all members, or of some.

    Who no longer falls within the scope is no member any more from 1 January on (the year of leaving stays whole: BVR
    art. 75, 76); who must join instead of may, or the other way round, gets the other kind with the same fund (DEC art.
    42 §3); death ends it, and a death that is taken back gives it back. Of whom no residence or work is known nothing
    is concluded. A second run changes nothing.
    """
    total = Followed(revived=_revive(fund, on))
    chunks = [(min(people), max(people) + 1)] if people else ranges(chunk_size)

    def read(chunk: Range) -> Situation:
        return situation.read(year, on, rows=_rows(year, fund, chunk, people))

    for done, (_chunk, found) in enumerate(read_ahead(chunks, read), start=1):
        if len(found):
            total += _follow(year, fund, on, found)
        if progress:
            progress(done, len(chunks))
    return total


@transaction.atomic
def _revive(fund: CareFund, on: datetime.date) -> int:
    """Give back what a wrong death took: the membership goes on as if nothing had happened."""
    one_at_a_time(JOINING)
    given = {"fund": fund.pk, "death": str(Change.Kind.DEATH)}
    found = to_numpy(read_sql(_REVIVED, given))
    people = found["person_id"]
    if not len(people):
        return 0
    start = days(found["since"])
    told = system_source(f"deaths taken back, {fund.code}, {on.isoformat()}")
    columns = memberships(
        people,
        start,
        fund=fund.pk,
        kind=found["kind"],
        origin=found["origin"],
        joined_late=found["late"].astype(np.bool_),
    )
    record_facts(Membership, columns, source=told)
    log_changes(
        Change.Kind.REVIVED,
        people,
        fund=fund.pk,
        effective=start,
        membership_kind=found["kind"],
        mark=f"{fund.pk} {told.pk} {on.isoformat()}",
    )
    return len(people)


def _rows(year: int, fund: CareFund, chunk: Range, people: Sequence[int] | None) -> sql.Composable:
    some = sql.SQL("AND m.person_id = ANY({})").format(sql.Literal([int(one) for one in people or ()]))
    return sql.SQL(_MEMBERS).format(
        low=sql.Literal(chunk[0]),
        high=sql.Literal(chunk[1]),
        fund=sql.Literal(fund.pk),
        year=sql.Literal(year),
        some=some if people else sql.SQL(""),
    )


def _follow(year: int, fund: CareFund, on: datetime.date, found: Situation) -> Followed:
    duty = _duty(year, found)
    kind, died = found.other["member_kind"], found.other["died_on"]
    impossible = (died != NEVER) & (died < found.facts["birth_date"])
    dead = (died != NEVER) & ~impossible & (died < datetime.date(year + 1, 1, 1).toordinal())
    outside = ~dead & (found.other["known"] != 0) & np.isin(duty, _OUTSIDE)
    compulsory = ~dead & (kind == VOLUNTARY) & (duty == MembershipDuty.COMPULSORY)
    voluntary = ~dead & (kind == COMPULSORY) & (duty == MembershipDuty.VOLUNTARY)
    new_year = datetime.date(year, 1, 1).toordinal()
    with transaction.atomic():
        one_at_a_time(JOINING)
        told = system_source(f"facts about {year} followed, {fund.code}, {on.isoformat()}")
        ended = end_memberships(
            fund,
            found.person[outside].tolist(),
            np.full(int(outside.sum()), new_year - 1).tolist(),
            Change.Kind.LEFT,
            source=told,
        )
        deaths = end_memberships(fund, found.person[dead].tolist(), died[dead].tolist(), Change.Kind.DEATH, source=told)
        _other_kind(year, fund, found, compulsory, COMPULSORY, told)
        _other_kind(year, fund, found, voluntary, VOLUNTARY, told)
        people = found.person[impossible].tolist()
        open_tasks(
            Task.Kind.CONTRADICTION, fund=fund, people=people, reference="death ", reason=reason(DIED_BEFORE_BIRTH)
        )
    return Followed(
        len(found), ended.ended, deaths.ended, int(compulsory.sum()), int(voluntary.sum()), int(impossible.sum())
    )


def _duty(year: int, found: Situation) -> NDArray[np.int64]:
    kernel = law_on(datetime.date(year, 1, 1)).kernel(("membership_duty",))
    given = {name: column for name, column in found.facts.items() if name in kernel.inputs}
    return kernel(kernel.fit(given), length=len(found))["membership_duty"].astype(np.int64)


def _other_kind(
    year: int, fund: CareFund, found: Situation, chosen: NDArray[np.bool_], kind: int, told: Source
) -> None:
    """The same fund and rights, but must instead of may, or may instead of must, from 1 January on."""
    people = found.person[chosen]
    if not len(people):
        return
    start = days(np.full(len(people), datetime.date(year, 1, 1).toordinal()))
    before = {name: column[chosen] for name, column in found.other.items()}
    columns = memberships(
        people,
        start,
        until=days(before["member_to"]),
        fund=fund.pk,
        kind=kind,
        origin=before["member_origin"],
        joined_late=before["member_late"].astype(np.bool_),
    )
    record_facts(Membership, columns, source=told)
    log_changes(
        Change.Kind.OTHER_KIND, people, fund=fund.pk, effective=start, membership_kind=kind, mark=f"{kind} {told.pk}"
    )
