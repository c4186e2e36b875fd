"""Take a decision on a ZBO again, and every decision on it that followed (BVR art. 146, 219, 226; DEC art. 89).

Revisions follow on the contested decision. What an appeal finds to be otherwise was so for them as well, as far as they
rested on the same. So the decisions are taken again in the order in which they were taken, each by the law
of its own day, and what comes out replaces the rights from the start.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from zorgkas.budgets import months
from zorgkas.budgets.models import Decision, Entitlement, Revision
from zorgkas.budgets.rulings import Ruling
from zorgkas.budgets.zbo.cases import ZboAsked, ZboQuestion
from zorgkas.budgets.zbo.effect import month_of_change
from zorgkas.budgets.zbo.reading import read
from zorgkas.budgets.zbo.running import running_of
from zorgkas.ledger.accounts import Product

Facts = dict[str, object]
# What follows from the rights of the person and not from what was found out: each decision keeps its own.
_OF_THE_RIGHTS = frozenset({"category_held", "category_at_admission", "changed_last_month", "need_unchanged"})


@dataclass(frozen=True)
class Part:
    """One period of a decision: its day, and the facts of its receipt as they were written down."""

    decision: Decision
    day: datetime.date
    facts: Mapping[str, object]
    first: bool

    @property
    def month(self) -> int:
        """The month that was asked, as the law counts it."""
        return self.day.year * 12 + self.day.month - 1


def decide_zbo_again(
    decision: Decision, corrections: Mapping[str, object], known_at: datetime.datetime | None = None
) -> list[Ruling]:
    """The rulings of the contested decision and of those after it, in the order in which they were taken."""
    parts = [part for one in (decision, *_later(decision)) for part in _parts(one)]
    rulings: list[Ruling] = []
    for part in parts:
        otherwise = {
            name: value
            for name, value in corrections.items()
            if name not in part.facts or part.facts.get(name) == parts[0].facts.get(name)
        }
        case = {**_known(part, known_at), **otherwise, **_of_the_right_before(part, rulings)}
        question = ZboQuestion(part.decision.person_id, part.month, part.day)
        asked = ZboAsked(question, case, (), (), None)
        ruling = asked.ruling(part.decision.decided_on)
        rulings.append(replace(ruling, first_month=_first_month(part, asked)))
    return rulings


def better(rulings: Sequence[Ruling], decision: Decision) -> bool:
    """Whether the person gets a right that was refused, or more, or longer, than the contested decision gave."""
    first, contested = rulings[0], _given(decision)
    if not first.granted:
        return False
    if contested is None:
        return True
    cents, last_day = contested
    mine = int(str(first.values["granted_year_cents"]))
    longer = last_day is not None and (first.valid_to is None or first.valid_to > last_day)
    return mine > cents or longer


def _given(decision: Decision) -> tuple[int, datetime.date | None] | None:
    """The budget a year and the first day after the right, as granted; None when nothing was."""
    if decision.outcome != Decision.Outcome.GRANTED:
        return None
    mine = Entitlement.objects.filter(person_id=decision.person_id, decision=decision)
    right = mine.order_by("recorded_at", "valid_from").first()
    return (0, None) if right is None else (right.granted_year_cents or 0, right.valid_to)


def _later(decision: Decision) -> Iterator[Decision]:
    """Decisions on the ZBO of the same person that were taken afterwards."""
    found = Decision.objects.filter(
        person_id=decision.person_id, application__product=Product.ZBO, decided_at__gt=decision.decided_at
    )
    yield from found.select_related("application").order_by("decided_at", "pk")


def _parts(decision: Decision) -> Iterator[Part]:
    whole = [decision.receipt, *decision.receipt.get("periods", [])]
    for number, receipt in enumerate(whole):
        receipts = [receipt, *receipt.get("further", [])]
        facts = {
            name: value
            for one in reversed(receipts)
            if str(one["target"]).startswith("zbo_") and not _about_the_change(one)
            for name, value in one["facts"].items()
        }
        yield Part(decision, datetime.date.fromisoformat(receipt["on"]), facts, number == 0)


def _about_the_change(receipt: Mapping[str, Any]) -> bool:
    """The receipt of the month from which a revision works: its facts are about the event."""
    return receipt["target"] in ("zbo_increase_month", "zbo_decrease_month", "compensation_first_month")


def _known(part: Part, known_at: datetime.datetime | None) -> Facts:
    """The facts of the receipt, filled up with what was known when it was decided (a refusal asks less).

    With a moment, what is known at that moment goes first, also a document that came after the decision.
    """
    decision = part.decision
    moment = known_at or decision.decided_at
    until = max(decision.decided_on, known_at.date()) if known_at else decision.decided_on
    reading = read([decision.person_id], [part.day], moment, until=until).case(0)
    if known_at is None:
        return {**reading, **part.facts}
    kept = {name: value for name, value in part.facts.items() if name in _OF_THE_RIGHTS or name not in reading}
    return {**reading, **kept}


def _of_the_right_before(part: Part, rulings: Sequence[Ruling]) -> Facts:
    """Where the care need stays as it was, it stays as it is now found to have been (BVR art. 223 al. 3)."""
    before = [one for one in rulings if one.first_month <= part.month]
    if not part.facts.get("need_unchanged") or not before or not before[-1].granted:
        return {}
    return {"category_held": before[-1].values["category"], "changed_last_month": before[-1].last_month}


def _first_month(part: Part, asked: ZboAsked) -> int:
    """The month from which it works: that of the question; of a revision the one that BVR art. 226 gives now."""
    decision = part.decision
    revision = Revision.objects.filter(person_id=decision.person_id, decision=decision).first() if part.first else None
    if revision is None:
        return part.month
    before = decision.decided_at - datetime.timedelta(microseconds=1)
    rights = running_of([decision.person_id], before).get(decision.person_id)
    now = rights.at(part.month) if rights else None
    found = month_of_change(revision, now, asked, decision.decided_on) if now else None
    return months.law_month(revision.effective_month) if found is None else found
