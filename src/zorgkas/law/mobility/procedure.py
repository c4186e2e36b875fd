"""Which procedure a request goes through and which documents it takes (BVR art. 246 to 259, 263, 281, 288, 323)."""

from zorgkas.engine import NEVER, Day, Int8, rule
from zorgkas.engine.calendar import add_months
from zorgkas.law.mobility.kinds import (
    AidAssessment,
    AidDocument,
    AidForm,
    AidGroup,
    AidKind,
    AidProcedure,
    AidRequest,
    RapidCondition,
    is_child_chair,
    is_cushion,
    is_cycle,
    is_electronic_chair,
    is_frame,
    is_manual,
    is_rentable_chair,
    is_scooter,
    is_seated_cycle,
    is_support,
    main_group,
)


def purchase_procedure(kind: int) -> AidProcedure:
    """The procedure of a first purchase on the list (BVR art. 288)."""
    if kind == AidKind.WALKING_AID:
        return AidProcedure.SIMPLIFIED
    if kind == AidKind.STANDARD:
        return AidProcedure.BASIC
    if is_rentable_chair(kind) or is_child_chair(kind) or is_cycle(kind) or kind == AidKind.SCOOTER_INDOOR:
        return AidProcedure.EXTENDED
    return AidProcedure.EXTENDED if is_cushion(kind) else AidProcedure.EXTENDED_PLUS


def rental_procedure(kind: int) -> AidProcedure:
    """The procedure of a rental (BVR art. 263)."""
    if kind == AidKind.STANDARD:
        return AidProcedure.BASIC
    if is_rentable_chair(kind) or kind == AidKind.SCOOTER_INDOOR:
        return AidProcedure.EXTENDED
    return AidProcedure.EXTENDED_PLUS


def rapid_purchase_procedure(kind: int, for_rent: bool) -> AidProcedure:
    """What somebody with a rapidly degenerative condition buys (BVR art. 286, 287)."""
    if for_rent:
        return AidProcedure.SPECIAL
    if is_cycle(kind):
        return AidProcedure.EXTENDED
    heavy = is_seated_cycle(kind) or kind == AidKind.STANDING_TABLE or is_frame(kind)
    heavy = heavy or kind == AidKind.STANDING_FUNCTION or (is_support(kind) and kind != AidKind.PUSH_RIM)
    return AidProcedure.EXTENDED_PLUS if heavy else AidProcedure.SIMPLIFIED


def lighter(one: int, other: int) -> AidProcedure:
    """The lighter of two procedures."""
    found = one if one < other else other
    if found == AidProcedure.SIMPLIFIED:
        return AidProcedure.SIMPLIFIED
    if found == AidProcedure.BASIC:
        return AidProcedure.BASIC
    return AidProcedure.EXTENDED if found == AidProcedure.EXTENDED else AidProcedure.EXTENDED_PLUS


def renewal_procedure(kind: int, previous: int, of_lump_sum: bool) -> AidProcedure:
    """To renew: lighter within the same subgroup, or within the main group of electronic aids (BVR art. 323 to 325)."""
    if of_lump_sum:
        return AidProcedure.BASIC if previous == AidKind.STANDARD else AidProcedure.EXTENDED
    if is_cushion(kind) or is_support(kind):
        return AidProcedure.EXTENDED
    if kind == previous:
        return lighter(purchase_procedure(kind), AidProcedure.BASIC)
    electronic = is_electronic_chair(kind) or is_scooter(kind)
    if electronic and main_group(kind) == main_group(previous):
        return lighter(purchase_procedure(kind), AidProcedure.EXTENDED)
    return purchase_procedure(kind)


@rule(article="BVR art. 255-259, 263, 281, 286-288, 308-310, 317, 323-327, 330, 331, 335", since="2026-01-01")
def aid_procedure(
    aid_kind: AidKind,
    aid_indicated: AidKind,
    aid_form: AidForm,
    aid_request: AidRequest,
    aid_group: AidGroup,
    aid_rentable: bool,
    aid_previous_kind: AidKind,
    aid_previous_lump_sum: bool,
    aid_lump_sum_at_once: bool,
) -> AidProcedure:
    """By what is asked, then by the aid; the heavy ones of special needs go before all."""
    if aid_request == AidRequest.EXCEPTIONAL:
        return AidProcedure.EXCEPTIONAL
    if aid_request >= AidRequest.OFF_LIST and aid_request <= AidRequest.ONE_OFF_REPAIR:
        return AidProcedure.SPECIAL
    if aid_form == AidForm.TEMPORARY_RENTAL:
        return AidProcedure.BASIC
    if aid_form == AidForm.RENTAL:
        return AidProcedure.SIMPLIFIED if aid_group == AidGroup.RAPID else rental_procedure(aid_kind)
    if aid_request == AidRequest.ADAPTATION or aid_request == AidRequest.SECOND_CHAIR:
        return AidProcedure.EXTENDED
    if aid_group == AidGroup.RAPID:
        return rapid_purchase_procedure(aid_kind, aid_rentable)
    if aid_request == AidRequest.RENEWAL:
        return renewal_procedure(aid_kind, aid_previous_kind, aid_previous_lump_sum)
    if aid_request == AidRequest.LUMP_SUM and aid_lump_sum_at_once and aid_indicated != AidKind.NONE:
        return purchase_procedure(aid_indicated)
    return purchase_procedure(aid_kind)


