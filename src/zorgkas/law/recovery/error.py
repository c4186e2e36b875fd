"""An error that the user could not notice frees from repaying, unless it was told in time (BVR art. 129 §1, 131)."""

from zorgkas.engine import NEVER, Cents32, Day, Int8, rule
from zorgkas.engine.calendar import add_months
from zorgkas.law.recovery.kinds import CostBearer, ErrorOf


@rule(article="BVR art. 129 §1 al. 1", since="2019-01-01")
def error_report_by(
    undue_paid_on: Day, error_found_on: Day, error_report_months: Int8, error_term_from_discovery: bool
) -> Day:
    """The last day on which the fund can still tell the user; the article does not say from when it counts."""
    start = error_found_on if error_term_from_discovery and error_found_on != NEVER else undue_paid_on
    return add_months(start, error_report_months)


@rule(article="BVR art. 129 §1 al. 1", since="2019-01-01")
def error_reported_in_time(error_reported_on: Day, error_report_by: Day, recovery_judged_on: Day) -> bool:
    """Told by the last day of the term; as long as the term runs, it can still be told."""
    if error_reported_on == NEVER:
        return recovery_judged_on <= error_report_by
    return error_reported_on <= error_report_by


@rule(article="BVR art. 129 §1 al. 1, §2, 1°", since="2019-01-01")
def error_frees_user(
    error_of: ErrorOf, error_noticeable: bool, error_reported_in_time: bool, obtained_by_fraud: bool
) -> bool:
    """Only an error of the fund or of a service, not normally noticeable, not told in time, and no fraud."""
    theirs = error_of == ErrorOf.FUND or error_of == ErrorOf.SERVICE
    return theirs and not error_noticeable and not error_reported_in_time and not obtained_by_fraud


@rule(article="BVR art. 129 §1 al. 2, §2, 1°", since="2019-01-01")
def fund_may_waive_small(undue_cents: Cents32, fund_small_amount_cents: Cents32, obtained_by_fraud: bool) -> bool:
    """The fund may let small amounts go, at its own cost; the article gives no amount, so the fund sets one."""
    return undue_cents <= fund_small_amount_cents and not obtained_by_fraud


@rule(article="BVR art. 131", since="2019-01-01")
def waiver_borne_by(
    error_of: ErrorOf, error_noticeable: bool, error_reported_in_time: bool, fund_may_waive_small: bool
) -> CostBearer:
    """The fund bears its own errors that it did not report and its small amounts; the agency all the rest."""
    own_error = error_of == ErrorOf.FUND and not error_noticeable and not error_reported_in_time
    return CostBearer.FUND if own_error or fund_may_waive_small else CostBearer.AGENCY
