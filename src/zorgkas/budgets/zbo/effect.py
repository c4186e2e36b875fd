"""What a revision changes and from which month: more, less, an end, or nothing (BVR art. 226)."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zorgkas.budgets.models import Revision
from zorgkas.budgets.rulings import first_day
from zorgkas.budgets.zbo.cases import ZboAsked
from zorgkas.budgets.zbo.replacement import replaces
from zorgkas.budgets.zbo.running import Running
from zorgkas.engine import NEVER, Decision
from zorgkas.law import law_on
from zorgkas.law.zbo.kinds import RevisionCase, ZboOutcome

COMPARED = ("zbo_payable_year_cents", "zbo_income_cents", "zbo_category", "zbo_outcome")
_MEANS = (RevisionCase.INCOME_ROSE, RevisionCase.INCOME_FELL)


@dataclass(frozen=True)
class Effect:
    """The budget a year on the day after the event, before and after; and the month it works from."""

    case: RevisionCase
    before_cents: int
    after_cents: int
    nothing: bool
    month: int | None
    month_receipt: dict[str, Any]


def effect(revision: Revision, now: Running, asked: ZboAsked, on: datetime.date) -> Effect:
    """Compare what the law gives after the event with what was granted."""
    before, values = _compared(now, asked)
    after = _after(values)
    case = _case(RevisionCase(revision.case), before, after)
    found = _month(revision, now, case, on, rises=after > before)
    same = after == before and values["zbo_category"] == now.right.category and case != RevisionCase.PROVISIONAL_DATE
    about_need = case == RevisionCase.SELF_RELIANCE_CHANGED
    kept = about_need and not replaces(now, asked, int(values["zbo_category"]), on)
    return Effect(
        case=case,
        before_cents=before,
        after_cents=after,
        nothing=same or kept or _rise_too_small(case, now, values, asked),
        month=None if found.raw == NEVER else int(found.raw),
        month_receipt=found.receipt(),
    )


def month_of_change(revision: Revision, now: Running, asked: ZboAsked, on: datetime.date) -> int | None:
    """The month from which a revision would have worked with this case; None when the law gives none."""
    before, values = _compared(now, asked)
    after = _after(values)
    found = _month(revision, now, _case(RevisionCase(revision.case), before, after), on, rises=after > before)
    return None if found.raw == NEVER else int(found.raw)


def _compared(now: Running, asked: ZboAsked) -> tuple[int, dict[str, Any]]:
    """The budget a year that was granted, as it stands on the day; and what the law gives on that day."""
    law = law_on(first_day(asked.question.effective_month))
    granted = {
        "zbo_granted_year_cents": now.right.granted_year_cents or 0,
        "zbo_granted_index_level": now.right.granted_index_level,
    }
    before = int(law.decide(granted, "zbo_running_year_cents").raw)
    return before, law.evaluate(asked.case, list(COMPARED))


def _after(values: Mapping[str, Any]) -> int:
    return int(values["zbo_payable_year_cents"]) if values["zbo_outcome"] == ZboOutcome.GRANTED else 0


def _month(revision: Revision, now: Running, case: RevisionCase, on: datetime.date, *, rises: bool) -> Decision:
    facts = {
        "revision_case": case,
        "revision_event_on": revision.event_on,
        "revision_reported_on": revision.reported_on or NEVER,
        "revision_notified_on": on,
        "no_duty_to_report": revision.by_message,
        "changed_first_month": now.first_month,
        "changed_last_month": now.last_month,
        "first_granted_month": now.first_granted_month,
    }
    return law_on(on).decide(facts, "zbo_increase_month" if rises else "zbo_decrease_month")


def _case(case: RevisionCase, before: int, after: int) -> RevisionCase:
    """Whether income rose or fell shows in the budget: a row that ends can be an income or a debt."""
    if case not in _MEANS:
        return case
    return RevisionCase.INCOME_FELL if after > before else RevisionCase.INCOME_ROSE


def _rise_too_small(case: RevisionCase, now: Running, values: dict[str, Any], asked: ZboAsked) -> bool:
    """The fund revises for a higher income from a rise of 10 % on; losing the income guarantee always counts."""
    if case != RevisionCase.INCOME_ROSE or now.income_cents is None:
        return False
    if values["zbo_category"] != now.right.category:
        return False
    known = {"previous_income_cents": now.income_cents, "new_income_cents": int(values["zbo_income_cents"])}
    return not law_on(first_day(asked.question.effective_month)).decide(known, "income_rose_enough").raw
