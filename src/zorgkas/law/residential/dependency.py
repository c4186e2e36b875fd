"""In which category the scores put somebody (BVR art. 424-427, 442)."""

from zorgkas.engine import Day, Int8, fact, rule
from zorgkas.engine.calendar import NEVER
from zorgkas.law.residential.kinds import CareUnit, DependencyCategory

# The scores of the scale, 1 to 4 (BVR art. 424 §1-2).
fact("katz_washing", Int8, default=1, low=1, high=4)
fact("katz_dressing", Int8, default=1, low=1, high=4)
fact("katz_moving", Int8, default=1, low=1, high=4)
fact("katz_toilet", Int8, default=1, low=1, high=4)
fact("katz_continence", Int8, default=1, low=1, high=4)
fact("katz_eating", Int8, default=1, low=1, high=4)
fact("katz_time", Int8, default=1, low=1, high=4)
fact("katz_place", Int8, default=1, low=1, high=4)
# The day of the specialised assessment of dementia by a neurologist, psychiatrist or geriatrician, in writing.
fact("dementia_assessed_on", Day, default=NEVER, low=736_000, high=740_300)
# All five conditions of category Fp are attested (BVR art. 427, 450 §1, 5°).
fact("serious_illness_attested", bool, default=False)
fact("stay_unit", CareUnit)
# The category that the user was in before; NONE when this is the first.
fact("previous_dependency", DependencyCategory, default=DependencyCategory.NONE)


@rule(article="BVR art. 424 §1", since="2019-01-01")
def physically_dependent_count(
    katz_washing: Int8,
    katz_dressing: Int8,
    katz_moving: Int8,
    katz_toilet: Int8,
    katz_continence: Int8,
    katz_eating: Int8,
    katz_dependent_from: Int8,
) -> Int8:
    """For how many of the six acts somebody is dependent: a score of 3 or 4."""
    return (
        (1 if katz_washing >= katz_dependent_from else 0)
        + (1 if katz_dressing >= katz_dependent_from else 0)
        + (1 if katz_moving >= katz_dependent_from else 0)
        + (1 if katz_toilet >= katz_dependent_from else 0)
        + (1 if katz_continence >= katz_dependent_from else 0)
        + (1 if katz_eating >= katz_dependent_from else 0)
    )


@rule(article="BVR art. 424 §2", since="2019-01-01")
def is_disoriented(katz_time: Int8, katz_place: Int8, katz_dependent_from: Int8) -> bool:
    """In time and in place: both score 3 or 4."""
    return katz_time >= katz_dependent_from and katz_place >= katz_dependent_from


@rule(article="BVR art. 424 §1", since="2019-01-01")
def dependent_washing_or_dressing(katz_washing: Int8, katz_dressing: Int8, katz_dependent_from: Int8) -> bool:
    """Dependent to wash or to dress."""
    return katz_washing >= katz_dependent_from or katz_dressing >= katz_dependent_from


@rule(article="BVR art. 424 §1", since="2019-01-01")
def dependent_washing_and_dressing(katz_washing: Int8, katz_dressing: Int8, katz_dependent_from: Int8) -> bool:
    """Dependent to wash and to dress."""
    return katz_washing >= katz_dependent_from and katz_dressing >= katz_dependent_from


@rule(article="BVR art. 425", since="2021-01-31")
def heavy_dementia_profile(
    dependent_washing_and_dressing: bool,
    katz_moving: Int8,
    katz_toilet: Int8,
    katz_continence: Int8,
    katz_eating: Int8,
    katz_dependent_from: Int8,
) -> bool:
    """Washing and dressing, continence, and one of moving, toilet and eating: what both routes to Cd ask."""
    if not dependent_washing_and_dressing or katz_continence < katz_dependent_from:
        return False
    return (
        katz_moving >= katz_dependent_from or katz_toilet >= katz_dependent_from or katz_eating >= katz_dependent_from
    )


