"""Choices of the recovery chapter; the numbers are those of the room that keeps the files."""

from enum import IntEnum


class ErrorOf(IntEnum):
    """Through whom too much was paid (BVR art. 129 §1 al. 1, 131)."""

    NOBODY = 0  # a fact that simply came later, such as a death
    USER = 1
    FUND = 2
    SERVICE = 3  # an administrative service or institution


class RecoveryWay(IntEnum):
    """What becomes of a sum that was paid and is not due."""

    NOTHING_OWED = 0
    PRESCRIBED = 1  # DEC art. 76 §3
    WAIVED_DEATH = 2  # BVR art. 129 §1 al. 3, except for what is netted (§2, 2°)
    WAIVED_ERROR = 3  # BVR art. 129 §1 al. 1
    WAIVED_RESIDENT = 4  # BVR art. 129 §1 al. 4: nothing of a ZZZ to take it off
    SET_OFF = 5  # BVR art. 125
    REPAY = 6  # BVR art. 125, 128


class CostBearer(IntEnum):
    """Who bears what is not recovered (BVR art. 131)."""

    FUND = 1
    AGENCY = 2


class HeirRank(IntEnum):
    """Who gets what was not yet paid of a ZBO when the person died, in this order (BVR art. 230)."""

    SPOUSE_AT_ADDRESS = 1
    HOUSEHOLD = 2
    CHILD_LIVING_IN = 3
    PARENT_LIVING_IN = 4
    OTHER_LIVING_IN = 5
    NURSING_COSTS = 6
    FUNERAL_COSTS = 7
    SEPARATED_SPOUSE = 8
