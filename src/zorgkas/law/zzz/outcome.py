"""The decision: granted, or the first reason to refuse."""

from zorgkas.engine import rule
from zorgkas.law.common.kinds import CareForm
from zorgkas.law.zzz.kinds import ZzzOutcome


@rule(article="DEC art. 41, 78, 79; BVR art. 112, 113, 148-153", since="2019-01-01")
def zzz_outcome(
    care_form: CareForm,
    affiliation_met: bool,
    parent_condition_met: bool,
    earlier_premiums_met: bool,
    legal_stay_met: bool,
    residence_met: bool,
    waiting_time_met: bool,
    hospital_condition_met: bool,
    severely_dependent: bool,
    document_given: bool,
) -> ZzzOutcome:
    """Conditions of membership and stay first, then the proof of the care need."""
    if not affiliation_met:
        return ZzzOutcome.NOT_AFFILIATED
    if not parent_condition_met:
        return ZzzOutcome.PARENT_NOT_AFFILIATED
    if not earlier_premiums_met:
        return ZzzOutcome.EARLIER_PREMIUMS_UNPAID
    if not legal_stay_met:
        return ZzzOutcome.NO_LEGAL_STAY
    if not residence_met:
        return ZzzOutcome.RESIDENCE_TOO_SHORT
    if not waiting_time_met:
        return ZzzOutcome.WAITING_TIME
    if not hospital_condition_met:
        return ZzzOutcome.IN_HOSPITAL
    if severely_dependent:
        return ZzzOutcome.GRANTED
    if care_form == CareForm.RESIDENTIAL:
        return ZzzOutcome.FACILITY_DOES_NOT_COUNT
    return ZzzOutcome.NOT_SEVERE_ENOUGH if document_given else ZzzOutcome.NO_ACCEPTED_PROOF
