"""Choices that more than one chapter knows; the numbers are those of the registry."""

from enum import IntEnum


class CareForm(IntEnum):
    """The two forms of care of the ZZZ (BVR art. 1, 34° and 47°)."""

    HOME = 1
    RESIDENTIAL = 2


class WaitingGroup(IntEnum):
    """Whether, and for which benefits, joining late brings a waiting time (DEC art. 41 §1 al. 2-3)."""

    NONE = 0
    ALL_BENEFITS = 1  # Brussels residents and the other persons of al. 2
    CARE_BUDGETS = 2  # foreign-insured residents and the other persons of al. 3
