"""Choices of the chapter about palliative teams."""

from enum import IntEnum


class Commitment(IntEnum):
    """How many palliative persons for each 200,000 inhabitants a team engaged for (BVR art. 534/195)."""

    HUNDRED = 1
    HUNDRED_FIFTY = 2


class LumpSum(IntEnum):
    """Which of the two lump sums is asked (BVR art. 534/193, 534/196)."""

    FULL = 1
    REDUCED = 2
