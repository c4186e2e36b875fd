"""From rows of incomes and assets to the sums of the means test, and for each row what counts and why.

The rules of the law work on sums (`means_*`): a rule is a function of single values, and a sum per kind is all that the
articles need. This module makes the sums. It calculates nothing itself but additions and the division of the yearly
allowance over several sales (BVR art. 208): the rules in `rows` say what becomes of one row, and explain it.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from zorgkas.engine import NEVER, Decision, Law
from zorgkas.engine.calendar import first_day
from zorgkas.engine.errors import CaseError
from zorgkas.law.zbo.kinds import MeansKind, PropertyRight, RowOutcome

# Which sum a kind of row goes into. Kinds that are not named never count, or are compared instead.
SUM_OF = {
    MeansKind.PENSION: "means_pensions_cents",
    MeansKind.INCOME_GUARANTEE: "means_income_guarantee_cents",
    MeansKind.WAGE: "means_work_cents",
    MeansKind.SELF_EMPLOYED: "means_work_cents",
    MeansKind.REPLACEMENT: "means_replacement_cents",
    MeansKind.OTHER_INCOME: "means_other_cents",
    MeansKind.LOCAL_EMPLOYMENT_FEE: "means_other_cents",
    MeansKind.BUILT_PROPERTY: "means_built_cents",
    MeansKind.UNBUILT_PROPERTY: "means_unbuilt_cents",
    MeansKind.CAPITAL: "means_capital_cents",
    MeansKind.GIFT: "means_gifts_cents",
    MeansKind.SALE: "means_sales_cents",
    MeansKind.SALE_FOR_ANNUITY: "means_annuities_cents",
}
ALLOWANCE = "means_sales_allowance_cents"
SUMS = (*dict.fromkeys(SUM_OF.values()), ALLOWANCE)
SOLD = (MeansKind.SALE, MeansKind.SALE_FOR_ANNUITY)
TRANSFERRED = (MeansKind.GIFT, *SOLD)
WORKED = (MeansKind.WAGE, MeansKind.SELF_EMPLOYED, MeansKind.REPLACEMENT)
# The facts about the family that a row needs.
FAMILY = (
    "zbo_effective_month",
    "lives_with_partner",
    "related_to_third_degree",
    "family_member_detained",
    "family_counter_proof",
    "religious_community",
)


@dataclass(frozen=True)
class MeansRow:
    """One income or asset. Amounts are cents: a year's income, a cadastral income, a capital or a value."""

    kind: MeansKind
    amount_cents: int
    of_partner: bool = False
    share: tuple[int, int] = (1, 1)
    right: PropertyRight = PropertyRight.FULL
    year: int = 0
    stopped_for_pension: bool = False
    permitted_work_cents: int = -1
    withheld_cents: int = 0
    maintenance_paid_cents: int = 0
    transferred_on: datetime.date | None = None
    debts_cents: int = 0
    still_held_cents: int = 0
    annuity_cents: int = 0
    label: str = ""

    @property
    def facts(self) -> dict[str, object]:
        """The row as the rules take it."""
        return {
            "row_kind": self.kind,
            "row_amount_cents": self.amount_cents,
            "row_of_partner": self.of_partner,
            "row_share_numerator": self.share[0],
            "row_share_denominator": self.share[1],
            "row_right": self.right,
            "row_year": self.year,
            "row_stopped_for_pension": self.stopped_for_pension,
            "row_permitted_work_cents": self.permitted_work_cents,
            "row_withheld_cents": self.withheld_cents,
            "row_maintenance_paid_cents": self.maintenance_paid_cents,
            "row_transferred_on": self.transferred_on,
            "row_debts_cents": self.debts_cents,
            "row_still_held_cents": self.still_held_cents,
            "row_annuity_cents": self.annuity_cents,
        }


@dataclass(frozen=True)
class CountedRow:
    """A row with what the law makes of it."""

    row: MeansRow
    goes_into: str
    counted_cents: int
    outcome: RowOutcome
    allowance_cents: int
    law: Law = field(repr=False)
    case: Mapping[str, object] = field(repr=False)

    @cached_property
    def decision(self) -> Decision:
        """The row with every step behind it, for `explain`."""
        return self.law.decide(self.case, "row_counted_cents")


@dataclass(frozen=True)
class Means:
    """The sums, ready to be facts of the question about the budget, and the rows they come from."""

    sums: Mapping[str, int]
    rows: tuple[CountedRow, ...]
    reference_year: int

    @property
    def asks_reference_year(self) -> bool:
        """Somebody gave work or replacement income of another year only: that of the reference year must be asked."""
        other = any(row.outcome == RowOutcome.OTHER_YEAR for row in self.rows)
        return other and not any(row.row.kind in WORKED and row.outcome == RowOutcome.COUNTED for row in self.rows)


