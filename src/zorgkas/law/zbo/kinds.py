"""Choices of the ZBO chapter."""

from enum import IntEnum


class FamilyCategory(IntEnum):
    """Which exempt amount applies (BVR art. 194 §2)."""

    A = 1
    B = 2


class CounterProof(IntEnum):
    """Proof, by any means, against what the registers say about the family (BVR art. 194 §2 and §3)."""

    NONE = 0
    IS_NO_FAMILY = 1
    IS_FAMILY = 2


class ChildGround(IntEnum):
    """Why a child counts as dependent (BVR art. 194 §4)."""

    NONE = 0
    CHILD_BENEFIT = 1
    MAINTENANCE_RECEIVED = 2
    MAINTENANCE_PAID = 3
    CARE_FIXED_EX_PARTNER_PAID = 4
    FOSTER_PLACEMENT = 5


class NeedSituation(IntEnum):
    """Special situations in which no screener can be taken any more (BVR art. 193/3 §1 and §2)."""

    NORMAL = 0
    BEFORE_ADMISSION = 1
    DIED_BEFORE_SCREENER = 2


class MeansKind(IntEnum):
    """What a row of the means test is about (BVR art. 195 to 210)."""

    PENSION = 1
    INCOME_GUARANTEE = 2
    WAGE = 3
    SELF_EMPLOYED = 4
    REPLACEMENT = 5
    OTHER_INCOME = 6
    BUILT_PROPERTY = 7
    UNBUILT_PROPERTY = 8
    CAPITAL = 9
    GIFT = 10
    SALE = 11
    SALE_FOR_ANNUITY = 12
    # Not counted (BVR art. 195 §2), in the order of that list.
    FAMILY_BENEFIT = 21
    MAINTENANCE_IN_LINE = 22
    WAR_RENT = 23
    DISABILITY_ALLOWANCE = 24
    HOLIDAY_PAY = 25
    LOCAL_EMPLOYMENT_FEE = 26
    GERMAN_COMPENSATION = 28
    VOLUNTEER_FEE = 29
    SOCIAL_PROTECTION_BENEFIT = 30


class PropertyRight(IntEnum):
    """The right that somebody has in a good (BVR art. 198, 202, 206)."""

    FULL = 1
    USUFRUCT = 2
    BARE = 3


class RowOutcome(IntEnum):
    """What the means test does with a row."""

    COUNTED = 1
    EXEMPT_KIND = 2
    NOT_OF_THE_FAMILY = 3
    OTHER_YEAR = 4
    STOPPED_FOR_PENSION = 5
    BARE_OWNERSHIP = 6
    OUTSIDE_TEN_YEARS = 7
    STILL_HELD = 8
    COMPARED_BENEFIT = 9


class ZboOutcome(IntEnum):
    """Granted, or the first reason to refuse, in this order."""

    GRANTED = 1
    NOT_AFFILIATED = 2
    EARLIER_PREMIUMS_UNPAID = 3
    NO_LEGAL_STAY = 4
    RESIDENCE_TOO_SHORT = 5
    WAITING_TIME = 6
    TOO_YOUNG = 7
    BENEFIT_OF_OTHER_AREA = 8
    IN_HOSPITAL = 9
    NO_ACCEPTED_PROOF = 10
    NO_CATEGORY = 11
    INCOME_TOO_HIGH = 12
    COMPENSATED = 13
    OTHER_BENEFIT_BETTER = 14


class RevisionCase(IntEnum):
    """The cases in which the fund revises of its own motion (BVR art. 226 §1, with the numbers of that list)."""

    NONE = 0
    CONDITIONS_LOST = 1
    MOVED_OUT_OF_SCOPE = 2
    MOVED_BUT_CAN_CLAIM_THERE = 3
    DEPENDENT_CHILDREN = 4
    INCOME_FELL = 5
    INCOME_ROSE = 6
    HOUSEHOLD_CHANGED = 7
    SELF_RELIANCE_CHANGED = 8
    PROVISIONAL_DATE = 9
    ADMITTED_DATA_KNOWN = 10
    ADMITTED_DECLARED = 11
    DISCHARGED_DATA_KNOWN = 12
    DISCHARGED_DECLARED = 13


class ZboReplacement(IntEnum):
    """The case of BVR art. 225/1 in which a running decision ends and is replaced."""

    NONE = 0
    CONTROL_OR_APPEAL = 1
    SAME_ISSUER_LOWER = 2
    LONGER_OR_HIGHER = 3
    OTHER_ISSUER_LOWER = 4
