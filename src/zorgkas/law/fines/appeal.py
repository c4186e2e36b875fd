"""Appeal against a fine, and collecting it by force (BVR art. 85, 86; DEC art. 47 §2 to §5)."""

from zorgkas.engine import NEVER, Cents32, Day, GapReason, rule
from zorgkas.law.fines.kinds import FineAppealOutcome


@rule(article="BVR art. 85 al. 1", since="2019-01-01")
def fine_appeal_outcome(
    fine_appeal_on: Day, fine_appeal_until: Day, fine_appeal_motivated: bool, fine_appeal_documents: bool
) -> FineAppealOutcome:
    """In time, with reasons, and with all documents that matter."""
    if fine_appeal_on == NEVER or fine_appeal_on > fine_appeal_until:
        return FineAppealOutcome.TOO_LATE
    if not fine_appeal_motivated:
        return FineAppealOutcome.NOT_MOTIVATED
    if not fine_appeal_documents:
        return FineAppealOutcome.DOCUMENTS_MISSING
    return FineAppealOutcome.ADMISSIBLE


@rule(article="BVR art. 85 al. 1; 86 al. 1; DEC art. 47 §3, §4 en §5", since="2022-01-01")
def fine_may_be_enforced(
    judged_on: Day,
    fine_pay_by: Day,
    fine_open_cents: Cents32,
    fine_appeal_pending: bool,
    fine_plan_kept: bool,
    fine_is_prescribed: bool,
    fine_is_not_due: bool,
) -> bool:
    """Not paid in time; not while an appeal suspends it or a plan is kept, nor when it is prescribed or not due."""
    late = fine_open_cents > 0 and judged_on > fine_pay_by
    return late and not (fine_appeal_pending or fine_plan_kept or fine_is_prescribed or fine_is_not_due)


@rule(
    article="DEC art. 47 §2; BVR art. 84",
    since="2019-01-01",
    gap=GapReason(
        "No article gives the terms of a plan of instalments for a fine; the public page says to ask for it"
        " before the day in the letter. The agency decides.",
        nl="Geen artikel regelt hoe een boete in schijven betaald wordt; de publieke pagina vraagt om het voor"
        " de dag in de brief te vragen. Het agentschap beslist.",
    ),
)
def fine_plan_within_terms(fine_open_cents: Cents32) -> bool:
    """Open question: see the reason of the gap."""
    return fine_open_cents > 0


@rule(
    article="BVR art. 74 al. 5; 83",
    since="2019-01-01",
    gap=GapReason(
        "The agency sets the conditions and the minister the data of the file about who may be fined; neither"
        " text is in our sources. The layout that is written is our own proposal.",
        nl="Het agentschap bepaalt de voorwaarden en de minister de gegevens van het bestand over wie een boete"
        " kan krijgen; geen van beide teksten hebben we. De opbouw die geschreven wordt, is een eigen"
        " voorstel.",
    ),
)
def agency_file_layout(fine_letter_until: Day) -> bool:
    """Open question: see the reason of the gap."""
    return fine_letter_until > 0


@rule(
    article="BVR art. 77 al. 2",
    since="2019-01-01",
    gap=GapReason(
        "The minister sets how a voluntary membership is ended and how an objection against it goes; that"
        " order is not in our sources, so no term bounds the objection.",
        nl="De minister bepaalt hoe een vrijwillige aansluiting eindigt en hoe bezwaar daartegen verloopt; dat"
        " besluit hebben we niet. Daarom staat er geen termijn op het bezwaar.",
    ),
)
def objection_until(judged_on: Day) -> Day:
    """Open question: see the reason of the gap."""
    return judged_on
