"""Choices of the chapter about cumulation."""

from enum import IntEnum


class Beside(IntEnum):
    """What stands beside the care budget."""

    ZZZ = 1
    ZBH = 2
    ZBO = 3
    NRTH_BUDGET = 4
    PERSONAL_ASSISTANCE = 5
    MFC_FULL_TIME = 6
    MFC_PART_TIME = 7
    DISABILITY_FACILITY_ELSEWHERE = 8
    PSYCHIATRIC_NURSING_HOME = 9
    CARE_HOME = 10
    YOUTH_CARE_STAY = 11
    COMMUNITY_INSTITUTION = 12
    AMBULATORY_ELSEWHERE = 13
    URGENT_MEANS = 14
    INTERNEES_UNIT = 15
    OBSERVATION_UNIT = 16
    IVT_IT = 17
    OLD_FEDERAL_ALLOWANCE = 18
    BENEFIT_OF_BRUSSELS = 19
    COMPENSATION = 20
    DETENTION = 21
    DIRECT_HELP = 22


class Together(IntEnum):
    """What becomes of the care budget."""

    BOTH = 1
    ONE_FORM = 2  # not both forms of care at the same time
    NOT_PAID = 3  # suspended, or not carried out: paid again when the other ends
    ENDS = 4  # the right stops
    BETTER_ONE = 5  # only when it is better than the other benefit
    REDUCED = 6  # refused, or lowered by the other
    NEVER = 7  # always refused
