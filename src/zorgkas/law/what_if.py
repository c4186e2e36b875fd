"""What would somebody get? The law of today put to a situation that somebody describes, with what is missing by name.

The same rules as for a decision, nothing of their own: a missing fact becomes a question instead of an error, a gap in
the law is said as such, and evidence that contradicts itself is named.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from zorgkas.engine import CaseError, Decision, Law, LegalGap
from zorgkas.engine.calendar import first_day
from zorgkas.engine.declare import Fact
from zorgkas.engine.errors import suggest
from zorgkas.law import book, law_on
from zorgkas.law.questions import Benefit, Question, questions
from zorgkas.law.situation import Situation
from zorgkas.law.zbo.checks import check_evidence
from zorgkas.law.zbo.kinds import ZboOutcome
from zorgkas.law.zbo.means import CountedRow, means

_OUTCOME = {Benefit.ZZZ: "zzz_outcome", Benefit.ZBH: "zbh_outcome", Benefit.ZBO: "zbo_outcome"}
_DUE = {Benefit.ZZZ: "zzz_due_cents", Benefit.ZBH: "zbh_due_cents"}


class State(StrEnum):
    """How a what-if ends."""

    GRANTED = "granted"
    REFUSED = "refused"
    OWED = "owed"
    NOTHING_OWED = "nothing owed"
    MISSING = "missing"
    GAP = "gap"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True)
class Missing:
    """A fact that must be known first, with its question where there is one."""

    fact: str
    label: Mapping[str, str]
    question: Question | None


@dataclass(frozen=True)
class Answer:
    """What the law says about one benefit. Months are "YYYY-MM" or "forever"; the amount is a month's, a premium's a
    year's.
    """

    benefit: Benefit
    state: State
    on: datetime.date
    cents: int | None = None
    first_month: str | None = None
    last_month: str | None = None
    decisions: tuple[Decision, ...] = ()
    rows: tuple[CountedRow, ...] = ()
    missing: tuple[Missing, ...] = ()
    assumed: tuple[Missing, ...] = ()
    # Why the law has no answer, or what contradicts what.
    gap: LegalGap | None = None
    contradiction: str = ""
    # Work or replacement income was given of another year than the reference year only: ask that of the year itself.
    asks_year: int = 0

    def problem(self, language: str) -> str:
        """What stands in the way of an answer, in the language of the reader; empty when nothing does."""
        return self.gap.told(language) if self.gap else self.contradiction

    @property
    def reason(self) -> Decision | None:
        """The decision that says why, for `explain`."""
        return self.decisions[0] if self.decisions else None


def what_if(situation: Situation) -> list[Answer]:
    """Answer for every benefit that is asked about and whose chapter exists.

    A CaseError says that a name in the situation is no fact of the law.
    """
    known = book().facts
    for name in situation.facts:
        if name not in known:
            raise CaseError(f"{name} is not a fact of this law.{suggest(name, known)}")
    return [_answer(benefit, situation) for benefit in situation.benefits if _exists(benefit)]


def _exists(benefit: Benefit) -> bool:
    return benefit == Benefit.PREMIUM or _OUTCOME[benefit] in book().rules


def _answer(benefit: Benefit, situation: Situation) -> Answer:
    ask = {Benefit.PREMIUM: _premium, Benefit.ZBO: _zbo}.get(benefit, _budget)
    facts = _known(situation)
    try:
        return ask(benefit, situation, facts)
    except _Lacking as lacking:
        return Answer(benefit, State.MISSING, situation.on, missing=lacking.missing)
    except LegalGap as gap:
        return Answer(benefit, State.GAP, situation.on, gap=gap)
    except CaseError as error:
        return Answer(benefit, State.CONTRADICTION, situation.on, contradiction=str(error))


class _Lacking(Exception):
    def __init__(self, missing: tuple[Missing, ...]) -> None:
        self.missing = missing


def _known(situation: Situation) -> dict[str, object]:
    """The facts given, and what follows from them and from the day of the question."""
    facts = dict(situation.facts)
    born = facts.get("birth_date")
    if isinstance(born, str):
        born = datetime.date.fromisoformat(born)
    if "birth_year" not in facts and isinstance(born, datetime.date):
        facts["birth_year"] = born.year
    facts.setdefault("applied_on", situation.on)
    return facts


def _premium(benefit: Benefit, situation: Situation, facts: dict[str, object]) -> Answer:
    law = law_on(datetime.date(situation.on.year, 1, 1))
    decision = _decide(law, facts, "premium_due_cents")
    state = State.OWED if decision.value else State.NOTHING_OWED
    assumed = _assumed(benefit, law, facts, ["premium_due_cents"])
    return Answer(benefit, state, law.date, decision.value, decisions=(decision,), assumed=assumed)


def _budget(benefit: Benefit, situation: Situation, facts: dict[str, object]) -> Answer:
    """ZZZ and ZBH: the law of the day of the question decides, the amount is that of the first month."""
    law, target = law_on(situation.on), _OUTCOME[benefit]
    decision = _decide(law, facts, target)
    assumed = _assumed(benefit, law, facts, [target])
    if decision.value.name != "GRANTED":
        return Answer(benefit, State.REFUSED, law.date, decisions=(decision,), assumed=assumed)
    prefix = benefit.lower()
    first = _decide(law, facts, f"{prefix}_first_month")
    last = _decide(law, facts, f"{prefix}_last_month")
    due = law_on(datetime.date.fromordinal(first_day(first.raw)))
    running = {**facts, "entitled_from": first_day(first.raw), "due_month": first.raw}
    amount = _decide(due, running, _DUE[benefit])
    decisions = (decision, amount, first, last)
    return Answer(
        benefit, State.GRANTED, law.date, amount.value, first.value, last.value, decisions=decisions, assumed=assumed
    )


def _zbo(benefit: Benefit, situation: Situation, facts: dict[str, object]) -> Answer:
    """The law of the day of the application gives the effective month, the law of its first day everything else."""
    first = _decide(law_on(situation.on), facts, "zbo_first_month")
    law = law_on(datetime.date.fromordinal(first_day(first.raw)))
    case = {**facts, "zbo_effective_month": first.raw}
    check_evidence(law, case)
    counted = means(law, situation.means, case)
    case |= counted.sums
    decision, amount = _decide(law, case, "zbo_outcome"), _decide(law, case, "zbo_month_cents")
    answer = Answer(
        benefit,
        State.REFUSED,
        law.date,
        decisions=(decision, amount),
        rows=counted.rows,
        assumed=_assumed(benefit, law, case, ["zbo_outcome", "zbo_month_cents"]),
        asks_year=counted.reference_year if counted.asks_reference_year else 0,
    )
    if decision.value != ZboOutcome.GRANTED:
        return answer
    last = _decide(law, case, "zbo_last_month")
    return replace(
        answer,
        state=State.GRANTED,
        cents=amount.value,
        first_month=first.value,
        last_month=last.value,
        decisions=(decision, amount, first, last),
    )


def _decide(law: Law, facts: Mapping[str, object], target: str) -> Decision:
    """Ask the law; a fact that is missing becomes a question."""
    needed = law.facts_of(target)
    missing = tuple(_missing(law, fact.name) for fact in needed if fact.default is None and fact.name not in facts)
    if missing:
        raise _Lacking(missing)
    return law.decide(facts, target)


def _assumed(benefit: Benefit, law: Law, facts: Mapping[str, object], targets: Sequence[str]) -> tuple[Missing, ...]:
    """The facts that were not given, and for which another answer than the usual one would change something."""
    given = {name: value for name, value in facts.items() if name in law.page.facts}
    usual = law.evaluate(given, targets)
    needed = {fact.name: fact for target in targets for fact in law.facts_of(target)}
    found = []
    for name, question in questions().items():
        if benefit not in question.benefits or name not in needed or name in facts:
            continue
        others = (law.evaluate({**given, name: other}, targets) for other in _other_answers(needed[name], law.date))
        if any(other[target] != usual[target] for other in others for target in targets):
            found.append(_missing(law, name))
    return tuple(found)


def _other_answers(fact: Fact, on: datetime.date) -> list[object]:
    """Answers that somebody could give instead of the usual one."""
    if fact.kind.name == "bool":
        return [not fact.default]
    if fact.kind.enum is not None:
        return [member for member in fact.kind.enum if member != fact.default]
    if fact.kind.name == "day":
        return [on]
    return [fact.high] if fact.high is not None else []


def _missing(law: Law, name: str) -> Missing:
    label = {language: law.label(name, language) for language in ("nl", "en")}
    return Missing(name, label, questions().get(name))
