"""Whether severe care dependency is proven, and whether a document was there at all (BVR art. 148 to 153)."""

from zorgkas.engine import NEVER, Day, rule
from zorgkas.law.common.kinds import CareForm
from zorgkas.law.zzz.kinds import FacilityKind, Instrument


@rule(article="BVR art. 151 §1, 152, 153", since="2019-01-01", until="2021-06-01")
def proven_by_assessment(proven_by_bel_of_adult: bool, issuer_may_deliver: bool) -> bool:
    """Adults with the BEL profile; how minors were assessed before June 2021 stands in no source."""
    return proven_by_bel_of_adult and issuer_may_deliver


@rule(article="BVR art. 152, 153, 154, 156", since="2021-06-01", name="proven_by_assessment")
def proven_by_assessment_2021(
    proven_by_belrai_assessment: bool,
    proven_by_bel_of_minor: bool,
    proven_by_bel_of_adult: bool,
    issuer_may_deliver: bool,
    assessor_qualified: bool,
) -> bool:
    """The BelRAI Screener for adults, the BEL profile for minors; an older BEL profile of an adult stays good.

    By an authorised assessor, and by somebody who is qualified for the instrument.
    """
    enough = proven_by_belrai_assessment or proven_by_bel_of_minor or proven_by_bel_of_adult
    return enough and issuer_may_deliver and assessor_qualified


@rule(article="BVR art. 151 §1", since="2019-01-01")
def proven_by_attest(
    proven_by_belrai_attest: bool,
    proven_by_katz_home: bool,
    proven_by_medical_social_scale: bool,
    proven_by_child_supplement: bool,
    proven_by_katz_facility: bool,
    proven_by_kine_e: bool,
    proven_by_palliative_lump_sum: bool,
    issuer_may_deliver: bool,
    proven_by_suspension: bool,
) -> bool:
    """One of the attests is enough, when it comes from who delivers it; a suspension needs no document."""
    scales = proven_by_belrai_attest or proven_by_katz_home or proven_by_medical_social_scale
    others = proven_by_child_supplement or proven_by_katz_facility or proven_by_kine_e
    documents = scales or others or proven_by_palliative_lump_sum
    return (documents and issuer_may_deliver) or proven_by_suspension


@rule(article="BVR art. 148, 149, 151 §2", since="2019-01-01")
def proven_by_residence(
    facility_kind: FacilityKind,
    admitted_on: Day,
    facility_recognised: bool,
    outside_recognised_capacity: bool,
    residence_agreement: bool,
    absent_longer_than_a_month: bool,
) -> bool:
    """A stay in a facility that counts is itself the proof."""
    if facility_kind == FacilityKind.NONE or admitted_on == NEVER or not facility_recognised:
        return False
    if facility_kind == FacilityKind.WZC:
        return residence_agreement and not outside_recognised_capacity
    return facility_kind != FacilityKind.PVT or not absent_longer_than_a_month


@rule(article="DEC art. 78, 79; BVR art. 151", since="2019-01-01")
def severely_dependent(
    care_form: CareForm, proven_by_attest: bool, proven_by_assessment: bool, proven_by_residence: bool
) -> bool:
    """At home: an attest or an assessment; in residential care: the stay."""
    if care_form == CareForm.RESIDENTIAL:
        return proven_by_residence
    return proven_by_attest or proven_by_assessment


@rule(article="BVR art. 151, 152", since="2019-01-01")
def document_given(issuer_may_deliver: bool, proven_by_suspension: bool) -> bool:
    """There is a document that says something about the care need, from who may deliver it."""
    return issuer_may_deliver or proven_by_suspension


@rule(article="BVR art. 150", since="2019-01-01")
def hospital_condition_met(
    care_form: CareForm,
    applied_on: Day,
    is_extension: bool,
    is_revision_or_change: bool,
    finding_instrument: Instrument,
    in_hospital_on_application: bool,
    in_hospital_at_assessment: bool,
    hospital_excludes_attest_files: bool,
) -> bool:
    """Care at home: not in hospital on the day of the application, unless the assessment took place at home.

    Not for an extension, a revision or a change of care form. An automatic grant has no application; for files on an
    attest the switch gives the reading.
    """
    if care_form != CareForm.HOME or is_extension or is_revision_or_change:
        return True
    if applied_on == NEVER or not in_hospital_on_application:
        return True
    if finding_instrument >= Instrument.BELRAI_ASSESSMENT:
        return not in_hospital_at_assessment
    return not hospital_excludes_attest_files


@rule(article="DEC art. 8; BVR art. 138", since="2019-01-01")
def granted_automatically(
    care_form: CareForm,
    attest_in_file_data: bool,
    proven_by_attest: bool,
    proven_by_residence: bool,
) -> bool:
    """Without an application, when there is an attest and the fund gets it through the file data of the agency."""
    proven = proven_by_residence if care_form == CareForm.RESIDENTIAL else proven_by_attest
    return attest_in_file_data and proven
