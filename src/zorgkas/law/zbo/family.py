"""The family, its dependent children and the category of the exempt amount (BVR art. 194)."""

from zorgkas.engine import Cents32, Day, Int8, Month, rule
from zorgkas.engine.calendar import add_years, first_day
from zorgkas.law.zbo.kinds import ChildGround, CounterProof, FamilyCategory


@rule(article="BVR art. 194 §3", since="2019-01-01")
def forms_family(
    lives_with_partner: bool,
    related_to_third_degree: bool,
    family_member_detained: bool,
    family_counter_proof: CounterProof,
) -> bool:
    """Two people at one address, not related to the third degree; it ends while one of them is detained.

    Counter-proof by any means goes before what the registers say.
    """
    if family_member_detained or family_counter_proof == CounterProof.IS_NO_FAMILY:
        return False
    together = lives_with_partner and not related_to_third_degree
    return together or family_counter_proof == CounterProof.IS_FAMILY


@rule(article="BVR art. 194 §2, 1°-2°, a); 195 §1", since="2019-01-01")
def partner_counts(forms_family: bool, religious_community: bool) -> bool:
    """The income of the partner counts, except in a religious community."""
    return forms_family and not religious_community


@rule(article="BVR art. 194 §4", since="2019-01-01")
def child_is_dependent(
    child_birth_date: Day, child_ground: ChildGround, zbo_effective_month: Month, dependent_child_below_age: Int8
) -> bool:
    """Younger than 25 on the effective day, for one of the reasons of the article."""
    young = add_years(child_birth_date, dependent_child_below_age) > first_day(zbo_effective_month)
    return child_ground != ChildGround.NONE and young


@rule(article="BVR art. 194 §2", since="2019-01-01")
def family_category(partner_counts: bool, dependent_children: Int8) -> FamilyCategory:
    """B with a partner or with a dependent child, otherwise A."""
    return FamilyCategory.B if partner_counts or dependent_children > 0 else FamilyCategory.A


@rule(article="BVR art. 194 §5, 195 §1 al. 2", since="2019-01-01")
def two_entitled(partner_counts: bool, partner_has_category: bool) -> bool:
    """Both partners have a reduced self-reliance: half of the income and half of the exempt amount for each."""
    return partner_counts and partner_has_category


@rule(article="BVR art. 194 §1, §5", since="2019-01-01")
def exempt_income_cents(
    family_category: FamilyCategory, two_entitled: bool, exempt_a_cents: Cents32, exempt_b_cents: Cents32
) -> Cents32:
    """The income a year that is left aside; of two entitled partners each has half of B (half a cent goes up)."""
    half = (exempt_b_cents + 1) // 2
    of_family = half if two_entitled else exempt_b_cents
    return exempt_a_cents if family_category == FamilyCategory.A else of_family
