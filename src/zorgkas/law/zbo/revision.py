"""From which month a changed decision works: on request, by the fund itself, after an error (BVR art. 223 to 226)."""

from zorgkas.engine import FOREVER, NEVER, Cents, Day, GapReason, Int8, Month, rule
from zorgkas.engine.calendar import add_months, month_of
from zorgkas.law.zbo.kinds import RevisionCase


@rule(article="BVR art. 223 al. 4-5", since="2019-01-01")
def zbo_request_first_month(
    applied_on: Day,
    revision_event_on: Day,
    revision_learned_on: Day,
    changed_first_month: Month,
    zbo_declare_months: Int8,
    request_works_back: bool,
) -> Month:
    """The month after the request; asked within three months of the fact, the month after the fact.

    Not before the decision that is changed. The article says "may" and gives no criterion: the switch reads "never".
    """
    if applied_on == NEVER:
        return NEVER
    month = month_of(applied_on) + 1
    known_on = max(revision_event_on, revision_learned_on)
    in_time = revision_event_on != NEVER and applied_on <= add_months(known_on, zbo_declare_months)
    if in_time and request_works_back:
        month = min(month, month_of(revision_event_on) + 1)
    return max(month, changed_first_month)


@rule(article="BVR art. 224", since="2019-01-01")
def revision_in_time(
    revision_event_on: Day, revision_learned_on: Day, revision_reported_on: Day, zbo_declare_months: Int8
) -> bool:
    """Told to the fund within three months after the fact, or after the user was told of it."""
    if revision_event_on == NEVER or revision_reported_on == NEVER:
        return False
    known_on = max(revision_event_on, revision_learned_on)
    return revision_reported_on <= add_months(known_on, zbo_declare_months)


@rule(article="BVR art. 226 §1, 6°", since="2019-01-01")
def income_rose_enough(previous_income_cents: Cents, new_income_cents: Cents, zbo_income_rise_percent: Int8) -> bool:
    """The fund revises for a higher income from a rise of at least 10 % on."""
    rise = new_income_cents - previous_income_cents
    return rise > 0 and rise * 100 >= previous_income_cents * zbo_income_rise_percent


@rule(article="BVR art. 226 §2, §3, §5", since="2019-01-01")
def zbo_decrease_month(
    revision_case: RevisionCase,
    revision_event_on: Day,
    revision_notified_on: Day,
    revision_in_time: bool,
    changed_last_month: Month,
    first_granted_month: Month,
) -> Month:
    """A stop or decrease. Cases 1 to 3: the month after the fact. 4, 5, 6, 12, 13: after the notification if told in
    time, otherwise after the fact. 7 to 11: after the notification, case 9 not before the earlier decision has ended.
    """
    if revision_case == RevisionCase.NONE:
        return NEVER
    after_fact = NEVER if revision_event_on == NEVER else month_of(revision_event_on) + 1
    after_notice = NEVER if revision_notified_on == NEVER else month_of(revision_notified_on) + 1
    if revision_case <= RevisionCase.MOVED_BUT_CAN_CLAIM_THERE:
        month = after_fact
    elif revision_case <= RevisionCase.INCOME_ROSE or revision_case >= RevisionCase.DISCHARGED_DATA_KNOWN:
        month = after_notice if revision_in_time else after_fact
    elif revision_case == RevisionCase.PROVISIONAL_DATE and changed_last_month < FOREVER:
        month = max(after_notice, changed_last_month + 1)
    else:
        month = after_notice
    return NEVER if month == NEVER else max(month, first_granted_month)


@rule(article="BVR art. 226 §2, §4, §5", since="2019-01-01")
def zbo_increase_month(
    revision_case: RevisionCase,
    revision_event_on: Day,
    revision_reported_on: Day,
    revision_in_time: bool,
    no_duty_to_report: bool,
    changed_first_month: Month,
    changed_last_month: Month,
    first_granted_month: Month,
) -> Month:
    """An increase. Cases 4 to 8, 10, 12: after the report; told in time, or without a duty to tell, after the fact.

    Case 9: after the end of the earlier decision. Cases 11 and 13 have no rule (none is given: see the gap).
    """
    if revision_case == RevisionCase.PROVISIONAL_DATE:
        return NEVER if changed_last_month >= FOREVER else max(changed_last_month + 1, first_granted_month)
    if revision_case == RevisionCase.ADMITTED_DECLARED or revision_case == RevisionCase.DISCHARGED_DECLARED:
        return NEVER
    if revision_case == RevisionCase.NONE or revision_event_on == NEVER:
        return NEVER
    after_fact = month_of(revision_event_on) + 1
    if revision_case <= RevisionCase.MOVED_BUT_CAN_CLAIM_THERE:
        return max(after_fact, first_granted_month)
    if revision_in_time or no_duty_to_report:
        return max(after_fact, max(changed_first_month, first_granted_month))
    after_report = NEVER if revision_reported_on == NEVER else month_of(revision_reported_on) + 1
    return NEVER if after_report == NEVER else max(after_report, first_granted_month)


@rule(
    article="BVR art. 226 §4",
    since="2019-01-01",
    gap=GapReason(
        "Article 226 sets no date for an increase after an admission or a discharge that was declared (11 and 13).",
        nl="Artikel 226 geeft geen datum voor een verhoging na een opname of een ontslag die gemeld zijn (11 en 13).",
    ),
)
def increase_month_of_declared_stay(revision_case: RevisionCase) -> Month:
    """Open: see the reason of the gap."""
    return NEVER if revision_case == RevisionCase.NONE else FOREVER


@rule(article="BVR art. 225", since="2019-01-01")
def zbo_error_first_month(
    error_of_fund: bool, right_smaller_than_granted: bool, corrected_first_month: Month, revision_notified_on: Day
) -> Month:
    """A legal or material error is corrected from the start; an own error of the fund only takes away afterwards."""
    if error_of_fund and right_smaller_than_granted:
        return NEVER if revision_notified_on == NEVER else month_of(revision_notified_on) + 1
    return corrected_first_month


@rule(article="BVR art. 231/3 §3", since="2026-03-01")
def zbo_control_stop_month(first_control_missed_on: Day) -> Month:
    """Twice absent or refusing: the decision stops from the month after the FIRST control."""
    return FOREVER if first_control_missed_on == NEVER else month_of(first_control_missed_on) + 1


@rule(
    article="BVR art. 221, 226",
    since="2019-01-01",
    until="2026-03-01",
    gap=GapReason(
        "Only the text of 1 March 2026 of these articles is in our sources: the rules apply it to earlier days too.",
        nl="Van deze artikels hebben we alleen de tekst van 1 maart 2026: de regels passen die ook op vroegere"
        " dagen toe.",
    ),
)
def older_texts_of_the_zbo() -> bool:
    """Open question: see the reason of the gap."""
    return False
