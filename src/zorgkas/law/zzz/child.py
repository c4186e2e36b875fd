"""The care supplement for children as proof: until 21 and while an allowance is asked (BVR art. 167 §2)."""

from zorgkas.engine import Day, GapReason, Int8, Month, fact, rule
from zorgkas.engine.calendar import add_years, month_of
from zorgkas.law.zzz.kinds import AllowanceAnswer, Instrument

# A copy of the application for an integration allowance was shown, and what became of that application.
fact("allowance_application_shown", bool, default=False)
fact("allowance_answer", AllowanceAnswer, default=AllowanceAnswer.AWAITED)


@rule(article="BVR art. 167 §2, 3°", since="2019-01-01")
def child_validity_last_month(birth_date: Day, child_validity_age: Int8) -> Month:
    """The month of the 21st birthday."""
    return month_of(add_years(birth_date, child_validity_age))


@rule(
    article="BVR art. 167 §2, 3°",
    since="2019-01-01",
    gap=GapReason(
        "Who shows a copy of an application for the federal integration allowance is paid on after the month"
        " of the 21st birthday; the article does not say until when.",
        nl="Wie een kopie toont van een aanvraag van de federale integratietegemoetkoming, wordt verder betaald"
        " na de maand van de 21ste verjaardag; het artikel zegt niet tot wanneer.",
    ),
)
def child_paid_on_until(child_validity_last_month: Month) -> Month:
    """Open: see the reason of the gap."""
    return child_validity_last_month


@rule(article="BVR art. 167 §2, 3°", since="2019-01-01")
def after_child_validity(finding_instrument: Instrument, child_validity_last_month: Month, due_month: Month) -> bool:
    """A month after the one of the 21st birthday, under a decision on the care supplement."""
    return finding_instrument == Instrument.CHILD_SUPPLEMENT and due_month > child_validity_last_month


@rule(article="BVR art. 167 §2, 3°", since="2019-01-01")
def child_paid_on_in_month(
    after_child_validity: bool, allowance_application_shown: bool, allowance_answer: AllowanceAnswer
) -> bool:
    """Paid on while the application for an integration allowance, shown by a copy, waits for its answer."""
    return after_child_validity and allowance_application_shown and allowance_answer == AllowanceAnswer.AWAITED


@rule(article="BVR art. 167 §2, 3°", since="2019-01-01")
def child_month_recovered(after_child_validity: bool, allowance_answer: AllowanceAnswer) -> bool:
    """What was paid on is recovered when the allowance brings no attest that proves the need."""
    return after_child_validity and allowance_answer == AllowanceAnswer.NO_PROOF
