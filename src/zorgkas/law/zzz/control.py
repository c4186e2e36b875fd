"""Measuring again: by the control body, in an appeal, before the court (DEC art. 82; BVR art. 146, 187-190)."""

from zorgkas.engine import FOREVER, NEVER, Day, GapReason, Int8, Month, fact, rule
from zorgkas.engine.calendar import month_of
from zorgkas.law.common.kinds import CareForm
from zorgkas.law.zzz.kinds import AppealEffect, Instrument

# The instrument of the control, of the second assessment or of the expert of the court.
fact("second_instrument", Instrument, default=Instrument.BELRAI_ASSESSMENT)
# How often the user was not available without notice, and how often the user refused.
fact("controls_missed", Int8, default=0, low=0, high=5)
fact("controls_refused", Int8, default=0, low=0, high=5)
# A positive decision runs, and the fund had granted what is contested.
fact("positive_decision_runs", bool, default=True)
fact("contested_was_granted", bool, default=False)


@rule(article="BVR art. 187", since="2021-06-01")
def may_be_controlled(care_form: CareForm, positive_decision_runs: bool) -> bool:
    """The control body checks the care need of users with a positive decision on care at home."""
    return care_form == CareForm.HOME and positive_decision_runs


@rule(article="DEC art. 82; BVR art. 187", since="2021-06-01")
def same_instrument_again(finding_instrument: Instrument, second_instrument: Instrument) -> bool:
    """A control, and an expert of the court, measure with the instrument of the first measurement.

    A BelRAI Screener is the same instrument as an attest and as an assessment.
    """
    first_is_screener = finding_instrument == Instrument.BELRAI_ATTEST or (
        finding_instrument == Instrument.BELRAI_ASSESSMENT
    )
    second_is_screener = second_instrument == Instrument.BELRAI_ATTEST or (
        second_instrument == Instrument.BELRAI_ASSESSMENT
    )
    return second_instrument == finding_instrument or (first_is_screener and second_is_screener)


@rule(article="BVR art. 190", since="2021-06-01")
def stopped_without_control(controls_missed: Int8, controls_refused: Int8, controls_missed_max: Int8) -> bool:
    """Twice not available without notice, or twice refusing to cooperate."""
    return controls_missed >= controls_missed_max or controls_refused >= controls_missed_max


@rule(article="BVR art. 190", since="2021-06-01")
def control_first_month(control_decided_on: Day, first_control_missed_on: Day) -> Month:
    """A new decision after a control works from the next month; twice absent or refusing: after the FIRST control."""
    if first_control_missed_on != NEVER:
        return month_of(first_control_missed_on) + 1
    return FOREVER if control_decided_on == NEVER else month_of(control_decided_on) + 1


@rule(article="DEC art. 80 §5; BVR art. 146", since="2026-03-01")
def second_assessment_effect(contested_was_granted: bool, severely_dependent: bool) -> AppealEffect:
    """The second assessment is the advice: the same thresholds, put to the new document."""
    if severely_dependent:
        return AppealEffect.CONFIRMED if contested_was_granted else AppealEffect.GRANTED
    return AppealEffect.CONTRARY if contested_was_granted else AppealEffect.CONFIRMED


@rule(
    article="BVR art. 146",
    since="2026-03-01",
    gap=GapReason(
        "No article says whether the outcome of an appeal may be worse for the user than the decision that is"
        " contested; somebody must judge it.",
        nl="Geen artikel zegt of een beroep slechter mag aflopen voor de gebruiker dan de beslissing die betwist wordt;"
        " iemand moet dat beoordelen.",
    ),
)
def appeal_may_end_worse(second_assessment_effect: AppealEffect) -> bool:
    """Open: see the reason of the gap."""
    return second_assessment_effect == AppealEffect.CONTRARY
