"""What the fund answers to the notification of an admission (BVR art. 416-438, 531)."""

from zorgkas.engine import FOREVER, NEVER, Day, fact, rule
from zorgkas.law.residential.kinds import AdmissionOutcome, CareUnit, DependencyCategory

# The software of the facility is attested (BVR art. 531-534), and so the notification could come in.
fact("stay_software_attested", bool, default=True)
# Needs no daily medical supervision, but relies on others for (essential) acts of daily life.
fact("stay_needs_care_of_others", bool, default=True)
# The notification has the scores of the scale with it, and the report or file that goes with them.
fact("scores_received", bool, default=True)
fact("scores_signed_by_physician", bool, default=False)
# All premiums of the years before are paid: on the day of the notification, and on the days of the stay.
fact("premiums_paid_at_notice", bool, default=True)
fact("premiums_paid_at_stay", bool, default=True)


@rule(article="BVR art. 435 §3", since="2022-10-29")
def physician_must_sign(
    dependency_category: DependencyCategory, is_disoriented: bool, dementia_assessed_on: Day
) -> bool:
    """For D, and for Cd that rests on the assessment of dementia, when it is the first time."""
    if dependency_category == DependencyCategory.D:
        return True
    return dependency_category == DependencyCategory.CD and not is_disoriented and dementia_assessed_on != NEVER


@rule(article="BVR art. 435 §2-3, 446, 449", since="2022-10-29")
def scores_complete(
    new_scores_needed: bool, scores_received: bool, physician_must_sign: bool, scores_signed_by_physician: bool
) -> bool:
    """The scores are there, signed by the physician where that is needed, or they are not needed again."""
    if not new_scores_needed:
        return True
    return scores_received and (scores_signed_by_physician or not physician_must_sign)


@rule(article="BVR art. 419, 421, 422, 423", since="2022-10-29")
def premium_condition_met(premiums_paid_at_notice: bool, premiums_paid_at_stay: bool) -> bool:
    """The premiums of the years before are paid, both on the day of the notification and on the day of the stay."""
    return premiums_paid_at_notice and premiums_paid_at_stay


@rule(article="BVR art. 416-438, 531", since="2022-10-29")
def admission_outcome(
    stay_unit: CareUnit,
    facility_entitled_from: Day,
    stay_software_attested: bool,
    affiliated: bool,
    premium_condition_met: bool,
    stay_needs_care_of_others: bool,
    scores_complete: bool,
    dependency_after_change: DependencyCategory,
    previous_dependency: DependencyCategory,
    new_scores_needed: bool,
) -> AdmissionOutcome:
    """Approved, refused with its reason, or more information is asked; one of the three within five working days."""
    if facility_entitled_from >= FOREVER:
        return AdmissionOutcome.REFUSED_NOT_RECOGNISED
    if not stay_software_attested:
        return AdmissionOutcome.REFUSED_SOFTWARE
    if not affiliated:
        return AdmissionOutcome.REFUSED_NOT_AFFILIATED
    if not premium_condition_met:
        return AdmissionOutcome.REFUSED_PREMIUMS
    if not stay_needs_care_of_others and stay_unit != CareUnit.CDV_ILL:
        return AdmissionOutcome.REFUSED_MEDICAL
    if not scores_complete:
        return AdmissionOutcome.ASK_INFORMATION
    category = dependency_after_change if new_scores_needed else previous_dependency
    if category == DependencyCategory.UNDETERMINED:
        return AdmissionOutcome.ASK_INFORMATION
    return AdmissionOutcome.REFUSED_CATEGORY if category == DependencyCategory.NONE else AdmissionOutcome.APPROVED
