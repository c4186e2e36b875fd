"""The decision on a ZBO: granted, or the first reason to refuse."""

from zorgkas.engine import Cents32, Int8, rule
from zorgkas.law.zbo.kinds import ZboOutcome


@rule(article="DEC art. 41, 84-86; BVR art. 112, 193, 218, 231", since="2019-01-01", until="2026-03-01")
def zbo_outcome(
    zbo_affiliation_met: bool,
    earlier_premiums_met: bool,
    legal_stay_met: bool,
    zbo_residence_met: bool,
    zbo_waiting_time_met: bool,
    zbo_old_enough: bool,
    refused_for_other_area: bool,
    zbo_need_outcome: ZboOutcome,
    zbo_money_outcome: ZboOutcome,
) -> ZboOutcome:
    """Conditions of membership and stay first, then age, area, care need and income."""
    if not zbo_affiliation_met:
        return ZboOutcome.NOT_AFFILIATED
    if not earlier_premiums_met:
        return ZboOutcome.EARLIER_PREMIUMS_UNPAID
    if not legal_stay_met:
        return ZboOutcome.NO_LEGAL_STAY
    if not zbo_residence_met:
        return ZboOutcome.RESIDENCE_TOO_SHORT
    if not zbo_waiting_time_met:
        return ZboOutcome.WAITING_TIME
    if not zbo_old_enough:
        return ZboOutcome.TOO_YOUNG
    if refused_for_other_area:
        return ZboOutcome.BENEFIT_OF_OTHER_AREA
    return zbo_money_outcome if zbo_need_outcome == ZboOutcome.GRANTED else zbo_need_outcome


@rule(
    article="DEC art. 41, 84-86; BVR art. 112, 193-193/4, 218, 231",
    since="2026-03-01",
    name="zbo_outcome",
)
def zbo_outcome_2026(
    zbo_affiliation_met: bool,
    earlier_premiums_met: bool,
    legal_stay_met: bool,
    zbo_residence_met: bool,
    zbo_waiting_time_met: bool,
    zbo_old_enough: bool,
    refused_for_other_area: bool,
    zbo_hospital_met: bool,
    zbo_need_outcome: ZboOutcome,
    zbo_money_outcome: ZboOutcome,
) -> ZboOutcome:
    """As before, with the condition about a hospital."""
    if not zbo_affiliation_met:
        return ZboOutcome.NOT_AFFILIATED
    if not earlier_premiums_met:
        return ZboOutcome.EARLIER_PREMIUMS_UNPAID
    if not legal_stay_met:
        return ZboOutcome.NO_LEGAL_STAY
    if not zbo_residence_met:
        return ZboOutcome.RESIDENCE_TOO_SHORT
    if not zbo_waiting_time_met:
        return ZboOutcome.WAITING_TIME
    if not zbo_old_enough:
        return ZboOutcome.TOO_YOUNG
    if refused_for_other_area:
        return ZboOutcome.BENEFIT_OF_OTHER_AREA
    if not zbo_hospital_met:
        return ZboOutcome.IN_HOSPITAL
    return zbo_money_outcome if zbo_need_outcome == ZboOutcome.GRANTED else zbo_need_outcome


@rule(article="DEC art. 84 §1; BVR art. 193-193/4", since="2019-01-01")
def zbo_need_outcome(zbo_category: Int8, zbo_proof_counts: bool) -> ZboOutcome:
    """There is a category; otherwise there is no proof that counts, or it places nobody in a category."""
    if zbo_category > 0:
        return ZboOutcome.GRANTED
    return ZboOutcome.NO_CATEGORY if zbo_proof_counts else ZboOutcome.NO_ACCEPTED_PROOF


@rule(article="DEC art. 74, 75, 84 §2, 85 §1; BVR art. 218, 231", since="2019-01-01")
def zbo_money_outcome(
    zbo_year_cents: Cents32, zbo_payable_year_cents: Cents32, better_than_other_benefit: bool
) -> ZboOutcome:
    """Something is left after the income, after a compensation, and beside a federal benefit."""
    if zbo_year_cents == 0:
        return ZboOutcome.INCOME_TOO_HIGH
    if zbo_payable_year_cents == 0:
        return ZboOutcome.COMPENSATED
    return ZboOutcome.GRANTED if better_than_other_benefit else ZboOutcome.OTHER_BENEFIT_BETTER
