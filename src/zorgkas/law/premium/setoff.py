"""Taking unpaid premiums off a care budget (DEC art. 46 §1; BVR art. 71)."""

from zorgkas.engine import Int8, Month, Year, rule
from zorgkas.engine.calendar import make_month, year_of_month


@rule(article="BVR art. 71", since="2019-01-01")
def premium_may_be_set_off(
    asked_premium_year: Year, budget_month: Month, claimed_with_fine: bool, set_off_current_year_from_month: Int8
) -> bool:
    """Earlier years at once, the premium of the year itself from the April budget on; never what goes with a fine."""
    if claimed_with_fine:
        return False
    if asked_premium_year < year_of_month(budget_month):
        return True
    return asked_premium_year == year_of_month(budget_month) and budget_month >= make_month(
        asked_premium_year, set_off_current_year_from_month
    )
