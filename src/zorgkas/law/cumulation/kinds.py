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


class Care(IntEnum):
    """Care in kind that can meet other care; the order matters to the matrix."""

    REHAB_HOSPITAL = 1
    REHAB_STAY = 2
    REHAB_USE = 3
    NURSING_HOME = 4
    SHELTERED_LIVING = 5
    CARE_CENTRE = 6
    SHORT_STAY = 7
    DAY_CARE = 8
    PALLIATIVE_TEAM = 9
    WHEELCHAIR_REPORT = 10
    HOSPITAL_NIGHT = 11  # paid by the federal health insurance
    MULTIDISCIPLINARY_TALK = 12  # conditions of its own
    MOBILITY_AID = 13  # conditions of its own


class CareTogether(IntEnum):
    """What becomes of two kinds of care in kind."""

    BOTH = 1
    NOT_SAME_PERIOD = 2
    NOT_SAME_DAY = 3
    BY_SERVICE = 4  # depends on the service of a rehabilitation facility