@rule(article="BVR art. 425", since="2021-01-31")
def resident_physical_category(
    physically_dependent_count: Int8,
    dependent_washing_or_dressing: bool,
    dependent_washing_and_dressing: bool,
    katz_moving: Int8,
    katz_toilet: Int8,
    katz_continence: Int8,
    katz_eating: Int8,
    katz_dependent_from: Int8,
) -> DependencyCategory:
    """By the six acts alone: C, B (a), A (a) or O; UNDETERMINED when only other acts than washing or dressing fail."""
    moving, toilet = katz_moving >= katz_dependent_from, katz_toilet >= katz_dependent_from
    last = katz_continence >= katz_dependent_from or katz_eating >= katz_dependent_from
    if dependent_washing_and_dressing and moving and toilet and last:
        return DependencyCategory.C
    if dependent_washing_and_dressing and (moving or toilet):
        return DependencyCategory.B
    if dependent_washing_or_dressing:
        return DependencyCategory.A
    return DependencyCategory.O if physically_dependent_count == 0 else DependencyCategory.UNDETERMINED


@rule(article="BVR art. 425", since="2021-01-31")
def resident_category(
    resident_physical_category: DependencyCategory,
    is_disoriented: bool,
    heavy_dementia_profile: bool,
    dependent_washing_or_dressing: bool,
    physically_dependent_count: Int8,
    dementia_assessed_on: Day,
) -> DependencyCategory:
    """The heaviest category whose conditions are met; Cd goes before C, and D is kept for who would be O, A or none.

    That D does not take the place of B, C and Cd follows from art. 442. Somebody who is disoriented and dependent only
    for other acts than washing and dressing fits no category: UNDETERMINED.
    """
    dementia = dementia_assessed_on != NEVER
    if heavy_dementia_profile and (is_disoriented or dementia):
        return DependencyCategory.CD
    if resident_physical_category == DependencyCategory.C or resident_physical_category == DependencyCategory.B:
        return resident_physical_category
    if is_disoriented and dependent_washing_or_dressing:
        return DependencyCategory.B
    if dementia:
        return DependencyCategory.D
    if is_disoriented:
        return DependencyCategory.A if physically_dependent_count == 0 else DependencyCategory.UNDETERMINED
    return resident_physical_category


@rule(article="BVR art. 426", since="2021-01-31")
def day_care_category(
    dependent_washing_and_dressing: bool,
    dependent_washing_or_dressing: bool,
    is_disoriented: bool,
    katz_moving: Int8,
    katz_toilet: Int8,
    katz_dependent_from: Int8,
    dementia_assessed_on: Day,
) -> DependencyCategory:
    """F, Fd or D, in the order of the article; NONE when none of them holds."""
    moves = katz_moving >= katz_dependent_from or katz_toilet >= katz_dependent_from
    if dependent_washing_and_dressing and moves:
        return DependencyCategory.F
    if is_disoriented and dependent_washing_or_dressing:
        return DependencyCategory.FD
    return DependencyCategory.D if dementia_assessed_on != NEVER else DependencyCategory.NONE


@rule(article="BVR art. 425, 426, 427", since="2021-01-31")
def dependency_category(
    stay_unit: CareUnit,
    resident_category: DependencyCategory,
    day_care_category: DependencyCategory,
    serious_illness_attested: bool,
) -> DependencyCategory:
    """The category in the kind of facility that is used."""
    if stay_unit == CareUnit.WZC or stay_unit == CareUnit.CVK:
        return resident_category
    if stay_unit == CareUnit.CDV:
        return day_care_category
    return DependencyCategory.FP if serious_illness_attested else DependencyCategory.NONE


@rule(article="BVR art. 442", since="2021-07-01")
def dependency_after_change(
    stay_unit: CareUnit, previous_dependency: DependencyCategory, dependency_category: DependencyCategory
) -> DependencyCategory:
    """Somebody in D stays in D, unless the new scores lead to B, C or Cd."""
    resident = stay_unit == CareUnit.WZC or stay_unit == CareUnit.CVK
    if not resident or previous_dependency != DependencyCategory.D:
        return dependency_category
    heavier = (
        dependency_category == DependencyCategory.B
        or dependency_category == DependencyCategory.C
        or dependency_category == DependencyCategory.CD
    )
    return dependency_category if heavier else DependencyCategory.D
