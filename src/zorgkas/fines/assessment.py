"""Who of a fund is to be fined in a year: every open premium judged by the law, for all people of a range at once."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from psycopg import sql

from zorgkas.engine import Law
from zorgkas.fines.models import FineEvent
from zorgkas.fines.states import PENDING, Step
from zorgkas.law import law_on
from zorgkas.law.fines.kinds import YearStanding
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Entry
from zorgkas.membership.fineable import Judged, judge
from zorgkas.registry.models import CareFund

TARGETS = ("fine_outcome", "letter_is_withheld")
PERSONAL = (
    "died_on",
    "in_debt_mediation",
    "is_bankrupt",
    "is_insolvent",
    "detained_on_letter",
    "missing_on_letter",
    "struck_off_on_letter",
    "guided_on_letter",
    "joining_under_inquiry",
)

Ints = NDArray[np.int64]

# Open premiums of the fund of who has enough of them; the others cannot be fined. Years in an earlier file that
# the agency has not answered yet lead to no second one.
_MANY = """
SELECT i.person_id, i.period AS year, i.balance_cents::int AS open_cents,
       make_date(i.period, 1, 1) AS starts, make_date(i.period + 1, 1, 1) AS ends
FROM ledger_item i
JOIN (SELECT person_id FROM ledger_item
      WHERE fund_id = {fund} AND account = {account} AND product = {product} AND balance_cents > 0 AND period <= {year}
        AND person_id >= {low} AND person_id < {high}
      GROUP BY person_id HAVING count(*) >= {misses}) enough ON enough.person_id = i.person_id
WHERE i.fund_id = {fund} AND i.account = {account} AND i.product = {product} AND i.balance_cents > 0
  AND i.period <= {year}
  AND NOT EXISTS (
    SELECT FROM fines_finefile f JOIN fines_fineyear y ON y.file_id = f.id
    WHERE f.person_id = i.person_id AND f.fund_id = {fund} AND f.year < {year} AND y.year = i.period
      AND f.state = ANY({pending}))
"""

# The premiums of the files of given people as they stood on a day: what was paid later is open again.
_AS_THEY_STOOD = """
SELECT i.person_id, i.period AS year, greatest(i.balance_cents + coalesce(later.paid_cents, 0), 0)::int AS open_cents,
       make_date(i.period, 1, 1) AS starts, make_date(i.period + 1, 1, 1) AS ends
FROM ledger_item i
LEFT JOIN (
    SELECT p.person_id, p.period, -sum(p.amount_cents) AS paid_cents
    FROM ledger_posting p JOIN ledger_entry e ON e.id = p.entry_id
    WHERE p.person_id = ANY({people}) AND p.account = {account} AND p.product = {product}
      AND e.fund_id = {fund} AND e.kind = ANY({paying}) AND e.booked_on > {day} AND p.amount_cents < 0
    GROUP BY p.person_id, p.period) later ON later.person_id = i.person_id AND later.period = i.period
WHERE i.person_id = ANY({people}) AND i.fund_id = {fund} AND i.account = {account} AND i.product = {product}
  AND i.period <= {year}
