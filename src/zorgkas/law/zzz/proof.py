"""Proof of a long-lasting, severe loss of self-reliance at home: documents and thresholds (BVR art. 151 to 155)."""

from zorgkas.engine import NEVER, Day, Int8, Int16, Month, rule
from zorgkas.engine.calendar import add_years, age_on, first_day, last_day, make_day, month_of
from zorgkas.law.zzz.kinds import Instrument, Issuer, KatzClass


@rule(article="BVR art. 151 §1, 1°; 153, 3°", since="2021-06-01")
def belrai_threshold_met(
    finding_total_tenths: Int16,
    finding_iadl_adl_tenths: Int16,
    belrai_total_min_tenths: Int16,
    belrai_iadl_adl_min_tenths: Int16,
) -> bool:
    """13 points in total, or 5.5 on IADL and ADL together."""
    return finding_total_tenths >= belrai_total_min_tenths or finding_iadl_adl_tenths >= belrai_iadl_adl_min_tenths


@rule(article="BVR art. 151 §1, 1°, a)", since="2021-06-01", until="2026-03-01")
def belrai_attest_counts(finding_instrument: Instrument, finding_issuer: Issuer) -> bool:
    """A screener of a service for family care."""
    by_service = finding_issuer == Issuer.FAMILY_CARE or finding_issuer == Issuer.AS_REQUIRED
    return finding_instrument == Instrument.BELRAI_ATTEST and by_service


@rule(article="BVR art. 151 §1, 1°, a)-d)", since="2026-03-01", name="belrai_attest_counts")
def belrai_attest_counts_2026(finding_instrument: Instrument) -> bool:
    """Also a screener of a day-care centre, a short-stay centre or a residential care centre."""
    return finding_instrument == Instrument.BELRAI_ATTEST


@rule(article="BVR art. 151 §1, 1°", since="2009-03-01", until="2021-06-01")
def proven_by_belrai_attest() -> bool:
    """The BelRAI Screener did not yet exist."""
    return False


@rule(article="BVR art. 151 §1, 1°", since="2021-06-01", name="proven_by_belrai_attest")
def proven_by_belrai_attest_2021(belrai_attest_counts: bool, belrai_threshold_met: bool) -> bool:
    """A BelRAI Screener of a recognised service, with enough points."""
    return belrai_attest_counts and belrai_threshold_met


@rule(article="BVR art. 151 §1, 3°", since="2009-03-01")
def proven_by_katz_home(finding_instrument: Instrument, finding_katz_class: KatzClass) -> bool:
    """At least B on the Katz scale of home nursing."""
    return finding_instrument == Instrument.KATZ_HOME and finding_katz_class >= KatzClass.B


@rule(article="BVR art. 151 §1, 4°", since="2009-03-01")
def proven_by_medical_social_scale(
    finding_instrument: Instrument, finding_total_tenths: Int16, medical_social_min_tenths: Int16
) -> bool:
    """At least 15 points on the medical-social scale."""
    return finding_instrument == Instrument.MEDICAL_SOCIAL and finding_total_tenths >= medical_social_min_tenths


@rule(article="BVR art. 151 §1, 5°", since="2009-03-01")
def proven_by_child_supplement(
    finding_instrument: Instrument, finding_total_tenths: Int16, child_supplement_min_tenths: Int16
) -> bool:
    """At least 18 points on the three pillars of the care supplement for children together."""
    return finding_instrument == Instrument.CHILD_SUPPLEMENT and finding_total_tenths >= child_supplement_min_tenths


@rule(article="BVR art. 151 §1, 6°; 425", since="2009-03-01")
def proven_by_katz_facility(finding_instrument: Instrument, finding_katz_class: KatzClass) -> bool:
    """At least C on the Katz scale of a facility: C or Cd. D is kept for people who would otherwise be O or A."""
    enough = finding_katz_class == KatzClass.C or finding_katz_class == KatzClass.CD
    return finding_instrument == Instrument.KATZ_FACILITY and enough


