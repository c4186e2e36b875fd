"""In which months a budget runs: the entitlement itself, death, detention. A budget exists per whole month."""

from zorgkas.engine import FOREVER, NEVER, Day, Month, rule
from zorgkas.engine.calendar import first_day, month_of


@rule(article="DEC art. 83, 87 §4, 94; BVR art. 167", since="2019-01-01")
def entitled_in_month(entitled_from: Day, entitled_to: Day, due_month: Month) -> bool:
    """A right starts and ends with a month, so the first day decides."""
    start = first_day(due_month)
    return entitled_from != NEVER and entitled_from <= start and start < entitled_to


@rule(article="BVR art. 139", since="2019-01-01")
def alive_in_month(died_on: Day, due_month: Month) -> bool:
    """The month of death is still paid."""
    return died_on == NEVER or due_month <= month_of(died_on)


@rule(article="BVR art. 142", since="2019-01-01")
def detained_in_month(detained_from: Day, detained_to: Day, due_month: Month) -> bool:
    """From the first of the month after the start until the end of the month in which the detention ends."""
    if detained_from == NEVER or due_month <= month_of(detained_from):
        return False
    return detained_to >= FOREVER or due_month <= month_of(detained_to - 1)
