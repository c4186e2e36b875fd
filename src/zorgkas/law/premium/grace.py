"""The first premiums of newcomers: how many may be paid later without harm, and until when (BVR art. 56-58, 62)."""

from zorgkas.engine import NEVER, Day, Int8, Year, rule
from zorgkas.engine.calendar import age_on, first_day, make_day, make_month, year_of
from zorgkas.law.premium.kinds import GraceGround


@rule(article="BVR art. 56, 57, 58, 62", since="2019-01-01")
def grace_ground(
    came_in_scope_on: Day, first_file_on: Day, arrived_on: Day, birth_date: Day, membership_start_age: Int8
) -> GraceGround:
    """Coming within the scope or arriving at 26 or older, the first file about a worker, or else turning 26."""
    if came_in_scope_on != NEVER and age_on(birth_date, came_in_scope_on) >= membership_start_age:
        return GraceGround.STATUS_CHANGE
    if first_file_on != NEVER:
        return GraceGround.WORKER_FILE
    if arrived_on != NEVER and age_on(birth_date, arrived_on) >= membership_start_age:
        return GraceGround.ARRIVAL
    return GraceGround.AGE_26


@rule(article="BVR art. 56, 57, 58, 62", since="2019-01-01")
def grace_first_year(
    grace_ground: GraceGround,
    came_in_scope_on: Day,
    first_file_on: Day,
    arrived_on: Day,
    birth_date: Day,
    membership_start_age: Int8,
) -> Year:
    """The year of the first of these premiums."""
    if grace_ground == GraceGround.STATUS_CHANGE:
        return year_of(came_in_scope_on)
    if grace_ground == GraceGround.WORKER_FILE:
        return year_of(first_file_on)
    if grace_ground == GraceGround.ARRIVAL:
        return year_of(arrived_on)
    return year_of(birth_date) + membership_start_age


@rule(article="BVR art. 56 §2, 57 §2, 58 §2", since="2019-01-01")
def arrived_in_second_half(arrived_on: Day) -> bool:
    """30 June still belongs to the first half of the year."""
    return arrived_on != NEVER and arrived_on >= first_day(make_month(year_of(arrived_on), 7))


@rule(article="BVR art. 56, 57, 58, 62", since="2019-01-01")
def grace_premiums(grace_ground: GraceGround, arrived_in_second_half: bool) -> Int8:
    """Two premiums, three after an arrival in the second half; -1 for workers: "the premiums", without a number."""
    if grace_ground == GraceGround.WORKER_FILE:
        return -1
    return 3 if grace_ground == GraceGround.ARRIVAL and arrived_in_second_half else 2


@rule(article="BVR art. 56, 57, 58, 62", since="2019-01-01")
def grace_until(grace_ground: GraceGround, grace_first_year: Year, arrived_in_second_half: bool) -> Day:
    """31 December of the next year; of the year after that for workers and after an arrival in the second half."""
    later = grace_ground == GraceGround.WORKER_FILE or (grace_ground == GraceGround.ARRIVAL and arrived_in_second_half)
    return make_day(grace_first_year + (2 if later else 1), 12, 31)


@rule(article="BVR art. 56, 57, 58, 62", since="2019-01-01")
def premium_in_grace(asked_premium_year: Year, grace_first_year: Year, grace_premiums: Int8, grace_until: Day) -> bool:
    """Whether the premium of a year is one of the first that may be paid until `grace_until`."""
    if asked_premium_year < grace_first_year:
        return grace_premiums < 0
    last = year_of(grace_until) if grace_premiums < 0 else grace_first_year + grace_premiums - 1
    return asked_premium_year <= last
