"""Assessments that missed the threshold: for a year only the same assessor may assess again (BVR art. 155)."""

import datetime
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_noop as _

from zorgkas.budgets.doubts import Case, Doubt
from zorgkas.budgets.questions import Question
from zorgkas.engine import NEVER, LegalGap
from zorgkas.law import law_on
from zorgkas.law.zzz.kinds import Instrument
from zorgkas.registry.models import CareFinding
from zorgkas.registry.reasons import reason

# The rule that says whether an assessment with this instrument reached the threshold.
THRESHOLDS = {
    Instrument.BELRAI_ASSESSMENT: "belrai_threshold_met",
    Instrument.BEL_PHYSICAL_ADL: "proven_by_bel_of_minor",
}


def failed_assessments(questions: Sequence[Question], known_at: datetime.datetime) -> dict[int, list[CareFinding]]:
    """Earlier assessments of the people whose question is about an assessment, by person, the first before the others.

    A document that a later one replaced was no mistake: it still counts. One that was taken back does not.
    """
    people = {one.person_id for one in questions if one.finding and one.finding.instrument in THRESHOLDS}
    if not people:
        return {}
    documents: dict[int, list[CareFinding]] = {}
    found = CareFinding.objects.filter(person_id__in=people, instrument__in=list(THRESHOLDS), recorded_at__lte=known_at)
    for finding in found.order_by("person_id", "issued_on", "pk"):
        documents.setdefault(finding.person_id, []).append(finding)
    return {person: _kept(findings, known_at) for person, findings in documents.items()}


def failed_before(question: Question, birth: int, earlier: Iterable[CareFinding]) -> tuple[Case, list[Doubt]]:
    """The last assessment below the threshold before this one, and whether somebody else did it."""
    finding = question.finding
    if finding is None or finding.instrument not in THRESHOLDS:
        return {}, []
    failed = [one for one in earlier if one.issued_on < finding.issued_on and not _reached(one, birth)]
    if not failed:
        return {"failed_assessment_on": NEVER}, []
    by_others = [one for one in failed if _assessor(one) != _assessor(finding)]
    last = (by_others or failed)[-1]
    facts: Case = {"failed_assessment_on": last.issued_on, "same_assessor": not by_others}
    replaces = reason(_("whether the new assessor may replace the one of the assessment before (BVR art. 155)"))
    return facts, [Doubt({"same_assessor": True}, replaces)] if by_others else []


def _kept(findings: Sequence[CareFinding], known_at: datetime.datetime) -> list[CareFinding]:
    def counts(one: CareFinding) -> bool:
        if one.superseded_at is None or one.superseded_at > known_at:
            return True
        instead = [
            other for other in findings if other.recorded_at == one.superseded_at and other.instrument == one.instrument
        ]
        return any(other.issued_on > one.issued_on for other in instead)

    return [one for one in findings if counts(one)]


def _reached(finding: CareFinding, birth: int) -> bool:
    """Whether an assessment reached the threshold of its day."""
    case = {
        "birth_date": birth,
        "finding_instrument": finding.instrument,
        "finding_issued_on": finding.issued_on,
        "finding_total_tenths": finding.total_tenths,
        "finding_iadl_adl_tenths": finding.iadl_adl_tenths,
    }
    law = law_on(finding.issued_on)
    try:
        return bool(law.decide(case, THRESHOLDS[Instrument(finding.instrument)]).raw)
    except LegalGap:  # the instrument had no threshold yet: nothing was missed
        return True


def _assessor(finding: CareFinding) -> str:
    return " ".join(finding.issuer.casefold().split())
