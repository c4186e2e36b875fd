"""Whether a new finding ends the decision on care at home that runs, and takes its place (BVR art. 167 §2/1)."""

import datetime

from zorgkas.budgets.answers import Answer
from zorgkas.budgets.models import CareForm
from zorgkas.budgets.rights import Right
from zorgkas.engine import FOREVER, LegalGap
from zorgkas.law import law_on
from zorgkas.law.zzz.kinds import FindingRelation, ReplacementGround
from zorgkas.registry.models import CareFinding

TARGET = "running_decision_replaced_by"


def replacement(best: Answer, on: datetime.date) -> ReplacementGround:
    """The case of the article in which the answer replaces what runs; NONE when it does not.

    For the days before 1 March 2026, of which the text is not known, a grant replaces when it gives more months.
    """
    before, question = best.asked.before, best.asked.question
    if before is None or before.ended_on(on) or question.finding is None:
        return ReplacementGround.NONE
    if before.care_form != CareForm.HOME or question.care_form != CareForm.HOME:
        return ReplacementGround.NONE
    ends = question.finding.valid_to
    if best.granted and ends is not None and before.valid_to is not None and ends <= before.valid_to:
        return ReplacementGround.NONE  # extended for the shortest validity only: the document itself holds no longer
    case = best.asked.case | {
        "finding_relation": relation(question.finding, before),
        "new_last_month": best.last_month.raw if best.granted else 0,
        "running_last_month": last_month(before),
    }
    if before.issued_on:
        case["running_finding_issued_on"] = before.issued_on
    try:
        return ReplacementGround(law_on(on).decide(case, TARGET).raw)
    except LegalGap:
        longer = best.granted and best.last_month.raw > last_month(before)
        return ReplacementGround.LONGER if longer else ReplacementGround.NONE


def relation(finding: CareFinding, before: Right) -> FindingRelation:
    """Where a finding comes from, seen from the one behind the right that runs.

    What was decided elsewhere rests on a document that is not known here: then another one by other criteria is
    supposed, which never takes a right away.
    """
    if before.instrument is None or before.issued_on is None:
        return FindingRelation.OTHER_CRITERIA
    earlier = CareFinding.objects.filter(
        person_id=finding.person_id, instrument=before.instrument, issued_on=before.issued_on
    ).order_by("-pk")
    if any(_name(one.issuer) == _name(finding.issuer) for one in earlier):
        return FindingRelation.SAME_ISSUER
    same = finding.instrument == before.instrument
    return FindingRelation.OTHER_SAME_CRITERIA if same else FindingRelation.OTHER_CRITERIA


def last_month(right: Right) -> int:
    """The last month of a right as the law counts it; FOREVER without end."""
    return FOREVER if right.valid_to is None else right.valid_to.year * 12 + right.valid_to.month - 2


def _name(issuer: str) -> str:
    return " ".join(issuer.casefold().split())
