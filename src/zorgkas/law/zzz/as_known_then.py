"""Law that was applied in its time but was replaced or annulled with effect from its start, to replay old decisions.

`law_on(day).reform(AS_FIRST_ENACTED)` and the like; without a reform the law is what it is held to be today.
"""

from collections.abc import Mapping

from zorgkas.engine import Day, Int8
from zorgkas.engine.calendar import age_on


def residence_met_as_applied_in_2022(
    birth_date: Day,
    zzz_claimed_on: Day,
    qualifying_years_total: Int8,
    qualifying_years_longest: Int8,
    integration_duty_met: bool,
) -> bool:
    """Ten calendar years of which five in a row, ever, and the civic-integration duty; not for children."""
    years = qualifying_years_total >= 10 and qualifying_years_longest >= 5
    return age_on(birth_date, zzz_claimed_on) < 18 or (years and integration_duty_met)


# From 1 June 2021 until the order of 13 May 2022 put 5.5 in its place with effect from the same day.
AS_FIRST_ENACTED: Mapping[str, object] = {"belrai_iadl_adl_min_tenths": 60}

# From 1 January 2022 until the Constitutional Court annulled it (112/2023 of 20 July 2023) from its start.
AS_APPLIED_IN_2022: Mapping[str, object] = {"residence_met": residence_met_as_applied_in_2022}
