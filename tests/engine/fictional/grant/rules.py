"""Who gets the grant, from which month, and how much."""

from enum import IntEnum

from zorgkas.engine import FOREVER, NEVER, Cents32, Day, Int16, Month, Year, rule
from zorgkas.engine.calendar import add_months, add_years, make_month, month_of, year_of


class Outcome(IntEnum):
    """The answer to a claim."""

    GRANTED = 1
    NOT_CLAIMED = 2
    NOT_RESIDENT = 3
    TOO_LIGHT = 4


@rule(article="Lantern Decree art. 1", since="2012-03-01")
def dark_enough(darkness_tenths: Int16, darkness_min_tenths: int, age: Int16) -> bool:
    """Children need half a point less."""
    return darkness_tenths >= darkness_min_tenths or (age < 18 and darkness_tenths >= darkness_min_tenths - 5)


@rule(article="Lantern Decree art. 2", since="2012-03-01")
def grant_outcome(claimed_month: Month, resident: bool, alive: bool, dark_enough: bool) -> Outcome:
    """The first reason that applies."""
    if claimed_month == NEVER:
        outcome = Outcome.NOT_CLAIMED
    elif not (resident and alive):
        outcome = Outcome.NOT_RESIDENT
    elif not dark_enough:
        return Outcome.TOO_LIGHT
    else:
        outcome = Outcome.GRANTED
    return outcome


@rule(article="Lantern Decree art. 3", since="2012-03-01")
def grant_first_month(grant_outcome: Outcome, claimed_month: Month, waiting_months: int, settled_year: Year) -> Month:
    """From the month after the waiting time, and never before somebody settled."""
    settled = make_month(settled_year, 1)
    return max(claimed_month + waiting_months, settled) if grant_outcome == Outcome.GRANTED else NEVER


@rule(article="Lantern Decree art. 4", since="2012-03-01")
def grant_ends_on(grant_outcome: Outcome, birth_date: Day, died_on: Day, since_when_adult: Day) -> Day:
    """A grant to a child ends three months after the eighteenth birthday; others end at death, or never."""
    if grant_outcome != Outcome.GRANTED:
        return NEVER
    if died_on != NEVER:
        return died_on
    return add_months(since_when_adult, 3) if year_of(birth_date) > 2008 else FOREVER


@rule(article="Lantern Decree art. 4", since="2012-03-01")
def since_when_adult(birth_date: Day) -> Day:
    """The eighteenth birthday."""
    return add_years(birth_date, 18)


@rule(article="Lantern Decree art. 5", since="2012-03-01")
def grant_due_cents(
    grant_first_month: Month, grant_ends_on: Day, asked_month: Month, lantern_cents: int, candle_free: bool
) -> Cents32:
    """The amount for each month of the right; nothing while candles are free."""
    in_time = grant_first_month != NEVER and grant_first_month <= asked_month <= month_of(grant_ends_on)
    return lantern_cents if in_time and not candle_free else 0
