"""How long a decision lasts (BVR art. 167)."""

from zorgkas.engine import FOREVER, NEVER, Day, Int8, Int16, Month, rule
from zorgkas.engine.calendar import add_months, age_on, month_of
from zorgkas.law.common.kinds import CareForm
from zorgkas.law.zzz.kinds import Instrument


@rule(article="BVR art. 167", since="2019-01-01")
def finding_last_month(finding_to: Day) -> Month:
    """The last month in which the document still holds; FOREVER when it has no end."""
    return FOREVER if finding_to >= FOREVER else month_of(finding_to - 1)


@rule(article="BVR art. 167", since="2019-01-01")
def indefinite_for_elderly(
    finding_instrument: Instrument,
    finding_from: Day,
    finding_to: Day,
    finding_issued_on: Day,
    birth_date: Day,
    validity_max_months: Int8,
    indefinite_from_age: Int8,
) -> bool:
    """An assessment for at least 36 months of somebody who is at least 80 at the assessment."""
    long_enough = finding_to >= add_months(finding_from, validity_max_months)
    old_enough_for_it = age_on(birth_date, finding_issued_on) >= indefinite_from_age
    return finding_instrument >= Instrument.BELRAI_ASSESSMENT and long_enough and old_enough_for_it


@rule(article="BVR art. 167", since="2019-01-01")
def validity_counts_from(
    zzz_first_month: Month, zzz_opened_on: Day, extension_in_time: bool, validity_counts_from_first_month: bool
) -> Month:
    """The article names no start: the first month of the right, or by the switch the month in which it opened."""
    if extension_in_time or validity_counts_from_first_month or zzz_opened_on == NEVER:
        return zzz_first_month
    return month_of(zzz_opened_on)


@rule(article="BVR art. 167", since="2019-01-01")
def zzz_last_month(
    care_form: CareForm,
    zzz_first_month: Month,
    validity_counts_from: Month,
    finding_instrument: Instrument,
    finding_last_month: Month,
    indefinite_for_elderly: bool,
    child_validity_last_month: Month,
    proven_by_suspension: bool,
    suspending_budget_to: Day,
    validity_min_months: Int16,
    validity_max_months: Int8,
    validity_katz_home_months: Int8,
) -> Month:
    """As long as the document, between six months and three years, with the exceptions of the article."""
    if zzz_first_month == NEVER:
        return NEVER
    if care_form == CareForm.RESIDENTIAL or indefinite_for_elderly:
        return FOREVER
    if proven_by_suspension:
        return FOREVER if suspending_budget_to >= FOREVER else month_of(suspending_budget_to - 1)
    if finding_instrument == Instrument.KATZ_HOME:
        return validity_counts_from + validity_katz_home_months - 1
    shortest = max(finding_last_month, validity_counts_from + validity_min_months - 1)
    if finding_instrument == Instrument.MEDICAL_SOCIAL:
        return shortest
    if finding_instrument == Instrument.CHILD_SUPPLEMENT:
        return min(shortest, child_validity_last_month)
    return min(shortest, validity_counts_from + validity_max_months - 1)
