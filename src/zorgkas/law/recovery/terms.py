"""The terms after the decision: to pay, to answer, to appeal, and when a writ follows (BVR art. 126, 128, 130)."""

from zorgkas.engine import NEVER, Cents32, Day, Int8, rule
from zorgkas.engine.calendar import add_months


@rule(article="BVR art. 126 §2", since="2019-01-01")
def pre_letter_answer_by(pre_letter_sent_on: Day, pre_letter_months: Int8) -> Day:
    """After an ordinary letter the user has one month; without an answer the registered letter follows."""
    return add_months(pre_letter_sent_on, pre_letter_months)


@rule(article="BVR art. 128 al. 1, 1°", since="2019-01-01")
def recovery_pay_by(recovery_sent_on: Day, recovery_pay_months: Int8) -> Day:
    """Three months after the registered letter was sent."""
    return add_months(recovery_sent_on, recovery_pay_months)


@rule(article="BVR art. 130 §1 al. 4", since="2020-01-01")
def recovery_appeal_until(recovery_sent_on: Day, recovery_appeal_months: Int8) -> Day:
    """Three months that begin on the day on which the registered letter was sent."""
    return add_months(recovery_sent_on, recovery_appeal_months)


@rule(article="DEC art. 76 §5", since="2022-10-01")
def recovery_tribunal_until(recovery_appeal_received_on: Day, recovery_tribunal_months: Int8) -> Day:
    """Three months from the receipt of the decision on the appeal."""
    return add_months(recovery_appeal_received_on, recovery_tribunal_months)


@rule(article="BVR art. 130 §1 al. 3, §3", since="2022-10-01")
def recovery_is_suspended(
    recovery_appealed_on: Day,
    recovery_appeal_until: Day,
    recovery_appeal_decided_on: Day,
    recovery_tribunal_appealed_on: Day,
    recovery_tribunal_until: Day,
    recovery_judgment_final_on: Day,
) -> bool:
    """An appeal in time suspends until it is decided; the labour court in time, until the judgment is final."""
    appealed = recovery_appealed_on != NEVER and recovery_appealed_on <= recovery_appeal_until
    if appealed and recovery_appeal_decided_on == NEVER:
        return True
    in_court = recovery_tribunal_appealed_on != NEVER and recovery_tribunal_appealed_on <= recovery_tribunal_until
    return in_court and recovery_judgment_final_on == NEVER


@rule(article="BVR art. 128 al. 1", since="2024-09-15")
def writ_follows(
    undue_cents: Cents32,
    recovery_sent_on: Day,
    recovery_pay_by: Day,
    recovery_judged_on: Day,
    repayment_plan_runs: bool,
    repayment_plan_broken: bool,
    set_off_possible: bool,
    recovery_is_suspended: bool,
    waived_at_death: bool,
) -> bool:
    """Not repaid in time without a plan, or a plan not followed; and it cannot be set off (the three are not joined
    by a word in the text: read as (1° or 2°) and 3°)."""
    if undue_cents <= 0 or recovery_sent_on == NEVER or recovery_is_suspended or waived_at_death or set_off_possible:
        return False
    if repayment_plan_runs:
        return repayment_plan_broken
    return recovery_judged_on > recovery_pay_by


@rule(article="BVR art. 128 al. 2, 129 §2, 1°", since="2019-01-01")
def agency_waives_small(undue_cents: Cents32, obtained_by_fraud: bool, agency_waives_below_cents: Cents32) -> bool:
    """Instead of a writ the agency lets go what is less than 200 euro, except after fraud."""
    return undue_cents < agency_waives_below_cents and not obtained_by_fraud
