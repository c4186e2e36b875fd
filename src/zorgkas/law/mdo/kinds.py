"""Choices of the chapter."""

from enum import IntEnum


class Setting(IntEnum):
    """Where the user is (BVR art. 534/80 §1, 3°)."""

    OTHER = 0
    HOME = 1  # at home, in a group of assisted-living homes or in a service-flat building
    BEFORE_RETURN = 2  # admitted, with a planned return home


class MdoOutcome(IntEnum):
    """What the fund answers to a claim (BVR art. 534/80, 534/86)."""

    GRANTED = 1
    REFUSED_NOT_AFFILIATED = 2
    REFUSED_PREMIUMS = 3
    REFUSED_YEAR = 4
    REFUSED_DISCIPLINES = 5
    REFUSED_PRESENCE = 6
    REFUSED_SETTING = 7
    REFUSED_INVITATION = 8
    REFUSED_USER = 9
    REFUSED_PLAN = 10
