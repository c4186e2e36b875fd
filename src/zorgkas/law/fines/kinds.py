"""Choices of the chapter of fines; the numbers are those of the room that keeps the files."""

from enum import IntEnum


class YearStanding(IntEnum):
    """Whether a premium year that was asked counts for a fine, or why it does not."""

    COUNTS = 1
    PAID = 2
    NOT_YET_LATE = 3  # can still be paid in time (BVR art. 69)
    NOT_COMPULSORY = 4  # BVR art. 81
    IN_GRACE = 5  # one of the first premiums, payable until later (BVR art. 56, 62)
    CLAIMED_BEFORE = 6  # the agency asks it with an earlier fine (BVR art. 69)
    AUTHORITY_ERROR = 7  # agency, National Register or Crossroads Bank (BVR art. 82, 4°)
    WRONGLY_RETURNED = 8  # the fund sent a full payment back (BVR art. 82, 8°)


class FineOutcome(IntEnum):
    """Whether somebody is to be fined, or why not."""

    FINE = 1
    TOO_FEW = 2
    DEAD = 3  # DEC art. 47 §3, 1°
    DEBT_MEDIATION = 4  # or budget management: DEC art. 47 §3, 2°
    BANKRUPT = 5  # DEC art. 47 §3, 3°
    INSOLVENT = 6  # DEC art. 47 §3, 4°
    DETAINED = 7  # BVR art. 82, 1°
    MISSING = 8  # or declared absent: BVR art. 82, 2°
    STRUCK_OFF = 9  # BVR art. 82, 2°
    BUDGET_GUIDANCE = 10  # BVR art. 82, 3°
    LETTER_NOT_RECEIVED = 11  # by an error of the fund: BVR art. 82, 5°
    UNDER_INQUIRY = 12  # whether joining is a duty: BVR art. 82, 6°
    LETTER_TOO_LATE = 13  # BVR art. 74 al. 1 and 3


class ProtectionGround(IntEnum):
    """A situation of a person in which no fine is imposed."""

    MISSING = 1
    ABSENT = 2
    STRUCK_OFF = 3
    BUDGET_GUIDANCE = 4  # by an OCMW or a recognised institution
    BUDGET_MANAGEMENT = 5  # by an OCMW or a recognised institution
    DEBT_MEDIATION = 6  # by an OCMW or a recognised institution
    AMICABLE_DEBT_MEDIATION = 7  # by a bailiff: art. 519 §2, 10° Judicial Code
    INQUIRY = 8  # the agency examines whether joining is a duty
    DETAINED = 9  # prison or an institution of DEC art. 61


class ProofKind(IntEnum):
    """What shows that a situation is there."""

    NONE = 0
    INSTITUTION_ATTEST = 1
    REGISTER_PRINT = 2
    REPORT_ATTEST = 3  # of the report that somebody is missing
    JUDGMENT = 4
    OCMW_ATTEST = 5
    RECOGNISED_ATTEST = 6
    BAILIFF_ATTEST = 7
    AGENCY_NOTICE = 8
    FUND_ATTEST = 9


class FineAppealOutcome(IntEnum):
    """Whether an appeal against a fine can be handled (BVR art. 85)."""

    ADMISSIBLE = 1
    TOO_LATE = 2
    NOT_MOTIVATED = 3
    DOCUMENTS_MISSING = 4
