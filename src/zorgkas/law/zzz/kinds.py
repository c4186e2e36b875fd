"""Choices of the ZZZ chapter; the numbers are those of the registry."""

from enum import IntEnum


class Instrument(IntEnum):
    """What a finding about care need was made with (BVR art. 151 and 153)."""

    NONE = 0
    BELRAI_ATTEST = 1
    KATZ_HOME = 2
    MEDICAL_SOCIAL = 3
    CHILD_SUPPLEMENT = 4
    KATZ_FACILITY = 5
    KINE_E = 6
    PALLIATIVE = 7
    BELRAI_ASSESSMENT = 8
    BEL_PHYSICAL_ADL = 9
    BEL_PROFILE = 10


class Issuer(IntEnum):
    """Who delivers a BelRAI Screener that counts as an attest (BVR art. 151 §1, 1°)."""

    FAMILY_CARE = 0
    DAY_CARE_CENTRE = 1
    SHORT_STAY_CENTRE = 2
    CARE_HOME = 3


class KatzClass(IntEnum):
    """Classes of the Katz scale, from least to most dependent."""

    NONE = 0
    O = 1  # noqa: E741 - the scale itself calls it O
    A = 2
    B = 3
    C = 4
    CD = 5
    D = 6


class FacilityKind(IntEnum):
    """Facilities that count as residential care (BVR art. 149)."""

    NONE = 0
    WZC = 1
    PVT = 2
    COMPARABLE_BELGIUM = 3
    COMPARABLE_ABROAD = 4


class SuspensionGround(IntEnum):
    """Situations in which the budget is not paid (BVR art. 182; 4° is repealed)."""

    NONE = 0
    NOT_DIRECTLY_ACCESSIBLE = 1
    PERSONAL_ASSISTANCE = 2
    FULL_TIME_MFC = 3
    RESIDENTIAL_BELGIUM = 5
    RESIDENTIAL_ABROAD = 6


class FindingRelation(IntEnum):
    """Where a new finding comes from, seen from the finding behind the running decision (BVR art. 167 §2/1)."""

    CONTROL = 1  # a control (BVR art. 187)
    SAME_ISSUER = 2  # the same assessor, or an attest of the same person, facility or organisation
    OTHER_SAME_CRITERIA = 3  # an assessment by another assessor, or an attest by another on the same criteria
    OTHER_CRITERIA = 4  # an attest by another on other criteria


class ReplacementGround(IntEnum):
    """The case of BVR art. 167 §2/1 in which a running decision ends and is replaced."""

    NONE = 0
    CONTROL = 1
    SAME_ISSUER = 2
    LONGER = 3
    OTHER_ISSUER = 4


class ZzzOutcome(IntEnum):
    """Granted, or the first reason to refuse, in this order."""

    GRANTED = 1
    NOT_AFFILIATED = 2
    PARENT_NOT_AFFILIATED = 3
    EARLIER_PREMIUMS_UNPAID = 4
    NO_LEGAL_STAY = 5
    RESIDENCE_TOO_SHORT = 6
    WAITING_TIME = 7
    IN_HOSPITAL = 8
    FACILITY_DOES_NOT_COUNT = 9
    NO_ACCEPTED_PROOF = 10
    NOT_SEVERE_ENOUGH = 11