def means(law: Law, rows: Sequence[MeansRow], family: Mapping[str, object]) -> Means:
    """The sums of the means test by the law of the effective day.

    `family` holds `zbo_effective_month` and, where they are not usual, the facts about the family (`FAMILY`). A
    CaseError says which row cannot be right.
    """
    known = {name: family[name] for name in FAMILY if name in family}
    effective = law.evaluate(known, ["zbo_effective_month"])["zbo_effective_month"]
    for number, row in enumerate(rows, start=1):
        check_row(row, effective, number)
    cases: list[dict[str, object]] = [{**known, **row.facts} for row in rows]
    asked = ["row_outcome", "row_transfer_cents", "row_allowance_of_one_sale_cents", "row_within_ten_years"]
    found = [law.evaluate(case, asked) for case in cases]
    sold = {
        number: (values["row_transfer_cents"], values["row_allowance_of_one_sale_cents"])
        for number, (row, values) in enumerate(zip(rows, found, strict=True))
        if row.kind in SOLD and values["row_within_ten_years"] and values["row_outcome"] == RowOutcome.COUNTED
    }
    shares = dict(zip(sold, allowances(list(sold.values())), strict=True))
    sums = dict.fromkeys(SUMS, 0)
    counted = []
    for number, (row, case) in enumerate(zip(rows, cases, strict=True)):
        case["row_allowance_cents"] = shares.get(number, 0)
        values = law.evaluate(case, ["row_counted_cents"])
        goes_into = SUM_OF.get(row.kind, "")
        if goes_into:
            sums[goes_into] += values["row_counted_cents"]
        if row.kind == MeansKind.SALE:
            sums[ALLOWANCE] += shares.get(number, 0)
        outcome = RowOutcome(values["row_outcome"])
        counted.append(
            CountedRow(row, goes_into, values["row_counted_cents"], outcome, shares.get(number, 0), law, case)
        )
    return Means(sums, tuple(counted), law.evaluate(known, ["reference_year"])["reference_year"])


def allowances(sales: Sequence[tuple[int, int]]) -> list[int]:
    """Divide the yearly allowance over sales, each a value and the allowance of that sale alone, in any order.

    One stretch of time gives its allowance once (BVR art. 208 al. 3). The time between two sales can only serve the
    earlier ones; the oldest sale with something left takes it first. No sale takes more than its value.
    """
    order = sorted(range(len(sales)), key=lambda number: -sales[number][1])
    left = [value for value, _ in sales]
    taken = [0] * len(sales)
    for position, number in enumerate(order):
        later = sales[order[position + 1]][1] if position + 1 < len(order) else 0
        stretch = sales[number][1] - later
        for earlier in order[: position + 1]:
            part = min(stretch, left[earlier])
            taken[earlier] += part
            left[earlier] -= part
            stretch -= part
    return taken


def check_row(row: MeansRow, effective_month: int, number: int) -> None:
    """Raise a CaseError for a row that cannot be right, before anything is calculated from it."""
    where = f"Row {number} ({row.label or row.kind.name})"
    amounts: dict[str, Any] = {
        "amount_cents": row.amount_cents,
        "withheld_cents": row.withheld_cents,
        "maintenance_paid_cents": row.maintenance_paid_cents,
        "debts_cents": row.debts_cents,
        "still_held_cents": row.still_held_cents,
        "annuity_cents": row.annuity_cents,
    }
    for name, cents in amounts.items():
        if cents < 0:
            raise CaseError(f"{where}: {name} is below zero.")
    numerator, denominator = row.share
    if denominator <= 0 or not 0 < numerator <= denominator:
        raise CaseError(f"{where}: a share of {numerator}/{denominator} is not between zero and one.")
    day = row.transferred_on.toordinal() if row.transferred_on else NEVER
    if row.kind in TRANSFERRED and day == NEVER:
        raise CaseError(f"{where}: a gift or sale needs its day.")
    if row.kind in TRANSFERRED and day >= first_day(effective_month):
        raise CaseError(f"{where}: the gift or sale comes after the effective day.")
    if row.kind not in TRANSFERRED and day != NEVER:
        raise CaseError(f"{where}: only a gift or sale has a day of transfer.")
    if row.kind == MeansKind.GIFT and (row.debts_cents or row.still_held_cents):
        raise CaseError(f"{where}: a gift brings nothing that pays debts or is still held.")
    if row.year and row.year > effective_month // 12:
        raise CaseError(f"{where}: an income of {row.year} lies after the effective month.")
