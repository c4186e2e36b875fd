"""Reduced self-reliance: which document proves it, and in which category it places somebody (BVR art. 193 to 193/4)."""

from zorgkas.engine import NEVER, Day, GapReason, Int8, Int16, Month, rule
from zorgkas.engine.calendar import add_months, add_years, first_day
from zorgkas.law.zbo.kinds import NeedSituation
from zorgkas.law.zzz.kinds import Instrument


@rule(article="DEC art. 86; BVR art. 193 (-2026-02-28)", since="2019-01-01")
def category_by_points(
    finding_total_tenths: Int16,
    zbo_points_1_min_tenths: Int16,
    zbo_points_2_min_tenths: Int16,
    zbo_points_3_min_tenths: Int16,
    zbo_points_4_min_tenths: Int16,
    zbo_points_5_min_tenths: Int16,
) -> Int8:
    """The medical-social scale of 18 points, in five steps from 7 points on."""
    category = 0
    if finding_total_tenths >= zbo_points_1_min_tenths:
        category = 1
    if finding_total_tenths >= zbo_points_2_min_tenths:
        category = 2
    if finding_total_tenths >= zbo_points_3_min_tenths:
        category = 3
    if finding_total_tenths >= zbo_points_4_min_tenths:
        category = 4
    if finding_total_tenths >= zbo_points_5_min_tenths:
        category = 5
    return category


@rule(article="BVR art. 193/2", since="2026-03-01")
def category_by_screener(
    finding_total_tenths: Int16,
    finding_hierarchical_tenths: Int16,
    finding_cognition_tenths: Int16,
    zbo_hierarchical_1_min_tenths: Int16,
    zbo_hierarchical_2_min_tenths: Int16,
    zbo_screener_3_min_tenths: Int16,
    zbo_screener_4_min_tenths: Int16,
    zbo_cognition_5_min_tenths: Int16,
) -> Int8:
    """The total decides first; below 8 the functional hierarchical scale, from 13 cognition and behaviour."""
    if finding_total_tenths >= zbo_screener_4_min_tenths:
        return 5 if finding_cognition_tenths >= zbo_cognition_5_min_tenths else 4
    if finding_total_tenths >= zbo_screener_3_min_tenths:
        return 3
    if finding_hierarchical_tenths >= zbo_hierarchical_2_min_tenths:
        return 2
    return 1 if finding_hierarchical_tenths >= zbo_hierarchical_1_min_tenths else 0


@rule(article="BVR art. 212/1", since="2026-03-01")
def higher_category_allowed(
    finding_issued_on: Day, lower_category_found_on: Day, same_assessor: bool, zbo_reassessment_block_years: Int8
) -> bool:
    """Within a year after an assessment that gave no or a lower category, only the same assessor (or a substitute)."""
    if lower_category_found_on == NEVER or finding_issued_on <= lower_category_found_on or same_assessor:
        return True
    return finding_issued_on >= add_years(lower_category_found_on, zbo_reassessment_block_years)


@rule(article="BVR art. 193, 193/1", since="2026-03-01")
def zbo_finding_ends(
    finding_instrument: Instrument,
    finding_issued_on: Day,
    finding_to: Day,
    zbo_attest_months: Int8,
    zbo_assessment_min_months: Int8,
    zbo_assessment_max_months: Int8,
) -> Day:
    """An attest holds fifteen months at most, an assessment between six and thirty-six."""
    if finding_issued_on == NEVER:
        return NEVER
    if finding_instrument == Instrument.BELRAI_ATTEST:
        return min(finding_to, add_months(finding_issued_on, zbo_attest_months))
    if finding_instrument == Instrument.BELRAI_ASSESSMENT:
        longest = min(finding_to, add_months(finding_issued_on, zbo_assessment_max_months))
        return max(longest, add_months(finding_issued_on, zbo_assessment_min_months))
    return finding_to


@rule(article="DEC art. 84 §1; BVR art. 193 (-2026-02-28)", since="2019-01-01", until="2026-03-01")
def zbo_proof_counts(finding_instrument: Instrument) -> bool:
    """The medical-social scale."""
    return finding_instrument == Instrument.MEDICAL_SOCIAL


