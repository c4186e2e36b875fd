"""What death changes: undue sums are let go, what was not yet paid goes to others (BVR art. 127, 129, 230)."""

from zorgkas.engine import NEVER, Cents32, Day, GapReason, Int8, fact, rule
from zorgkas.engine.calendar import add_months
from zorgkas.law.recovery.kinds import HeirRank

# Budgets that were due to the person and not yet paid when he or she died.
fact("unpaid_at_death_cents", Cents32, default=0, low=0, high=300_000)
# Who asks for them, when, and whether the form of the agency is dated and signed.
fact("heir_rank", HeirRank)
fact("heir_applied_on", Day, default=NEVER, low=738_500, high=740_800)
fact("heir_form_signed", bool, default=False)
# The day on which a decision was sent that was taken after the death; NEVER without one.
fact("sent_after_death_on", Day, default=NEVER, low=738_500, high=740_500)


@rule(article="BVR art. 127 al. 2, 129 §1 al. 3, §2, 1°", since="2019-01-01")
def waived_at_death(died_on: Day, obtained_by_fraud: bool) -> bool:
    """Nothing is asked back after death, also not what an instalment plan still had to bring in; fraud excepted."""
    return died_on != NEVER and not obtained_by_fraud


@rule(article="BVR art. 129 §2, 2°", since="2019-01-01")
def netted_at_death_cents(died_on: Day, undue_cents: Cents32, unpaid_at_death_cents: Cents32) -> Cents32:
    """What was not yet paid is first used for what was paid too much."""
    return min(undue_cents, unpaid_at_death_cents) if died_on != NEVER else 0


@rule(article="BVR art. 129 §1 al. 3", since="2019-01-01")
def waived_at_death_cents(waived_at_death: bool, undue_cents: Cents32, netted_at_death_cents: Cents32) -> Cents32:
    """The rest is let go."""
    return undue_cents - netted_at_death_cents if waived_at_death else 0


@rule(article="BVR art. 230", since="2019-01-01")
def heir_must_apply(heir_rank: HeirRank) -> bool:
    """The first four get it without asking; the others ask with the form of the agency, dated and signed."""
    return heir_rank >= HeirRank.OTHER_LIVING_IN


@rule(article="BVR art. 230", since="2019-01-01")
def heir_claim_until(died_on: Day, sent_after_death_on: Day, heir_claim_months: Int8) -> Day:
    """Six months from the death, or from the sending of a decision that was sent after it."""
    return add_months(max(died_on, sent_after_death_on), heir_claim_months)


@rule(article="BVR art. 230", since="2019-01-01")
def heir_claim_admitted(
    heir_must_apply: bool, heir_applied_on: Day, heir_form_signed: bool, heir_claim_until: Day
) -> bool:
    """Too late is forfeited."""
    if not heir_must_apply:
        return True
    return heir_form_signed and heir_applied_on != NEVER and heir_applied_on <= heir_claim_until


@rule(
    article="BVR art. 230",
    since="2019-01-01",
    gap=GapReason(
        "BVR art. 230 is about the ZBO only. No article says to whom an unpaid ZZZ or ZBH goes after death;"
        " the general law of inheritance then holds, and somebody must judge the proof.",
        nl="BVR art. 230 gaat alleen over het ZBO. Geen artikel zegt naar wie een onbetaald ZZZ of ZBH na een"
        " overlijden gaat; dan geldt het gewone erfrecht, en iemand moet het bewijs beoordelen.",
    ),
)
def heir_of_other_budgets(heir_rank: HeirRank) -> bool:
    """Open question: see the reason of the gap."""
    return heir_rank == HeirRank.SPOUSE_AT_ADDRESS
