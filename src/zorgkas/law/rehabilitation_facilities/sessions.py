"""Ceilings of sessions in a life, by target group: published by the sector, in no article (BVR art. 534/90)."""

from zorgkas.engine import FOREVER, Day, Int16, fact, rule
from zorgkas.engine.calendar import add_years
from zorgkas.law.rehabilitation_facilities.kinds import SessionGroup

fact("session_group", SessionGroup)
# Sessions already taken in this group, in whatever centre and with whatever fund.
fact("sessions_taken", Int16, default=0, low=0, high=2_000)


@rule(article="BVR art. 534/90, 534/113", since="2022-10-01")
def sessions_known(session_group: SessionGroup) -> bool:
    """For other groups no ceiling is in our sources: somebody must look into the agreement."""
    return session_group != SessionGroup.OTHER


@rule(article="BVR art. 534/90, 534/113", since="2022-10-01")
def sessions_most(
    session_group: SessionGroup, sessions_large: Int16, sessions_middle: Int16, sessions_small: Int16
) -> Int16:
    """The most sessions in a life; 0 where none is known."""
    if session_group == SessionGroup.OTHER:
        return 0
    if session_group == SessionGroup.BRAIN_INJURY_YOUNG:
        return sessions_large
    small = session_group == SessionGroup.HYPERKINETIC_OLDER or session_group == SessionGroup.STUTTERING
    return sessions_small if small else sessions_middle


@rule(article="BVR art. 534/90, 534/113", since="2022-10-01")
def sessions_left(sessions_known: bool, sessions_most: Int16, sessions_taken: Int16) -> Int16:
    """Sessions that are left of the ceiling."""
    return max(0, sessions_most - sessions_taken) if sessions_known else 0


@rule(article="BVR art. 534/90, 534/113", since="2022-10-01")
def sessions_until(session_group: SessionGroup, birth_date: Day) -> Day:
    """The last day: up to and including age 21 after a young brain injury, the day before the nineteenth birthday."""
    if session_group == SessionGroup.BRAIN_INJURY_YOUNG:
        return add_years(birth_date, 22) - 1
    adult = session_group == SessionGroup.BRAIN_INJURY_ADULT or session_group == SessionGroup.STUTTERING
    return FOREVER if adult or session_group == SessionGroup.OTHER else add_years(birth_date, 19) - 1


@rule(article="BVR art. 534/90, 534/113", since="2022-10-01")
def sessions_count_from(session_group: SessionGroup, birth_date: Day) -> Day:
    """The first day on which sessions count: the seventh birthday with an intellectual disability or autism."""
    young = session_group == SessionGroup.INTELLECTUAL_DISABILITY or session_group == SessionGroup.AUTISM
    return add_years(birth_date, 7) if young else birth_date
