"""An affiliation for care only: who, on which ground, and before the care (DEC art. 43, 44; BVR art. 59)."""

from zorgkas.engine import NEVER, Day, GapReason, Int8, rule
from zorgkas.law.premium.kinds import AdministrativeGround, CarePlace, MembershipDuty


@rule(article="DEC art. 43, 44", since="2019-01-01")
def falls_within_scope(
    duty_of_resident: MembershipDuty, duty_of_worker: MembershipDuty, joined_voluntarily: bool
) -> bool:
    """The Flemish Social Protection applies already: to who must belong, and to who joined voluntarily."""
    must = duty_of_resident == MembershipDuty.COMPULSORY or duty_of_worker == MembershipDuty.COMPULSORY
    return must or joined_voluntarily


@rule(article="DEC art. 43, 44; BVR art. 59", since="2019-01-01")
def administrative_ground(
    falls_within_scope: bool,
    lived_in_flanders: bool,
    lived_in_brussels: bool,
    care_pillar: Int8,
    care_place: CarePlace,
    struck_off: bool,
    stateless: bool,
    ever_affiliated: bool,
    proves_actual_stay: bool,
    minor_on_care: bool,
) -> AdministrativeGround:
    """For care of the pillars 4° to 10° only. Struck off and stateless people prove the actual stay; minors do not."""
    if falls_within_scope or care_pillar < 4:
        return AdministrativeGround.NONE
    if struck_off and ever_affiliated and proves_actual_stay:
        return AdministrativeGround.STRUCK_OFF
    if stateless and proves_actual_stay:
        return AdministrativeGround.STATELESS
    if not (struck_off or stateless):
        if lived_in_flanders:
            return AdministrativeGround.FLANDERS_OUTSIDE_SCOPE
        if lived_in_brussels and care_place == CarePlace.BRUSSELS_RECOGNISED:
            return AdministrativeGround.BRUSSELS_NOT_JOINED
        if care_place == CarePlace.FLANDERS:
            return AdministrativeGround.CARE_IN_FLANDERS
        if care_place == CarePlace.BRUSSELS_RECOGNISED:
            return AdministrativeGround.CARE_IN_BRUSSELS
    return AdministrativeGround.MINOR if minor_on_care else AdministrativeGround.NONE


@rule(article="DEC art. 43, 44; BVR art. 59", since="2019-01-01")
def administrative_only(administrative_ground: AdministrativeGround) -> bool:
    """Who falls outside may affiliate for Flemish care, at any age, without premium."""
    return administrative_ground != AdministrativeGround.NONE


@rule(article="BVR art. 59 §1", since="2019-01-01")
def administrative_in_time(administrative_on: Day, care_starts_on: Day, administrative_same_day_counts: bool) -> bool:
    """The affiliation comes before the care. Whether that may be on the day itself is a switch: it may."""
    if administrative_on == NEVER or care_starts_on == NEVER:
        return administrative_on != NEVER
    if administrative_same_day_counts:
        return administrative_on <= care_starts_on
    return administrative_on < care_starts_on


@rule(
    article="DEC art. 43, 44; BVR art. 59",
    since="2019-01-01",
    gap=GapReason(
        "No article says when an administrative affiliation ends; here it runs until somebody ends it.",
        nl="Geen artikel zegt wanneer een administratieve aansluiting eindigt; hier loopt ze tot iemand ze beëindigt.",
    ),
)
def administrative_ends_on(care_starts_on: Day) -> Day:
    """Open question: see the reason of the gap."""
    return care_starts_on
