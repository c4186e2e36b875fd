"""When a claim can no longer be asked: premiums after 30 years, fines after 5, benefits after 2 (DEC 45, 47, 62)."""

from zorgkas.engine import NEVER, Day, GapReason, Int8, Month, Year, fact, rule
from zorgkas.engine.calendar import add_months, add_years, first_day, make_day

# The last act that interrupted the prescription (old Civil Code art. 2244 to 2250); NEVER when there was none.
fact("prescription_interrupted_on", Day, default=NEVER, low=731_000, high=740_300)
# The day on which the fine arose.
fact("fine_arose_on", Day, low=735_000, high=740_300)
# The day on which the fund last booked that the budget of the month is due: nobody could be paid before.
fact("benefit_booked_on", Day, default=NEVER, low=737_000, high=740_300)


@rule(article="DEC art. 45 §2 al. 2; BVR art. 69", since="2022-01-01")
def premium_prescribed_from(
    asked_premium_year: Year,
    premium_due_month: Int8,
    premium_due_day: Int8,
    prescription_interrupted_on: Day,
    premium_prescription_years: Int8,
) -> Day:
    """Thirty years after the day on which it had to be paid, or after the last interruption."""
    payable_on = make_day(asked_premium_year, premium_due_month, premium_due_day)
    start = payable_on
    if prescription_interrupted_on != NEVER and prescription_interrupted_on > payable_on:
        start = prescription_interrupted_on
    return add_years(start, premium_prescription_years)


@rule(article="DEC art. 45 §2 al. 2", since="2022-01-01")
def premium_is_prescribed(judged_on: Day, premium_prescribed_from: Day) -> bool:
    """The last day of the thirty years can still be used."""
    return judged_on > premium_prescribed_from


@rule(article="DEC art. 47 §5", since="2022-01-01")
def fine_prescribed_from(fine_arose_on: Day, prescription_interrupted_on: Day, fine_prescription_years: Int8) -> Day:
    """Five years after the day on which the fine arose, or after the last interruption."""
    start = fine_arose_on
    if prescription_interrupted_on != NEVER and prescription_interrupted_on > fine_arose_on:
        start = prescription_interrupted_on
    return add_years(start, fine_prescription_years)


@rule(article="DEC art. 47 §5", since="2022-01-01")
def fine_is_prescribed(judged_on: Day, fine_prescribed_from: Day) -> bool:
    """The last day of the five years can still be used."""
    return judged_on > fine_prescribed_from


@rule(article="DEC art. 62; BVR art. 115", since="2019-01-01")
def benefit_prescribed_from(
    due_month: Month, benefit_booked_on: Day, prescription_interrupted_on: Day, benefit_prescription_months: Int8
) -> Day:
    """Two years after the month, after the fund acknowledged it by booking it, or after the last interruption.

    A registered letter interrupts as well as the acts of old Civil Code art. 2244 to 2250.
    """
    start = max(first_day(due_month + 1), benefit_booked_on, prescription_interrupted_on)
    return add_months(start, benefit_prescription_months)


@rule(article="DEC art. 62", since="2019-01-01")
def benefit_is_prescribed(judged_on: Day, benefit_prescribed_from: Day) -> bool:
    """The last day of the two years can still be used."""
    return judged_on > benefit_prescribed_from


@rule(
    article="DEC art. 45 §2 al. 3",
    since="2022-01-01",
    gap=GapReason(
        "The Government limits how far back a premium is asked of somebody who could not be asked in time"
        " without own fault; the length of that period is in no source.",
        nl="De Regering beperkt hoe ver terug een premie gevraagd wordt aan wie buiten zijn schuld niet op tijd"
        " gevraagd kon worden; hoe lang die periode is, staat in geen enkele bron.",
    ),
)
def asking_back_is_limited(was_invited: bool) -> bool:
    """Open question: see the reason of the gap."""
    return not was_invited
