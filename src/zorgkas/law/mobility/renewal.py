"""When an aid may be renewed (BVR art. 322, 325, 326; annex 2), and which aids go together (annex 3)."""

from zorgkas.engine import FOREVER, NEVER, Day, Int16, rule
from zorgkas.engine.calendar import add_months, age_on
from zorgkas.law.mobility.kinds import (
    AidForm,
    AidKind,
    AidRequest,
    RapidCondition,
    is_child_chair,
    is_cushion,
    is_cycle,
    is_electronic_chair,
    is_frame,
    is_manual,
    is_scooter,
    is_seated_cycle,
    is_support,
)


def term_by_age(age: int, child: int, youth: int, adult: int, older: int) -> int:
    """The column of annex 2; the headings leave out the birthdays of 12, 18 and 65, which count as the older class."""
    if age < 12:
        return child
    if age < 18:
        return youth
    return adult if age < 65 else older


def term_in_annex(kind: int, chair: int, age: int) -> int:
    """The term in months by kind of aid and age; -1 where annex 2 leaves the cell empty."""
    if kind == AidKind.CUSHION_INTEGRATED:
        kind = chair
    if is_frame(kind):
        return (
            term_by_age(age, 36, 36, 60, 60) if kind == AidKind.FRAME_SEAT_SHELL else term_by_age(age, 36, 36, 48, 48)
        )
    if is_manual(kind) or kind == AidKind.WALKING_AID:
        return term_by_age(age, 36, 36, 48, 72)
    if is_electronic_chair(kind):
        return term_by_age(age, 36, 36, 60, 84)
    if is_scooter(kind):
        return term_by_age(age, 48, 48, 48, 72) if kind == AidKind.SCOOTER_INDOOR else 72
    if kind == AidKind.SEATED_DOUBLE:
        return term_by_age(age, -1, 48, 96, 96)
    if is_cycle(kind) or is_seated_cycle(kind):
        return term_by_age(age, 24, 48, 96, 96)
    if kind == AidKind.STANDING_TABLE:
        return 120
    if is_cushion(kind):
        return 24 if kind == AidKind.CUSHION else 36
    return 96 if is_support(kind) else -1


@rule(article="BVR art. 322; bijlage 2", since="2026-01-01")
def aid_renewal_months(
    aid_previous_kind: AidKind,
    aid_previous_chair: AidKind,
    aid_previous_term_months: Int16,
    aid_previous_second: bool,
    birth_date: Day,
    aid_applied_on: Day,
) -> Int16:
    """By the age on the day of the request; one and a half times as long for the second chair of an adult."""
    if aid_previous_kind == AidKind.NONE:
        return 0
    if aid_previous_term_months > 0:
        return aid_previous_term_months
    age = age_on(birth_date, aid_applied_on)
    months = term_in_annex(aid_previous_kind, aid_previous_chair, age)
    return months * 3 // 2 if aid_previous_second and age >= 18 else months


@rule(article="BVR art. 322; bijlage 2", since="2026-01-01")
def aid_term_of_kind_months(
    aid_kind: AidKind, aid_previous_chair: AidKind, birth_date: Day, aid_applied_on: Day
) -> Int16:
    """The term that the aid that is asked will have; -1 where annex 2 gives none."""
    return term_in_annex(aid_kind, aid_previous_chair, age_on(birth_date, aid_applied_on))


@rule(article="BVR art. 322", since="2026-01-01")
def aid_renewable_from(aid_previous_kind: AidKind, aid_previous_delivered_on: Day, aid_renewal_months: Int16) -> Day:
    """The term runs from the delivery."""
    if aid_previous_kind == AidKind.NONE or aid_previous_delivered_on == NEVER:
        return NEVER
    return FOREVER if aid_renewal_months < 0 else add_months(aid_previous_delivered_on, aid_renewal_months)


