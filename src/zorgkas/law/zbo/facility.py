"""Residents of a residential care centre and of comparable facilities: category 4 or 5 by law (BVR art. 193/4)."""

from zorgkas.engine import FOREVER, NEVER, Day, Int8, Month, rule
from zorgkas.engine.calendar import first_day
from zorgkas.law.zzz.kinds import FacilityKind


@rule(article="BVR art. 193/1 (2023-04-01)", since="2023-04-01", until="2026-03-01")
def resident_by_law(
    facility_kind: FacilityKind,
    admitted_on: Day,
    left_facility_on: Day,
    outside_recognised_capacity: bool,
    residence_agreement: bool,
    zbo_effective_month: Month,
) -> bool:
    """Lives in a residential care centre; that other facilities counted before March 2026 is in no source of ours."""
    here = admitted_on != NEVER and admitted_on <= first_day(zbo_effective_month)
    stays = left_facility_on >= FOREVER or left_facility_on > first_day(zbo_effective_month)
    home = facility_kind == FacilityKind.WZC
    return home and here and stays and residence_agreement and not outside_recognised_capacity


@rule(article="BVR art. 193/4 §1", since="2026-03-01", name="resident_by_law")
def resident_by_law_2026(
    facility_kind: FacilityKind,
    admitted_on: Day,
    left_facility_on: Day,
    facility_recognised: bool,
    outside_recognised_capacity: bool,
    residence_agreement: bool,
    zbo_effective_month: Month,
) -> bool:
    """A care centre, or a comparable lawful facility elsewhere; a PVT and a short stay are not named.

    Not: people whose self-care is not affected, admitted outside recognised capacity.
    """
    here = admitted_on != NEVER and admitted_on <= first_day(zbo_effective_month)
    stays = left_facility_on >= FOREVER or left_facility_on > first_day(zbo_effective_month)
    named = facility_kind != FacilityKind.NONE and facility_kind != FacilityKind.PVT and facility_recognised
    return named and here and stays and residence_agreement and not outside_recognised_capacity


@rule(article="BVR art. 193/4 §1, §3, §4", since="2023-04-01")
def category_of_resident(
    resident_by_law: bool,
    category_at_admission: Int8,
    income_guarantee_entitled: bool,
    zbo_resident_category: Int8,
    zbo_resident_highest_category: Int8,
) -> Int8:
    """Four by law; five when it was held at the admission or with a right to the income guarantee. 0: no resident."""
    if not resident_by_law:
        return 0
    kept = category_at_admission >= zbo_resident_highest_category
    return zbo_resident_highest_category if kept or income_guarantee_entitled else zbo_resident_category


@rule(article="BVR art. 193/4 §5", since="2023-04-01")
def zbo_category_after_stay(category_around_stay: Int8) -> Int8:
    """Who leaves goes back to the category by screener of during or just before the stay; without one (0) it stops."""
    return category_around_stay
