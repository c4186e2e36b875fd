"""Who delivers which document, and who may assess with which instrument (BVR art. 151, 154, 156)."""

from zorgkas.engine import Day, fact, rule
from zorgkas.engine.calendar import add_years, age_on
from zorgkas.law.zzz.kinds import AssessmentKind, Diploma, Instrument, Issuer

# The person who assessed: the diploma (BEL profile), the training (BelRAI Screener), the signature (BEL profile).
fact("assessor_diploma", Diploma, default=Diploma.HEALTH_CARE)
fact("assessor_trained_in_belrai", bool, default=True)
fact("assessment_signed", bool, default=True)
# The day on which an assessment is asked for.
fact("assessment_asked_on", Day, low=737_900, high=740_300)


@rule(article="gingelom.be; Vlaamse zorgverzekering (2009-2018)", since="2009-03-01", until="2019-01-01")
def assessor_authorised(finding_issuer: Issuer) -> bool:
    """Services for family care, OCMWs, and the social work of the sickness funds."""
    by_service = finding_issuer == Issuer.FAMILY_CARE or finding_issuer == Issuer.SOCIAL_WORK
    return by_service or finding_issuer == Issuer.OCMW or finding_issuer == Issuer.AS_REQUIRED


@rule(article="BVR art. 146, 154, 187", since="2019-01-01", name="assessor_authorised")
def assessor_authorised_2019(finding_issuer: Issuer) -> bool:
    """Also welfare associations; in a control the control body, in an appeal the commission of the care funds."""
    by_service = finding_issuer == Issuer.FAMILY_CARE or finding_issuer == Issuer.SOCIAL_WORK
    by_municipality = finding_issuer == Issuer.OCMW or finding_issuer == Issuer.WELFARE_ASSOCIATION
    second = finding_issuer == Issuer.CONTROL_BODY or finding_issuer == Issuer.COMMISSION
    return by_service or by_municipality or second or finding_issuer == Issuer.AS_REQUIRED


@rule(article="BVR art. 151 §1, 154; gingelom.be", since="2009-03-01")
def issuer_may_deliver(finding_instrument: Instrument, finding_issuer: Issuer, assessor_authorised: bool) -> bool:
    """Each document comes from where it is made, or from the sickness fund that holds the score or the lump sum."""
    if finding_instrument == Instrument.NONE or finding_issuer == Issuer.AS_REQUIRED:
        return finding_instrument != Instrument.NONE
    if finding_instrument >= Instrument.BELRAI_ASSESSMENT:
        return assessor_authorised
    by_facility = finding_issuer >= Issuer.DAY_CARE_CENTRE and finding_issuer <= Issuer.CARE_HOME
    if finding_instrument == Instrument.BELRAI_ATTEST:
        return by_facility or finding_issuer == Issuer.FAMILY_CARE
    if finding_instrument == Instrument.CHILD_SUPPLEMENT:
        return finding_issuer == Issuer.CHILD_BENEFIT_PAYER
    if finding_issuer == Issuer.SICKNESS_FUND:
        return True
    if finding_instrument == Instrument.KATZ_FACILITY:
        return by_facility
    if finding_instrument == Instrument.KATZ_HOME:
        return finding_issuer == Issuer.HOME_NURSING
    by_authority = finding_issuer == Issuer.FEDERAL_SERVICE or finding_issuer == Issuer.CARE_FUND
    return finding_instrument == Instrument.MEDICAL_SOCIAL and by_authority


@rule(article="BVR art. 156, 157", since="2021-06-01")
def assessor_qualified(
    finding_instrument: Instrument,
    assessor_diploma: Diploma,
    assessor_trained_in_belrai: bool,
    assessment_signed: bool,
) -> bool:
    """BelRAI Screener: trained for it. BEL profile: one of the diplomas, and signed. Also outside Flanders."""
    if finding_instrument == Instrument.BELRAI_ASSESSMENT:
        return assessor_trained_in_belrai
    if finding_instrument == Instrument.BEL_PHYSICAL_ADL:
        return assessor_diploma != Diploma.NONE and assessment_signed
    return True


@rule(article="BVR art. 152, 153", since="2021-06-01")
def assessment_to_ask(birth_date: Day, assessment_asked_on: Day) -> AssessmentKind:
    """Adults the BelRAI Screener, from the day after the fifth birthday the BEL profile, younger children none."""
    if age_on(birth_date, assessment_asked_on) >= 18:
        return AssessmentKind.BELRAI_SCREENER
    if assessment_asked_on > add_years(birth_date, 5):
        return AssessmentKind.BEL_PROFILE
    return AssessmentKind.NONE
