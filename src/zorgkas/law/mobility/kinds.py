"""Choices of the chapter about mobility aids, and groups of aids; the order of the aids is that of annex 2."""

from enum import IntEnum


class AidKind(IntEnum):
    """A subgroup of the list of benefits (BVR art. 240, annexes 2 and 3)."""

    NONE = 0
    STANDARD = 1
    MODULAR = 2
    CARE = 3
    CARE_GRANULE = 4
    ACTIVE = 5
    ACTIVE_MADE_TO_MEASURE = 6
    STANDING_FUNCTION = 7
    BUGGY = 8  # push buggies are children's wheelchairs (annex 2)
    BUGGY_MODULAR = 9
    BUGGY_LARGE = 10
    CHILD_STANDARD = 11
    CHILD_ACTIVE = 12
    FRAME_SEAT_SHELL = 13
    FRAME_SEAT_UNIT = 14
    ELECTRONIC = 15
    ELECTRONIC_CHILD = 16
    SCOOTER_INDOOR = 17
    SCOOTER_MIXED = 18  # indoors and outdoors
    SCOOTER_OUTDOOR = 19
    CYCLE_LONG = 20  # tricycle or quadricycle, inner leg above 70 cm
    CYCLE_MIDDLE = 21  # 50 to 70 cm
    CYCLE_SHORT = 22  # below 50 cm
    SEATED_HIGH_LONG = 23  # seated tricycle steered from above, inner leg above 70 cm
    SEATED_HIGH_SHORT = 24
    SEATED_LOW_LONG = 25  # steered from below
    SEATED_LOW_SHORT = 26
    SEATED_DOUBLE = 27  # driven by hands and feet
    WALKING_AID = 28
    STANDING_TABLE = 29
    CUSHION = 30
    CUSHION_INTEGRATED = 31  # part of the wheelchair
    CUSHION_ADJUSTABLE = 32
    PUSH_RIM = 33
    COUPLING_WHEEL = 34
    TRACTION_UNIT = 35
    STEERING = 36  # only for rapidly degenerative conditions


class AidForm(IntEnum):
    """How the aid is obtained (BVR art. 241, 314)."""

    PURCHASE = 1
    RENTAL = 2
    TEMPORARY_RENTAL = 3


class AidRequest(IntEnum):
    """What is asked."""

    FIRST = 1
    RENEWAL = 2  # BVR art. 323 to 325
    EARLY_CHANGE = 3  # the functions or the body changed unexpectedly: BVR art. 326, 1°
    EARLY_UNUSABLE = 4  # BVR art. 326, 2°
    ADAPTATION = 5  # BVR art. 327
    SECOND_CHAIR = 6  # BVR art. 333
    LUMP_SUM = 7  # another aid than the one the user qualifies for: BVR art. 308
    OFF_LIST = 8  # BVR art. 291
    ADDITIONAL = 9  # BVR art. 299
    ONE_OFF_REPAIR = 10  # BVR art. 330
    EXCEPTIONAL = 11  # BVR art. 331
    ABROAD = 12  # bought elsewhere in the EU, EEA or Switzerland: BVR art. 244


class AidGroup(IntEnum):
    """The group of users that somebody belongs to (BVR art. 261, 277)."""

    OTHERS = 0
    RESIDENT = 1
    FROM_85 = 2
    PALLIATIVE = 3
    RAPID = 4  # rapidly degenerative condition


class RapidCondition(IntEnum):
    """A rapidly degenerative condition (BVR art. 277)."""

    NONE = 0
    BY_LAW = 1  # ALS, PLS, PSMA, MSA
    ASSIMILATED = 2  # by a reasoned report of a specialised team


class AidProcedure(IntEnum):
    """The procedures, from light to heavy."""

    SIMPLIFIED = 1
    BASIC = 2
    EXTENDED = 3
    EXTENDED_PLUS = 4
    SPECIAL = 5  # commission of care funds, then special technical commission
    EXCEPTIONAL = 6  # agency, then special technical commission


class AidAssessment(IntEnum):
    """The document that shows the need (BVR art. 247, 258, 279)."""

    NONE = 0
    PRESCRIPTION = 1
    RAPID_PRESCRIPTION = 2  # by a neurologist or a specialised team
    REPORT = 3  # of a wheelchair advice team
    RAPID_REPORT = 4  # of a specialised team


class AidDocument(IntEnum):
    """The first document that lacks in a request."""

    NONE = 0
    SIGNED_FORM = 1
    ASSESSMENT = 2
    PRESCRIPTION_BEFORE = 3
    MOTIVATION = 4
    TEST_REPORT = 5
    QUOTE = 6


class AidAdvice(IntEnum):
    """The concurring advice of the commission that had to give one."""

    NOT_ASKED = 0
    POSITIVE = 1
    PARTLY = 2
    NEGATIVE = 3


