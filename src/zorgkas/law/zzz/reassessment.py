"""Assessing again within a year after an assessment below the threshold (BVR art. 155)."""

from zorgkas.engine import NEVER, Day, Int8, fact, rule
from zorgkas.engine.calendar import add_years
from zorgkas.law.zzz.kinds import Reassessor

# Who assesses again, and whether who assessed before is unable to do it, or its assessor because the user moved.
fact("reassessed_by", Reassessor, default=Reassessor.OTHER_ASSESSOR)
fact("first_assessor_unable", bool, default=False)
fact("assessor_unable_after_move", bool, default=False)


@rule(article="BVR art. 155 al. 2", since="2021-06-01")
def reassessor_may_replace(
    reassessed_by: Reassessor, first_assessor_unable: bool, assessor_unable_after_move: bool
) -> bool:
    """The same person; a colleague or the control body if she cannot; another assessor only after a move."""
    if reassessed_by == Reassessor.SAME_PERSON:
        return True
    if reassessed_by == Reassessor.OTHER_ASSESSOR:
        return assessor_unable_after_move
    return first_assessor_unable


@rule(article="BVR art. 155", since="2021-06-01")
def reassessment_by_anybody_from(failed_assessment_on: Day, reassessment_block_years: Int8) -> Day:
    """A year after the assessment that missed the threshold any authorised assessor counts again."""
    return NEVER if failed_assessment_on == NEVER else add_years(failed_assessment_on, reassessment_block_years)


@rule(article="BVR art. 155", since="2021-06-01")
def reassessment_allowed(
    finding_issued_on: Day,
    failed_assessment_on: Day,
    same_assessor: bool,
    reassessor_may_replace: bool,
    reassessment_by_anybody_from: Day,
) -> bool:
    """Within a year after an assessment below the threshold, only the same assessor (or a replacement) counts."""
    if failed_assessment_on == NEVER or finding_issued_on <= failed_assessment_on:
        return True
    return same_assessor or reassessor_may_replace or finding_issued_on >= reassessment_by_anybody_from
