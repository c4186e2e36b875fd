"""Whether a new finding ends a ZBO that runs and takes its place (BVR art. 225/1)."""

import datetime

from zorgkas.budgets.models import OlderCareFinding
from zorgkas.budgets.zbo.cases import LAST_MONTH, ZboAsked
from zorgkas.budgets.zbo.running import Running
from zorgkas.engine import LegalGap
from zorgkas.law import law_on
from zorgkas.law.zbo.kinds import ZboReplacement
from zorgkas.law.zzz.kinds import FindingRelation

TARGET = "zbo_replaced_by"


def replaces(now: Running, asked: ZboAsked, new_category: int, on: datetime.date) -> bool:
    """Higher always; the same when it holds longer; lower by the same assessor, or by another after six months.

    For the days before 1 March 2026 no text about this is known: then the last document counts.
    """
    found = OlderCareFinding.objects.filter(person_id=asked.question.person_id).order_by("-issued_on", "-pk")
    documents = list(found[:10])
    if not documents:
        return True
    new = documents[0]
    before = next((one for one in documents if one.issued_on < new.issued_on), None)
    same = before is not None and _name(before.issuer) == _name(new.issuer)
    case: dict[str, object] = {
        "finding_relation": FindingRelation.SAME_ISSUER if same else FindingRelation.OTHER_SAME_CRITERIA,
        "finding_issued_on": new.issued_on,
        "new_category": new_category,
        "running_category": now.right.category,
        "new_last_month": law_on(on).decide(asked.case, LAST_MONTH).raw,
        "running_last_month": now.last_month,
    }
    if before is not None:
        case["running_finding_issued_on"] = before.issued_on
    try:
        return bool(law_on(on).decide(case, TARGET).raw != ZboReplacement.NONE)
    except LegalGap:
        return True


def _name(issuer: str) -> str:
    return " ".join(issuer.casefold().split())
