"""Who rents, who may choose, and what can be rented (BVR art. 241, 261, 262, 274, 275, 277, 278, 313, 314)."""

from zorgkas.engine import Day, Int8, rule
from zorgkas.engine.calendar import age_on
from zorgkas.law.mobility.kinds import (
    AidForm,
    AidGroup,
    AidKind,
    AidRequest,
    RapidCondition,
    SecondChairCase,
    is_electronic_chair,
    is_rentable_chair,
    is_scooter,
)


@rule(article="BVR art. 261, 277", since="2026-01-01")
def aid_group(
    birth_date: Day,
    aid_applied_on: Day,
    aid_resident: bool,
    aid_palliative_asked: bool,
    aid_rapid: RapidCondition,
    aid_rental_age: Int8,
) -> AidGroup:
    """Rapidly degenerative conditions have a chapter of their own; palliative care has a wider list than age."""
    if aid_rapid != RapidCondition.NONE:
        return AidGroup.RAPID
    if aid_resident:
        return AidGroup.RESIDENT
    if aid_palliative_asked:
        return AidGroup.PALLIATIVE
    return AidGroup.FROM_85 if age_on(birth_date, aid_applied_on) >= aid_rental_age else AidGroup.OTHERS


@rule(article="BVR art. 262 §1, 278", since="2026-01-01")
def aid_rentable(aid_group: AidGroup, aid_kind: AidKind) -> bool:
    """Four wheelchairs for all who rent; more in palliative care, and most with a rapidly degenerative condition."""
    if aid_group == AidGroup.OTHERS:
        return False
    if is_rentable_chair(aid_kind):
        return True
    if aid_group == AidGroup.PALLIATIVE:
        return aid_kind == AidKind.ACTIVE or is_electronic_chair(aid_kind) or is_scooter(aid_kind)
    if aid_group != AidGroup.RAPID:
        return False
    if aid_kind == AidKind.ACTIVE or aid_kind == AidKind.PUSH_RIM or aid_kind == AidKind.STEERING:
        return True
    return is_electronic_chair(aid_kind) or is_scooter(aid_kind)


@rule(article="BVR art. 313, 314 §1", since="2019-01-01")
def aid_temporary_rental_possible(
    birth_date: Day,
    aid_applied_on: Day,
    aid_rehabilitation: bool,
    aid_request: AidRequest,
    aid_kind: AidKind,
    aid_temporary_most_months: Int8,
    aid_temporary_months: Int8,
) -> bool:
    """Adults in rehabilitation, one of four wheelchairs, not to renew nor as a second one, at most six months."""
    if not aid_rehabilitation or aid_request != AidRequest.FIRST or age_on(birth_date, aid_applied_on) < 18:
        return False
    among_four = (is_rentable_chair(aid_kind) and aid_kind != AidKind.CARE_GRANULE) or aid_kind == AidKind.ACTIVE
    return among_four and aid_temporary_months < aid_temporary_most_months


@rule(article="BVR art. 314 §1, §3", since="2019-01-01")
def aid_temporary_rental_first(
    birth_date: Day,
    aid_applied_on: Day,
    aid_rehabilitation: bool,
    aid_request: AidRequest,
    aid_form: AidForm,
    aid_kind: AidKind,
    aid_temporary_months: Int8,
    aid_temporary_least_months: Int8,
) -> bool:
    """Before buying one of the four wheelchairs at least three months of rental; not before an electronic one."""
    if aid_form != AidForm.PURCHASE or not aid_rehabilitation or aid_request != AidRequest.FIRST:
        return False
    if age_on(birth_date, aid_applied_on) < 18:
        return False
    among_four = (is_rentable_chair(aid_kind) and aid_kind != AidKind.CARE_GRANULE) or aid_kind == AidKind.ACTIVE
    return among_four and aid_temporary_months < aid_temporary_least_months


@rule(article="BVR art. 241, 274, 275, 286", since="2026-01-01")
def aid_purchase_possible(
    aid_group: AidGroup,
    aid_rentable: bool,
    aid_kind: AidKind,
    aid_known_to_vaph: bool,
    aid_no_rental_elsewhere: bool,
    aid_rental_falls_short: bool,
) -> bool:
    """Who rents does not buy, unless the aid is not for rent, the user may choose, or rental falls short."""
    if not aid_rentable or aid_rental_falls_short:
        return True
    if aid_group == AidGroup.FROM_85 and aid_known_to_vaph and is_rentable_chair(aid_kind):
        return True
    return aid_no_rental_elsewhere and (aid_group == AidGroup.FROM_85 or aid_group == AidGroup.PALLIATIVE)


@rule(article="BVR art. 333, 334", since="2024-09-15")
def aid_second_chair_met(
    birth_date: Day,
    aid_applied_on: Day,
    aid_kind: AidKind,
    aid_second_case: SecondChairCase,
    aid_has_chair: bool,
    aid_resident: bool,
    aid_rapid: RapidCondition,
    aid_rents_temporarily: bool,
) -> bool:
    """One of five cases, a first chair, and one of the chairs that the article names for the age."""
    if aid_second_case == SecondChairCase.NONE or not aid_has_chair:
        return False
    if aid_resident or aid_rapid != RapidCondition.NONE or aid_rents_temporarily:
        return False
    if aid_kind == AidKind.FRAME_SEAT_SHELL:
        return True
    if age_on(birth_date, aid_applied_on) >= 18:
        adult = aid_kind == AidKind.STANDARD or aid_kind == AidKind.MODULAR or aid_kind == AidKind.ACTIVE
        return adult or aid_kind == AidKind.FRAME_SEAT_UNIT
    return aid_kind >= AidKind.BUGGY and aid_kind <= AidKind.CHILD_ACTIVE
