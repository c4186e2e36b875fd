"""What the law takes as given about a ZBO on a day, as columns: one row per person and day, for one and for all."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from psycopg import sql

from zorgkas.budgets.models import CareForm, Household, OtherBenefit
from zorgkas.budgets.zbo.findings import findings
from zorgkas.budgets.zbo.rows import MeansRows, means_rows
from zorgkas.engine import FOREVER, NEVER
from zorgkas.law import law_on
from zorgkas.law.zbo.kinds import MeansKind
from zorgkas.law.zbo.means_columns import means_columns
from zorgkas.ledger.accounts import Product
from zorgkas.registry import snapshot
from zorgkas.registry.columns import read_sql, to_numpy
from zorgkas.registry.models import Death, FacilityStay
from zorgkas.registry.snapshot import row
from zorgkas.registry.snapshot.read import AnyColumn

Columns = dict[str, NDArray[Any]]

_FAMILY = (
    "lives_with_partner",
    "related_to_third_degree",
    "religious_community",
    "family_member_detained",
    "family_counter_proof",
)

# Rights to a ZBO on the day: of the person itself, on the first day of the month of the admission, and of the partner.
_RIGHTS = """
SELECT q.number,
       COALESCE(max(e.category) FILTER (WHERE e.person_id = q.person_id AND {on_day}), 0)::int4 AS category_held,
       COALESCE(max(e.category) FILTER (WHERE e.person_id = q.person_id AND {on_admission}), 0)::int4 AS at_admission,
       COALESCE(bool_or(e.person_id = q.partner AND {on_day}), false) AS partner_entitled
FROM unnest(%(numbers)s::int[], %(people)s::bigint[], %(partners)s::bigint[], %(days)s::date[], %(admitted)s::date[])
    q (number, person_id, partner, day, admitted)
JOIN budgets_entitlement e ON e.person_id IN (q.person_id, q.partner) AND e.product = %(product)s
    AND e.recorded_at <= %(known_at)s AND (e.superseded_at IS NULL OR e.superseded_at > %(known_at)s)
GROUP BY q.number ORDER BY q.number
"""
_HOLDS = "(e.valid_from <= {0} AND (e.valid_to IS NULL OR e.valid_to > {0}))"

_CHILDREN = """
SELECT q.number, f.child_birth_date - DATE '0001-01-01' + 1 AS child_birth_date, f.ground::int4 AS child_ground
FROM unnest(%(numbers)s::int[], %(people)s::bigint[], %(days)s::date[]) q (number, person_id, day)
JOIN budgets_dependentchild f ON f.person_id = q.person_id AND f.valid_from <= q.day
    AND (f.valid_to IS NULL OR f.valid_to > q.day)
    AND f.recorded_at <= %(known_at)s AND (f.superseded_at IS NULL OR f.superseded_at > %(known_at)s)
