"""What the fund decides: the first reason to refuse, else what a commission advised (BVR art. 239 to 242, 253)."""

from zorgkas.engine import Int16, rule
from zorgkas.law.mobility.kinds import AidAdvice, AidForm, AidOutcome, AidRequest


@rule(article="DEC art. 119-121, 126; BVR art. 239, 241, 242, 248, 253, 298, 322, 365", since="2026-01-01")
def aid_outcome(
    affiliated: bool,
    earlier_premiums_paid: bool,
    aid_waiting_time_met: bool,
    aid_benefit_of_brussels: bool,
    aid_hospital_allows: bool,
    aid_provider_may_apply: bool,
    aid_assessment_recent: bool,
    aid_limitation_lasts: bool,
    aid_term_of_kind_months: Int16,
    aid_form: AidForm,
    aid_request: AidRequest,
    aid_rentable: bool,
    aid_purchase_possible: bool,
    aid_temporary_rental_possible: bool,
    aid_temporary_rental_first: bool,
    aid_term_is_over: bool,
    aid_early_subgroup_met: bool,
    aid_support_allows: bool,
    aid_goes_beside: bool,
    aid_second_chair_met: bool,
    aid_admissible: bool,
    aid_advice: AidAdvice,
) -> AidOutcome:
    """Membership first, then the request itself, then the aid, last the advice, which binds the fund."""
    if not affiliated:
        return AidOutcome.NOT_AFFILIATED
    if not earlier_premiums_paid:
        return AidOutcome.EARLIER_PREMIUMS_UNPAID
    if not aid_waiting_time_met:
        return AidOutcome.WAITING_TIME
    if aid_benefit_of_brussels:
        return AidOutcome.BENEFIT_OF_BRUSSELS
    if not aid_hospital_allows:
        return AidOutcome.IN_HOSPITAL
    if not aid_provider_may_apply:
        return AidOutcome.PROVIDER_NOT_AUTHORISED
    if not aid_assessment_recent:
        return AidOutcome.ASSESSMENT_TOO_OLD
    if aid_request == AidRequest.SECOND_CHAIR and not aid_second_chair_met:
        return AidOutcome.SECOND_CHAIR_NOT_MET
    if aid_form == AidForm.RENTAL and not aid_rentable:
        return AidOutcome.NOT_RENTABLE
    if aid_form == AidForm.TEMPORARY_RENTAL and not aid_temporary_rental_possible:
        return AidOutcome.NOT_RENTABLE
    first_chair = aid_request != AidRequest.SECOND_CHAIR and aid_request != AidRequest.ADAPTATION
    if aid_form == AidForm.PURCHASE and first_chair and not aid_purchase_possible:
        return AidOutcome.MUST_RENT
    if aid_temporary_rental_first:
        return AidOutcome.TEMPORARY_RENTAL_FIRST
    if not aid_term_is_over or not aid_early_subgroup_met or not aid_support_allows:
        return AidOutcome.RENEWAL_TOO_EARLY
    if not aid_goes_beside:
        return AidOutcome.NOT_BESIDE_OTHER_AID
    if aid_form == AidForm.PURCHASE and aid_term_of_kind_months < 0:
        return AidOutcome.NO_TERM_FOR_AGE
    if not aid_limitation_lasts:
        return AidOutcome.LIMITATION_TOO_SHORT
    if not aid_admissible:
        return AidOutcome.NOT_ADMISSIBLE
    if aid_advice == AidAdvice.NEGATIVE:
        return AidOutcome.ADVICE_NEGATIVE
    return AidOutcome.PARTLY_GRANTED if aid_advice == AidAdvice.PARTLY else AidOutcome.GRANTED
