"""What the law answers to a question: the outcome, the months, the reasons, and the receipt that proves it."""

import datetime
from dataclasses import dataclass
from typing import Any

from zorgkas.budgets.cases import Asked
from zorgkas.budgets.doubts import LAST_MONTH, OUTCOME
from zorgkas.budgets.models import CareForm
from zorgkas.engine import FOREVER, Decision
from zorgkas.engine.explanation import Step
from zorgkas.law import law_on
from zorgkas.law.zzz.kinds import ZzzOutcome

# Reasons that only say something about some people, with the fact that makes them matter.
ONLY_WHEN = {
    "parent_condition_met": lambda case: "guardian_birth_date" in case or "guardian_affiliated" in case,
    "waiting_time_met": lambda case: bool(case.get("waiting_group")),
    "hospital_condition_met": lambda case: bool(case.get("in_hospital_on_application")),
}


@dataclass(frozen=True)
class Answer:
    """The answer of the law to one question. Months count as the law counts them."""

    asked: Asked
    outcome: Decision
    first_month: Decision
    last_month: Decision

    @property
    def granted(self) -> bool:
        """Whether there is a right."""
        return bool(self.outcome.raw == ZzzOutcome.GRANTED)

    @property
    def valid_from(self) -> datetime.date:
        """The first day of the right."""
        return _first_day(self.first_month.raw)

    @property
    def valid_to(self) -> datetime.date | None:
        """The first day after the right; empty when it has no end."""
        return None if self.last_month.raw >= FOREVER else _first_day(self.last_month.raw + 1)

    @property
    def rank(self) -> tuple[object, ...]:
        """What is best for the person comes first: a grant, the earliest month, the longest right."""
        if not self.granted:
            return (1, 0, 0, -_issued(self.asked))
        return (0, self.first_month.raw, -self.last_month.raw, -_issued(self.asked))

    def receipt(self) -> dict[str, Any]:
        """The receipt of the outcome, with those of the months beside it."""
        months = [self.first_month, self.last_month] if self.granted else []
        return {**self.outcome.receipt(), "further": [one.receipt() for one in months]}

    def motivation(self) -> list[dict[str, Any]]:
        """The conditions in plain words with their articles: of a refusal what is not met first."""
        nl, en = (_reasons(self, language) for language in ("nl", "en"))
        reasons = [
            {
                "name": step.name,
                "met": bool(step.value),
                "article": step.article,
                "nl": step.sentence,
                "en": other.sentence,
            }
            for step, other in zip(nl, en, strict=True)
        ]
        return sorted(reasons, key=lambda reason: bool(reason["met"])) if not self.granted else reasons


def answer(asked: Asked, on: datetime.date) -> Answer:
    """Ask the law of a day."""
    law = law_on(on)
    case = asked.case
    first = law.decide(case, _first_target(asked, on))
    return Answer(asked, law.decide(case, OUTCOME), first, law.decide(case, LAST_MONTH))


def _first_target(asked: Asked, on: datetime.date) -> str:
    """Another form of care for a right that runs follows at once, without waiting period (BVR art. 176)."""
    before, question = asked.before, asked.question
    if before is None or before.care_form == question.care_form:
        return "zzz_first_month"
    target = "residential_first_month" if question.care_form == CareForm.RESIDENTIAL else "home_again_first_month"
    month = law_on(on).decide(asked.case, target).raw
    changes = month < FOREVER and before.runs_on(_first_day(month - (question.care_form == CareForm.HOME)))
    return target if changes else "zzz_first_month"


def _reasons(answer: Answer, language: str) -> list[Step]:
    steps = {step.name: step for step in answer.outcome.explain(language)}
    case = answer.asked.case
    names = [
        name
        for name in steps[OUTCOME].inputs
        if name.endswith("_met") and ONLY_WHEN.get(name, lambda _case: True)(case)
    ]
    names += [name for name in _proofs(answer, steps) if name in steps]
    return [steps[name] for name in names]


def _proofs(answer: Answer, steps: dict[str, Step]) -> list[str]:
    """How the need was proven, down to the threshold; or that it was not."""
    if answer.granted:
        proven = [name for name, step in steps.items() if name.startswith("proven_by") and step.value is True]
        return ["severely_dependent", *proven, *_thresholds(proven, steps)]
    finding = str(answer.asked.case.get("finding_instrument", 0))
    return ["severely_dependent", *(["belrai_threshold_met"] if finding in ("1", "8") else []), "document_given"]


def _thresholds(proven: list[str], steps: dict[str, Step]) -> list[str]:
    inputs = {name for one in proven for name in steps[one].inputs}
    return [name for name, step in steps.items() if name in inputs and name.endswith("_met") and step.value is True]


def _issued(asked: Asked) -> int:
    finding = asked.question.finding
    return finding.issued_on.toordinal() if finding else 0


def _first_day(month: int) -> datetime.date:
    return datetime.date(month // 12, month % 12 + 1, 1)
