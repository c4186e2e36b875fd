"""Facts about members taken in by the pile: what contradicts something goes to the queue, never into the registry."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction
from django.utils.translation import gettext_noop as _
from numpy.typing import NDArray

from zorgkas.engine import NEVER
from zorgkas.registry import snapshot
from zorgkas.registry.columns import as_dates, to_numpy
from zorgkas.registry.models import CareFund, Death, DirectDebitMandate, Fact, Person, Residence, Source, Task
from zorgkas.registry.queries import known
from zorgkas.registry.reasons import Reason, reason
from zorgkas.registry.services import open_tasks, record_facts

DEATH_BEFORE_BIRTH = _("a death before the birth: ask the National Register")
BEFORE_BIRTH = _("something that starts before the birth")
AFTER_DEATH = _("something that starts after the death")
TWO_RESIDENCES = _("two residences on the same day: ask where the person lives")
AGAINST_REGISTER = _("a residence that contradicts the National Register for the same day")
NO_SIGNATURE = _("a mandate for direct debit without the day of its signature")
OTHERWISE = _("a fact that cannot be recorded: %(why)s")

# 1 January 1970 as the law counts days.
_EPOCH = 719_163

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class TakenIn:
    """How many facts were recorded, and how many wait for somebody to look into them."""

    recorded: int
    queued: int


def take_in(kind: type[Fact], columns: pa.Table, *, fund: CareFund, source: Source) -> TakenIn:
    """Record facts of one kind as `record_facts` does; rows that contradict something become tasks of the fund.

    What contradicts: a death before the birth, anything before the birth or after the death, two residences on one day,
    a residence of a document against that of the register, a mandate without the day of signature.
    """
    with transaction.atomic():
        doubts = _doubts(kind, columns, source)
        chosen = np.array([doubt is None for doubt in doubts], np.bool_)
        recorded = 0
        if chosen.any():
            result = record_facts(kind, columns.filter(pa.array(chosen)), source=source, invalid="quarantine")
            kept, recorded = np.flatnonzero(chosen), result.recorded
            for refusal in result.refusals:
                doubts[int(kept[refusal.row - 1])] = reason(OTHERWISE, why=refusal.reason)
        queued = _queue(kind, columns["person_id"].to_pylist(), doubts, fund, source)
    return TakenIn(recorded, queued)


def _doubts(kind: type[Fact], columns: pa.Table, source: Source) -> list[Reason | None]:
    """The first contradiction of each row, by what is known and within the pile itself."""
    people = np.array(columns["person_id"].to_pylist(), np.int64)
    start = pc.cast(as_dates(columns["valid_from"]).combine_chunks(), pa.int32()).to_numpy() + _EPOCH
    birth, died = _lives(people)
    first: list[tuple[Flags, str]] = []
    if kind is Death:
        first.append((start < birth, DEATH_BEFORE_BIRTH))
    else:
        first += [(start < birth, BEFORE_BIRTH), ((died != NEVER) & (start > died), AFTER_DEATH)]
    if kind is Residence:
        first += [(_twice(people, start), TWO_RESIDENCES), (_against(columns, people, start, source), AGAINST_REGISTER)]
    if kind is DirectDebitMandate:
        unsigned = (
            np.ones(len(people), np.bool_)
            if "signed_on" not in columns.column_names
            else np.asarray(pc.is_null(columns["signed_on"]))
        )
        first.append((unsigned, NO_SIGNATURE))
    found: list[Reason | None] = [None] * len(people)
    for where, text in reversed(first):
        for row in np.flatnonzero(where).tolist():
            found[row] = reason(text)
    return found


def _lives(people: Ints) -> tuple[Ints, Ints]:
    """Birth and death of each row; of somebody unknown NEVER, so that the registry itself refuses the row."""
    table = to_numpy(
        snapshot.read({"birth": snapshot.birth_date(), "died": snapshot.first_from(Death)}, persons=people.tolist())
    )
    if not len(table["person_id"]):
        return np.zeros(len(people), np.int64), np.zeros(len(people), np.int64)
    at = np.minimum(np.searchsorted(table["person_id"], people), len(table["person_id"]) - 1)
    there = table["person_id"][at] == people
    return np.where(there, table["birth"][at], NEVER), np.where(there, table["died"][at], NEVER)


def _twice(people: Ints, start: Ints) -> Flags:
    _pairs, index, count = np.unique(np.stack([people, start]), axis=1, return_inverse=True, return_counts=True)
    twice: Flags = count[index.reshape(-1)] > 1
    return twice


def _against(columns: pa.Table, people: Ints, start: Ints, source: Source) -> Flags:
    """A document or a member of staff that says something else than the register did about the same first day."""
    against = np.zeros(len(people), np.bool_)
    if source.kind == Source.Kind.MESSAGE:
        return against
    told = {
        (home.person_id, home.valid_from.toordinal()): home
        for home in known(Residence).filter(
            person_id__in=Person.objects.filter(pk__in=people.tolist()), source__kind=Source.Kind.MESSAGE
        )
    }
    names = [name for name in Residence.value_fields if name in columns.column_names]
    rows = columns.select(names).to_pylist()
    for row, key in enumerate(zip(people.tolist(), start.tolist(), strict=True)):
        home = told.get(key)
        against[row] = home is not None and any(getattr(home, name) != rows[row][name] for name in names)
    return against


def _queue(kind: type[Fact], people: list[int], doubts: list[Reason | None], fund: CareFund, source: Source) -> int:
    """One task per person, kind of fact and pile; several rows of a person share the first reason."""
    of: dict[str, tuple[Reason, list[int]]] = {}
    seen: dict[int, bool] = defaultdict(bool)
    for person, doubt in zip(people, doubts, strict=True):
        if doubt is not None and person is not None and not seen[person]:
            seen[person] = True
            of.setdefault(str(doubt), (doubt, []))[1].append(person)
    known_people = set(Person.objects.filter(pk__in=list(seen)).values_list("pk", flat=True))
    return sum(
        open_tasks(
            Task.Kind.CONTRADICTION,
            fund=fund,
            people=[person for person in who if person in known_people],
            reference=f"{kind.__name__} {source.pk} ",
            reason=why,
        )
        for why, who in of.values()
    )