@rule(article="BVR art. 151 §1, 7°", since="2019-01-01")
def proven_by_kine_e(
    finding_instrument: Instrument,
    is_extension: bool,
    assessed_right_since: Day,
    previous_last_month: Month,
    previous_on_kine_e: bool,
    kine_e_history_years: Int8,
) -> bool:
    """Only to extend: after three uninterrupted years of decisions on an assessment, or again after a kine-E attest."""
    if finding_instrument != Instrument.KINE_E or not is_extension:
        return False
    long_enough = assessed_right_since != NEVER and (
        add_years(assessed_right_since, kine_e_history_years) <= last_day(previous_last_month) + 1
    )
    return previous_on_kine_e or long_enough


@rule(article="BVR art. 151 §1, 8°; 165", since="2019-01-01")
def palliative_entitled_from(finding_instrument: Instrument, finding_from: Day, palliative_from: Day) -> Day:
    """When the palliative home lump sum was granted: the finding itself, or beside another finding."""
    return finding_from if finding_instrument == Instrument.PALLIATIVE else palliative_from


@rule(article="BVR art. 151 §1, 8°; 165", since="2019-01-01")
def palliative_in_time(palliative_entitled_from: Day, zzz_opened_on: Day, carenz_months: Int8) -> bool:
    """The lump sum arises before the first day of the fourth month after the date on which the right opens."""
    if palliative_entitled_from == NEVER or zzz_opened_on == NEVER:
        return False
    return palliative_entitled_from < first_day(month_of(zzz_opened_on) + carenz_months)


@rule(article="BVR art. 151 §1, 8°", since="2019-01-01")
def proven_by_palliative_lump_sum(finding_instrument: Instrument, palliative_in_time: bool) -> bool:
    """The palliative home lump sum, when it arises in time."""
    return finding_instrument == Instrument.PALLIATIVE and palliative_in_time


@rule(article="BVR art. 151 §1, 9°", since="2019-01-01")
def proven_by_suspension(is_extension: bool, unpaid_under_previous: bool) -> bool:
    """Only to extend: a disability budget suspended every payment under the previous decision."""
    return is_extension and unpaid_under_previous


@rule(article="BVR art. 152; 153, 3°", since="2009-03-01", until="2021-06-01")
def proven_by_belrai_assessment() -> bool:
    """The BelRAI Screener did not yet exist."""
    return False


@rule(article="BVR art. 152; 153, 3°", since="2021-06-01", name="proven_by_belrai_assessment")
def proven_by_belrai_assessment_2021(
    finding_instrument: Instrument,
    finding_issued_on: Day,
    birth_date: Day,
    reassessment_allowed: bool,
    belrai_threshold_met: bool,
) -> bool:
    """Adults: a BelRAI Screener by an authorised assessor, with enough points."""
    adult = age_on(birth_date, finding_issued_on) >= 18
    counts = finding_instrument == Instrument.BELRAI_ASSESSMENT and adult and reassessment_allowed
    return counts and belrai_threshold_met


@rule(article="BVR art. 152; 153, 2°", since="2021-06-01")
def proven_by_bel_of_minor(
    finding_instrument: Instrument,
    finding_issued_on: Day,
    finding_total_tenths: Int16,
    birth_date: Day,
    reassessment_allowed: bool,
    bel_physical_adl_min_tenths: Int16,
) -> bool:
    """From 5 to 18 years (from the day after the fifth birthday): 10 points on the physical ADL of the BEL profile."""
    older_than_five = finding_issued_on > add_years(birth_date, 5)
    minor = older_than_five and age_on(birth_date, finding_issued_on) < 18
    counts = finding_instrument == Instrument.BEL_PHYSICAL_ADL and minor and reassessment_allowed
    return counts and finding_total_tenths >= bel_physical_adl_min_tenths


@rule(article="BEL-profielschaal (-2021-05-31)", since="2009-03-01")
def proven_by_bel_of_adult(
    finding_instrument: Instrument, finding_issued_on: Day, finding_total_tenths: Int16, bel_profile_min_tenths: Int16
) -> bool:
    """Taken at the latest on 31 May 2021: 35 points on the whole BEL profile."""
    in_time = finding_issued_on != NEVER and finding_issued_on < make_day(2021, 6, 1)
    counts = finding_instrument == Instrument.BEL_PROFILE and in_time
    return counts and finding_total_tenths >= bel_profile_min_tenths
