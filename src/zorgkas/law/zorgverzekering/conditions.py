"""Who had a right: membership, residence, waiting time, care need (old pages of the Vlaamse zorgverzekering)."""

from zorgkas.engine import NEVER, Day, GapReason, Int8, rule
from zorgkas.engine.calendar import add_years, year_of
from zorgkas.law.common.kinds import CareForm
from zorgkas.law.zorgverzekering.kinds import ZvtOutcome
from zorgkas.law.zzz.kinds import FacilityKind


@rule(article="Vlaamse zorgverzekering (2001-2018)", since="2001-10-01", until="2019-01-01")
def zvt_affiliation_met(affiliated: bool, birth_date: Day, applied_on: Day, membership_start_age: Int8) -> bool:
    """A member of a care fund. Who is too young to pay a contribution counts as well."""
    return affiliated or year_of(applied_on) - year_of(birth_date) < membership_start_age


@rule(article="Vlaamse zorgverzekering (2004-2016)", since="2006-01-01", until="2017-01-01")
def zvt_waiting_time_met(joined_late: bool, uninterrupted_since: Day, applied_on: Day, waiting_years: Int8) -> bool:
    """Who joined late (Brussels) first waited three, five or ten years of membership."""
    if not joined_late or waiting_years == 0:
        return True
    return uninterrupted_since != NEVER and add_years(uninterrupted_since, waiting_years) <= applied_on


@rule(
    article="Vlaamse zorgverzekering (2001-2003)",
    since="2001-10-01",
    until="2004-01-01",
    gap=GapReason(
        "Until the end of 2003 not every resident had a right; which degree of need was asked is in no source.",
        nl="Tot eind 2003 had niet elke bewoner recht; welke zorgnood gevraagd werd, staat in geen enkele bron.",
    ),
)
def zvt_facility_counts(facility_kind: FacilityKind) -> bool:
    """Open: see the reason of the gap."""
    return facility_kind != FacilityKind.NONE


@rule(
    article="gingelom.be; Vlaamse zorgverzekering (2004-2007)",
    since="2004-01-01",
    until="2007-11-09",
    name="zvt_facility_counts",
)
def zvt_facility_counts_2004(
    facility_kind: FacilityKind, admitted_on: Day, facility_recognised: bool, brussels_facility_not_flemish: bool
) -> bool:
    """All residents of a recognised rest home, nursing home or psychiatric nursing home."""
    kind = facility_kind == FacilityKind.WZC or facility_kind == FacilityKind.PVT
    return kind and admitted_on != NEVER and facility_recognised and not brussels_facility_not_flemish


@rule(
    article="vlaanderen.be; Vlaamse zorgverzekering (2007-2018)",
    since="2007-11-09",
    until="2019-01-01",
    name="zvt_facility_counts",
)
def zvt_facility_counts_2007(facility_kind: FacilityKind, admitted_on: Day, facility_recognised: bool) -> bool:
    """Also in every facility in Brussels."""
    kind = facility_kind == FacilityKind.WZC or facility_kind == FacilityKind.PVT
    return kind and admitted_on != NEVER and facility_recognised


@rule(article="gingelom.be; Vlaamse zorgverzekering (2009-2018)", since="2009-03-01", until="2019-01-01")
def zvt_proven_at_home(
    proven_by_katz_home: bool,
    proven_by_katz_facility: bool,
    proven_by_medical_social_scale: bool,
    proven_by_child_supplement: bool,
    proven_by_bel_of_adult: bool,
    issuer_may_deliver: bool,
) -> bool:
    """B at home, C in day care or short stay, 15 points, 18 points for a child, or 35 points on the BEL profile."""
    scales = proven_by_katz_home or proven_by_katz_facility or proven_by_medical_social_scale
    return (scales or proven_by_child_supplement or proven_by_bel_of_adult) and issuer_may_deliver


@rule(article="Vlaamse zorgverzekering (2009-2018)", since="2009-03-01", until="2019-01-01")
def zvt_care_outcome(
    care_form: CareForm, zvt_facility_counts: bool, zvt_proven_at_home: bool, issuer_may_deliver: bool
) -> ZvtOutcome:
    """In a facility the stay is the proof, at home a document."""
    if care_form == CareForm.RESIDENTIAL:
        return ZvtOutcome.GRANTED if zvt_facility_counts else ZvtOutcome.FACILITY_DOES_NOT_COUNT
    if zvt_proven_at_home:
        return ZvtOutcome.GRANTED
    return ZvtOutcome.NOT_SEVERE_ENOUGH if issuer_may_deliver else ZvtOutcome.NO_ACCEPTED_PROOF


@rule(article="Vlaamse zorgverzekering (2009-2016)", since="2009-03-01", until="2017-01-01")
def zvt_outcome(
    zvt_affiliation_met: bool, residence_met: bool, zvt_waiting_time_met: bool, zvt_care_outcome: ZvtOutcome
) -> ZvtOutcome:
    """Membership, five years of residence and waiting time, then the care need."""
    if not zvt_affiliation_met:
        return ZvtOutcome.NOT_AFFILIATED
    if not residence_met:
        return ZvtOutcome.RESIDENCE_TOO_SHORT
    return zvt_care_outcome if zvt_waiting_time_met else ZvtOutcome.WAITING_TIME


@rule(article="Vlaamse zorgverzekering (2017-2018)", since="2017-01-01", until="2019-01-01", name="zvt_outcome")
def zvt_outcome_2017(
    zvt_affiliation_met: bool, residence_met: bool, joined_late: bool, zvt_care_outcome: ZvtOutcome
) -> ZvtOutcome:
    """As before, but how long who joined late waited is not confirmed: somebody must look at that."""
    if not zvt_affiliation_met:
        return ZvtOutcome.NOT_AFFILIATED
    if not residence_met:
        return ZvtOutcome.RESIDENCE_TOO_SHORT
    return ZvtOutcome.LOOK_AT_WAITING_TIME if joined_late else zvt_care_outcome