@rule(article="BVR art. 247, 252, 258, 279, 285, 292, 300, 316, 330", since="2026-01-01")
def aid_assessment_needed(
    aid_procedure: AidProcedure,
    aid_request: AidRequest,
    aid_kind: AidKind,
    aid_rapid: RapidCondition,
    aid_switches_rapid: bool,
    aid_previous_kind: AidKind,
) -> AidAssessment:
    """A prescription, or a report of a wheelchair advice team for what is complex."""
    if aid_request == AidRequest.ONE_OFF_REPAIR or aid_request == AidRequest.EXCEPTIONAL:
        return AidAssessment.NONE
    if aid_rapid != RapidCondition.NONE:
        electronic = not is_manual(aid_kind)
        if aid_switches_rapid and not (electronic and is_manual(aid_previous_kind)):
            return AidAssessment.NONE
        if electronic or aid_rapid == RapidCondition.ASSIMILATED or aid_procedure == AidProcedure.SPECIAL:
            return AidAssessment.RAPID_REPORT
        return AidAssessment.RAPID_PRESCRIPTION
    if aid_procedure == AidProcedure.EXTENDED_PLUS or aid_procedure == AidProcedure.SPECIAL:
        return AidAssessment.REPORT
    return AidAssessment.PRESCRIPTION


@rule(article="BVR art. 247, 252, 258, 279, 292", since="2026-01-01")
def aid_assessment_enough(aid_assessment: AidAssessment, aid_assessment_needed: AidAssessment) -> bool:
    """A document of the kind that is needed; a report of a specialised team does for each other document."""
    if aid_assessment_needed == AidAssessment.NONE or aid_assessment == aid_assessment_needed:
        return True
    if aid_assessment == AidAssessment.RAPID_REPORT:
        return True
    return aid_assessment_needed == AidAssessment.PRESCRIPTION and aid_assessment != AidAssessment.NONE


@rule(article="BVR art. 349, 350", since="2022-01-01")
def aid_assessment_recent(aid_assessment_on: Day, aid_applied_on: Day, aid_assessment_months: Int8) -> bool:
    """A prescription or report may not be older than twelve months when the request is submitted."""
    if aid_assessment_on == NEVER:
        return True
    return aid_assessment_on <= aid_applied_on <= add_months(aid_assessment_on, aid_assessment_months)


@rule(article="BVR art. 256, 258, 292, 293, 311, 312, 330, 376", since="2026-01-01")
def aid_document_missing(
    aid_procedure: AidProcedure,
    aid_request: AidRequest,
    aid_form: AidForm,
    aid_kind: AidKind,
    aid_form_signed: bool,
    aid_assessment_enough: bool,
    aid_motivation: bool,
    aid_test_report: bool,
    aid_quote: bool,
    aid_prescription_before: bool,
) -> AidDocument:
    """The first thing that lacks; the fund asks for it, and its term waits."""
    if not aid_form_signed:
        return AidDocument.SIGNED_FORM
    if not aid_assessment_enough:
        return AidDocument.ASSESSMENT
    special = aid_procedure == AidProcedure.SPECIAL
    heavy = special or aid_procedure == AidProcedure.EXTENDED or aid_procedure == AidProcedure.EXTENDED_PLUS
    plus_scooter = aid_procedure == AidProcedure.EXTENDED_PLUS and is_scooter(aid_kind)
    if plus_scooter and aid_form == AidForm.PURCHASE and not aid_prescription_before:
        return AidDocument.PRESCRIPTION_BEFORE
    if heavy and not aid_motivation:
        return AidDocument.MOTIVATION
    tested = is_electronic_chair(aid_kind) or is_scooter(aid_kind)
    if heavy and tested and aid_request != AidRequest.ONE_OFF_REPAIR and not aid_test_report:
        return AidDocument.TEST_REPORT
    quoted = aid_request == AidRequest.OFF_LIST or aid_request == AidRequest.ONE_OFF_REPAIR
    return AidDocument.QUOTE if quoted and not aid_quote else AidDocument.NONE
