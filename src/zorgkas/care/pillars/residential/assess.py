"""What becomes of lines of invoices, all at once: facts from columns, outcomes from the law (BVR art. 416-530).

The law decides; this module only finds the facts of each line: its stays, the amount that was told, what was billed
before, what is left of the recognised capacity. The order of receipt of the lines counts (art. 529 §2).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from zorgkas.care.pillars.residential.capacity import capacity_left
from zorgkas.care.pillars.residential.columns import (
    Absences,
    Amounts,
    Billed,
    Flags,
    Ints,
    Lines,
    OtherCare,
    People,
    Places,
    Positions,
    Stays,
    Used,
    key,
    overlap,
    pairs,
    place,
    total_by,
)
from zorgkas.engine import FOREVER, NEVER, Law
from zorgkas.engine.calendar import first_day
from zorgkas.law import law_on
from zorgkas.law.residential.kinds import AllowanceKind, CareUnit, LineOutcome

STAY_TARGETS = ("stay_days_in_month", "day_after_last_stay_day", "first_stay_day")
LINE_TARGETS = ("stay_line_outcome", "stay_line_day_cents", "days_within_capacity")
UNLIMITED = 9_999
Columns = dict[str, npt.NDArray[Any]]


@dataclass(frozen=True)
class Context:
    """Everything that is known beside the lines themselves."""

    stays: Stays
    absences: Absences
    amounts: Amounts
    places: Places
    billed: Billed
    used: Used
    people: People
    other_care: OtherCare


@dataclass(frozen=True)
class Assessed:
    """For each line its outcome (LineOutcome), the right amount of a day, and the facts it rests on."""

    outcome: Ints
    day_cents: Ints
    days_within_capacity: Ints
    facts: Columns = field(repr=False)

    def case(self, line: int) -> dict[str, object]:
        """The facts of one line as the law takes them, to explain it."""
        return {name: column[line].item() for name, column in self.facts.items()}


def assess(lines: Lines, context: Context) -> Assessed:
    """Decide about each line. The law of a line is that of the first day of its month, when amounts change.

    Three rounds, because what a line finds depends on the lines before it in the same file: first each line by itself,
    then the days that an accepted line before it asks for too, then the capacity that accepted lines before it used.
    """
    own, month, facts = _facts(lines, context)
    month -= _days_billed(lines, context.billed)
    facts["days_possible"] = np.clip(np.minimum(own, month), 0, 31)
    outcome = _decide(lines, facts)["stay_line_outcome"]
    if len(lines) > 1:
        earlier = billed_by(lines.where(outcome == LineOutcome.ACCEPTED))
        none = replace(lines, refused_before=np.zeros(len(lines), np.bool_))
        facts["days_billed_here"] += _billed(none, earlier, here=True)
        facts["days_billed_elsewhere"] += _billed(none, earlier, here=False)
        facts["days_possible"] = np.clip(np.minimum(own, month - _days_billed(none, earlier)), 0, 31)
        outcome = _decide(lines, facts)["stay_line_outcome"]
    facts["stay_capacity_days_left"] = capacity_left(lines, outcome, context.places, context.used)
    found = _decide(lines, facts)
    return Assessed(found["stay_line_outcome"], found["stay_line_day_cents"], found["days_within_capacity"], facts)


def right_day_cents(lines: Lines, context: Context) -> Ints:
    """The right amount of a day of each line, whatever it asks."""
    facts = {
        "stay_allowance_kind": lines.kind,
        "told_day_cents": _told(lines, context.amounts)[0],
        "day_travel_hundredth_km": lines.hundredth_km,
    }
    return _decide(lines, facts, ("stay_line_day_cents",))["stay_line_day_cents"]


def billed_by(lines: Lines) -> Billed:
    """Lines that were accepted, as what later ones must not ask again."""
    names = [field.name for field in fields(Billed)]
    return Billed(**{name: getattr(lines, name) for name in names})


def _by_month(lines: Lines) -> Iterator[tuple[Law, Positions]]:
    for month in np.unique(lines.month):
        yield law_on(date.fromordinal(first_day(int(month)))), np.flatnonzero(lines.month == month)


def _decide(lines: Lines, facts: Columns, targets: tuple[str, ...] = LINE_TARGETS) -> dict[str, npt.NDArray[Any]]:
    found = {target: np.zeros(len(lines), np.int64) for target in targets}
    for law, at in _by_month(lines):
        for target, column in _run(law, targets, {name: column[at] for name, column in facts.items()}).items():
            found[target][at] = column
    return found


def _run(law: Law, targets: tuple[str, ...], facts: Columns) -> dict[str, npt.NDArray[Any]]:
    kernel = law.kernel(targets)
    inputs = kernel.inputs
    return dict(kernel(kernel.fit({name: column for name, column in facts.items() if name in inputs})))


def _facts(lines: Lines, context: Context) -> tuple[Ints, Ints, Columns]:
    """How many stay days the days of each line have and its month has, and everything else that is known of it."""
    told, before = _told(lines, context.amounts)
    died, premiums_paid = _people(lines, context.people)
    own, month, stays = _stay_facts(lines, died, context)
    facts = {
        **stays,
        "stay_unit": lines.unit,
        "stay_allowance_kind": lines.kind,
        "stay_additional_recognition": _additional(lines, context.places),
        "stay_month": lines.month,
        "stay_line_days": lines.days,
        "stay_line_unit_cents": lines.day_cents,
        "stay_line_total_cents": lines.total_cents,
        "day_travel_hundredth_km": lines.hundredth_km,
        "stay_invoice_received_on": lines.received,
        "told_day_cents": told,
        "told_before_cents": before,
        "died_on": died,
        "premiums_paid_at_stay": premiums_paid,
        "days_billed_here": _billed(lines, context.billed, here=True),
        "days_billed_elsewhere": _billed(lines, context.billed, here=False),
        "days_in_other_care": _other_care(lines, context.other_care),
        "stay_capacity_days_left": np.full(len(lines), UNLIMITED, np.int64),
    }
    return own, month, facts


def _stay_facts(lines: Lines, died: Ints, context: Context) -> tuple[Ints, Ints, Columns]:
    """How many stay days the days of each line have and its month has; from when to when the stays are approved."""
    stays = context.stays
    at_line, at_stay = pairs(
        key(lines.person, place(lines.site, lines.unit)), key(stays.person, place(stays.site, stays.unit))
    )
    approved_from = np.full(len(lines), FOREVER, np.int64)
    approved_to = np.full(len(lines), NEVER, np.int64)
    own, month = np.zeros(len(lines), np.int64), np.zeros(len(lines), np.int64)
    for law, at in _by_month(lines.where(at_line)):
        line, stay = at_line[at], stays.where(at_stay[at])
        # Day care has no nights: its hours are those of each day, which the register of the centre shows.
        daily = (stay.unit == CareUnit.CDV) | (stay.unit == CareUnit.CDV_ILL)
        # A death that the register tells ends the stay, also when the facility did not tell it: at the end of the day.
        dead = (died[line] != NEVER) & (died[line] < stay.ended)
        found = _run(
            law,
            STAY_TARGETS,
            {
                "stay_from": stay.began,
                "arrived_minute": np.where(daily, 0, stay.arrived_minute),
                "stay_ended_on": np.where(dead, np.maximum(died[line], stay.began), stay.ended),
                "departed_minute": np.where(daily | dead, 1439, stay.departed_minute),
                "ended_by_death": stay.ended_by_death | daily | dead,
                # The first day of the approval was decided with the notification: it is given, not decided again.
                "notice_received_on": stay.began,
                "stay_recognised_from": stay.paid_from,
                "stay_month": lines.month[line],
            },
        )
        start = np.maximum(found["first_stay_day"], stay.paid_from)
        stop = found["day_after_last_stay_day"].astype(np.int64)
        month += total_by(line, found["stay_days_in_month"], len(lines))
        # A stay that death ended on its first day has that day, whatever the hour of admission.
        day_one = np.where(stop == stay.began + 1, np.maximum(stay.began, stay.paid_from), start)
        own += total_by(line, overlap(lines.first[line], lines.last[line], day_one, stop - 1), len(lines))
        np.minimum.at(approved_from, line, start.astype(np.int64))
        np.maximum.at(approved_to, line, stop)
    none = approved_from == FOREVER
    return (
        own,
        month - _absent(lines, context.absences),
        {
            "stay_approved_from": np.where(none, NEVER, approved_from),
            "stay_approved_to": np.where(none, FOREVER, approved_to),
        },
    )


def _absent(lines: Lines, absences: Absences) -> Ints:
    at_line, at = pairs(key(lines.person, lines.month), key(absences.person, absences.month))
    here = lines.site[at_line] == absences.site[at]
    return total_by(at_line, np.where(here, absences.days[at], 0), len(lines))


def _people(lines: Lines, people: People) -> tuple[Ints, Flags]:
    """The day of death, and whether the premiums of the years before the stay day are paid."""
    died, paid = np.full(len(lines), NEVER, np.int64), np.ones(len(lines), np.bool_)
    at_line, at = pairs(lines.person, people.person)
    unpaid = people.unpaid_year[at]
    died[at_line] = people.died[at]
    paid[at_line] = (unpaid == 0) | (unpaid >= lines.month[at_line] // 12)
    return died, paid


def _told(lines: Lines, amounts: Amounts) -> tuple[Ints, Ints]:
    """The amount that holds on the first day of the line and the one before it; of day care the order gives it."""
    told, before = np.zeros(len(lines), np.int64), np.zeros(len(lines), np.int64)
    dated = key(place(amounts.site, amounts.unit), amounts.start)
    order = np.argsort(dated)
    here = place(lines.site, lines.unit)
    at = np.searchsorted(dated[order], key(here, lines.first), "right") - 1
    for column, back in ((told, 0), (before, 1)):
        found = at - back
        fits = found >= 0
        fits[fits] = dated[order[found[fits]]] >> 20 == here[fits]
        if back == 0:
            fits[fits] = amounts.end[order[found[fits]]] > lines.first[fits]
        column[fits] = amounts.day_cents[order[found[fits]]]
    for unit, name in ((CareUnit.CDV, "day_care_f_cents"), (CareUnit.CDV_ILL, "day_care_fp_cents")):
        for line in np.flatnonzero((lines.unit == unit) & (told == 0)).tolist():
            told[line] = _of_order(name, int(lines.month[line]))
    return told, before


@cache
def _of_order(name: str, month: int) -> int:
    """An amount that the order gives, in a month."""
    return int(law_on(date.fromordinal(first_day(month))).parameters[name])


def _additional(lines: Lines, places: Places) -> Flags:
    at_line, at = pairs(place(lines.site, lines.unit), place(places.site, places.unit))
    holds = (places.start[at] <= lines.first[at_line]) & (lines.first[at_line] < places.end[at]) & places.additional[at]
    return total_by(at_line, holds.astype(np.int64), len(lines)) > 0


def _billed(lines: Lines, billed: Billed, here: bool) -> Ints:
    """Days of the line that were accepted before: of the same allowance here, or of the basic one elsewhere.

    Before: received earlier, or received later when this line was refused the first time. Credits count against.
    """
    at_line, at = pairs(key(lines.person, lines.month), key(billed.person, billed.month))
    same = place(lines.site, lines.unit)[at_line] == place(billed.site, billed.unit)[at]
    if here:
        counts = same & (lines.kind[at_line] == billed.kind[at])
    else:
        counts = ~same & (billed.kind[at] == AllowanceKind.BASIC)
    counts &= (billed.number[at] < lines.number[at_line]) | lines.refused_before[at_line]
    common = overlap(lines.first[at_line], lines.last[at_line], billed.first[at], billed.last[at])
    signed = np.where(counts, common * np.sign(billed.days[at]), 0)
    return np.clip(total_by(at_line, signed, len(lines)), 0, 31)


def _days_billed(lines: Lines, billed: Billed) -> Ints:
    """How many days of the same allowance were accepted before in the month of each line, on whichever days."""
    at_line, at = pairs(key(lines.person, lines.month), key(billed.person, billed.month))
    counts = place(lines.site, lines.unit)[at_line] == place(billed.site, billed.unit)[at]
    counts &= lines.kind[at_line] == billed.kind[at]
    counts &= (billed.number[at] < lines.number[at_line]) | lines.refused_before[at_line]
    return total_by(at_line, np.where(counts, billed.days[at], 0), len(lines))


def _other_care(lines: Lines, other: OtherCare) -> Ints:
    at_line, at = pairs(lines.person, other.person)
    common = overlap(lines.first[at_line], lines.last[at_line], other.first[at], other.last[at])
    return np.minimum(total_by(at_line, common, len(lines)), 31)
