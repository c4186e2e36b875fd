"""Choices of the chapter; the numbers are those of the pillars that keep the requests and invoices."""

from enum import IntEnum


class CareSector(IntEnum):
    """Who gives the care (DEC art. 4; BVR books 3/4, 3/6 to 3/10)."""

    REHAB_HOSPITAL = 1
    REHAB_FACILITY = 2
    NURSING_HOME = 3  # psychiatric nursing home (PVT)
    SHELTERED_LIVING = 4  # IBW
    PALLIATIVE_TEAM = 5  # MBE
    WHEELCHAIR_TEAM = 6  # RAT and SRAT


class CareInsurance(IntEnum):
    """In which way somebody is insured for care in kind (DEC art. 41-44, 57)."""

    MEMBER = 1  # DEC art. 42
    ADMINISTRATIVE = 2  # DEC art. 43, 44: no premium
    NONE = 3


class CareAnswer(IntEnum):
    """What the fund answers to a notice or request."""

    APPROVED = 1
    PARTLY_APPROVED = 2
    ASK_INFORMATION = 3
    REFUSED_NOT_RECOGNISED = 4
    REFUSED_SOFTWARE = 5
    REFUSED_NOT_INSURED = 6
    REFUSED_PREMIUMS = 7
    REFUSED_WAITING_TIME = 8
    REFUSED_CUMULATION = 9
    REFUSED_ONCE = 10  # palliative team: once; wheelchair team: once a day
    REFUSED_TOO_LATE = 11  # wheelchair team: more than thirty days after the examination
    REFUSED_TOO_OLD = 12  # all of the care lies more than thirty days before the receipt
    REFUSED_COMMISSION = 13  # binding advice of the care fund commission


class CareLineOutcome(IntEnum):
    """What becomes of a line of an invoice: the first of these that applies."""

    ACCEPTED = 0
    NO_APPROVAL = 1
    BEFORE_APPROVAL = 2
    AFTER_APPROVAL = 3
    AFTER_DEATH = 4
    NOT_INSURED = 5
    UNKNOWN_CODE = 6
    NO_AMOUNT_KNOWN = 7
    WRONG_AMOUNT = 8
    OLD_AMOUNT = 9
    TOO_MANY = 10
    WRONG_TOTAL = 11
    BILLED_TWICE = 12
    IN_OTHER_CARE = 13
    OVER_CAPACITY = 14
    WRONG_SHARE = 15
    TIME_BARRED = 16
    NOT_OVER_YET = 17


class ShareGroup(IntEnum):
    """Which personal share somebody pays for a stay (BVR art. 534/55-57/1, 534/102-104/1)."""

    GENERAL = 1
    CHILD_OR_UNEMPLOYED = 2
    INCREASED_ALLOWANCE = 3
    CEILING_REACHED = 4
