"""By when the fund decides (DEC art. 80 §1; BVR art. 163, 164)."""

from zorgkas.engine import FOREVER, NEVER, Day, GapReason, Int8, fact, rule

# The day on which the fund received the file data that lead to an automatic grant; NEVER without.
fact("file_data_received_on", Day, default=NEVER, low=737_000, high=740_300)


@rule(article="DEC art. 80 §1; BVR art. 163, 164", since="2019-01-01")
def zzz_decide_by(
    applied_on: Day,
    file_data_received_on: Day,
    proof_missing_told: bool,
    lives_outside_area: bool,
    zzz_decision_days: Int8,
    zzz_decision_extra_days: Int8,
) -> Day:
    """Sixty days after the file data or the application, thirty more when the fund wrote that the proof is missing."""
    start = file_data_received_on if applied_on == NEVER else applied_on
    if lives_outside_area or start == NEVER:
        return FOREVER
    return start + zzz_decision_days + (zzz_decision_extra_days if proof_missing_told else 0)


@rule(
    article="BVR art. 163",
    since="2019-01-01",
    gap=GapReason(
        "No article says what follows when the fund has not decided after sixty or ninety days: neither a grant nor a"
        " refusal. Here the application stays open, with a task that is overdue.",
        nl="Geen artikel zegt wat er volgt als de zorgkas na zestig of negentig dagen niet beslist heeft: geen"
        " toekenning en geen weigering. Hier blijft de aanvraag open, met een taak die te laat is.",
    ),
)
def undecided_after_term(zzz_decide_by: Day) -> bool:
    """Open: see the reason of the gap."""
    return zzz_decide_by == NEVER
