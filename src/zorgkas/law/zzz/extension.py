"""Extending a decision on care at home: by when, by whom, and what is not paid meanwhile (BVR art. 169-173)."""

from zorgkas.engine import FOREVER, NEVER, Day, Int8, Month, fact, rule
from zorgkas.engine.calendar import last_day
from zorgkas.law.zzz.kinds import Instrument

# The request came with the form of the agency (BVR art. 171 §3), and the fund wrote that the proof is missing.
fact("extension_with_form", bool, default=False)
fact("proof_missing_told", bool, default=False)
# The day of the positive decision to extend; NEVER as long as there is none.
fact("extension_granted_on", Day, default=NEVER, low=737_000, high=740_300)


@rule(article="BVR art. 169", since="2019-01-01")
def extension_warned_by(previous_last_month: Month) -> Day:
    """Before the decision ends the fund warns that an extension must be asked, or tells that it extends."""
    return last_day(previous_last_month)


@rule(article="BVR art. 170, 171 §2", since="2019-01-01")
def extension_automatic(is_extension: bool, proven_by_attest: bool, extension_in_time: bool) -> bool:
    """Granted without a request when an attest proves the need, unless it comes too late."""
    return is_extension and proven_by_attest and extension_in_time


@rule(article="BVR art. 171 §2, 172 §2, 173 al. 3", since="2019-01-01")
def extension_received_by(
    previous_last_month: Month,
    previous_on_assessment: bool,
    finding_instrument: Instrument,
    extension_attest_days: Int8,
) -> Day:
    """On an assessment: before it expires. On an attest: 90 days after that. No term for the care supplement."""
    if finding_instrument == Instrument.CHILD_SUPPLEMENT or previous_last_month == NEVER:
        return FOREVER
    expires = last_day(previous_last_month)
    return expires if previous_on_assessment else expires + extension_attest_days


@rule(article="BVR art. 171, 172, 173", since="2019-01-01")
def extension_in_time(is_extension: bool, extension_received_on: Day, extension_received_by: Day) -> bool:
    """The request, or for an attest the document, reached the fund in its term."""
    return is_extension and extension_received_on != NEVER and extension_received_on <= extension_received_by


@rule(article="BVR art. 171 §2, 172 §2", since="2019-01-01")
def late_extension_is_application(is_extension: bool, extension_received_on: Day, extension_in_time: bool) -> bool:
    """What comes too late extends nothing: it is treated as a new application, with its waiting period."""
    return is_extension and extension_received_on != NEVER and not extension_in_time


@rule(article="BVR art. 172 §2 al. 2", since="2019-01-01")
def extension_missing_told_on(
    previous_last_month: Month, previous_on_assessment: bool, extension_received_on: Day, extension_missing_days: Int8
) -> Day:
    """Sixty days after an attest expired without a new document, the fund writes to the user."""
    if previous_on_assessment or previous_last_month == NEVER:
        return FOREVER
    told_on = last_day(previous_last_month) + extension_missing_days
    return FOREVER if extension_received_on != NEVER and extension_received_on <= told_on else told_on


@rule(article="BVR art. 171 §3, 173 al. 2", since="2019-01-01")
def extension_decide_by(
    extension_received_on: Day,
    previous_on_assessment: bool,
    extension_with_form: bool,
    proof_missing_told: bool,
    lives_outside_area: bool,
    zzz_decision_days: Int8,
    zzz_decision_extra_days: Int8,
) -> Day:
    """With a form: sixty days, thirty more when the fund wrote that the proof is missing. Else no term is written."""
    form = previous_on_assessment and extension_with_form and extension_received_on != NEVER
    if lives_outside_area or not form:
        return FOREVER
    return extension_received_on + zzz_decision_days + (zzz_decision_extra_days if proof_missing_told else 0)


@rule(article="BVR art. 173 al. 1", since="2019-01-01")
def extension_holds_back_month(previous_last_month: Month, extension_granted_on: Day, due_month: Month) -> bool:
    """After the decision expired nothing is paid until the fund extended it; then these months are paid after all."""
    return previous_last_month != NEVER and due_month > previous_last_month and extension_granted_on == NEVER
