"""Refusal or reduction because of another benefit for the same need (DEC art. 74, 75; BVR art. 218, 231)."""

from zorgkas.engine import NEVER, Cents, Cents32, Day, GapReason, Int8, Int16, Month, rule
from zorgkas.engine.calendar import month_of
from zorgkas.engine.money import divide_half_up


@rule(article="BVR art. 231 §2", since="2019-01-01")
def compensation_capital_part_cents(
    compensation_capital_cents: Cents,
    compensation_share_known: bool,
    compensation_share_cents: Cents,
    unspecified_capital_percent: Int8,
) -> Cents:
    """The part of a capital that is for reduced self-reliance; 30 % when judgment or settlement does not say it."""
    if compensation_share_known:
        return compensation_share_cents
    return divide_half_up(compensation_capital_cents * unspecified_capital_percent, 100)


@rule(article="BVR art. 231 §2", since="2019-01-01")
def compensation_annuity_cents(compensation_capital_part_cents: Cents, annuity_percentage_hundredths: Int16) -> Cents:
    """The capital as an annuity: times the percentage of annex 1 for the completed age on the day of the fact."""
    return divide_half_up(compensation_capital_part_cents * annuity_percentage_hundredths, 10_000)


@rule(
    article="BVR art. 231 §2",
    since="2019-01-01",
    gap=GapReason(
        "Annex 1 of the order (annuity percentages by age) is not in our sources: the percentage is entered"
        " with the file, from the annex itself.",
        nl="Bijlage 1 van het besluit (percentages voor een lijfrente per leeftijd) hebben we niet: het"
        " percentage wordt in het dossier ingevuld, uit de bijlage zelf.",
    ),
)
def annex_1_percentage_hundredths(compensation_capital_part_cents: Cents) -> Int16:
    """Open: see the reason of the gap."""
    return 0 if compensation_capital_part_cents > 0 else 1


@rule(article="DEC art. 74, 75; BVR art. 231 §1-2", since="2019-01-01")
def compensation_counted_cents(compensation_year_cents: Cents32, compensation_annuity_cents: Cents) -> Cents:
    """Compensation for the same need, a year; the exempt amounts of BVR art. 194 do not apply to it."""
    return compensation_year_cents + compensation_annuity_cents


@rule(article="BVR art. 224, 231 §2", since="2019-01-01")
def compensation_first_month(compensation_arose_on: Day, revision_in_time: bool, revision_notified_on: Day) -> Month:
    """Told in time: from the month after the notification of the decision; otherwise after the month it arose."""
    if compensation_arose_on == NEVER:
        return NEVER
    return month_of(revision_notified_on if revision_in_time else compensation_arose_on) + 1


@rule(article="DEC art. 84 §2; BVR art. 218", since="2019-01-01")
def better_than_other_benefit(zbo_payable_year_cents: Cents32, other_benefit_year_cents: Cents32) -> bool:
    """The ZBO is granted only when it is more than the federal benefit that is still held."""
    return other_benefit_year_cents == 0 or zbo_payable_year_cents > other_benefit_year_cents


@rule(article="BVR art. 231 §3", since="2019-01-01")
def refused_for_other_area(comparable_benefit_claimable: bool) -> bool:
    """Always refused to who can claim the comparable benefit of Brussels or of another community."""
    return comparable_benefit_claimable
