"""Choices of the chapter about psychiatric nursing homes."""

from enum import IntEnum


class Invalidity(IntEnum):
    """An invalidity benefit (ZIV law art. 93), as a regular or an irregular worker."""

    NONE = 0
    REGULAR = 1
    IRREGULAR = 2


class SecondCase(IntEnum):
    """The eight cases of the second part of the lump sum (BVR art. 534/148 §3)."""

    DEPENDANTS = 1
    LIVING_WAGE = 2
    LIGHT_NEED = 3
    MIDDLE_NEED_IRREGULAR = 4
    MIDDLE_NEED = 5
    HEAVY_NEED_IRREGULAR = 6
    HEAVY_NEED = 7
    OTHER = 8


class LeavePlace(IntEnum):
    """Where individual leave is spent (BVR art. 534/149 §1 al. 3)."""

    HOME = 1
    PAID_CARE = 2  # VAPH, sheltered living, residential care centre, short stay
