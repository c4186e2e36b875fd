"""What is due for one month: the granted budget with the index since, and the months in which nothing is paid."""

from zorgkas.engine import Cents32, Int8, Month, rule
from zorgkas.engine.money import divide_half_up

WHOLE_EURO = 100
MILLIONTHS = 1_000_000


@rule(article="DEC art. 86 al. 2", since="2019-01-01")
def zbo_running_year_cents(
    zbo_granted_year_cents: Cents32,
    zbo_granted_index_level: Int8,
    zbo_index_level: Int8,
    zbo_index_step_percent: Int8,
    running_budgets_follow_index: bool,
) -> Cents32:
    """What was granted follows the index from then on: 2 % for every step. The switch leaves it as it was."""
    if not running_budgets_follow_index:
        return zbo_granted_year_cents
    millionths = zbo_granted_year_cents * MILLIONTHS
    for _step in range(zbo_granted_index_level, zbo_index_level):
        millionths = divide_half_up(millionths * (100 + zbo_index_step_percent), 100)
    return divide_half_up(millionths, MILLIONTHS)


@rule(article="BVR art. 218 al. 4", since="2019-01-01")
def zbo_beside_other_benefit_cents(
    zbo_running_year_cents: Cents32, other_benefit_year_cents: Cents32, zbo_decision_month: Month, due_month: Month
) -> Cents32:
    """Up to and including the month of the decision only the difference above the federal benefit; then all of it."""
    if due_month <= zbo_decision_month:
        return max(0, zbo_running_year_cents - other_benefit_year_cents)
    return zbo_running_year_cents


@rule(article="DEC art. 84 §3; BVR art. 139, 142, 228", since="2019-01-01")
def zbo_due_cents(
    zbo_beside_other_benefit_cents: Cents32,
    entitled_in_month: bool,
    alive_in_month: bool,
    detained_in_month: bool,
) -> Cents32:
    """A twelfth in whole euro for each month of the right, up to the month of death, and not in detention."""
    if entitled_in_month and alive_in_month and not detained_in_month:
        return divide_half_up(zbo_beside_other_benefit_cents, 12, WHOLE_EURO)
    return 0
