"""Automatic affiliation with the Vlaamse Zorgkas, or back to the fund of before (DEC art. 42; BVR art. 56)."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

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
from zorgkas.membership.funds import automatic_fund
from zorgkas.membership.models import MEMBERS, Change, Membership
from zorgkas.membership.services.recording import (
    JOINING,
    days,
    log_changes,
    memberships,
    one_at_a_time,
    system_source,
)
from zorgkas.membership.situation import Situation
from zorgkas.registry.models import CareFund, Source, Task
from zorgkas.registry.reasons import reason
from zorgkas.registry.services import open_tasks, record_facts

Progress = Callable[[int, int], None]

TARGETS = (
    "membership_duty",
    "automatic_affiliation_strikes_on",
    "automatic_affiliation_on",
    "keeps_fund_on_return",
    "grace_until",
)
OVERDUE = _("must be a member since %(year)s; how far back premiums may be asked is in no source (DEC art. 45 §2)")

# Old enough in the year, and a member of no fund on any day of it; an affiliation for care only is no membership.
_WITHOUT_FUND = """
SELECT p.id AS person_id FROM registry_person p
WHERE p.id >= {low} AND p.id < {high} AND p.birth_date < make_date({year} - {age} + 1, 1, 1)
  AND NOT EXISTS (
    SELECT FROM membership_membership m
    WHERE m.person_id = p.id AND m.superseded_at IS NULL AND m.kind IN (1, 2)
      AND m.valid_from < make_date({year} + 1, 1, 1)
      AND (m.valid_to IS NULL OR m.valid_to > make_date({year}, 1, 1)))
"""


@dataclass
class Affiliated:
    """How many were affiliated automatically, went back to their fund of before, or wait because it is too long ago."""

    affiliated: int = 0
    returned: int = 0
    overdue: int = 0

    def __add__(self, other: "Affiliated") -> "Affiliated":
        return Affiliated(
            self.affiliated + other.affiliated, self.returned + other.returned, self.overdue + other.overdue
        )


def affiliate_automatically(
    year: int, on: datetime.date, progress: Progress | None = None, *, chunk_size: int | None = None
) -> Affiliated:
    """Affiliate every compulsory resident who has no fund in a year and whose term is over on a day.

    Works from 1 January of the year in which joining was due; who belonged to a fund of choice before goes back to it.
    Whose year lies further back than the one before gets a task: no source says how far back may be asked. Each chunk
    of people is one transaction; a second run finds nobody left.
    """
    fund = automatic_fund()
    age = int(str(law_on(on).parameters["membership_start_age"]))
    chunks = ranges(chunk_size)
    total = Affiliated()

    def read(chunk: Range) -> Situation:
        low, high = chunk
        rows = sql.SQL(_WITHOUT_FUND).format(
            low=sql.Literal(low), high=sql.Literal(high), year=sql.Literal(year), age=sql.Literal(age)
        )
        return situation.read(year, on, rows=rows)

    for done, (chunk, found) in enumerate(read_ahead(chunks, read), start=1):
        if len(found):
            total += _affiliate(year, on, fund, chunk, found)
        if progress:
            progress(done, len(chunks))
    return total


def _affiliate(year: int, on: datetime.date, fund: CareFund, chunk: Range, found: Situation) -> Affiliated:
    decided = _decide(year, found)
    today = on.toordinal()
    alive = (found.other["died_on"] == NEVER) | (found.other["died_on"] > today)
    compulsory = (decided["membership_duty"] == MembershipDuty.COMPULSORY) & alive
    since = decided["automatic_affiliation_on"]
    due_year = _years(since)
    strikes = decided["automatic_affiliation_strikes_on"]
    struck = compulsory & (strikes != NEVER) & (strikes <= today)
    overdue = struck & (due_year < year - 1)
    in_reach = (due_year == year) | (due_year == year - 1)
    back = compulsory & in_reach & decided["keeps_fund_on_return"].astype(np.bool_)
    now = struck & in_reach & ~back
    with transaction.atomic():
        one_at_a_time(JOINING)
        without = _still_without(found.person[back | now], year)
        back, now = (some & np.isin(found.person, without) for some in (back, now))
        told = system_source(f"automatic affiliation {year} on {on.isoformat()}")
        grace = [datetime.date.fromordinal(int(day)).isoformat() for day in decided["grace_until"]]
        _join(found, now, since, fund.pk, Membership.Origin.AUTOMATIC, Change.Kind.AUTOMATIC, told, grace)
        earlier = found.other["last_fund"]
        _join(found, back, since, earlier[back], Membership.Origin.CHOSEN, Change.Kind.RETURN, told, grace)
        for since_year in np.unique(due_year[overdue]).tolist():
            people = found.person[overdue & (due_year == since_year)].tolist()
            why = reason(OVERDUE, year=since_year)
            open_tasks(Task.Kind.OVERDUE_AFFILIATION, fund=fund, people=people, reference="overdue ", reason=why)
    return Affiliated(int(now.sum()), int(back.sum()), int(overdue.sum()))


def _still_without(people: NDArray[np.int64], year: int) -> list[int]:
    """Who of these has joined no fund since they were read."""
    joined = Membership.objects.filter(
        superseded_at=None, kind__in=MEMBERS, valid_from__lt=datetime.date(year + 1, 1, 1)
    ).exclude(valid_to__lte=datetime.date(year, 1, 1))
    found = (
        set(joined.filter(person_id__in=people.tolist()).values_list("person_id", flat=True)) if len(people) else set()
    )
    return [person for person in people.tolist() if person not in found]


def _decide(year: int, found: Situation) -> dict[str, NDArray[np.int64]]:
    kernel = law_on(datetime.date(year, 1, 1)).kernel(TARGETS)
    chosen = (found.other["last_fund"] != 0) & (found.other["last_origin"] == Membership.Origin.CHOSEN)
    columns = {**found.facts, "earlier_fund_of_choice": chosen}
    given = {name: column for name, column in columns.items() if name in kernel.inputs}
    return {name: column.astype(np.int64) for name, column in kernel(kernel.fit(given), length=len(found)).items()}


def _join(
    found: Situation,
    chosen: NDArray[np.bool_],
    since: NDArray[np.int64],
    fund: NDArray[np.int64] | int,
    origin: Membership.Origin,
    change: Change.Kind,
    told: Source,
    grace: list[str],
) -> None:
    people = found.person[chosen]
    if not len(people):
        return
    start = days(since[chosen])
    kind = int(Membership.Kind.COMPULSORY)
    record_facts(Membership, memberships(people, start, fund=fund, kind=kind, origin=origin), source=told)
    until = [grace[row] for row in np.flatnonzero(chosen).tolist()]
    log_changes(
        change,
        people,
        fund=fund,
        effective=start,
        membership_kind=kind,
        mark=str(told.pk),
        told={"grace_until": until},
    )


def _years(ordinals: NDArray[np.int64]) -> NDArray[np.int64]:
    epoch = datetime.date(1970, 1, 1).toordinal()
    found = (ordinals - epoch).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    return np.where(ordinals == NEVER, 9999, found)
