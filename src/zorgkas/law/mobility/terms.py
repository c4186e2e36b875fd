"""Until when commission, fund, provider and advice team may take (BVR art. 249, 253, 260, 264, 282, 289, 297, 337)."""

from zorgkas.engine import NEVER, Day, Int8, rule
from zorgkas.engine.calendar import add_months
from zorgkas.law.common.working_days import add_working_days, is_working_day
from zorgkas.law.mobility.kinds import AidForm, AidGroup, AidProcedure, RapidCondition


def later(one: int, other: int) -> int:
    """The later of two days."""
    return one if one > other else other


def working_days_used(start: int, end: int, most: int) -> int:
    """Working days of a term that ran from the day after its start up to and including a day; at most all of it."""
    used = 0
    day = start + 1
    while day <= end and used < most:
        if is_working_day(day):
            used += 1
        day += 1
    return used


def runs_on(start: int, stopped: int, resumed: int, days: int, restarts: bool) -> int:
    """The last day of a term in working days that stood still from one day to another."""
    if stopped == NEVER or resumed == NEVER or resumed < stopped or stopped < start:
        return add_working_days(start, days)
    used = 0 if restarts else working_days_used(start, stopped, days)
    return add_working_days(resumed, days - used)


@rule(article="BVR art. 249, 253 §4, 281", since="2022-01-01")
def aid_decide_by(
    aid_applied_on: Day,
    aid_sent_to_commission_on: Day,
    aid_commission_advice_on: Day,
    aid_info_asked_on: Day,
    aid_info_received_on: Day,
    aid_decision_working_days: Int8,
    aid_decision_after_commission_working_days: Int8,
    aid_term_restarts: bool,
) -> Day:
    """Fifteen working days; with the commission five, without its own time. Waiting for information does not count."""
    if aid_sent_to_commission_on == NEVER:
        return runs_on(
            aid_applied_on, aid_info_asked_on, aid_info_received_on, aid_decision_working_days, aid_term_restarts
        )
    days = aid_decision_after_commission_working_days
    start = aid_applied_on
    if aid_info_received_on != NEVER and aid_info_received_on <= aid_sent_to_commission_on:
        start = aid_info_received_on
        if not aid_term_restarts:
            days -= working_days_used(aid_applied_on, aid_info_asked_on, days)
    return runs_on(start, aid_sent_to_commission_on, aid_commission_advice_on, days, False)


@rule(article="BVR art. 260", since="2024-09-15")
def aid_commission_advice_by(
    aid_sent_to_commission_on: Day,
    aid_commission_answer_on: Day,
    aid_home_visit: bool,
    aid_commission_working_days: Int8,
    aid_home_visit_working_days: Int8,
) -> Day:
    """Ten working days after receipt, ten new ones after an answer, and 25 more for a visit at home."""
    start = later(aid_sent_to_commission_on, aid_commission_answer_on)
    days = aid_commission_working_days + (aid_home_visit_working_days if aid_home_visit else 0)
    return add_working_days(start, days)


@rule(article="BVR art. 297, 305, 331", since="2019-01-01")
def aid_technical_advice_by(aid_admissible_on: Day, aid_technical_working_days: Int8) -> Day:
    """The special technical commission has 45 working days after the decision that the request is admissible."""
    return add_working_days(aid_admissible_on, aid_technical_working_days)


@rule(article="BVR art. 298, 306, 331", since="2019-01-01")
def aid_decide_after_technical_by(
    aid_technical_advice_on: Day, aid_decision_after_commission_working_days: Int8
) -> Day:
    """Five working days after its advice."""
    return add_working_days(aid_technical_advice_on, aid_decision_after_commission_working_days)


@rule(article="BVR art. 331", since="2019-01-01")
def aid_forward_by(aid_applied_on: Day, aid_forward_working_days: Int8) -> Day:
    """An exceptional situation goes to the agency within five working days."""
    return add_working_days(aid_applied_on, aid_forward_working_days)


@rule(article="BVR art. 264, 282, 289, 317", since="2024-09-15")
def aid_delivery_working_days(
    aid_procedure: AidProcedure,
    aid_form: AidForm,
    aid_group: AidGroup,
    aid_force_majeure: bool,
    aid_short_delivery_working_days: Int8,
    aid_rapid_delivery_working_days: Int8,
    aid_long_delivery_working_days: Int8,
) -> Int8:
    """Fifteen working days, twenty for a rapidly degenerative rental, thirty for complex aids, double if need be."""
    days = aid_short_delivery_working_days
    if aid_form == AidForm.RENTAL and aid_group == AidGroup.RAPID:
        days = aid_rapid_delivery_working_days
    elif aid_form == AidForm.PURCHASE and aid_procedure >= AidProcedure.EXTENDED:
        days = aid_long_delivery_working_days
    return days * 2 if aid_force_majeure else days


@rule(article="BVR art. 264, 282, 289, 317", since="2024-09-15")
def aid_deliver_by(
    aid_approved_on: Day,
    aid_earlier_rental_free_on: Day,
    aid_procedure: AidProcedure,
    aid_delivery_working_days: Int8,
) -> Day:
    """After the notice of approval, or after the notice period of an earlier rental; special needs have no term."""
    if aid_procedure >= AidProcedure.SPECIAL or aid_approved_on == NEVER:
        return NEVER
    start = aid_approved_on
    if aid_earlier_rental_free_on != NEVER:
        start = later(start, aid_earlier_rental_free_on - 1)
    return add_working_days(start, aid_delivery_working_days)


@rule(article="BVR art. 337", since="2022-01-01")
def aid_file_closes_after(aid_approved_on: Day, aid_proof_months: Int8) -> Day:
    """The last day for the delivery document or the contract: six months after approval."""
    return NEVER if aid_approved_on == NEVER else add_months(aid_approved_on, aid_proof_months)


@rule(article="BVR art. 337", since="2022-01-01")
def aid_proof_in_time(aid_delivered_on: Day, aid_file_closes_after: Day) -> bool:
    """Filed by that day; otherwise nothing can be paid on that request."""
    return aid_delivered_on != NEVER and aid_file_closes_after != NEVER and aid_delivered_on <= aid_file_closes_after


@rule(article="BVR art. 342", since="2019-01-01")
def aid_pay_by(aid_invoice_received_on: Day, aid_payment_weeks: Int8) -> Day:
    """Six weeks after receipt of the correct and complete invoice."""
    return NEVER if aid_invoice_received_on == NEVER else aid_invoice_received_on + 7 * aid_payment_weeks


@rule(article="BVR art. 352", since="2024-09-15")
def aid_report_by(
    aid_team_asked_on: Day,
    aid_rapid: RapidCondition,
    aid_report_working_days: Int8,
    aid_rapid_report_working_days: Int8,
) -> Day:
    """An advice team delivers within 50 working days, or 20 for a condition that is rapid by law or by report."""
    fast = aid_rapid != RapidCondition.NONE
    return add_working_days(aid_team_asked_on, aid_rapid_report_working_days if fast else aid_report_working_days)


@rule(article="BVR art. 403", since="2019-01-01")
def aid_bundles_are_reported(aid_bundle_told_on: Day, aid_bundle_refused_on: Day, aid_bundle_months: Int8) -> bool:
    """Again a bundle refused as a whole within six months after the provider was told: the agency is told."""
    if aid_bundle_told_on == NEVER or aid_bundle_refused_on <= aid_bundle_told_on:
        return False
    return aid_bundle_refused_on <= add_months(aid_bundle_told_on, aid_bundle_months)
