"""Which new finding ends a running decision on care at home and takes its place (BVR art. 167 §2/1)."""

from zorgkas.engine import NEVER, Day, GapReason, Int8, Month, rule
from zorgkas.engine.calendar import add_months
from zorgkas.law.zzz.kinds import FindingRelation, ReplacementGround


@rule(article="BVR art. 167 §2/1, 4°", since="2026-03-01")
def other_finding_late_enough(
    finding_issued_on: Day, running_finding_issued_on: Day, other_finding_min_months: Int8
) -> bool:
    """A finding of somebody else is dated at least six months after the one behind the running decision."""
    if running_finding_issued_on == NEVER:
        return False
    return finding_issued_on >= add_months(running_finding_issued_on, other_finding_min_months)


@rule(article="BVR art. 167 §2/1", since="2026-03-01")
def running_decision_replaced_by(
    severely_dependent: bool,
    finding_relation: FindingRelation,
    new_last_month: Month,
    running_last_month: Month,
    other_finding_late_enough: bool,
) -> ReplacementGround:
    """A positive finding only when it holds longer. A negative one: after a control, or by the same assessor or body.

    A negative one by somebody else: only on the same criteria, and not within six months.
    """
    if severely_dependent:
        return ReplacementGround.LONGER if new_last_month > running_last_month else ReplacementGround.NONE
    if finding_relation == FindingRelation.CONTROL:
        return ReplacementGround.CONTROL
    if finding_relation == FindingRelation.SAME_ISSUER:
        return ReplacementGround.SAME_ISSUER
    if finding_relation == FindingRelation.OTHER_SAME_CRITERIA and other_finding_late_enough:
        return ReplacementGround.OTHER_ISSUER
    return ReplacementGround.NONE


@rule(
    article="BVR art. 150, 151, 167, 182, 187, 190",
    since="2019-01-01",
    until="2026-03-01",
    gap=GapReason(
        "Of these articles only the text of 1 March 2026 (of 182 that of 1 January 2026) is in our sources:"
        " the rules apply it, where nothing else is known, to earlier days as well.",
        nl="Van deze artikels hebben we alleen de tekst van 1 maart 2026 (van 182 die van 1 januari 2026): waar"
        " niets anders bekend is, passen de regels die ook op vroegere dagen toe.",
    ),
)
def older_texts_of_the_zzz() -> bool:
    """Open question: see the reason of the gap."""
    return False
