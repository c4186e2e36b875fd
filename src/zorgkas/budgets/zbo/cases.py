"""The case of a ZBO for one decision: conditions, need, household and means on a day, and what is lacking."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zorgkas.budgets.cases import Background, backgrounds, missing_facts
from zorgkas.budgets.doubts import Case
from zorgkas.budgets.models import CareForm
from zorgkas.budgets.questions import Question
from zorgkas.budgets.rulings import Ruling, first_day
from zorgkas.budgets.zbo.evidence import NEED, TOPICS, Lacking, lacking
from zorgkas.budgets.zbo.reading import Reading, read
from zorgkas.engine import NEVER
from zorgkas.law import law_on
from zorgkas.law.zbo.kinds import ZboOutcome
from zorgkas.law.zbo.means import Means
from zorgkas.registry.reasons import Reason

OUTCOME, LAST_MONTH = "zbo_outcome", "zbo_last_month"
AMOUNTS = ("zbo_month_cents",)
# The steps that are told as reasons beside the conditions.
TOLD = (
    "zbo_category",
    "zbo_maximum_cents",
    "family_category",
    "zbo_income_cents",
    "exempt_income_cents",
    "zbo_year_cents",
    "zbo_month_cents",
)
# Refusals that no further investigation can change (BVR art. 216).
WITHOUT_INVESTIGATION = frozenset(
    {
        ZboOutcome.NOT_AFFILIATED,
        ZboOutcome.EARLIER_PREMIUMS_UNPAID,
        ZboOutcome.NO_LEGAL_STAY,
        ZboOutcome.RESIDENCE_TOO_SHORT,
        ZboOutcome.WAITING_TIME,
        ZboOutcome.TOO_YOUNG,
        ZboOutcome.BENEFIT_OF_OTHER_AREA,
        ZboOutcome.NO_CATEGORY,
    }
)


@dataclass(frozen=True)
class ZboQuestion:
    """About one person, from one month on (as the law counts it)."""

    person_id: int
    effective_month: int
    claimed_on: datetime.date
    applied_on: datetime.date | None = None
    answers: Mapping[str, object] = field(default_factory=dict)
    # The care need stays as it was; its category and the end of the decision are kept (BVR art. 223 al. 3).
    need_unchanged: bool = False
    changed_last_month: int | None = None


@dataclass(frozen=True)
class ZboAsked:
    """A question with its case, what must still be asked of whom, and the rows of the means test."""

    question: ZboQuestion
    case: Case
    lacking: tuple[Lacking, ...]
    missing: tuple[Reason, ...]
    means: Means | None

    @property
    def outcome(self) -> ZboOutcome:
        """The outcome with what is known now."""
        return ZboOutcome(self._law.decide(self.case, OUTCOME).raw)

    @property
    def settled(self) -> bool:
        """Nothing that is still lacking can change the outcome."""
        if not self.lacking:
            return True
        outcome = self.outcome
        doubtful = outcome == ZboOutcome.NO_CATEGORY and any(one.what == NEED for one in self.lacking)
        return outcome in WITHOUT_INVESTIGATION and not doubtful

    @property
    def _law(self) -> Any:
        return law_on(first_day(self.question.effective_month))

    def ruling(self, decided_on: datetime.date) -> Ruling:
        """What the law of the effective day says."""
        law = self._law
        outcome = law.decide(self.case, OUTCOME)
        payable, last = law.decide(self.case, "zbo_payable_year_cents"), law.decide(self.case, LAST_MONTH)
        other = int(str(self.case.get("other_benefit_year_cents", 0)))
        return Ruling(
            person_id=self.question.person_id,
            case=self.case,
            outcome=outcome,
            first_month=self.question.effective_month,
            last_month=last.raw,
            months=(last,),
            amounts=[law.decide(self.case, name) for name in AMOUNTS],
            values={
                "category": int(payable.values["zbo_category"]),
                "granted_year_cents": int(payable.raw),
                "granted_index_level": int(law.parameters["zbo_index_level"]),
                "other_benefit_year_cents": other,
                "decision_month": decided_on.year * 100 + decided_on.month if other else 0,
                "provisional": bool(self.case.get("provisional_elements", False)),
            },
            told=TOLD,
        )


def ask(question: ZboQuestion, on: datetime.date, known_at: datetime.datetime) -> ZboAsked:
    """Put the case together with the facts as known at a moment; the law is that of the effective day."""
    return ask_many([question], on, known_at)[0]


def ask_many(questions: Sequence[ZboQuestion], on: datetime.date, known_at: datetime.datetime) -> list[ZboAsked]:
    """The same for many: what is known is read once for all of them."""
    if not questions:
        return []
    days = [first_day(question.effective_month) for question in questions]
    reading = read([question.person_id for question in questions], days, known_at, until=on)
    people = [Question(one.person_id, CareForm.HOME, one.claimed_on, one.applied_on) for one in questions]
    opened = [one.claimed_on.toordinal() for one in questions]
    background = backgrounds(people, opened, on, known_at)
    return [
        _asked(question, reading, number, people[number], background[number])
        for number, question in enumerate(questions)
    ]


def _asked(question: ZboQuestion, reading: Reading, number: int, person: Question, background: Background) -> ZboAsked:
    case: Case = reading.case(number)
    case["applied_on"] = question.applied_on or NEVER
    case |= background.case
    case |= {name: value for name, value in question.answers.items() if name not in TOPICS}
    if question.need_unchanged:
        case["need_unchanged"] = True
    if question.changed_last_month is not None:
        case["changed_last_month"] = question.changed_last_month
    law = law_on(first_day(question.effective_month))
    found, counted = lacking(law, case, reading.means.of(number), question.answers)
    return ZboAsked(question, case, tuple(found), missing_facts(person, case, background.known), counted)
