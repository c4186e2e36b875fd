"""The yearly questionnaire of the facility and what comes of it for its amount (BVR art. 452, 454, 456, 473/1)."""

from zorgkas.engine import Cents32, Day, Int8, Year, fact, rule
from zorgkas.engine.calendar import NEVER, first_day, make_day, make_month, month_of
from zorgkas.engine.money import divide_half_up

# The year for which the amount holds; its reference period ends on 30 June of the year before.
fact("billing_year", Year, low=2024, high=2027)
fact("questionnaire_filed_on", Day, default=NEVER, low=738_500, high=740_300)
fact("definitive_day_cents", Cents32, default=0, low=2_000, high=12_000)
# A wrong amount: what was told, what it should have been, and the months it was told wrongly.
fact("wrong_day_cents", Cents32, default=0, low=2_000, high=12_000)
fact("right_day_cents", Cents32, default=0, low=2_000, high=12_000)


@rule(article="BVR art. 454 al. 3, 456 §2", since="2025-09-11")
def questionnaire_until(billing_year: Year) -> Day:
    """15 October that follows the reference period."""
    return make_day(billing_year - 1, 10, 15)


@rule(article="BVR art. 454 al. 3, 456 §2", since="2025-09-11")
def questionnaire_is_late(questionnaire_filed_on: Day, questionnaire_until: Day) -> bool:
    """Later than 15 October, or never."""
    return questionnaire_filed_on == NEVER or questionnaire_filed_on > questionnaire_until


@rule(article="BVR art. 454, 456 §2", since="2025-09-11")
def full_amount_from(billing_year: Year, questionnaire_filed_on: Day, questionnaire_is_late: bool) -> Day:
    """From the quarter after the one in which it was filed, at the earliest 1 April; in time: 1 January.

    NEVER when nothing was filed.
    """
    if not questionnaire_is_late:
        return make_day(billing_year, 1, 1)
    if questionnaire_filed_on == NEVER:
        return NEVER
    month = month_of(questionnaire_filed_on)
    return max(first_day(month - month % 3 + 3), first_day(make_month(billing_year, 4)))


@rule(article="BVR art. 454, 456 §2", since="2025-09-11")
def late_questionnaire_cents(definitive_day_cents: Cents32, late_questionnaire_percent: Int8) -> Cents32:
    """The amount of a stay day for as long as it is reduced by a quarter."""
    return divide_half_up(definitive_day_cents * (100 - late_questionnaire_percent), 100)


@rule(article="BVR art. 452, 456 §1", since="2025-09-11")
def figures_checked_until(billing_year: Year) -> Day:
    """31 December of the second calendar year after the reference period, which ended the year before."""
    return make_day(billing_year + 1, 12, 31)


@rule(article="BVR art. 473/1, 506/1", since="2021-01-31")
def set_right_day_cents(right_day_cents: Cents32, wrong_day_cents: Cents32) -> Cents32:
    """The amount during the set-off: the right one, less or plus what was told wrongly, for as long as that lasted."""
    return max(0, 2 * right_day_cents - wrong_day_cents)
