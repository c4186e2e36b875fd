"""The visits of the care fund commission and what they cost the facility (BVR art. 512-519)."""

from collections.abc import Sequence

from zorgkas.engine import Cents32, Day, Int8, Int16, Int32, Month, fact, rule
from zorgkas.engine.calendar import add_months, month_of
from zorgkas.engine.money import divide_half_up
from zorgkas.law.common.working_days import add_working_days
from zorgkas.law.residential.kinds import KappaFinding, KappaMeasure

# Of the matrix of before and after: residents, those in the same category, and the sum of row times column.
fact("seen_residents", Int16, low=1, high=250)
fact("agreed_residents", Int16, low=0, high=250)
fact("chance_products", Int32, low=0, high=20_000)
# Residents present, and the days of the check, of the decision and of its receipt.
fact("residents_present", Int16, low=1, high=400)
fact("commission_checked_on", Day, low=738_500, high=740_300)
fact("commission_decided_on", Day, low=738_500, high=740_300)
fact("kappa_told_on", Day, low=738_500, high=740_300)
# Part A1 with the categories of before and of after the check, and whether staff was too small for the norms then.
fact("a1_before_cents", Cents32, low=1_000, high=9_000)
fact("a1_after_cents", Cents32, low=1_000, high=9_000)
fact("staff_short_after_check", bool, default=False)


def agreement(matrix: Sequence[Sequence[int]]) -> dict[str, int]:
    """The three facts of a matrix with rows before and columns after (O, A, B, C, Cd, D) (BVR art. 516)."""
    rows = [sum(row) for row in matrix]
    columns = [sum(column) for column in zip(*matrix, strict=True)]
    return {
        "seen_residents": sum(rows),
        "agreed_residents": sum(matrix[at][at] for at in range(len(matrix))),
        "chance_products": sum(row * column for row, column in zip(rows, columns, strict=True)),
    }


@rule(article="BVR art. 516", since="2019-01-01")
def kappa_hundredths(seen_residents: Int16, agreed_residents: Int16, chance_products: Int32) -> Int16:
    """Kappa = (Po - Pe) / (1 - Pe), to two decimals; 100 when everybody is in one category and nothing is divided."""
    square = seen_residents * seen_residents
    if chance_products >= square:
        return 100
    return max(
        -100, divide_half_up(100 * (agreed_residents * seen_residents - chance_products), square - chance_products)
    )


@rule(article="BVR art. 516", since="2019-01-01")
def kappa_finding(
    seen_residents: Int16,
    chance_products: Int32,
    kappa_hundredths: Int16,
    kappa_problem_below_hundredths: Int8,
    kappa_wrong_below_hundredths: Int8,
) -> KappaFinding:
    """Below 0.55 problematic, below 0.40 significantly wrong."""
    if chance_products >= seen_residents * seen_residents:
        return KappaFinding.UNDEFINED
    if kappa_hundredths < kappa_wrong_below_hundredths:
        return KappaFinding.SIGNIFICANTLY_WRONG
    return KappaFinding.PROBLEMATIC if kappa_hundredths < kappa_problem_below_hundredths else KappaFinding.SOUND


@rule(article="BVR art. 517", since="2021-07-01")
def a1_difference_hundredths(a1_before_cents: Cents32, a1_after_cents: Cents32) -> Int32:
    """By how many hundredths of a percent part A1 was too high; of the amount of before, as that is what is reduced."""
    return divide_half_up(10_000 * (a1_before_cents - a1_after_cents), a1_before_cents)


@rule(article="BVR art. 517", since="2021-07-01")
def a1_reduction_hundredths(
    kappa_finding: KappaFinding, a1_difference_hundredths: Int32, staff_short_after_check: bool
) -> Int32:
    """Hundredths of a percent that are taken off part A1 for six months."""
    short = 500 if staff_short_after_check else 0
    difference = a1_difference_hundredths
    if kappa_finding == KappaFinding.PROBLEMATIC:
        if difference > 500:
            return difference
        return short if difference < -500 else 0
    if kappa_finding != KappaFinding.SIGNIFICANTLY_WRONG or difference == 0:
        return 0
    if difference < 0:
        return short
    return divide_half_up(difference * (101 if difference <= 500 else 150), 100)


@rule(article="BVR art. 517", since="2021-07-01")
def kappa_measure(
    kappa_finding: KappaFinding, a1_reduction_hundredths: Int32, a1_difference_hundredths: Int32
) -> KappaMeasure:
    """A reduction, or a warning when it was problematic and the difference at most 5 %."""
    if a1_reduction_hundredths > 0:
        return KappaMeasure.REDUCTION
    small = -500 <= a1_difference_hundredths <= 500
    return KappaMeasure.WARNING if kappa_finding == KappaFinding.PROBLEMATIC and small else KappaMeasure.NOTHING


@rule(article="BVR art. 518", since="2019-01-01")
def a1_reduced_first_month(kappa_told_on: Day) -> Month:
    """The first day of the month that follows the notification."""
    return month_of(kappa_told_on) + 1


@rule(article="BVR art. 518", since="2019-01-01")
def a1_reduced_last_month(a1_reduced_first_month: Month, a1_reduced_months: Int8) -> Month:
    """Six months."""
    return a1_reduced_first_month + a1_reduced_months - 1


@rule(article="BVR art. 513 §1", since="2024-09-15")
def residents_to_see(residents_present: Int16, sample_least: Int16, sample_percent: Int8) -> Int16:
    """All of fifty or fewer; of more at least a fifth, and at least fifty."""
    if residents_present <= sample_least:
        return residents_present
    fifth = (residents_present * sample_percent + 99) // 100
    return max(sample_least, fifth)


@rule(article="BVR art. 515", since="2025-09-11")
def category_adapted_until(commission_decided_on: Day, notice_working_days: Int8) -> Day:
    """The facility adapts the categories within ten working days."""
    return add_working_days(commission_decided_on, notice_working_days)


@rule(article="BVR art. 515", since="2025-09-11")
def commission_review_until(commission_decided_on: Day, review_working_days: Int8) -> Day:
    """Fifteen working days from the receipt to ask for a revision, by registered letter."""
    return add_working_days(commission_decided_on, review_working_days)


@rule(article="BVR art. 515", since="2025-09-11")
def commission_silence_accepts_after(commission_checked_on: Day, review_silence_months: Int8) -> Day:
    """Without an outcome two months after the first check the requests for revision count as accepted."""
    return add_months(commission_checked_on, review_silence_months)
