"""What the law takes as given about a person and a month, as columns: for one and for all from the same reading."""

import datetime
import functools
import operator
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray
from psycopg import sql

from zorgkas.budgets import months as month_numbers
from zorgkas.budgets import spans
from zorgkas.budgets.exclusions import exclusions
from zorgkas.budgets.suspensions import suspensions
from zorgkas.engine import FOREVER, NEVER
from zorgkas.law import law_on
from zorgkas.law.common.states import legal_stay_states
from zorgkas.ledger.accounts import Product
from zorgkas.membership.models import Membership
from zorgkas.registry import snapshot
from zorgkas.registry.columns import to_numpy
from zorgkas.registry.models import Death, Detention, FacilityStay, Residence
from zorgkas.registry.snapshot import row
from zorgkas.registry.snapshot.columns import Column
from zorgkas.registry.snapshot.read import AnyColumn

RESIDENTIAL = 2

# What the law is asked about a right: of a ZBH and a ZBO that were decided elsewhere only the months are counted here.
TARGETS = ("zzz_due_cents", "zbh_due_cents", "zbo_due_cents", "given_budget_due_cents")

PAY_TARGET = "zzz_pay_not_before"

_AS_READ = (
    "care_form",
    "entitled_from",
    "entitled_to",
    "given_monthly_cents",
    "zbo_granted_year_cents",
    "zbo_granted_index_level",
    "other_benefit_year_cents",
    "zbo_decision_month",
    "zbh_group",
)

# What a right says of itself; `r` is the entitlement.
_VALUES = """COALESCE(r.given_monthly_cents, 0) AS given_monthly_cents,
       COALESCE(r.granted_year_cents, -1) AS zbo_granted_year_cents,
       r.granted_index_level::int4 AS zbo_granted_index_level, r.other_benefit_year_cents,
       GREATEST(r.decision_month / 100 * 12 + r.decision_month % 100 - 1, 0) AS zbo_decision_month,
       r.zbh_group::int4 AS zbh_group"""

# The entitlements of some months. A right that was running before the fund was taken over is paid here from the month
# of take-over on; a right that was decided here also for months before it.
_ROWS = """
SELECT r.person_id, r.product, r.care_form,
       r.valid_from - DATE '0001-01-01' + 1 AS entitled_from,
       COALESCE(r.valid_to - DATE '0001-01-01' + 1, {forever}) AS entitled_to,
       {values},
       m.month, m.first_day, COALESCE(a.fund_id, 0)::int8 AS application_fund
FROM budgets_entitlement r
JOIN unnest({months}::int[], {first_days}::date[]) m (month, first_day)
    ON r.valid_from <= m.first_day AND (r.valid_to IS NULL OR r.valid_to > m.first_day)
LEFT JOIN budgets_decision d ON d.id = r.decision_id
LEFT JOIN budgets_application a ON a.id = d.application_id
WHERE r.recorded_at <= {known_at} AND (r.superseded_at IS NULL OR r.superseded_at > {known_at})
    AND (m.month >= {first_month} OR d.decided_on >= {take_over_on}) AND {filter}
"""


