"""Judge the lines of a sector all at once: facts from columns, outcomes from the law."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from zorgkas.care.pillar import Batch, Verdict
from zorgkas.care.sectors.lines import Known, read_known
from zorgkas.care.sectors.sector import Amounts, Int64s, Sector
from zorgkas.engine import Law, LegalGap
from zorgkas.engine.calendar import first_day
from zorgkas.law import law_on
from zorgkas.law.care_in_kind.kinds import CareLineOutcome, CareSector

TARGETS = ("care_line_outcome", "care_line_payable_cents")
CHANGED, NOT_OURS = "AMOUNT_CHANGED", "PAID_BY_INSURER"
# From which day on the care fund pays (see `care_fund_pays`); other sectors as sheltered living.
PAYS_FROM = {
    CareSector.REHAB_HOSPITAL: "hospital_pays_from",
    CareSector.REHAB_FACILITY: "facility_pays_from",
    CareSector.NURSING_HOME: "nursing_home_pays_from",
}
REASONS = np.array(["" if outcome == CareLineOutcome.ACCEPTED else outcome.name for outcome in CareLineOutcome])
# Above every share that a line can have.
NO_LIMIT = 2_000_000
# What each line of these pillars says beside the common columns: the personal share that was charged to the user.
EXTRA: Mapping[str, pa.DataType] = {"share_cents": pa.int64()}


def checker(sector: Sector) -> Callable[[Batch], Verdict]:
    """The check of a pillar."""

    def check(batch: Batch) -> Verdict:
        """Judge the lines; what was accepted before follows the amount that holds now (a later correction)."""
        known = read_known(sector, batch)
        ours = batch.columns["first"] >= pays_from(sector)
        _by_law(sector, batch, known, np.flatnonzero(ours))
        changed = _at_told_amount(batch, known) if batch.again else np.zeros(len(batch), np.bool_)
        found = _decide(batch, known.facts, np.flatnonzero(ours))
        reason = REASONS[found["care_line_outcome"]].astype(object)
        reason[changed & (reason == "")] = CHANGED
        reason[~ours] = NOT_OURS

        def explain(line: int) -> tuple[Mapping[str, Any], str]:
            """The facts of a line that the law was asked about, and the target."""
            return {name: column[line].item() for name, column in known.facts.items()}, "care_line_outcome"

        return Verdict(found["care_line_payable_cents"], reason.astype(str), explain)

    return check


def pays_from(sector: Sector) -> int:
    """The first day that the care fund pays: of before, lines are not for it, and the law has no rule for them."""
    return int(law_on(date.today()).parameters[PAYS_FROM.get(sector.sector, "sheltered_living_pays_from")])


def _by_month(batch: Batch, lines: Int64s) -> Iterator[tuple[Law, Int64s]]:
    """The law of a line is that of the first day of its month, when amounts change."""
    months = batch.columns["month"][lines]
    for month in np.unique(months):
        yield law_on(date.fromordinal(first_day(int(month)))), lines[months == month]


def _by_law(sector: Sector, batch: Batch, known: Known, lines: Int64s) -> None:
    """Amounts that the law itself gives, the share that a user may pay at most, and the most units of a line."""
    facts = known.facts
    given = _ask(sector.amounts, batch, known, lines, 0)
    if given is not None:
        facts["care_told_cents"] = np.where(given > 0, given, facts["care_told_cents"])
        facts["care_code_known"] = facts["care_code_known"] | (given > 0)
    shares = _ask(sector.shares, batch, known, lines, NO_LIMIT)
    if shares is not None:
        facts["care_line_share_most_cents"] = shares
    limits = _ask(sector.limits, batch, known, lines, -1)
    if limits is not None:
        possible = facts["care_count_possible"]
        facts["care_count_possible"] = np.where(limits >= 0, np.minimum(possible, limits), possible)


def _ask(give: Amounts | None, batch: Batch, known: Known, lines: Int64s, without: int) -> Int64s | None:
    """Ask a sector for a number for each line, by the law of its month; `without` where that law has no rule yet."""
    if give is None:
        return None
    column = np.full(len(batch), without, np.int64)
    for law, at in _by_month(batch, lines):
        columns = {name: values[at] for name, values in batch.columns.items()}
        columns["used_in_year"] = known.used_in_year[at]
        try:
            column[at] = give(law, columns, [known.details[line] for line in at])
        except LegalGap:
            continue
    return column


def _at_told_amount(batch: Batch, known: Known) -> Any:
    """Lines that were accepted before, at the amount that holds now; returns which ones that changes."""
    facts = known.facts
    told = facts["care_told_cents"]
    follows = ~np.isin(batch.columns["line"], known.refused) & (told > 0) & (told != facts["care_line_unit_cents"])
    facts["care_line_unit_cents"] = np.where(follows, told, facts["care_line_unit_cents"])
    total = facts["care_line_count"] * told
    facts["care_line_total_cents"] = np.where(follows, total, facts["care_line_total_cents"])
    return follows


def _decide(batch: Batch, facts: Mapping[str, Any], lines: Int64s) -> dict[str, Any]:
    found = {target: np.zeros(len(batch), np.int64) for target in TARGETS}
    for law, at in _by_month(batch, lines):
        for target, column in run(law, TARGETS, {name: column[at] for name, column in facts.items()}).items():
            found[target][at] = column
    return found


def run(law: Law, targets: Sequence[str], facts: Mapping[str, Any]) -> dict[str, Any]:
    """Run rules over columns; facts that they do not take are left out."""
    kernel = law.kernel(targets)
    inputs = kernel.inputs
    return dict(kernel(kernel.fit({name: column for name, column in facts.items() if name in inputs})))
