"""The labour court after the appeal, and the fund that corrects itself (DEC art. 72, 81, 89, 93; BVR art. 220)."""

from zorgkas.engine import NEVER, Day, Int8, rule
from zorgkas.engine.calendar import add_months
from zorgkas.law.appeals.kinds import AppealSubject


@rule(article="DEC art. 89; BVR art. 668, 3°", since="2019-01-01")
def court_judges_at_once(appeal_subject: AppealSubject, zbo_appeal_goes_to_agency: bool) -> bool:
    """No appeal to the agency comes before the labour court: a ZBO decided before March 2026, or its former scale."""
    return appeal_subject == AppealSubject.ZBO and not zbo_appeal_goes_to_agency


@rule(article="DEC art. 72, 76 §5, 81, 89, 93", since="2022-01-01")
def tribunal_until(appeal_decision_received_on: Day, tribunal_months: Int8) -> Day:
    """Three months from the receipt of the contested decision."""
    return add_months(appeal_decision_received_on, tribunal_months)


@rule(article="DEC art. 72, 76 §5, 81, 89, 93", since="2022-01-01")
def tribunal_in_time(tribunal_appealed_on: Day, tribunal_until: Day) -> bool:
    """Too late is inadmissible."""
    return tribunal_appealed_on != NEVER and tribunal_appealed_on <= tribunal_until


@rule(article="BVR art. 220", since="2019-01-01")
def replacement_ground(right_changed_by_law: bool, new_evidence: bool, material_error: bool) -> bool:
    """The right was changed by law on the effective date, something new came up, or the decision has an error."""
    return right_changed_by_law or new_evidence or material_error


@rule(article="BVR art. 220", since="2022-01-01")
def fund_may_replace_decision(
    appeal_subject: AppealSubject,
    replacement_ground: bool,
    appeal_judged_on: Day,
    tribunal_until: Day,
    tribunal_appealed_on: Day,
    debates_closed_on: Day,
) -> bool:
    """The fund may replace a decision on a ZBO within the term for the court, or until the debates close."""
    if appeal_subject != AppealSubject.ZBO or not replacement_ground:
        return False
    if tribunal_appealed_on != NEVER:
        return debates_closed_on == NEVER or appeal_judged_on <= debates_closed_on
    return appeal_judged_on <= tribunal_until
