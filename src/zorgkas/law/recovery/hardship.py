"""When the agency may let go or limit what is asked back, in an appeal (BVR art. 130 §2)."""

from zorgkas.engine import Cents32, GapReason, fact, rule

# The family income after repaying lies below the poverty threshold, as the agency or the OCMW found it.
fact("found_below_poverty_threshold", bool, default=False)


@rule(article="BVR art. 130 §2", since="2020-01-01")
def hardship_may_limit(found_below_poverty_threshold: bool, has_exceptional_costs: bool) -> bool:
    """The family income falls below the poverty threshold, or reduced self-reliance brings exceptional costs."""
    return found_below_poverty_threshold or has_exceptional_costs


@rule(article="BVR art. 118, 130 §2", since="2020-01-01")
def below_poverty_threshold(income_after_recovery_cents: Cents32, poverty_threshold_single_cents: Cents32) -> bool:
    """Of somebody alone; the threshold of a year comes from the EU-SILC survey."""
    return income_after_recovery_cents < poverty_threshold_single_cents


@rule(
    article="BVR art. 130 §2 al. 2",
    since="2020-01-01",
    gap=GapReason(
        "The minister says which costs are exceptional; that order is in none of our sources, so the agency judges.",
        nl="De minister zegt welke kosten uitzonderlijk zijn; dat besluit hebben we niet, dus oordeelt het agentschap.",
    ),
)
def costs_count_as_exceptional(has_exceptional_costs: bool) -> bool:
    """Open question: see the reason of the gap."""
    return has_exceptional_costs
