"""Which new finding ends a running positive decision and takes its place (BVR art. 225/1)."""

from zorgkas.engine import NEVER, Day, Int8, Month, rule
from zorgkas.engine.calendar import add_months
from zorgkas.law.zbo.kinds import ZboReplacement
from zorgkas.law.zzz.kinds import FindingRelation


@rule(article="BVR art. 225/1 al. 2", since="2026-03-01")
def zbo_other_finding_late_enough(
    finding_issued_on: Day, running_finding_issued_on: Day, zbo_other_finding_months: Int8
) -> bool:
    """A document of somebody else is dated at least six months after the one behind the running decision."""
    if running_finding_issued_on == NEVER:
        return False
    return finding_issued_on >= add_months(running_finding_issued_on, zbo_other_finding_months)


@rule(article="BVR art. 225/1", since="2026-03-01")
def zbo_replaced_by(
    finding_relation: FindingRelation,
    new_category: Int8,
    running_category: Int8,
    new_last_month: Month,
    running_last_month: Month,
    zbo_other_finding_late_enough: bool,
) -> ZboReplacement:
    """A control or an appeal always. Higher always; the same only when it holds longer.

    None or lower: by the same assessor or body, or by somebody else from six months after the earlier document on.
    """
    if finding_relation == FindingRelation.CONTROL:
        changed = new_category != running_category
        return ZboReplacement.CONTROL_OR_APPEAL if changed else ZboReplacement.NONE
    if new_category > running_category:
        return ZboReplacement.LONGER_OR_HIGHER
    if new_category == running_category:
        longer = new_last_month > running_last_month
        return ZboReplacement.LONGER_OR_HIGHER if longer else ZboReplacement.NONE
    if finding_relation == FindingRelation.SAME_ISSUER:
        return ZboReplacement.SAME_ISSUER_LOWER
    return ZboReplacement.OTHER_ISSUER_LOWER if zbo_other_finding_late_enough else ZboReplacement.NONE
