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


class ReceivedBy(IntEnum):
    """On whose account money for a premium stands."""

    OWN_FUND = 1
    AGENCY = 2
    OTHER_FUND = 3


class ReliefOutcome(IntEnum):
    """Whether the fund may waive or reduce arrears (DEC art. 46 §2)."""

    POSSIBLE = 1
    NO_CARE_NEED = 2  # no need of care of the pillars 4° to 10°
    NOT_LATE = 3  # the premium can still be paid in time
    NOT_DESERVING = 4  # not deserving by law, and no attest of the OCMW


class CarePlace(IntEnum):
    """Where care is received, for an affiliation for care only (DEC art. 43)."""

    NONE = 0
    FLANDERS = 1  # in the Dutch-language area
    BRUSSELS_RECOGNISED = 2  # in Brussels, in a facility that the Flemish Community recognised
    OTHER = 3


class AdministrativeGround(IntEnum):
    """Why somebody may affiliate for care only, without premium (DEC art. 43 and 44)."""

    NONE = 0
    FLANDERS_OUTSIDE_SCOPE = 1  # art. 43 al. 1
    BRUSSELS_NOT_JOINED = 2  # art. 43 al. 2
    CARE_IN_FLANDERS = 3  # art. 43 al. 3
    CARE_IN_BRUSSELS = 4  # art. 43 al. 4
    STRUCK_OFF = 5  # art. 44 §1
    STATELESS = 6  # art. 44 §2
    MINOR = 7  # art. 44 §3


class SwitchOutcome(IntEnum):
    """What becomes of a form with which a member chooses another fund (DEC art. 42 §1; BVR art. 65, 66)."""

    AT_ONCE = 1  # affiliated automatically, and nothing paid there yet
    NEXT_YEAR = 2
    TOO_LATE = 3
    EXCEPTION = 4  # member of a sickness fund outside the union of the own care fund: no date is written


class ReportOutcome(IntEnum):
    """Which of two funds that report the same person has the member (BVR art. 64)."""

    OURS = 1
    THEIRS = 2
    UNDECIDED = 3
