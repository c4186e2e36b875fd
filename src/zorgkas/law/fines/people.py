"""Who is fined and who is not (DEC art. 47 §1 and §3; BVR art. 74, 81, 82)."""

from zorgkas.engine import NEVER, Day, GapReason, Int8, Year, rule
from zorgkas.law.fines.kinds import FineOutcome, ProofKind, ProtectionGround


@rule(article="DEC art. 47 §3", since="2019-01-01")
def fine_is_not_due(died_on: Day, in_debt_mediation: bool, is_bankrupt: bool, is_insolvent: bool) -> bool:
    """After death, in debt mediation or budget management, bankrupt or insolvent: whatever day it is."""
    return died_on != NEVER or in_debt_mediation or is_bankrupt or is_insolvent


@rule(article="BVR art. 82 al. 1, 1°, 2°, 3°, 5° en 6°", since="2019-01-01")
def protected_on_letter(
    detained_on_letter: bool,
    missing_on_letter: bool,
    struck_off_on_letter: bool,
    guided_on_letter: bool,
    letter_lost_by_fund: bool,
    joining_under_inquiry: bool,
) -> bool:
    """A situation at the moment of the registered letter in which what was not paid is left out."""
    away = detained_on_letter or missing_on_letter or struck_off_on_letter
    return away or guided_on_letter or letter_lost_by_fund or joining_under_inquiry


@rule(article="BVR art. 82 al. 2", since="2019-01-01")
def letter_is_withheld(missing_on_letter: bool, struck_off_on_letter: bool) -> bool:
    """Who is known as struck off or missing is not written to at all."""
    return missing_on_letter or struck_off_on_letter


@rule(article="BVR art. 74 al. 1 en 3", since="2019-01-01")
def letter_in_term(latest_countable_year: Year, fine_letter_year: Year, letter_was_impossible: bool) -> bool:
    """In the year in which the latest miss came to count; one year later when it was impossible before."""
    if latest_countable_year == fine_letter_year:
        return True
    return latest_countable_year == fine_letter_year - 1 and letter_was_impossible


@rule(article="DEC art. 47; BVR art. 74, 81, 82", since="2019-01-01")
def fine_outcome(
    counted_premium_years: Int8,
    fine_misses: Int8,
    died_on: Day,
    in_debt_mediation: bool,
    is_bankrupt: bool,
    is_insolvent: bool,
    detained_on_letter: bool,
    missing_on_letter: bool,
    struck_off_on_letter: bool,
    guided_on_letter: bool,
    letter_lost_by_fund: bool,
    joining_under_inquiry: bool,
    letter_in_term: bool,
) -> FineOutcome:
    """A fine for enough missed years and no ground against it; of several grounds the first is named."""
    if counted_premium_years < fine_misses:
        return FineOutcome.TOO_FEW
    if died_on != NEVER:
        return FineOutcome.DEAD
    if in_debt_mediation:
        return FineOutcome.DEBT_MEDIATION
    if is_bankrupt:
        return FineOutcome.BANKRUPT
    if is_insolvent:
        return FineOutcome.INSOLVENT
    if detained_on_letter:
        return FineOutcome.DETAINED
    if missing_on_letter:
        return FineOutcome.MISSING
    if struck_off_on_letter:
        return FineOutcome.STRUCK_OFF
    if guided_on_letter:
        return FineOutcome.BUDGET_GUIDANCE
    if letter_lost_by_fund:
        return FineOutcome.LETTER_NOT_RECEIVED
    if joining_under_inquiry:
        return FineOutcome.UNDER_INQUIRY
    if not letter_in_term:
        return FineOutcome.LETTER_TOO_LATE
    return FineOutcome.FINE


@rule(
    article="BVR art. 74 al. 1; 81; 83",
    since="2019-01-01",
    gap=GapReason(
        "Premiums that were missed at several funds count together for a member (art. 81), but no article says which"
        " fund sends the registered letter then; nobody is written to, and the fund asks the agency.",
        nl="Premies die bij meerdere zorgkassen niet betaald zijn, tellen voor een lid samen (art. 81), maar geen"
        " artikel zegt welke zorgkas dan de aangetekende brief stuurt; er gaat geen brief, en de zorgkas vraagt het"
        " aan het agentschap.",
    ),
)
def letter_about_several_funds(counted_premium_years: Int8) -> bool:
    """Open question: see the reason of the gap."""
    return counted_premium_years >= 2


@rule(article="BVR art. 82 al. 1, 1°, 2° en 3°", since="2019-01-01")
def proof_is_accepted(protection_ground: ProtectionGround, proof_kind: ProofKind) -> bool:
    """The proof that the article names for each situation; for an inquiry it is the agency that knows."""
    ground, proof = protection_ground, proof_kind
    if ground == ProtectionGround.DETAINED:
        return proof == ProofKind.INSTITUTION_ATTEST
    if ground == ProtectionGround.AMICABLE_DEBT_MEDIATION:
        return proof == ProofKind.BAILIFF_ATTEST
    if ground == ProtectionGround.INQUIRY:
        return proof == ProofKind.AGENCY_NOTICE
    away = (
        ground == ProtectionGround.MISSING or ground == ProtectionGround.ABSENT or ground == ProtectionGround.STRUCK_OFF
    )
    if away:
        return proof == ProofKind.REGISTER_PRINT or proof == ProofKind.REPORT_ATTEST or proof == ProofKind.JUDGMENT
    return proof == ProofKind.OCMW_ATTEST or proof == ProofKind.RECOGNISED_ATTEST
