"""Premium years whose arrears can still lead to a fine (DEC art. 47; BVR art. 82): they are paid first (BVR art. 70).

The law of fines says which years count and who is protected; the room of fines, which stands above this one, adds what
only it knows (situations with their proof, years that the agency already asks with a fine) through `also_look_at`.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray
from psycopg import sql

from zorgkas.engine import FOREVER, NEVER, Law
from zorgkas.law import law_on
from zorgkas.ledger.accounts import Account, Product
from zorgkas.membership.models import ForeignWork, Membership, ScopeStatus
from zorgkas.registry import snapshot
from zorgkas.registry.columns import to_numpy
from zorgkas.registry.models import Death, Detention, ForeignInsurance, PremiumExemption, Residence
from zorgkas.registry.snapshot import row
from zorgkas.registry.snapshot.read import AnyColumn

TARGETS = ("year_standing", "year_may_lead_to_fine", "countable_from_year", "fine_is_not_due", "protected_on_letter")
HERE = [int(Residence.Region.FLANDERS), int(Residence.Region.BRUSSELS)]
Exemption = PremiumExemption.Ground

# Given the day of the registered letter and the last day on which DEC art. 47 §3 still frees; and given the day of the
# question.
PersonColumns = Callable[[datetime.date, datetime.date], Mapping[str, AnyColumn]]
YearColumns = Callable[[datetime.date], Mapping[str, AnyColumn]]
_of_people: list[PersonColumns] = []
_of_years: list[YearColumns] = []

_OPEN = """
SELECT i.person_id, i.period AS year, i.balance_cents::int AS open_cents,
       make_date(i.period, 1, 1) AS starts, make_date(i.period + 1, 1, 1) AS ends