@rule(article="BVR art. 284, 322, 326", since="2026-01-01")
def aid_term_is_over(
    aid_request: AidRequest,
    aid_kind: AidKind,
    aid_form: AidForm,
    aid_rapid: RapidCondition,
    aid_applied_on: Day,
    aid_renewable_from: Day,
) -> bool:
    """No new request while the term runs; early only for a change or damage, and never for a walking aid."""
    if aid_applied_on >= aid_renewable_from:
        return True
    if aid_rapid != RapidCondition.NONE:
        return True
    early = aid_request == AidRequest.EARLY_CHANGE or aid_request == AidRequest.EARLY_UNUSABLE
    if early:
        return aid_kind != AidKind.WALKING_AID
    beside = aid_request == AidRequest.SECOND_CHAIR or aid_request == AidRequest.ADAPTATION
    special = aid_request == AidRequest.ONE_OFF_REPAIR or aid_request == AidRequest.EXCEPTIONAL
    return beside or special or aid_form == AidForm.TEMPORARY_RENTAL


@rule(article="BVR art. 326, 2°", since="2022-01-01")
def aid_early_subgroup_met(aid_request: AidRequest, aid_kind: AidKind, aid_previous_kind: AidKind) -> bool:
    """What became unusable is replaced by an aid of the same subgroup."""
    return aid_request != AidRequest.EARLY_UNUSABLE or aid_kind == aid_previous_kind


@rule(article="BVR art. 325 §2", since="2026-01-01")
def aid_support_allows(
    aid_kind: AidKind, aid_form: AidForm, aid_request: AidRequest, aid_applied_on: Day, aid_support_until: Day
) -> bool:
    """While the term of a driving support runs no electronic wheelchair, scooter or cycle is bought."""
    held = is_electronic_chair(aid_kind) or is_scooter(aid_kind) or is_cycle(aid_kind) or is_seated_cycle(aid_kind)
    if not held or aid_form != AidForm.PURCHASE or aid_request == AidRequest.EARLY_CHANGE:
        return True
    return aid_applied_on >= aid_support_until


def row_has(row: int, column: int) -> bool:
    """Whether annex 3 has a cross: the row is the chair, walking aid or support, the column what stands beside it."""
    if column == AidKind.STANDING_TABLE:
        simple = row == AidKind.MODULAR or row == AidKind.ACTIVE or row == AidKind.ACTIVE_MADE_TO_MEASURE
        child = row == AidKind.CHILD_STANDARD or row == AidKind.CHILD_ACTIVE
        return simple or child or is_electronic_chair(row) or row == AidKind.SCOOTER_INDOOR or is_support(row)
    if column == AidKind.WALKING_AID:
        never = row == AidKind.CARE or row == AidKind.CARE_GRANULE or row == AidKind.STANDING_FUNCTION
        return not never and (is_manual(row) or is_electronic_chair(row) or is_scooter(row) or is_support(row))
    if not is_cycle(column) and not is_seated_cycle(column):
        return False
    if row == AidKind.BUGGY or row == AidKind.BUGGY_MODULAR:
        short = column == AidKind.CYCLE_MIDDLE or column == AidKind.CYCLE_SHORT
        return short or column == AidKind.SEATED_HIGH_SHORT or column == AidKind.SEATED_LOW_SHORT
    plain = row == AidKind.STANDARD or row == AidKind.MODULAR
    active = row == AidKind.ACTIVE or row == AidKind.ACTIVE_MADE_TO_MEASURE
    child = is_child_chair(row) or row == AidKind.ELECTRONIC_CHILD
    return plain or active or child or row == AidKind.WALKING_AID


@rule(article="BVR art. 241 §2, 322; bijlage 3", since="2026-01-01")
def aid_goes_beside(
    aid_kind: AidKind,
    aid_beside: AidKind,
    aid_beside_push_rim: bool,
    aid_request: AidRequest,
    aid_form: AidForm,
    aid_rapid: RapidCondition,
) -> bool:
    """The crosses of annex 3; a second chair, a cushion, a support and an adaptation belong to the chair itself."""
    if aid_beside == AidKind.NONE or aid_request == AidRequest.SECOND_CHAIR or aid_request == AidRequest.ADAPTATION:
        return True
    if is_cushion(aid_kind) or is_cushion(aid_beside):
        return True
    if (is_support(aid_kind) and is_manual(aid_beside)) or (is_support(aid_beside) and is_manual(aid_kind)):
        return True
    if aid_rapid != RapidCondition.NONE and aid_form == AidForm.RENTAL and is_manual(aid_beside):
        if aid_kind == AidKind.STANDARD:
            return True
        return not aid_beside_push_rim and (is_scooter(aid_kind) or is_electronic_chair(aid_kind))
    return row_has(aid_kind, aid_beside) or row_has(aid_beside, aid_kind)
