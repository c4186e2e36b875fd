"""Terms of the fund and of the person, and the interest on a late decision (BVR art. 215, 217, 229)."""

from zorgkas.engine import NEVER, Cents32, Day, Int8, Int16, Month, rule
from zorgkas.engine.calendar import add_months, day_of_month, first_day, month_of
from zorgkas.engine.money import divide_half_up


@rule(article="BVR art. 217 §2", since="2019-01-01")
def question_suspends_days(
    question_sent_on: Day, question_answered_on: Day, question_asks_foreign_institution: bool, zbo_answer_months: Int8
) -> Int16:
    """A question suspends the term until the answer; not when the user answers within one month after it was sent."""
    if question_sent_on == NEVER or question_answered_on == NEVER or question_answered_on < question_sent_on:
        return 0
    in_time = question_answered_on <= add_months(question_sent_on, zbo_answer_months)
    return 0 if in_time and not question_asks_foreign_institution else question_answered_on - question_sent_on


@rule(article="DEC art. 87 §1; BVR art. 217 §1-2", since="2019-01-01")
def zbo_decide_by(term_started_on: Day, suspended_days: Int16, zbo_decision_months: Int8) -> Day:
    """Six months after the application, the request or the knowledge of the fact, and the days of suspension."""
    return NEVER if term_started_on == NEVER else add_months(term_started_on, zbo_decision_months) + suspended_days


@rule(article="BVR art. 215 al. 3", since="2019-01-01")
def question_reminder_from(question_sent_on: Day, zbo_answer_months: Int8) -> Day:
    """Not answered in a month: the fund sends a reminder from the next day on."""
    return NEVER if question_sent_on == NEVER else add_months(question_sent_on, zbo_answer_months) + 1


@rule(article="BVR art. 215 al. 3", since="2019-01-01")
def decide_without_answer_from(reminder_sent_on: Day, zbo_answer_months: Int8) -> Day:
    """More than a month after the reminder the fund decides on what it has; if that cannot be, the right lapses."""
    return NEVER if reminder_sent_on == NEVER else add_months(reminder_sent_on, zbo_answer_months) + 1


@rule(article="BVR art. 217 §3", since="2019-01-01")
def zbo_interest_days(zbo_decide_by: Day, late_decision_on: Day, due_month: Month) -> Int16:
    """Days with interest for one month of the budget, up to the first of the month after the decision.

    Months up to the end of the term: from that end. Later months: from the 15th of the month itself.
    """
    if zbo_decide_by == NEVER or late_decision_on <= zbo_decide_by:
        return 0
    until = first_day(month_of(late_decision_on) + 1)
    start = zbo_decide_by if due_month <= month_of(zbo_decide_by) else first_day(due_month) + 14
    return max(0, until - start)


@rule(article="BVR art. 217 §3", since="2019-01-01")
def zbo_interest_cents(
    interest_bearing_cents: Cents32, zbo_interest_days: Int16, legal_interest_hundredths: Int16
) -> Cents32:
    """Default interest by law at the legal rate, over a year of 365 days."""
    return divide_half_up(interest_bearing_cents * zbo_interest_days * legal_interest_hundredths, 365 * 10_000)


@rule(article="DEC art. 90; BVR art. 229", since="2019-01-01")
def advance_first_month(advance_asked_on: Day) -> Month:
    """No advance for a time before the request: the month of the request only when asked on its first day."""
    if advance_asked_on == NEVER:
        return NEVER
    return month_of(advance_asked_on) + (0 if day_of_month(advance_asked_on) == 1 else 1)