@rule(article="BVR art. 193, 193/1, 212/1", since="2026-03-01", name="zbo_proof_counts")
def zbo_proof_counts_2026(
    finding_instrument: Instrument,
    higher_category_allowed: bool,
    zbo_finding_ends: Day,
    zbo_effective_month: Month,
) -> bool:
    """A BelRAI Screener of a service or facility, or of an assessor, that still holds and is not locked out."""
    screener = finding_instrument == Instrument.BELRAI_ATTEST or finding_instrument == Instrument.BELRAI_ASSESSMENT
    locked = finding_instrument == Instrument.BELRAI_ASSESSMENT and not higher_category_allowed
    return screener and not locked and zbo_finding_ends > first_day(zbo_effective_month)


@rule(article="DEC art. 86; BVR art. 193 (-2026-02-28)", since="2019-01-01", until="2026-03-01")
def category_by_proof(zbo_proof_counts: bool, category_by_points: Int8) -> Int8:
    """The category of the document, or none without one that counts."""
    return category_by_points if zbo_proof_counts else 0


@rule(article="BVR art. 193/2", since="2026-03-01", name="category_by_proof")
def category_by_proof_2026(zbo_proof_counts: bool, category_by_screener: Int8) -> Int8:
    """The category of the document, or none without one that counts."""
    return category_by_screener if zbo_proof_counts else 0


@rule(
    article="BVR art. 193, 193/2",
    since="2026-03-01",
    gap=GapReason(
        "What a running decision on the medical-social scale is worth once its own proof ends after 28"
        " February 2026 stands in no article of our sources: such a decision runs on with its category until"
        " something changes.",
        nl="Wat een lopende beslissing op de medisch-sociale schaal waard is als haar eigen bewijs na 28"
        " februari 2026 eindigt, staat in geen artikel dat we hebben: zo'n beslissing loopt door met haar"
        " categorie tot er iets verandert.",
    ),
)
def category_by_points_after_2026(category_by_points: Int8) -> Int8:
    """Open: see the reason of the gap."""
    return category_by_points


@rule(article="BVR art. 223 al. 3", since="2019-01-01", until="2026-03-01")
def category_at_home(need_unchanged: bool, category_held: Int8, category_by_proof: Int8) -> Int8:
    """The category of the document; a change that is not about the care need keeps the one that was held."""
    return category_held if need_unchanged else category_by_proof


@rule(article="BVR art. 193/3 §1-2, 223 al. 3", since="2026-03-01", name="category_at_home")
def category_at_home_2026(
    need_unchanged: bool,
    category_held: Int8,
    category_by_proof: Int8,
    need_situation: NeedSituation,
    finding_instrument: Instrument,
    zbo_before_admission_category: Int8,
    zbo_deceased_category: Int8,
) -> Int8:
    """As before; without a screener 4 for the time before an admission, and 3 after a death (or the higher running)."""
    if need_unchanged:
        return category_held
    screener = finding_instrument == Instrument.BELRAI_ATTEST or finding_instrument == Instrument.BELRAI_ASSESSMENT
    if need_situation == NeedSituation.BEFORE_ADMISSION and not screener:
        return zbo_before_admission_category
    if need_situation == NeedSituation.DIED_BEFORE_SCREENER:
        return max(zbo_deceased_category, category_held)
    return category_by_proof


@rule(article="DEC art. 84 §1; BVR art. 193, 193/1, 193/3, 193/4", since="2019-01-01", until="2023-04-01")
def zbo_category(category_at_home: Int8) -> Int8:
    """The category by care need, the same at home and in a facility; 0 is none."""
    return category_at_home


@rule(article="DEC art. 84 §1; BVR art. 193, 193/1, 193/3, 193/4", since="2023-04-01", name="zbo_category")
def zbo_category_2023(category_of_resident: Int8, category_at_home: Int8) -> Int8:
    """Residents have theirs by law, other people by their care need; 0 is none."""
    return category_of_resident if category_of_resident > 0 else category_at_home