"""


@dataclass(frozen=True)
class Assessment:
    """Per person the outcome of the law, how many years count and what is open of them; the years that count; and which
    years (person << 16 | year) are paid."""

    person: Ints
    outcome: Ints
    withheld: NDArray[np.bool_]
    counted: Ints
    open_cents: Ints
    year_person: Ints
    year: Ints
    year_open_cents: Ints
    paid: Ints

    def __len__(self) -> int:
        return len(self.person)


def candidates(
    fund: CareFund,
    year: int,
    letter_on: datetime.date,
    known_at: datetime.datetime | None = None,
    person_range: tuple[int, int] = (0, 2**62),
) -> Assessment:
    """Who has enough open premiums, as known at a moment, judged for a registered letter on a day."""
    law = law_on(letter_on)
    rows = _compose(
        _MANY,
        fund,
        year,
        low=sql.Literal(person_range[0]),
        high=sql.Literal(person_range[1]),
        misses=sql.Literal(int(str(law.parameters["fine_misses"]))),
        pending=sql.Literal([str(state) for state in PENDING]),
    )
    return _assess(judge(rows, letter_on, letter_on, known_at, law, person_range=person_range), fund, year, law)


def as_they_stood(
    fund: CareFund,
    year: int,
    people: Sequence[int],
    letter_on: datetime.date,
    paid_until: datetime.date,
    freed_until: datetime.date,
    known_at: datetime.datetime | None = None,
) -> Assessment:
    """People with a registered letter of a day, with what was on the account on another day, as known at a moment.

    What frees whatever the day (DEC art. 47 §3) is looked for from the letter until `freed_until`.
    """
    law = law_on(letter_on)
    rows = _compose(
        _AS_THEY_STOOD,
        fund,
        year,
        people=sql.Literal([int(person) for person in people]),
        day=sql.Literal(paid_until),
        paying=sql.Literal([str(Entry.Kind.SETTLEMENT), str(Entry.Kind.SET_OFF)]),
    )
    span = (min(people), max(people) + 1) if people else (0, 0)
    judged = judge(rows, letter_on, letter_on, known_at, law, freed_until=freed_until, person_range=span)
    return _assess(judged, fund, year, law)


def _compose(text: str, fund: CareFund, year: int, **more: sql.Composable) -> sql.Composable:
    return sql.SQL(text).format(
        fund=sql.Literal(fund.pk),
        account=sql.Literal(int(Account.PREMIUM_RECEIVABLE)),
        product=sql.Literal(int(Product.PREMIUM)),
        year=sql.Literal(year),
        **more,
    )


def _assess(judged: Judged, fund: CareFund, year: int, law: Law) -> Assessment:
    rows_person = judged.table["person_id"].astype(np.int64)
    counts = judged.answers["year_standing"] == YearStanding.COUNTS
    person, first, of_row = np.unique(rows_person, return_index=True, return_inverse=True)
    counted = np.bincount(of_row, weights=counts, minlength=len(person)).astype(np.int64)
    open_cents = np.zeros(len(person), np.int64)
    np.add.at(open_cents, of_row[counts], judged.facts["premium_open_cents"][counts].astype(np.int64))
    latest = np.zeros(len(person), np.int64)
    np.maximum.at(latest, of_row[counts], judged.answers["countable_from_year"][counts].astype(np.int64))
    facts: dict[str, Any] = {name: judged.facts[name][first] for name in PERSONAL}
    facts |= {
        "counted_premium_years": np.minimum(counted, 100).astype(np.int8),
        "latest_countable_year": latest.astype(np.int16),
        "fine_letter_year": np.full(len(person), year, np.int16),
        "letter_was_impossible": np.isin(person, _impossible(fund, year - 1)),
        "letter_lost_by_fund": np.zeros(len(person), np.bool_),
    }
    kernel = law.kernel(TARGETS)
    answers = kernel(kernel.fit(facts), length=len(person))
    return Assessment(
        person,
        answers["fine_outcome"].astype(np.int64),
        answers["letter_is_withheld"].astype(np.bool_),
        counted,
        open_cents,
        rows_person[counts],
        judged.table["year"][counts].astype(np.int64),
        judged.facts["premium_open_cents"][counts].astype(np.int64),
        ((rows_person << 16) | judged.table["year"].astype(np.int64))[
            judged.answers["year_standing"] == YearStanding.PAID
        ],
    )


def _impossible(fund: CareFund, year: int) -> Ints:
    """Who could not be sent the registered letter of a year (BVR art. 74 al. 3)."""
    found = FineEvent.objects.filter(step=Step.IMPOSSIBLE, file__fund=fund, file__year=year)
    return np.fromiter(found.values_list("file__person_id", flat=True), np.int64)
