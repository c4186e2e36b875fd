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
    """Who delivered the document (BVR art. 151 §1, 154, 187; the bodies that hold a score or an allowance)."""

    FAMILY_CARE = 0
    DAY_CARE_CENTRE = 1
    SHORT_STAY_CENTRE = 2  # type 1
    CARE_HOME = 3
    HOME_NURSING = 4
    SICKNESS_FUND = 5
    FEDERAL_SERVICE = 6  # for people with a disability
    CARE_FUND = 7  # from a file of the ZBO
    CHILD_BENEFIT_PAYER = 8
    OCMW = 9
    WELFARE_ASSOCIATION = 10
    SOCIAL_WORK = 11  # of a sickness fund
    CONTROL_BODY = 12
    COMMISSION = 13  # of the care funds, in an appeal
    OTHER = 14
    AS_REQUIRED = 15  # nothing special is known: taken in from who delivers it


class AssessmentKind(IntEnum):
    """With what an authorised assessor measures somebody of that age (BVR art. 152, 153)."""

    NONE = 0
    BEL_PROFILE = 1
    BELRAI_SCREENER = 2


class Diploma(IntEnum):
    """The diploma of who assesses with the BEL profile (BVR art. 156 al. 2)."""

    NONE = 0
    HEALTH_CARE = 1
    SOCIAL_WORK = 2
    FAMILY_SCIENCES = 3
    EQUIVALENT = 4


class Reassessor(IntEnum):
    """Who assesses again within a year, seen from the assessment that missed the threshold (BVR art. 155 al. 2)."""

    SAME_PERSON = 1
    SAME_ASSESSOR = 2  # somebody else of the same authorised assessor
    CONTROL_BODY = 3
    OTHER_ASSESSOR = 4


class AllowanceAnswer(IntEnum):
    """What became of the application for a federal integration allowance (BVR art. 167 §2, 3°)."""

    AWAITED = 0
    PROVES_NEED = 1
    NO_PROOF = 2


class AppealEffect(IntEnum):
    """What a second assessment in an appeal means for the decision that is contested."""

    CONFIRMED = 1
    GRANTED = 2
    CONTRARY = 3  # the second assessment proves less than the fund accepted


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
