"""Check lines of invoices of mobility aids at once: facts from columns, outcomes from the law (BVR art. 337-343)."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zorgkas.care.pillar import Batch, Verdict
from zorgkas.care.pillars.mobility import columns as read
from zorgkas.care.pillars.mobility.codes import APPROVED, DEATH, line_kind, product_code, product_of
from zorgkas.engine import FOREVER, NEVER
from zorgkas.engine.calendar import first_day, last_day
from zorgkas.law import law_on
from zorgkas.law.mobility.kinds import AidForm, AidGroup, AidKind, AidLine, AidLineOutcome, AidRequest, RapidCondition

Ints = NDArray[np.int64]
Columns = dict[str, NDArray[Any]]

EXTRA: Mapping[str, pa.DataType] = {
    "public_price_cents": pa.int64(),
    "supplement_cents": pa.int64(),
    "guarantee_cents": pa.int64(),
}
# Their amounts are not those of the aid itself, and in no source: only what the fund entered counts.
APART = (AidRequest.ADAPTATION.name, AidRequest.LUMP_SUM.name)
TARGETS = ("aid_line_outcome", "aid_line_due_cents")


@dataclass(frozen=True)
class _Lines:
    """The lines, the code under which each has its right, and what it is about."""

    batch: Batch
    kind: Ints
    codes: list[str]
    right_codes: list[str]
    start: Ints
    stop: Ints

    def of(self, *kinds: AidLine) -> NDArray[np.bool_]:
        """Which lines are about these."""
        return np.isin(self.kind, [int(kind) for kind in kinds])


def check(batch: Batch) -> Verdict:
    """Judge all lines by the law of their day; upkeep takes from what lines before it left."""
    lines = _lines_of(batch)
    facts = _facts(lines)
    outcome, due = _decide(lines, facts)
    claimed = facts["aid_line_claimed_cents"]
    accepted = np.where(outcome == AidLineOutcome.ACCEPTED, np.minimum(due, claimed), 0)
    reason = np.array([AidLineOutcome(value).name for value in outcome], dtype=object)
    reason[outcome == AidLineOutcome.ACCEPTED] = ""
    reason[(reason == "") & (accepted < claimed)] = "UP_TO_BALANCE"
    foreign = facts["elsewhere"].astype(bool) & ~facts["member"].astype(bool) & (reason == "")
    reason[foreign], accepted[foreign] = "OTHER_FUND", 0

    def explain(position: int) -> tuple[Mapping[str, Any], str]:
        names = {fact for fact in facts if fact in law_on(_first(lines.start[position])).page.facts}
        return {name: facts[name][position].item() for name in names}, "aid_line_outcome"

    return Verdict(accepted.astype(np.int64), reason, explain)


def _lines_of(batch: Batch) -> _Lines:
    codes = [str(code) for code in batch.columns["code"]]
    month = batch.columns["month"].astype(np.int64)
    return _Lines(
        batch,
        np.array([int(line_kind(code)) for code in codes], np.int64),
        codes,
        [_right_code(code) for code in codes],
        np.array([first_day(int(one)) for one in month], np.int64),
        np.array([last_day(int(one)) for one in month], np.int64),
    )


def _right_code(code: str) -> str:
    """The code of the right on which a line rests."""
    return APPROVED + product_code(code) if code.startswith(DEATH) else code


def _facts(lines: _Lines) -> Columns:
    batch = lines.batch.columns
    count = len(lines.codes)
    facts: Columns = {
        "aid_line": lines.kind,
        "aid_billed_month": batch["month"].astype(np.int64),
        "aid_delivered_on": np.where(lines.of(AidLine.DEATH), NEVER, batch["first"].astype(np.int64)),
        "aid_invoice_received_on": batch["received"].astype(np.int64),
        "aid_line_claimed_cents": batch["claimed_cents"].astype(np.int64),
        "aid_line_supplement_cents": _ints(batch["supplement_cents"]),
        "aid_repair_cents": batch["claimed_cents"].astype(np.int64),
        "aid_guarantee_cents": _ints(batch["guarantee_cents"]),
        "aid_kind": np.array([int(_kind_of(code)) for code in lines.codes], np.int64),
        "aid_form": np.where(lines.of(AidLine.RENT), int(AidForm.RENTAL), int(AidForm.PURCHASE)),
        "aid_request": np.full(count, int(AidRequest.FIRST), np.int64),
    }
    facts |= _of_rights(lines)
    _add_deliveries(lines, facts)
    _add_prices(lines, facts)
    _add_people(lines, facts)
    _add_billed(lines, facts)
    return facts


def _of_rights(lines: _Lines) -> Columns:
    """What the right of each line says; a line without one keeps the plain values."""
    count = len(lines.codes)
    found = read.rights(lines.batch.columns, lines.right_codes, lines.stop, lines.kind)
    facts: Columns = {
        "aid_line_right": np.zeros(count, bool),
        "aid_signed_on": lines.start.copy(),
        "aid_rental_free_on": np.full(count, FOREVER, np.int64),
        "aid_approved_on": np.zeros(count, np.int64),
        "aid_balance_cents": np.zeros(count, np.int64),
        "aid_public_price_cents": np.zeros(count, np.int64),
        "aid_made_to_measure": np.zeros(count, bool),
        "fixed_benefit_cents": np.zeros(count, np.int64),
        "apart": np.zeros(count, bool),
        "group": np.zeros(count, np.int64),
    }
    rent, upkeep = lines.of(AidLine.RENT), lines.of(AidLine.UPKEEP)
    for row in found.to_pylist():
        at, details = row["n"], json.loads(row["details"])
        facts["aid_line_right"][at] = True
        if rent[at]:
            facts["aid_signed_on"][at], facts["aid_rental_free_on"][at] = row["valid_from"], row["valid_to"]
        if upkeep[at]:
            facts["aid_balance_cents"][at] = row["ceiling_cents"]
            facts["aid_signed_on"][at] = row["valid_from"]
        facts["aid_approved_on"][at] = _day(details.get("approved_on"))
        facts["aid_public_price_cents"][at] = int(details.get("public_price_cents") or 0)
        facts["aid_made_to_measure"][at] = bool(details.get("aid_made_to_measure"))
        facts["fixed_benefit_cents"][at] = int(details.get("benefit_cents") or 0)
        facts["group"][at] = int(_group(details))
        facts["apart"][at] = details.get("aid_request") in APART
    return facts


def _add_deliveries(lines: _Lines, facts: Columns) -> None:
    """A death counts only when it came before the delivery: of those lines the delivery is looked up by itself."""
    at = np.flatnonzero(lines.of(AidLine.DEATH))
    if not len(at):
        return
    columns = {name: lines.batch.columns[name][at] for name in ("person", "provider", "first")}
    sold = [product_code(lines.codes[position]) for position in at]
    found = read.rights(columns, sold, lines.stop[at], np.full(len(at), int(AidLine.RENT)))
    facts["aid_delivered_on"][at[found["n"].to_numpy()]] = found["valid_from"].to_numpy()


def _add_prices(lines: _Lines, facts: Columns) -> None:
    """The benefit of the delivery date, of the approval after a death, or the rent of the month."""
    death, rent = lines.of(AidLine.DEATH), lines.of(AidLine.RENT)
    day = np.where(rent, lines.start, lines.batch.columns["first"].astype(np.int64))
    day = np.where(death & (facts["aid_approved_on"] > NEVER), facts["aid_approved_on"], day)
    codes = [code.removeprefix(DEATH) for code in lines.codes]
    cents = read.tariffs(codes, day)
    cents = np.where(facts["fixed_benefit_cents"] > 0, facts["fixed_benefit_cents"], cents)
    facts["aid_line_tariff_known"] = (cents >= 0) & (~facts["apart"] | (facts["fixed_benefit_cents"] > 0))
    facts["aid_benefit_cents"] = np.where(rent, 0, np.maximum(cents, 0))
    facts["aid_rent_cents"] = np.where(rent, np.maximum(cents, 0), 0)
    told = _ints(lines.batch.columns["public_price_cents"])
    # The price of the delivery document goes before what the line says.
    facts["aid_public_price_cents"] = np.where(
        facts["aid_public_price_cents"] > 0, facts["aid_public_price_cents"], told
    )


def _add_people(lines: _Lines, facts: Columns) -> None:
    found = read.people(lines.batch.columns["person"].astype(np.int64), lines.start, lines.stop, lines.batch.fund)
    facts["died_on"] = found["died_on"].astype(np.int64)
    facts["member"], facts["elsewhere"] = found["member"], found["elsewhere"]
    in_group = (
        found["resident"].astype(bool) | (facts["group"] != AidGroup.RESIDENT) | _from_85(lines, found["birth_date"])
    )
    facts["aid_conditions_in_month"] = in_group & (found["member"] | found["elsewhere"]).astype(bool)


def _from_85(lines: _Lines, birth: NDArray[Any]) -> NDArray[np.bool_]:
    """Who reaches the age from which one rents in the month of the line, or did before."""
    born = (birth.astype(np.int64) - 719_163).astype("M8[D]").astype("M8[M]").astype(np.int64) + 1970 * 12
    ages = {int(month): law_on(_first(month)).parameters["aid_rental_age"] for month in np.unique(lines.start)}
    age = np.array([int(ages[int(start)]) for start in lines.start], np.int64)
    month: Ints = lines.batch.columns["month"].astype(np.int64)
    old: NDArray[np.bool_] = born + age * 12 <= month
    return old


def _add_billed(lines: _Lines, facts: Columns) -> None:
    """What was accepted before, in the table and earlier in this batch."""
    upkeep, rent = lines.of(AidLine.UPKEEP), lines.of(AidLine.RENT)
    first = lines.batch.columns["first"].astype(np.int64)
    start = np.where(upkeep, facts["aid_signed_on"], np.where(rent, lines.start, first))
    stop = np.where(upkeep | rent, lines.stop, first)
    own = lines.batch.columns["line"].tolist() if lines.batch.again else []
    before = read.billed(lines.batch.columns["person"].astype(np.int64), lines.codes, start, stop, own)
    facts["aid_balance_cents"] = np.where(upkeep, np.maximum(facts["aid_balance_cents"] - before, 0), 0)
    facts["aid_line_billed_before"] = ~upkeep & (before > 0)
    seen: set[tuple[int, str, int]] = set()
    spent: dict[tuple[int, str], int] = {}
    people = lines.batch.columns["person"].tolist()
    for at, code in enumerate(lines.codes):
        if upkeep[at]:
            budget = (people[at], lines.right_codes[at])
            left = max(int(facts["aid_balance_cents"][at]) - spent.get(budget, 0), 0)
            asked = max(int(facts["aid_repair_cents"][at] - facts["aid_guarantee_cents"][at]), 0)
            facts["aid_balance_cents"][at] = left
            spent[budget] = spent.get(budget, 0) + min(asked, left)
            continue
        same = (people[at], code, int(start[at]))
        facts["aid_line_billed_before"][at] |= same in seen
        if facts["aid_line_right"][at]:
            seen.add(same)


def _decide(lines: _Lines, facts: Columns) -> tuple[Ints, Ints]:
    """The law of the year of each line: its rules and amounts change with the year."""
    outcome, due = np.zeros(len(lines.codes), np.int64), np.zeros(len(lines.codes), np.int64)
    months = facts["aid_billed_month"]
    for month in np.unique(months):
        at = np.flatnonzero(months == month)
        law = law_on(datetime.date.fromordinal(first_day(int(month))))
        kernel = law.kernel(TARGETS)
        given = {name: column[at] for name, column in facts.items() if name in kernel.inputs}
        found = kernel(kernel.fit(given))
        outcome[at], due[at] = found["aid_line_outcome"], found["aid_line_due_cents"]
    return outcome, due


def _first(day: int) -> datetime.date:
    return datetime.date.fromordinal(int(day))


def _kind_of(code: str) -> AidKind:
    product = product_of(code)
    return product.kind if product else AidKind.NONE


def _group(details: Mapping[str, Any]) -> AidGroup:
    if details.get("aid_rapid", RapidCondition.NONE.name) != RapidCondition.NONE.name:
        return AidGroup.RAPID
    return AidGroup.RESIDENT if details.get("resident") else AidGroup.OTHERS


def _day(given: object) -> int:
    return datetime.date.fromisoformat(str(given)).toordinal() if given else NEVER


def _ints(column: NDArray[Any]) -> Ints:
    """A column of amounts in which a value may miss."""
    return np.array([0 if value is None or value != value else int(value) for value in column], np.int64)
