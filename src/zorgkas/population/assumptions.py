"""What the synthetic Flanders assumes where no published figure says it: each value with its reason.

None of this is law and none of it is measured: the published totals (zorgkas.figures.published) are met exactly,
these values only give the population a believable shape inside them.
"""

from dataclasses import dataclass

# A value per age, linear between the given ages.
Curve = tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Assumptions:
    """Every value can be replaced to play another Flanders."""

    # -- who lives where ----------------------------------------------------------------------------------------
    # No source in the knowledge base says how many members live in Brussels (voluntary there): a visible minority.
    share_living_in_brussels: float = 0.015
    # Residence facts begin with the care insurance itself: the law never asks what was before.
    share_of_households_moved_since_2001: float = 0.30
    share_of_households_arrived_since_2001: float = 0.06
    share_arrived_from_wallonia: float = 0.25
    # Arrivals of 26 or older and departures to Wallonia or abroad, per member and year.
    arrivals_per_member_and_year: float = 0.006
    departures_per_member_and_year: float = 0.003

    # -- ages ----------------------------------------------------------------------------------------------------
    # Persons by age band on 31 December 2023 (lower bound, relative number per year of age): the rough form of the
    # Flemish pyramid; only its shape is used.
    age_weights: Curve = (
        (26, 84), (30, 86), (35, 87), (40, 86), (45, 85), (50, 90), (55, 97), (60, 92), (65, 80), (70, 69),
        (75, 54), (80, 39), (85, 28), (90, 12.4), (95, 3), (100, 0.4), (103, 0.05), (106, 0.0),
    )  # fmt: skip
    # Women among people of an age.
    female_by_age: Curve = (
        (0, 0.49),
        (50, 0.495),
        (65, 0.51),
        (75, 0.54),
        (85, 0.62),
        (95, 0.74),
    )
    # People turning 26 in a year, per member: one year of age out of the pyramid.
    cohort_of_26_per_member: float = 0.0168
    # Chance to die within a year: doubles about every 6.5 years of age (Gompertz), higher with a care budget.
    death_at_60: float = 0.0042
    death_growth_per_year: float = 0.105
    death_factor_with_budget: float = 2.2

    # -- living together -----------------------------------------------------------------------------------------
    couples_by_age: Curve = (
        (26, 0.35),
        (32, 0.68),
        (50, 0.70),
        (70, 0.68),
        (80, 0.5),
        (90, 0.2),
    )
    share_of_couples_of_one_sex: float = 0.02
    # Youngsters that still live with a parent.
    with_parents_by_age: Curve = (
        (0, 1.0),
        (18, 0.95),
        (24, 0.6),
        (26, 0.35),
        (30, 0.12),
        (35, 0.0),
    )

    # -- premium -------------------------------------------------------------------------------------------------
    # Increased allowance: about one in five, more among the old; no source in the knowledge base gives the share.
    increased_allowance_by_age: Curve = (
        (26, 0.16),
        (40, 0.15),
        (60, 0.17),
        (70, 0.24),
        (80, 0.38),
    )
    increased_allowance_with_zbo: float = 0.9
    increased_allowance_ended_in_2024: float = 0.04
    increased_allowance_began_in_2025: float = 0.04
    share_foreign_insured: float = 0.004
    share_exempt_from_premium: float = 0.005
    share_with_direct_debit: float = 0.35

    # -- care budgets --------------------------------------------------------------------------------------------
    # 76,508 of 260,968 ZZZ (the figures of 2023 list 76,508 without its label; 76,876 of 244,452 in 2015).
    residential_share_of_zzz: float = 76_508 / 260_968
    # 30,000 of about 80,000 residents have a ZBO (2021), of 64,276 with both.
    residential_share_of_zzz_and_zbo: float = 76_508 * 30_000 / 80_000 / 64_276
    # A resident has a ZZZ as a rule.
    residential_share_of_zbo_only: float = 0.0
    share_of_children_in_zzz: float = 0.02
    share_of_stays_in_pvt: float = 0.035
    # Outcome of applications: unknown; about 26 % of the people assessed in 2021-2022 lost the right: an upper bound.
    share_of_applications_refused: float = 0.18
    share_of_applications_withdrawn: float = 0.02
    share_of_applications_automatic: float = 0.45
    # Budgets of 2023 that ended in 2024 or 2025 for another reason than death.
    share_of_budgets_ended: float = 0.05
    # Care categories 1 to 5 of the ZBO; 67.5 % of the residents with one were in categories 1 to 3 (2021).
    zbo_categories: tuple[float, ...] = (0.12, 0.30, 0.30, 0.18, 0.10)
    # Rights to a ZBO or ZBH of which the facts were handed over, and not the monthly amount alone.
    share_of_budgets_with_facts: float = 0.5
    share_of_zzz_suspended: float = 0.015
    share_detained: float = 0.0004
    share_of_budgets_without_account: float = 0.01

    # -- the demo year -------------------------------------------------------------------------------------------
    share_paying_on_time: float = 0.90
    share_paying_late: float = 0.06
    share_paying_partly: float = 0.01
    share_paying_without_communication: float = 0.015
    share_paying_with_wrong_communication: float = 0.005
    share_of_direct_debits_returned: float = 0.02
    share_of_budget_payments_returned: float = 0.006
    share_of_deaths_reported_late: float = 0.15
    # What the own accounts hold on 1 January, per member. The agency's advances are not played, so the benefit account
    # opens with somewhat more than the budgets of the year (about 190 euro per member).
    premium_account_opens_with_cents: int = 10_00
    benefit_account_opens_with_cents: int = 250_00


DEFAULT = Assumptions()

# Yearly maximum of the ZBO per care category in cents (DEC art. 86) and the monthly ZBH (DEC art. 92 §2).
ZBO_YEAR_CENTS = (106_260, 405_621, 493_167, 580_691, 713_297)
ZBH_MONTH_CENTS = 30_000


def zbo_month_cents(category: int) -> int:
    """A twelfth of the yearly amount, to whole euro, half up (BVR art. 228)."""
    return (ZBO_YEAR_CENTS[category - 1] + 600) // 1200 * 100
