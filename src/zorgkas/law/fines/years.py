"""Which premium years count for a fine (DEC art. 47 §1; BVR art. 56, 62, 69, 81, 82)."""

from zorgkas.engine import Cents32, Day, Int8, Year, rule
from zorgkas.engine.calendar import make_day, year_of
from zorgkas.law.fines.kinds import YearStanding


@rule(article="BVR art. 69", since="2019-01-01")
def asked_premium_is_late(
    asked_premium_year: Year, judged_on: Day, premium_due_month: Int8, premium_due_day: Int8
) -> bool:
    """A premium that can still be paid in time is not missed."""
    return judged_on > make_day(asked_premium_year, premium_due_month, premium_due_day)


@rule(article="BVR art. 56, 62", since="2019-01-01")
def grace_holds(premium_in_grace: bool, grace_until: Day, judged_on: Day, grace_years_never_count: bool) -> bool:
    """One of the first premiums, and the day until which it may be paid without counting is not past."""
    return premium_in_grace and (grace_years_never_count or judged_on <= grace_until)


@rule(article="DEC art. 47 §1; BVR art. 56, 62, 69, 81, 82", since="2019-01-01")
def year_standing(
    premium_open_cents: Cents32,
    asked_premium_is_late: bool,
    kind_may_be_fined: bool,
    grace_holds: bool,
    claimed_with_fine: bool,
    miss_by_authority_error: bool,
    premium_wrongly_returned: bool,
) -> YearStanding:
    """Counts when it is late and not fully paid, of a compulsory year, and nothing takes it out."""
    if premium_open_cents <= 0:
        return YearStanding.PAID
    if not kind_may_be_fined:
        return YearStanding.NOT_COMPULSORY
    if claimed_with_fine:
        return YearStanding.CLAIMED_BEFORE
    if not asked_premium_is_late:
        return YearStanding.NOT_YET_LATE
    if grace_holds:
        return YearStanding.IN_GRACE
    if miss_by_authority_error:
        return YearStanding.AUTHORITY_ERROR
    if premium_wrongly_returned:
        return YearStanding.WRONGLY_RETURNED
    return YearStanding.COUNTS


@rule(article="DEC art. 47 §1; BVR art. 81, 82", since="2019-01-01")
def year_counts_for_fine(year_standing: YearStanding) -> bool:
    """Only what counts today; a premium of this year that is not late yet does not."""
    return year_standing == YearStanding.COUNTS


@rule(article="DEC art. 47 §1; BVR art. 70, 81, 82", since="2019-01-01")
def year_may_lead_to_fine(year_standing: YearStanding) -> bool:
    """Counts already, or will when it stays unpaid: what money goes to first (BVR art. 70)."""
    return year_standing == YearStanding.COUNTS or year_standing == YearStanding.NOT_YET_LATE


@rule(article="BVR art. 56, 62, 74", since="2019-01-01")
def countable_from_year(
    asked_premium_year: Year, premium_in_grace: bool, grace_until: Day, grace_years_never_count: bool
) -> Year:
    """The year in which a missed premium comes to count: its own, or for a first premium the one after its term."""
    later = premium_in_grace and not grace_years_never_count
    return max(asked_premium_year, year_of(grace_until) + 1) if later else asked_premium_year
