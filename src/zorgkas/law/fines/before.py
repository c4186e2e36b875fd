"""The regimes of before 2009, 2018 and 2019, so that an old file can be explained.

The months of benefit that a late premium took away until 2017 are in the chapter of the former care insurance.
"""

from zorgkas.engine import Day, GapReason, Int8, rule
from zorgkas.engine.calendar import add_months


@rule(article="Vlaamse zorgverzekering (2003-2009)", since="2003-01-01", until="2019-01-01")
def missed_under_old_regime(
    counted_premium_years: Int8, late_premium_years: Int8, late_payment_is_missed: bool
) -> Int8:
    """Until 2009 a premium that was paid late counted as missed; later full but late payment did not."""
    return counted_premium_years + (late_premium_years if late_payment_is_missed else 0)


@rule(article="Vlaamse zorgverzekering (2003-2018)", since="2003-01-01", until="2019-01-01")
def enough_missed_under_old_regime(missed_under_old_regime: Int8, fine_misses: Int8) -> bool:
    """Three premiums, not necessarily in a row."""
    return missed_under_old_regime >= fine_misses


@rule(
    article="Vlaamse zorgverzekering (2016-2018)",
    since="2016-01-01",
    until="2019-01-01",
    gap=GapReason(
        "Before 2019 a letter also asked for two fine counters; how a year became a counter is in no source.",
        nl="Voor 2019 waren voor een brief ook twee boetetellers nodig; hoe een jaar een teller werd, staat in"
        " geen enkele bron.",
    ),
)
def letter_owed_under_old_regime(fine_counters: Int8) -> bool:
    """Open question: see the reason of the gap."""
    return fine_counters >= 2


@rule(article="Vlaamse zorgverzekering (2016-2018)", since="2016-01-01", until="2019-01-01")
def pay_after_rejected_objection_until(objection_rejected_on: Day, fine_objection_pay_months: Int8) -> Day:
    """An objection suspended the fine; after a rejection one month was left to pay."""
    return add_months(objection_rejected_on, fine_objection_pay_months)