FROM ledger_item i
WHERE i.person_id = ANY({people}) AND i.account = {account} AND i.product = {product} AND i.balance_cents > 0
"""

Ints = NDArray[np.int64]
Table = dict[str, NDArray[Any]]


def also_look_at(people: PersonColumns, years: YearColumns) -> None:
    """Let a room above this one add columns of its own facts; their names are those of the law."""
    _of_people.append(people)
    _of_years.append(years)


def fineable(
    people: Sequence[int], on: datetime.date | None = None, known_at: datetime.datetime | None = None
) -> tuple[Ints, Ints]:
    """Person and year of every open premium of these people that can still lead to a fine, for all at once."""
    day = on or timezone.localdate(known_at)
    if not len(people):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    judged = judge(_rows(people), day, day, known_at)
    may = judged.answers["year_may_lead_to_fine"] != 0
    may &= (judged.answers["fine_is_not_due"] == 0) & (judged.answers["protected_on_letter"] == 0)
    return judged.table["person_id"][may].astype(np.int64), judged.table["year"][may].astype(np.int64)


def fineable_years(
    people: Sequence[int], on: datetime.date | None = None, known_at: datetime.datetime | None = None
) -> dict[int, frozenset[int]]:
    """The open premium years of each of these people that can still lead to a fine; who has none is left out."""
    years: dict[int, set[int]] = {}
    for person, year in zip(*(column.tolist() for column in fineable(people, on, known_at)), strict=True):
        years.setdefault(person, set()).add(year)
    return {person: frozenset(found) for person, found in years.items()}


def claimed_with_fine(
    people: Sequence[int], on: datetime.date | None = None, known_at: datetime.datetime | None = None
) -> tuple[Ints, Ints]:
    """Person and year of every open premium that the agency asks with a fine: the fund leaves it alone (BVR 69, 71)."""
    day = on or timezone.localdate(known_at)
    if not len(people):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    columns: dict[str, AnyColumn] = {}
    for years in _of_years:
        columns.update(years(day))
    table = to_numpy(snapshot.read(columns, rows=_rows(people), known_at=known_at or timezone.now()))
    claimed = table["claimed_with_fine"] != 0
    return table["person_id"][claimed].astype(np.int64), table["year"][claimed].astype(np.int64)


@dataclass(frozen=True)
class Judged:
    """Rows of a person and a premium year: what was read, the facts of the law, and its answers."""

    table: Table
    facts: Table
    answers: Table

    def __len__(self) -> int:
        return len(self.table["person_id"])


def judge(
    rows: sql.Composable,
    on: datetime.date,
    letter_on: datetime.date,
    known_at: datetime.datetime | None = None,
    law: Law | None = None,
    *,
    as_compulsory: bool = False,
    freed_until: datetime.date | None = None,
    person_range: tuple[int, int] | None = None,
) -> Judged:
    """Judge open premium years for a fine, as seen on a day.

    `rows` has person_id, year, open_cents and the first day of the year and of the next (starts, ends); `letter_on` is
    the day on which situations of the person protect. `as_compulsory` asks what voluntary members
    missed. `freed_until` is the last day on which debt mediation, bankruptcy and the like free (DEC art. 47 §3). With a
    `person_range` (that holds everybody of the rows) only the facts of that range are read.
    """
    columns = _columns(on, letter_on, max(freed_until or on, letter_on))
    read = snapshot.read(columns, rows=rows, person_range=person_range, known_at=known_at or timezone.now())
    table = to_numpy(read)
    facts = _facts(table, on)
    if as_compulsory:
        facts["membership_kind"] = np.full(len(table["person_id"]), Membership.Kind.COMPULSORY, np.int8)
    kernel = (law or law_on(on)).kernel(TARGETS)
    given = {name: column for name, column in facts.items() if name in kernel.inputs}
    answers = kernel(kernel.fit(given), length=len(table["person_id"]))
    return Judged(table, facts, answers)


def _rows(people: Sequence[int]) -> sql.Composable:
    return sql.SQL(_OPEN).format(
        people=sql.Literal([int(person) for person in people]),
        account=sql.Literal(int(Account.PREMIUM_RECEIVABLE)),
        product=sql.Literal(int(Product.PREMIUM)),
    )


def _columns(on: datetime.date, letter_on: datetime.date, freed_until: datetime.date) -> dict[str, AnyColumn]:
    after = freed_until + datetime.timedelta(days=1)

    def exempt(ground: PremiumExemption.Ground) -> AnyColumn:
        return snapshot.overlaps(PremiumExemption, letter_on, after, ground=int(ground))

    columns: dict[str, AnyColumn] = {
        "kind": snapshot.lowest(Membership, "kind", 0, start=row("starts"), end=row("ends")),
        "died_on": snapshot.first_from(Death),
        "settled": exempt(Exemption.COLLECTIVE_DEBT_SETTLEMENT),
        "is_bankrupt": exempt(Exemption.BANKRUPT),
        "is_insolvent": exempt(Exemption.INSOLVENT),
        "detained_on_letter": snapshot.holds(Detention, letter_on),
        "struck_off_on_letter": snapshot.holds(ScopeStatus, letter_on, ground=int(ScopeStatus.Ground.STRUCK_OFF)),
        "birth_date": snapshot.birth_date(),
        "since_flanders": snapshot.unbroken_since(Residence, on, region=int(Residence.Region.FLANDERS)),
        "since_here": snapshot.unbroken_since(Residence, on, region=HERE),
        "first_file_on": snapshot.lowest(ForeignWork, "first_file_on", NEVER),
        "insured_to": snapshot.last_to(ForeignInsurance, end=on + datetime.timedelta(days=1)),
    }
    for people in _of_people:
        columns.update(people(letter_on, freed_until))
    for years in _of_years:
        columns.update(years(on))
    return columns


def _facts(table: Table, on: datetime.date) -> Table:
    none = np.zeros(len(table["person_id"]), np.bool_)
    arrived = np.where(table["since_flanders"] != NEVER, table["since_flanders"], table["since_here"])
    facts = dict(table)
    facts["judged_on"] = np.full(len(none), on.toordinal(), np.int32)
    facts["asked_premium_year"] = table["year"].astype(np.int16)
    facts["premium_open_cents"] = table["open_cents"].astype(np.int32)
    facts["membership_kind"] = table["kind"].astype(np.int8)
    facts["arrived_on"] = arrived
    facts["came_in_scope_on"] = _came_in_scope(table, arrived, on)
    facts["in_debt_mediation"] = (table["settled"] != 0) | (table.get("mediated", none) != 0)
    facts["struck_off_on_letter"] = (table["struck_off_on_letter"] != 0) | (table.get("struck_off_too", none) != 0)
    for name in ("is_bankrupt", "is_insolvent", "detained_on_letter", "missing_on_letter", "guided_on_letter"):
        facts[name] = table.get(name, none) != 0
    for name in ("joining_under_inquiry", "claimed_with_fine", "miss_by_authority_error", "premium_wrongly_returned"):
        facts[name] = table.get(name, none) != 0
    return facts


def _came_in_scope(table: Table, arrived: NDArray[Any], on: datetime.date) -> NDArray[Any]:
    """The day on which an insurance abroad had ended, for who lived here already (BVR art. 62)."""
    ended = table["insured_to"]
    here = (arrived != NEVER) & (arrived < ended)
    return np.where((ended != NEVER) & (ended < FOREVER) & (ended <= on.toordinal()) & here, ended, NEVER)
