"""Choices of the chapter; the numbers are those of the pillar that keeps the stays and invoices."""

from enum import IntEnum


class CareUnit(IntEnum):
    """The kinds of facility, each with allowances of its own (BVR art. 419-423)."""

    WZC = 1  # residential care centre
    CVK = 2  # short stay
    CDV = 3  # day care for care-dependent persons
    CDV_ILL = 4  # day care for persons with a serious illness


class DependencyCategory(IntEnum):
    """How dependent a user is (BVR art. 425-427)."""

    NONE = 0  # in day care: none of its categories
    O = 1  # noqa: E741 - the order itself calls it O
    A = 2
    B = 3
    C = 4
    CD = 5
    D = 6
    F = 7
    FD = 8
    FP = 9
    UNDETERMINED = 10  # art. 425 gives every resident a category, and none of them fits


class LatenessExcuse(IntEnum):
    """Why the term of ten working days may be derogated from (BVR art. 437-439)."""

    NONE = 0
    FORCE_MAJEURE = 1  # art. 437
    ADMINISTRATIVE_ERROR = 2  # art. 437/1
    INSURANCE_STATUS = 3  # art. 439: the insurance status of the user changed
    MINISTER = 4  # art. 439: exceptional case of art. 462 al. 2 or 466 al. 2


class AdmissionOutcome(IntEnum):
    """What the fund answers to the notification of an admission (BVR art. 419-438, 531)."""

    APPROVED = 1
    ASK_INFORMATION = 2
    REFUSED_NOT_RECOGNISED = 3  # art. 416, 417, 418
    REFUSED_SOFTWARE = 4  # art. 435 §1 al. 3, 531 §2
    REFUSED_NOT_AFFILIATED = 5  # DEC art. 41 §1
    REFUSED_PREMIUMS = 6  # art. 419-423
    REFUSED_MEDICAL = 7  # art. 419, 421, 422: 1°
    REFUSED_CATEGORY = 8  # art. 422, 423


class LeaveReason(IntEnum):
    """Why somebody is not in the facility for a time (BVR art. 464-465)."""

    HOME = 1  # or anywhere else
    HOSPITAL = 2  # also a rehabilitation hospital
    COLLECTIVE_HOLIDAY = 3


class LeaveMeaning(IntEnum):
    """What a leave is for the allowance (BVR art. 464-465)."""

    NO_ABSENCE = 1  # no night: nothing changes
    TEMPORARY_ABSENCE = 2
    DEPARTURE = 3
    COLLECTIVE_HOLIDAY = 4


class AllowanceKind(IntEnum):
    """What a line of an invoice asks for (BVR art. 458-459)."""

    BASIC = 1  # art. 473 in WZC and CVK, art. 506 in CDV: the amount that the agency told
    INCONTINENCE = 2  # art. 505
    SHORT_STAY_EXTRA = 3  # art. 505/1
    TRAVEL = 4  # art. 507


class LineOutcome(IntEnum):
    """What becomes of a line of an invoice: the first of these that applies (BVR art. 416-530)."""

    ACCEPTED = 0
    NO_APPROVAL = 1  # art. 520 al. 2
    BEFORE_APPROVAL = 2  # art. 438, 462, 466
    AFTER_END = 3  # art. 443, 448, 464
    AFTER_DEATH = 4  # art. 443, 448, 463
    PREMIUMS_UNPAID = 5  # art. 419-423
    WRONG_ALLOWANCE = 6  # art. 458-459
    WRONG_AMOUNT = 7  # art. 523
    OLD_AMOUNT = 8  # art. 523: an amount of before
    TOO_MANY_DAYS = 9  # art. 463-464, 467
    WRONG_TOTAL = 10  # art. 521 §4
    BILLED_TWICE = 11  # art. 521 §4
    OTHER_FACILITY = 12  # art. 461
    OVER_CAPACITY = 13  # art. 460, 529
    TIME_BARRED = 14  # art. 530
    FUTURE_DAYS = 15  # art. 521 §2: a month that is over
    NO_AMOUNT_KNOWN = 16  # art. 455, 457
    IN_OTHER_CARE = 17  # art. 534/52, 534/96/1, 534/150


class KappaFinding(IntEnum):
    """How well the facility applied the scale (BVR art. 516)."""

    SOUND = 1
    PROBLEMATIC = 2
    SIGNIFICANTLY_WRONG = 3
    UNDEFINED = 4  # everybody in one and the same category: the formula divides by nothing


class KappaMeasure(IntEnum):
    """What follows for part A1 (BVR art. 517)."""

    NOTHING = 1
    WARNING = 2
    REDUCTION = 3
