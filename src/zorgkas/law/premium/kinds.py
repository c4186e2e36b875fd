"""Choices of the premium chapter; the numbers are those of the registry and of membership."""

from enum import IntEnum


class MembershipDuty(IntEnum):
    """How a person may or must belong in a year; 1 to 3 are the kinds of membership."""

    NONE = 0  # may not join
    COMPULSORY = 1
    VOLUNTARY = 2
    ADMINISTRATIVE = 3  # for Flemish care only, without premium
    TOO_YOUNG = 4  # from the year of the 26th birthday on


class MembershipKind(IntEnum):
    """The membership that a person has in the premium year."""

    NONE = 0
    COMPULSORY = 1
    VOLUNTARY = 2
    ADMINISTRATIVE = 3


class PremiumRate(IntEnum):
    """Which of the two premiums is owed."""

    NONE = 0
    FULL = 1
    REDUCED = 2


class ForeignInsurance(IntEnum):
    """Social insurance of another state, on 1 January of the premium year."""

    NONE = 0
    REGULATION = 1  # another EU or EEA state or Switzerland (Regulation 883/2004)
    FOREIGN_PENSION_ONLY = 2
    INTERNATIONAL_BODY = 3  # EU, NATO, UN and the like, or a treaty


class PremiumExemption(IntEnum):
    """A situation of DEC art. 45 §3 in which what is not yet collected is not due (death stands apart)."""

    NONE = 0
    COLLECTIVE_DEBT_SETTLEMENT = 1
    BANKRUPT = 2
    INSOLVENT = 3
    TEMPORARY_PROTECTION = 4


class WorkArea(IntEnum):
    """The area of the work because of which the Belgian social security applies."""

    NONE = 0
    FLANDERS = 1  # also when combined with work in another area
    BRUSSELS = 2
    WALLONIA = 3


class StateGroup(IntEnum):
    """Where somebody lives who lives outside Belgium."""

    BELGIUM = 0
    EU_EEA_SWITZERLAND = 1
    UNITED_KINGDOM = 2
    ELSEWHERE = 3


class GraceGround(IntEnum):
    """Why the first premiums may be paid later without consequence (BVR art. 56-58, 62)."""

    NONE = 0
    AGE_26 = 1
    ARRIVAL = 2
    WORKER_FILE = 3  # the first file of the Crossroads Bank that names the worker
    STATUS_CHANGE = 4  # was outside the Flemish Social Protection before