class SecondChairCase(IntEnum):
    """Why a second wheelchair is needed (BVR art. 334)."""

    NONE = 0
    FACILITY = 1  # stays in a facility, the chair cannot be taken along
    FLOOR = 2  # a floor that the chair cannot reach
    HAS_ELECTRONIC = 3
    HAS_SCOOTER = 4  # and is completely limited indoors
    ACTIVITY = 5  # training, job or the like, and the chair cannot be taken along


class AidOutcome(IntEnum):
    """What the fund decides about a request."""

    GRANTED = 1
    PARTLY_GRANTED = 2
    NOT_AFFILIATED = 3
    EARLIER_PREMIUMS_UNPAID = 4
    WAITING_TIME = 5
    BENEFIT_OF_BRUSSELS = 6
    IN_HOSPITAL = 7
    PROVIDER_NOT_AUTHORISED = 8
    ASSESSMENT_TOO_OLD = 9
    LIMITATION_TOO_SHORT = 10
    MUST_RENT = 11
    NOT_RENTABLE = 12
    TEMPORARY_RENTAL_FIRST = 13
    RENEWAL_TOO_EARLY = 14
    NOT_BESIDE_OTHER_AID = 15
    SECOND_CHAIR_NOT_MET = 16
    NOT_ADMISSIBLE = 17
    ADVICE_NEGATIVE = 18
    NO_TERM_FOR_AGE = 19


class AidLine(IntEnum):
    """What a line of an invoice is about."""

    SALE = 1
    RENT = 2
    DEATH = 3  # died between approval and delivery: BVR art. 339 §3
    UPKEEP = 4


class AidLineOutcome(IntEnum):
    """What becomes of a line, in the order in which the law is looked at."""

    ACCEPTED = 1
    NO_RIGHT = 2  # no approval, or no proof of delivery
    AFTER_DEATH = 3
    MONTH_NOT_DUE = 4
    ALREADY_BILLED = 5
    TIME_BARRED = 6
    NO_TARIFF = 7
    WRONG_PRICE = 8
    SUPPLEMENT_TOO_HIGH = 9
    BALANCE_EMPTY = 10


class AidPayer(IntEnum):
    """Who treats a request or pays an invoice around 1 January 2019 (BVR art. 644, 645)."""

    INSURER = 1
    NOBODY = 2  # sent back
    FUND = 3


def is_rentable_chair(kind: int) -> bool:
    """Standard, modular or care wheelchair, also with granule seating."""
    return kind >= AidKind.STANDARD and kind <= AidKind.CARE_GRANULE


def is_child_chair(kind: int) -> bool:
    """A manual wheelchair for children, push buggies included."""
    return kind >= AidKind.BUGGY and kind <= AidKind.CHILD_ACTIVE


def is_manual(kind: int) -> bool:
    """A manual wheelchair or a frame of one."""
    return kind >= AidKind.STANDARD and kind <= AidKind.FRAME_SEAT_UNIT


def is_frame(kind: int) -> bool:
    """A wheelchair frame for a seat shell or a modular seating unit."""
    return kind == AidKind.FRAME_SEAT_SHELL or kind == AidKind.FRAME_SEAT_UNIT


def is_electronic_chair(kind: int) -> bool:
    """An electronic wheelchair."""
    return kind == AidKind.ELECTRONIC or kind == AidKind.ELECTRONIC_CHILD


def is_scooter(kind: int) -> bool:
    """An electronic scooter."""
    return kind >= AidKind.SCOOTER_INDOOR and kind <= AidKind.SCOOTER_OUTDOOR


def is_cycle(kind: int) -> bool:
    """A standard tricycle or quadricycle."""
    return kind >= AidKind.CYCLE_LONG and kind <= AidKind.CYCLE_SHORT


def is_seated_cycle(kind: int) -> bool:
    """A seated tricycle."""
    return kind >= AidKind.SEATED_HIGH_LONG and kind <= AidKind.SEATED_DOUBLE


def is_cushion(kind: int) -> bool:
    """A cushion against pressure sores."""
    return kind >= AidKind.CUSHION and kind <= AidKind.CUSHION_ADJUSTABLE


def is_support(kind: int) -> bool:
    """A system that helps to drive a manual wheelchair."""
    return kind >= AidKind.PUSH_RIM and kind <= AidKind.TRACTION_UNIT


def main_group(kind: int) -> int:
    """The main group of a subgroup, as annex 2 heads them; 0 without."""
    if is_manual(kind):
        return 1
    if is_electronic_chair(kind):
        return 2
    if is_scooter(kind):
        return 3
    if is_cycle(kind) or is_seated_cycle(kind):
        return 4
    if kind == AidKind.WALKING_AID:
        return 5
    if kind == AidKind.STANDING_TABLE:
        return 6
    if is_cushion(kind):
        return 7
    return 8 if is_support(kind) else 0
