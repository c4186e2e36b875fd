"""Relief of arrears for who needs care and is in a deserving situation (DEC art. 46 §2; BVR art. 116-119)."""

from zorgkas.engine import Day, Int8, fact, rule
from zorgkas.engine.calendar import add_months
from zorgkas.law.premium.kinds import ReliefOutcome

# The pillar of DEC art. 4 al. 1 of the care that is needed (4 to 10); 0 when no such care is needed.
fact("needed_care_pillar", Int8, default=0, low=0, high=11)
# The last day for the premium is past and it is not (fully) paid.
fact("premium_is_late", bool)
# Deserving by law (DEC art. 46 §2 al. 2).
fact("budget_guidance_at_care_need", bool, default=False)
fact("was_missing_or_struck_off", bool, default=False)
fact("was_detained", bool, default=False)
# The public centre for social welfare (OCMW) attested the situation, with its motivation.
fact("ocmw_attested", bool, default=False)
# What the OCMW goes by (BVR art. 118); the user or a member of the family has a right to it.
fact("income_below_poverty_threshold", bool, default=False)
fact("has_living_wage", bool, default=False)
fact("has_income_replacement", bool, default=False)
fact("only_minimum_unemployment", bool, default=False)
fact("has_income_guarantee", bool, default=False)
fact("ocmw_finds_deserving", bool, default=False)
# The day on which the fund sent its decision.
fact("relief_decision_sent_on", Day, low=737_000, high=740_300)


@rule(article="DEC art. 46 §2 al. 1", since="2022-01-01")
def needs_care_for_relief(needed_care_pillar: Int8) -> bool:
    """Care of the pillars 4° to 10°: residential care, mobility aids, rehabilitation and the like, not the budgets."""
    return needed_care_pillar >= 4 and needed_care_pillar <= 10


@rule(article="BVR art. 116", since="2019-01-01")
def unpaid_premium_is_signalled(needed_care_pillar: Int8) -> bool:
    """The digital platform tells the fund about the pillars 4° to 9° only; for 10° the user must ask."""
    return needed_care_pillar >= 4 and needed_care_pillar <= 9


@rule(article="DEC art. 46 §2 al. 2", since="2022-01-01")
def deserving_by_law(budget_guidance_at_care_need: bool, was_missing_or_struck_off: bool, was_detained: bool) -> bool:
    """In budget guidance when the care is needed; or once missing, absent, struck off, detained or interned."""
    return budget_guidance_at_care_need or was_missing_or_struck_off or was_detained


@rule(article="BVR art. 118 al. 1, 1° en al. 2", since="2019-01-01")
def counts_as_poor(
    income_below_poverty_threshold: bool,
    has_living_wage: bool,
    has_income_replacement: bool,
    only_minimum_unemployment: bool,
    has_income_guarantee: bool,
) -> bool:
    """Below the poverty threshold, or deemed to be by one of four social benefits."""
    deemed = has_living_wage or has_income_replacement or only_minimum_unemployment or has_income_guarantee
    return income_below_poverty_threshold or deemed


@rule(article="BVR art. 118 al. 1", since="2019-01-01")
def ocmw_attests(counts_as_poor: bool, ocmw_finds_deserving: bool) -> bool:
    """The OCMW attests for poverty, or when its social inquiry finds medical, social or financial reasons."""
    return counts_as_poor or ocmw_finds_deserving


@rule(article="DEC art. 46 §2; BVR art. 117", since="2022-01-01")
def relief_outcome(
    needs_care_for_relief: bool, premium_is_late: bool, deserving_by_law: bool, ocmw_attested: bool
) -> ReliefOutcome:
    """Whether the fund may waive or reduce: how much is its own decision."""
    if not needs_care_for_relief:
        return ReliefOutcome.NO_CARE_NEED
    if not premium_is_late:
        return ReliefOutcome.NOT_LATE
    if not (deserving_by_law or ocmw_attested):
        return ReliefOutcome.NOT_DESERVING
    return ReliefOutcome.POSSIBLE


@rule(article="BVR art. 119 §1", since="2019-01-01")
def relief_appeal_until(relief_decision_sent_on: Day, relief_appeal_months: Int8) -> Day:
    """Three months after the day on which the decision was sent."""
    return add_months(relief_decision_sent_on, relief_appeal_months)