ORDER BY q.number
"""


@dataclass(frozen=True)
class Reading:
    """One row per question, in their order: the facts of the law, and the rows of the means test behind the sums."""

    person: NDArray[np.int64]
    day: NDArray[np.int64]
    facts: Columns
    means: MeansRows

    def case(self, number: int) -> dict[str, object]:
        """The facts of one row, as the law decides them."""
        return {name: column[number].item() for name, column in self.facts.items()}


def read(
    people: Sequence[int],
    days: Sequence[datetime.date],
    known_at: datetime.datetime,
    until: datetime.date | None = None,
) -> Reading:
    """Read what holds of each person on a day, a first of the month; the days may differ.

    A document about the care need that came after that day counts until another day (that of the decision).
    """
    few = len(people) <= 1000
    rows = sql.SQL("SELECT * FROM unnest({}::int[], {}::bigint[], {}::date[]) q (number, person_id, day)").format(
        sql.Literal(list(range(len(people)))), sql.Literal([int(one) for one in people]), sql.Literal(list(days))
    )
    persons = list({int(one) for one in people}) if few else None
    table = to_numpy(snapshot.read(_columns(), persons=persons, rows=rows, known_at=known_at))
    order = np.argsort(table["number"])
    table = {name: column[order] for name, column in table.items()}
    person = table.pop("person_id").astype(np.int64)
    number, partner = table.pop("number"), table.pop("partner")
    table.pop("day")
    day = np.array([one.toordinal() for one in days], np.int64)
    facts: Columns = dict(table)
    facts["left_facility_on"] = np.where(facts["admitted_on"] == NEVER, FOREVER, facts["left_facility_on"])
    facts["zbo_effective_month"] = np.array([one.year * 12 + one.month - 1 for one in days], np.int64)
    facts["care_form"] = np.full(len(person), int(CareForm.HOME), np.int64)
    asked = {"numbers": number.tolist(), "people": person.tolist(), "days": list(days), "known_at": known_at}
    asked["until"] = [max(one, until) if until else one for one in days]
    facts |= _rights(asked, partner, facts, few)
    facts["dependent_children"] = _children(asked, facts, days, few)
    facts |= findings(asked, days, few)
    means = means_rows(asked, few)
    facts |= sums_of(means, facts, days)
    facts["income_guarantee_entitled"] = np.zeros(len(person), np.uint8)
    own = (means.facts["row_kind"] == MeansKind.INCOME_GUARANTEE) & (means.facts["row_of_partner"] == 0)
    facts["income_guarantee_entitled"][means.question[own]] = 1
    return Reading(person, day, as_rules_take_them(facts), means)


def as_rules_take_them(facts: Mapping[str, NDArray[Any]]) -> Columns:
    """Booleans come from the database as bytes."""
    return {name: column.astype(np.bool_) if column.dtype == np.uint8 else column for name, column in facts.items()}


def sums_of(means: MeansRows, facts: Mapping[str, NDArray[Any]], days: Sequence[datetime.date]) -> Columns:
    """The sums of the means test, each by the law of its own day."""
    sums: Columns = {}
    facts = as_rules_take_them(facts)
    for day in sorted(set(days)):
        chosen = np.flatnonzero(np.array([one == day for one in days]))
        place = np.full(len(days), -1, np.int64)
        place[chosen] = np.arange(len(chosen))
        of_day = place[means.question] >= 0
        rows = {name: column[of_day] for name, column in as_rules_take_them(means.facts).items()}
        family = {name: facts[name][chosen] for name in (*_FAMILY, "zbo_effective_month")}
        found = means_columns(law_on(day), rows, place[means.question[of_day]], family, len(chosen))
        for name, column in found.items():
            sums.setdefault(name, np.zeros(len(days), np.int64))[chosen] = column
    return sums


def _columns() -> dict[str, AnyColumn]:
    day = row("day")
    federal, elsewhere, compensation = (
        int(kind)
        for kind in (
            OtherBenefit.Kind.FEDERAL_ALLOWANCE,
            OtherBenefit.Kind.COMPARABLE_ELSEWHERE,
            OtherBenefit.Kind.COMPENSATION,
        )
    )
    return {
        "birth_date": snapshot.birth_date(),
        "died_on": snapshot.first_from(Death),
        "lives_with_partner": snapshot.holds(Household, day),
        "partner": snapshot.value(Household, "partner_id", day, 0),
        "related_to_third_degree": snapshot.value(Household, "related_to_third_degree", day, False),
        "religious_community": snapshot.value(Household, "religious_community", day, False),
        "family_member_detained": snapshot.value(Household, "member_detained", day, False),
        "partner_has_category": snapshot.value(Household, "partner_has_category", day, False),
        "family_counter_proof": snapshot.value(Household, "counter_proof", day, 0),
        "facility_kind": snapshot.value(FacilityStay, "facility_kind", day, 0),
        "admitted_on": snapshot.first_from(FacilityStay, on=day),
        "left_facility_on": snapshot.last_to(FacilityStay, on=day),
        "other_benefit_year_cents": snapshot.value(OtherBenefit, "year_cents", day, 0, kind=federal),
        "comparable_benefit_claimable": snapshot.holds(OtherBenefit, day, kind=elsewhere),
        "compensation_year_cents": snapshot.value(OtherBenefit, "year_cents", day, 0, kind=compensation),
        "compensation_capital_cents": snapshot.value(OtherBenefit, "capital_cents", day, 0, kind=compensation),
        "compensation_share_known": snapshot.value(OtherBenefit, "share_known", day, False, kind=compensation),
        "compensation_share_cents": snapshot.value(OtherBenefit, "share_cents", day, 0, kind=compensation),
        "annuity_percentage_hundredths": snapshot.value(
            OtherBenefit, "percentage_hundredths", day, 0, kind=compensation
        ),
    }


def _rights(asked: Mapping[str, Any], partner: NDArray[Any], facts: Columns, few: bool) -> Columns:
    """The category that is held, that of the month of the admission, and whether the partner has a ZBO as well."""
    admitted = [_first_of_month(int(one)) for one in facts["admitted_on"]]
    query = _RIGHTS.format(on_day=_HOLDS.format("q.day"), on_admission=_HOLDS.format("q.admitted"))
    parameters = {**asked, "partners": partner.tolist(), "admitted": admitted, "product": int(Product.ZBO)}
    found = to_numpy(read_sql(query, parameters, few=few))
    result: Columns = {
        "category_held": np.zeros(len(partner), np.int64),
        "category_at_admission": np.zeros(len(partner), np.int64),
    }
    result["category_held"][found["number"]] = found["category_held"]
    result["category_at_admission"][found["number"]] = found["at_admission"]
    both = facts["partner_has_category"].astype(np.uint8).copy()
    both[found["number"]] |= found["partner_entitled"]
    result["partner_has_category"] = both
    return result


def _first_of_month(day: int) -> datetime.date | None:
    return None if day <= NEVER else datetime.date.fromordinal(day).replace(day=1)


def _children(asked: Mapping[str, Any], facts: Columns, days: Sequence[datetime.date], few: bool) -> NDArray[np.int64]:
    """How many children count as dependent on the day (BVR art. 194 §4)."""
    count = np.zeros(len(days), np.int64)
    found = to_numpy(read_sql(_CHILDREN, asked, few=few))
    for day in sorted({days[number] for number in found["number"].tolist()}):
        chosen = np.array([days[number] == day for number in found["number"].tolist()])
        kernel = law_on(day).kernel(("child_is_dependent",))
        number = found["number"][chosen]
        columns = {
            "child_birth_date": found["child_birth_date"][chosen],
            "child_ground": found["child_ground"][chosen],
            "zbo_effective_month": facts["zbo_effective_month"][number],
        }
        depends = kernel(kernel.fit(columns), length=len(number))["child_is_dependent"]
        np.add.at(count, number, depends.astype(np.int64))
    return count
