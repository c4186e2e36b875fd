"""Budgets whose right was decided elsewhere (ZBO, ZBH): only the months are the law's business here."""

from zorgkas.engine import Cents32, rule


@rule(article="BVR art. 139, 142", since="2019-01-01")
def given_budget_due_cents(
    given_monthly_cents: Cents32, entitled_in_month: bool, alive_in_month: bool, detained_in_month: bool
) -> Cents32:
    """The given amount for each month of the right, up to the month of death, and not in detention."""
    if entitled_in_month and alive_in_month and not detained_in_month:
        return given_monthly_cents
    return 0
