"""The check of lines that the engine asks for: a batch in, what is accepted of each line and why not, out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa

from zorgkas.care.pillar import Batch, Verdict
from zorgkas.care.pillars.residential.assess import Assessed, Context, assess, right_day_cents
from zorgkas.care.pillars.residential.columns import Ints, Lines
from zorgkas.care.pillars.residential.context import read_context
from zorgkas.care.pillars.residential.files import CODES, UNITS, codes_of
from zorgkas.law.residential.kinds import LineOutcome

# Lines that come in now stand after every line that came in before.
AFTER_ALL = 1 << 40
# What is absurd is refused like what is wrong: numbers are cut to what the law's columns hold.
MOST_DAYS, MOST_CENTS, MOST_KM = 100, 1_000_000_000, 30_000
CHANGED, UNKNOWN_UNIT = "AMOUNT_CHANGED", "UNKNOWN_UNIT"
REASONS = np.array(["" if outcome == LineOutcome.ACCEPTED else outcome.name for outcome in LineOutcome])


def check(batch: Batch) -> Verdict:
    """Judge the lines. A credit is taken as it is: the engine saw to it that the line that it corrects exists.

    A line that was accepted and is judged again follows the amount that is told now: the difference is a later
    correction (BVR art. 521 §3). A line that was refused must still ask the right amount.
    """
    these = [int(line) for line in batch.columns["line"]] if batch.again else []
    lines = _lines(batch)
    context, refused = read_context(lines, these)
    lines = replace(lines, refused_before=np.isin(batch.columns["line"], refused) & batch.again)
    asked = np.flatnonzero((lines.total_cents >= 0) & (lines.unit != 0))
    if batch.again:
        lines = _at_right_amount(lines, context)
    assessed = assess(lines.where(asked), context)
    accepted = np.array(batch.columns["claimed_cents"], np.int64)
    reason = np.full(len(lines), "", dtype=object)
    right = np.where(assessed.outcome == LineOutcome.ACCEPTED, lines.total_cents[asked], 0)
    reason[asked] = REASONS[assessed.outcome]
    changed = (right != accepted[asked]) & (assessed.outcome == LineOutcome.ACCEPTED)
    accepted[asked] = right
    reason[asked[changed]] = CHANGED
    unknown = np.flatnonzero(lines.unit == 0)
    accepted[unknown], reason[unknown] = 0, UNKNOWN_UNIT
    return Verdict(accepted, reason.astype(str), _explanation(assessed, asked) if len(asked) else None)


def _explanation(assessed: Assessed, asked: Ints) -> Callable[[int], tuple[Mapping[str, Any], str]]:
    def explain(line: int) -> tuple[Mapping[str, Any], str]:
        """The facts of a line that the law was asked about, and the target."""
        return assessed.case(int(np.searchsorted(asked, line))), "stay_line_outcome"

    return explain


def _lines(batch: Batch) -> Lines:
    columns = batch.columns
    number = columns["line"].astype(np.int64) if batch.again else AFTER_ALL + np.arange(len(batch))
    return Lines(
        number=number,
        refused_before=np.zeros(len(batch), np.bool_),
        person=columns["person"].astype(np.int64),
        site=columns["provider"].astype(np.int64),
        unit=_numbers(columns["unit"], UNITS),
        kind=_numbers(columns["code"], CODES),
        month=columns["month"].astype(np.int64),
        first=columns["first"].astype(np.int64),
        last=columns["last"].astype(np.int64),
        days=np.clip(columns["quantity"].astype(np.int64), -MOST_DAYS, MOST_DAYS),
        day_cents=np.clip(columns["unit_cents"].astype(np.int64), -MOST_CENTS, MOST_CENTS),
        total_cents=np.clip(columns["claimed_cents"].astype(np.int64), -MOST_CENTS, MOST_CENTS),
        hundredth_km=np.clip(columns["hundredth_km"].astype(np.int64), 0, MOST_KM),
        received=columns["received"].astype(np.int64),
    )


def _numbers(codes: Any, known: Mapping[str, int]) -> Ints:
    return codes_of(pa.array(codes, pa.string()), {code: int(value) for code, value in known.items()}).astype(np.int64)


def _at_right_amount(lines: Lines, context: Context) -> Lines:
    """Lines that were accepted before, at the amount that holds now."""
    right = right_day_cents(lines, context)
    follows = ~lines.refused_before & (right > 0) & (lines.total_cents >= 0)
    day_cents = np.where(follows, right, lines.day_cents)
    return replace(lines, day_cents=day_cents, total_cents=np.where(follows, lines.days * day_cents, lines.total_cents))
