"""Choices of the appeals chapter; the numbers are those of the room that keeps the appeals."""

from enum import IntEnum


class AppealSubject(IntEnum):
    """What the contested decision is about; the budgets have the numbers of their products in the ledger."""

    ZZZ = 2
    ZBH = 3
    ZBO = 4
    RECOVERY = 9


class Admissibility(IntEnum):
    """Whether an appeal can be handled (BVR art. 143, 145; DEC art. 80 §6)."""

    ADMISSIBLE = 1
    NOT_APPEALABLE = 2
    TOO_LATE = 3
    NOT_MOTIVATED = 4
    DOCUMENTS_AWAITED = 5
    DOCUMENTS_MISSING = 6
    FEE_AWAITED = 7
    LABOUR_COURT = 8  # no appeal to the agency: the labour court judges at once


class AppealRoute(IntEnum):
    """Who prepares the decision on the appeal (BVR art. 146)."""

    NEW_ASSESSMENT = 1  # the commission of the care funds assesses again, and that is the advice
    CONTROL_ADVICE = 2  # after a control: a chamber of the appeals commission advises
    COMMISSION_ADVICE = 3  # no question about the care need: a chamber advises, without a term in the text
