"""How an appeal is handled and by when (BVR art. 145 §3, 146)."""

from zorgkas.engine import FOREVER, Day, Int8, rule
from zorgkas.engine.calendar import add_months
from zorgkas.law.appeals.kinds import AppealRoute


@rule(article="BVR art. 145 §3", since="2019-01-01")
def to_commission_by(appeal_filed_on: Day, appeal_to_commission_days: Int8) -> Day:
    """Within fifteen days the agency passes it to the appeals commission and tells the fund."""
    return appeal_filed_on + appeal_to_commission_days


@rule(article="BVR art. 146", since="2026-03-01")
def appeal_route(
    care_need_contested: bool, decision_after_control: bool, only_care_need_is_reassessed: bool
) -> AppealRoute:
    """A new assessment is the advice; after a control the chamber advises itself. An appeal without a question about
    the care need has no procedure of its own in the text."""
    if decision_after_control:
        return AppealRoute.CONTROL_ADVICE
    if care_need_contested or not only_care_need_is_reassessed:
        return AppealRoute.NEW_ASSESSMENT
    return AppealRoute.COMMISSION_ADVICE


@rule(article="BVR art. 146", since="2026-03-01")
def advice_by(
    appeal_route: AppealRoute,
    commission_received_on: Day,
    appeal_assessment_days: Int8,
    appeal_control_advice_months: Int8,
) -> Day:
    """Thirty days for a new assessment, three months for an advice after a control; else no term is written."""
    if appeal_route == AppealRoute.NEW_ASSESSMENT:
        return commission_received_on + appeal_assessment_days
    if appeal_route == AppealRoute.CONTROL_ADVICE:
        return add_months(commission_received_on, appeal_control_advice_months)
    return FOREVER


@rule(article="BVR art. 146", since="2026-03-01")
def appeal_decision_by(advice_given_on: Day, appeal_decision_months: Int8) -> Day:
    """The leading official decides within a month after the advice."""
    return add_months(advice_given_on, appeal_decision_months)


@rule(article="BVR art. 146", since="2026-03-01")
def appeal_dispatch_by(appeal_decided_on: Day, appeal_dispatch_days: Int8) -> Day:
    """Sent by registered letter within eight days, to the user and to the fund."""
    return appeal_decided_on + appeal_dispatch_days
