"""Whether an appeal is in time and complete (DEC art. 24; BVR art. 143, 145, 231/3)."""

from zorgkas.engine import FOREVER, NEVER, Day, Int8, Int16, rule
from zorgkas.engine.calendar import add_months
from zorgkas.law.appeals.kinds import Admissibility, AppealSubject


@rule(article="DEC art. 24", since="2019-01-01")
def appeal_term_runs(appeal_clause_complete: bool) -> bool:
    """The term only starts when the decision states how one can appeal, and on which conditions."""
    return appeal_clause_complete


@rule(name="appeal_until", article="DEC art. 24; BVR art. 143", since="2019-01-01", until="2026-03-01")
def appeal_until_before_controls(appeal_term_runs: bool, decision_sent_on: Day, appeal_months: Int8) -> Day:
    """Three months after the fund sent the decision; without end as long as the term does not run."""
    return add_months(decision_sent_on, appeal_months) if appeal_term_runs else FOREVER


@rule(article="DEC art. 24; BVR art. 143, 231/3 §2", since="2026-03-01")
def appeal_until(
    appeal_term_runs: bool,
    decision_sent_on: Day,
    appeal_subject: AppealSubject,
    decision_after_control: bool,
    appeal_months: Int8,
    appeal_zbo_control_days: Int16,
) -> Day:
    """Three months after the fund sent the decision; ninety days for a ZBO after a control."""
    if not appeal_term_runs:
        return FOREVER
    if appeal_subject == AppealSubject.ZBO and decision_after_control:
        return decision_sent_on + appeal_zbo_control_days
    return add_months(decision_sent_on, appeal_months)


@rule(article="BVR art. 143, 145 §1, 3°", since="2019-01-01")
def appeal_in_time(appeal_filed_on: Day, appeal_until: Day) -> bool:
    """It must be with the agency by the last day."""
    return appeal_filed_on <= appeal_until


@rule(article="BVR art. 143 al. 2", since="2019-01-01")
def decision_can_be_appealed(appeal_subject: AppealSubject, zbh_need_refused_on_attests: bool) -> bool:
    """Every decision on a care budget, except two about the disability when a ZBH is granted automatically."""
    return not (appeal_subject == AppealSubject.ZBH and zbh_need_refused_on_attests)


@rule(article="BVR art. 145 §1 al. 3", since="2019-01-01")
def documents_due_by(
    documents_asked_on: Day,
    documents_extension_asked_on: Day,
    appeal_documents_months: Int8,
    appeal_extension_months: Int8,
) -> Day:
    """One month after the registered letter; one more when that was asked within the first."""
    first = add_months(documents_asked_on, appeal_documents_months)
    extended = documents_extension_asked_on != NEVER and documents_extension_asked_on <= first
    return add_months(first, appeal_extension_months) if extended else first


@rule(article="BVR art. 145 §1 al. 3", since="2019-01-01")
def documents_complete(appeal_documents_missing: bool, documents_received_on: Day, documents_due_by: Day) -> bool:
    """Nothing was missing, or it came in time."""
    if not appeal_documents_missing:
        return True
    return documents_received_on != NEVER and documents_received_on <= documents_due_by


@rule(article="BVR art. 145 §1 al. 2", since="2019-01-01")
def hearing_is_given(hearing_asked_in_appeal: bool) -> bool:
    """Only who asks for it in the appeal itself is heard."""
    return hearing_asked_in_appeal


@rule(article="BVR art. 143, 145, 668, 3°; DEC art. 80 §6, 88 §4, 92 §6", since="2021-08-15")
def appeal_admissibility(
    court_judges_at_once: bool,
    decision_can_be_appealed: bool,
    appeal_in_time: bool,
    appeal_motivated: bool,
    appeal_fee_owed: bool,
    fee_paid_on: Day,
    documents_complete: bool,
    documents_received_on: Day,
    documents_due_by: Day,
    documents_asked_on: Day,
    appeal_judged_on: Day,
) -> Admissibility:
    """The first condition that is not met; without the fee nothing is handled, but no term for it is written."""
    if court_judges_at_once:
        return Admissibility.LABOUR_COURT
    if not decision_can_be_appealed:
        return Admissibility.NOT_APPEALABLE
    if not appeal_in_time:
        return Admissibility.TOO_LATE
    if not appeal_motivated:
        return Admissibility.NOT_MOTIVATED
    if not documents_complete:
        if documents_asked_on == NEVER or (documents_received_on == NEVER and appeal_judged_on <= documents_due_by):
            return Admissibility.DOCUMENTS_AWAITED
        return Admissibility.DOCUMENTS_MISSING
    if appeal_fee_owed and fee_paid_on == NEVER:
        return Admissibility.FEE_AWAITED
    return Admissibility.ADMISSIBLE
