"""Choices that more than one chapter knows; the numbers are those of the registry."""

from enum import IntEnum


class CareForm(IntEnum):
    """The two forms of care of the ZZZ (BVR art. 1, 34° and 47°)."""

    HOME = 1
    RESIDENTIAL = 2


class WaitingGroup(IntEnum):
    """Whether, and for which benefits, joining late brings a waiting time (DEC art. 41 §1 al. 2-3)."""

    NONE = 0
    ALL_BENEFITS = 1  # al. 2: DEC art. 3 §1 al. 2 and 5, §2 al. 5 (Brussels residents)
    CARE_BUDGETS = 2  # al. 3: DEC art. 3 §1 al. 3 and 4 (foreign-insured residents)
    CARE_BUDGETS_WORKERS = 3  # al. 3: DEC art. 3 §2 al. 4 (workers in Brussels who live abroad)
