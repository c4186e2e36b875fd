"""What a fund pays for an aid that is bought, its upkeep, and the index (BVR art. 244, 328 to 330, 339, 343, 348)."""

from zorgkas.engine import NEVER, Cents32, Day, Int8, Int32, Month, rule
from zorgkas.engine.calendar import add_months, last_day
from zorgkas.engine.money import divide_half_up
from zorgkas.law.mobility.kinds import (
    AidForm,
    AidKind,
    AidRequest,
    is_cycle,
    is_electronic_chair,
    is_manual,
    is_scooter,
    is_seated_cycle,
)


@rule(article="BVR art. 244, 339 §1", since="2023-01-01")
def aid_purchase_due_cents(
    aid_request: AidRequest, aid_benefit_cents: Cents32, aid_public_price_cents: Cents32, aid_paid_cents: Cents32
) -> Cents32:
    """The benefit of the delivery date, or the public price if lower; bought abroad at most what it cost."""
    if aid_request == AidRequest.ABROAD:
        return min(aid_benefit_cents, aid_paid_cents)
    return min(aid_benefit_cents, aid_public_price_cents)


@rule(article="BVR art. 339 §2", since="2023-01-01")
def aid_supplement_most_cents(aid_public_price_cents: Cents32, aid_purchase_due_cents: Cents32) -> Cents32:
    """The most that the user may be charged: the public price, or that of the quote, less the benefit."""
    return max(aid_public_price_cents - aid_purchase_due_cents, 0)


@rule(article="BVR art. 339 §3", since="2023-01-01")
def aid_death_due_cents(
    aid_kind: AidKind,
    died_on: Day,
    aid_approved_on: Day,
    aid_delivered_on: Day,
    aid_benefit_cents: Cents32,
    aid_public_price_cents: Cents32,
    aid_made_to_measure: bool,
    aid_death_percent: Int8,
    aid_death_measure_percent: Int8,
) -> Cents32:
    """Died between approval and delivery: a quarter, or 40 % made to measure; not for walking aids. To the cent."""
    if aid_kind == AidKind.WALKING_AID or died_on == NEVER or aid_approved_on == NEVER or died_on < aid_approved_on:
        return 0
    if aid_delivered_on != NEVER and aid_delivered_on <= died_on:
        return 0
    percent = aid_death_measure_percent if aid_made_to_measure else aid_death_percent
    return divide_half_up(min(aid_benefit_cents, aid_public_price_cents) * percent, 100)


@rule(article="BVR art. 328", since="2026-01-01")
def aid_upkeep_extended(
    aid_kind: AidKind, aid_fully_dependent: bool, aid_scooter_for_activity: bool, aid_progressive_disease: bool
) -> bool:
    """40 % of the benefit instead of the base amount: by the aid, or by how much the user depends on it."""
    if is_scooter(aid_kind):
        return aid_progressive_disease or (aid_fully_dependent and aid_scooter_for_activity)
    if aid_kind == AidKind.STANDARD or aid_kind == AidKind.MODULAR:
        return aid_fully_dependent
    return is_manual(aid_kind) or is_electronic_chair(aid_kind) or is_cycle(aid_kind) or is_seated_cycle(aid_kind)


@rule(article="BVR art. 328", since="2026-01-01")
def aid_upkeep_cents(
    aid_kind: AidKind,
    aid_form: AidForm,
    aid_upkeep_extended: bool,
    aid_purchase_due_cents: Cents32,
    aid_support_benefit_cents: Cents32,
    aid_upkeep_percent: Int8,
    aid_upkeep_chair_cents: Cents32,
    aid_upkeep_scooter_cents: Cents32,
) -> Cents32:
    """The budget for upkeep and repair of a bought aid; rented aids have it in their rent. To the cent."""
    if aid_form != AidForm.PURCHASE:
        return 0
    if aid_upkeep_extended:
        base = max(aid_purchase_due_cents - (0 if is_scooter(aid_kind) else aid_support_benefit_cents), 0)
        return divide_half_up(base * aid_upkeep_percent, 100)
    if aid_kind == AidKind.STANDARD or aid_kind == AidKind.MODULAR:
        return aid_upkeep_chair_cents
    return aid_upkeep_scooter_cents if is_scooter(aid_kind) else 0


@rule(article="BVR art. 329", since="2019-01-01")
def aid_repair_due_cents(
    aid_repair_cents: Cents32, aid_guarantee_cents: Cents32, aid_balance_cents: Cents32
) -> Cents32:
    """Costs that no guarantee covers, up to the balance."""
    return max(min(aid_repair_cents - aid_guarantee_cents, aid_balance_cents), 0)


@rule(article="BVR art. 343; DEC art. 62", since="2019-01-01")
def aid_invoice_until(aid_form: AidForm, aid_delivered_on: Day, aid_billed_month: Month, aid_claim_months: Int8) -> Day:
    """Two years from the delivery, or from the billed month (read from its end)."""
    if aid_form == AidForm.PURCHASE:
        return NEVER if aid_delivered_on == NEVER else add_months(aid_delivered_on, aid_claim_months)
    return last_day(aid_billed_month + aid_claim_months)


@rule(article="BVR art. 348", since="2026-01-01")
def aid_indexed_cents(aid_amount_before_cents: Cents32, aid_index_per_ten_thousand: Int32) -> Cents32:
    """The amount of the year before by the index; no rounding is given: to the cent."""
    return divide_half_up(aid_amount_before_cents * aid_index_per_ten_thousand, 10_000)