@dataclass(frozen=True)
class Inputs:
    """One row per person, product and month with an entitlement: what the law takes, and which fund pays."""

    person: NDArray[np.int64]
    product: NDArray[np.int64]
    month: NDArray[np.int64]
    fund: NDArray[np.int64]
    facts: dict[str, NDArray[Any]]

    def __len__(self) -> int:
        return len(self.person)

    def take(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> "Inputs":
        """The chosen rows."""
        return Inputs(
            self.person[chosen],
            self.product[chosen],
            self.month[chosen],
            self.fund[chosen],
            {name: column[chosen] for name, column in self.facts.items()},
        )

    def __add__(self, other: "Inputs") -> "Inputs":
        return Inputs(
            np.concatenate([self.person, other.person]),
            np.concatenate([self.product, other.product]),
            np.concatenate([self.month, other.month]),
            np.concatenate([self.fund, other.fund]),
            {name: np.concatenate([column, other.facts[name]]) for name, column in self.facts.items()},
        )

    def case(self, number: int) -> dict[str, object]:
        """The facts of one row, as the law decides them."""
        return {name: column[number].item() for name, column in self.facts.items()}


def read(
    months: Sequence[int],
    known_at: datetime.datetime | None = None,
    *,
    people: Sequence[int] | None = None,
    person_range: tuple[int, int] | None = None,
    first_month: int = 0,
    residential_only: bool = False,
) -> Inputs:
    """Read the entitlements that hold in these months, with the facts that decide what is due."""
    at = known_at or timezone.now()
    states = sorted({legal_stay_states(month_numbers.first_day(month)) for month in months})
    if len(states) > 1:  # a state left the Union in between
        apart = [[one for one in months if legal_stay_states(month_numbers.first_day(one)) == of] for of in states]
        parts = [
            read(
                some,
                at,
                people=people,
                person_range=person_range,
                first_month=first_month,
                residential_only=residential_only,
            )
            for some in apart
        ]
        return functools.reduce(operator.add, parts)
    span = spans.is_span(months) and not residential_only
    columns = _columns(states[0] if states else ())
    kinds = {column.kind: None for column in columns.values() if isinstance(column, Column) and column.per_row}
    table = to_numpy(
        snapshot.read(
            columns,
            persons=people,
            person_range=person_range,
            rows=spans.rows(months, at, first_month, _VALUES, kinds, people, person_range)
            if span
            else _rows(months, at, first_month, residential_only),
            known_at=at,
        )
    )
    if span:
        table = spans.expand(table, months)
    facts = {name: table[name] for name in (*_AS_READ, "died_on", "detained_from")}
    facts["detained_to"] = np.where(table["detained_from"] == NEVER, FOREVER, table["detained_to"])
    facts["due_month"] = table["month"] // 100 * 12 + table["month"] % 100 - 1
    facts["condition_lost_on"] = _condition_lost_on(table)
    facts |= suspensions(table["person_id"], table["month"], months, at, people)
    facts |= exclusions(table, months, at, people)
    return Inputs(
        person=table["person_id"].astype(np.int64),
        product=table["product"].astype(np.int64),
        month=table["month"].astype(np.int64),
        fund=np.select(
            [table["member_fund"] != 0, table["application_fund"] != 0],
            [table["member_fund"], table["application_fund"]],
            table["last_fund"],
        ).astype(np.int64),
        facts=facts,
    )


def due_cents(found: Inputs) -> NDArray[np.int64]:
    """What the law says is due for each row: every month by the law of its first day."""
    due = np.zeros(len(found), np.int64)
    asked = targets(found)
    for month in np.unique(found.month).tolist():
        law = law_on(month_numbers.first_day(month))
        in_month = found.month == month
        for number, target in enumerate(TARGETS):
            rows = np.flatnonzero(in_month & (asked == number))
            if len(rows):
                kernel = law.kernel((target,))
                columns = {name: found.facts[name][rows] for name in kernel.inputs if name in found.facts}
                due[rows] = kernel(kernel.fit(columns), length=len(rows))[target]
    return due


def targets(found: Inputs) -> NDArray[np.int8]:
    """Which question about each row the law is asked: its place in TARGETS."""
    decided_here = np.select(
        [found.product == int(Product.ZBH), found.product == int(Product.ZBO)],
        [found.facts["zbh_group"] != 0, found.facts["zbo_granted_year_cents"] >= 0],
        True,
    )
    of_product = np.select([found.product == int(Product.ZBH), found.product == int(Product.ZBO)], [1, 2], 0)
    return np.where(decided_here, of_product, TARGETS.index("given_budget_due_cents")).astype(np.int8)


def may_be_paid(found: Inputs, month: int) -> NDArray[np.bool_]:
    """Whether a row may be paid in the run of a month: residential care only after its month (BVR art. 139)."""
    law = law_on(month_numbers.first_day(month))
    columns = {name: found.facts[name] for name in ("care_form", "due_month")}
    kernel = law.kernel((PAY_TARGET,))
    not_before = kernel(kernel.fit(columns), length=len(found))[PAY_TARGET]
    zzz = found.product == int(Product.ZZZ)
    return np.where(zzz, not_before, 0) <= month_numbers.last_day(month).toordinal()


def _rows(
    months: Sequence[int], known_at: datetime.datetime, first_month: int, residential_only: bool
) -> sql.Composable:
    take_over = month_numbers.first_day(first_month) if first_month else datetime.date(1, 1, 1)
    only = sql.SQL("r.care_form = {} AND r.product = {}").format(
        sql.Literal(RESIDENTIAL), sql.Literal(int(Product.ZZZ))
    )
    return sql.SQL(_ROWS).format(
        values=sql.SQL(_VALUES),
        forever=sql.Literal(FOREVER),
        months=sql.Literal(list(months)),
        first_days=sql.Literal([month_numbers.first_day(month) for month in months]),
        known_at=sql.Literal(known_at),
        first_month=sql.Literal(first_month),
        take_over_on=sql.Literal(take_over),
        filter=only if residential_only else sql.SQL("true"),
    )


def _columns(legal_stay: Sequence[str]) -> dict[str, AnyColumn]:
    day = row("first_day")
    return {
        "died_on": snapshot.first_from(Death),
        "detained_from": snapshot.first_from(Detention, on=day),
        "detained_to": snapshot.last_to(Detention, on=day),
        "member_fund": snapshot.value(Membership, "fund_id", day, 0),
        "member_until": snapshot.last_to(Membership, end=day),
        "last_fund": snapshot.latest(Membership, "fund_id", 0, end=day),
        "staying": snapshot.holds(FacilityStay, day),
        "stayed_until": snapshot.last_to(FacilityStay, end=day),
        "abroad": snapshot.holds(Residence, day, region=int(Residence.Region.ABROAD)),
        "abroad_legally": snapshot.holds(Residence, day, region=int(Residence.Region.ABROAD), country=list(legal_stay)),
        "lives_there_since": snapshot.first_from(Residence, on=day, region=int(Residence.Region.ABROAD)),
    }


def _condition_lost_on(table: dict[str, NDArray[Any]]) -> NDArray[np.int64]:
    """The day on which a condition of the running right failed, as seen from the first day of the month (BVR art. 175).

    Membership that ended, a stay that ended (residential care) and a move out of the European states. NEVER when all
    hold, and for what no fact was ever known about.
    """
    lost = np.full(len(table["person_id"]), FOREVER, np.int64)

    def lose(where: NDArray[np.bool_], day: NDArray[Any]) -> None:
        np.minimum(lost, np.where(where, day, FOREVER), out=lost)

    lose((table["member_fund"] == 0) & (table["member_until"] != NEVER), table["member_until"])
    residential = (table["care_form"] == RESIDENTIAL) & (table["product"] == int(Product.ZZZ))
    lose(residential & (table["staying"] == 0) & (table["stayed_until"] != NEVER), table["stayed_until"])
    lose((table["abroad"] != 0) & (table["abroad_legally"] == 0), table["lives_there_since"])
    return np.where(lost == FOREVER, NEVER, lost)
