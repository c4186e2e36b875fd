"""Until when an undue sum can be recovered (DEC art. 76 §3)."""

from zorgkas.engine import NEVER, Day, Int8, rule
from zorgkas.engine.calendar import add_years


@rule(article="DEC art. 76 §3", since="2022-10-01")
def recovery_prescription(
    obtained_by_fraud: bool, recovery_prescription_years: Int8, recovery_fraud_prescription_years: Int8
) -> Int8:
    """Two years; five when it was obtained by fraud or by false or deliberately incomplete statements. In years."""
    return recovery_fraud_prescription_years if obtained_by_fraud else recovery_prescription_years


@rule(article="DEC art. 76 §3", since="2022-10-01")
def recovery_prescribes_on(
    undue_paid_on: Day, recovery_first_letter_on: Day, recovery_interrupted_on: Day, recovery_prescription: Int8
) -> Day:
    """Counted from the day of payment, again from each registered letter that was sent before the term was over."""
    first = add_years(undue_paid_on, recovery_prescription)
    letter = recovery_interrupted_on if recovery_first_letter_on == NEVER else recovery_first_letter_on
    if letter == NEVER or letter >= first:
        return first
    return add_years(max(undue_paid_on, letter, recovery_interrupted_on), recovery_prescription)


@rule(article="DEC art. 76 §3", since="2022-10-01")
def recovery_is_prescribed(recovery_prescribes_on: Day, recovery_judged_on: Day) -> bool:
    """From the day on which the years are full."""
    return recovery_judged_on >= recovery_prescribes_on
