"""What becomes of a line of an invoice of a provider (BVR art. 329, 337 to 343)."""

from zorgkas.engine import FOREVER, NEVER, Cents32, Day, Month, rule
from zorgkas.engine.calendar import first_day
from zorgkas.law.mobility.kinds import AidLine, AidLineOutcome


@rule(article="BVR art. 329, 339, 340", since="2026-01-01")
def aid_line_due_cents(
    aid_line: AidLine,
    aid_purchase_due_cents: Cents32,
    aid_rent_cents: Cents32,
    aid_death_due_cents: Cents32,
    aid_repair_due_cents: Cents32,
) -> Cents32:
    """What the fund owes for such a line when nothing stands in the way."""
    if aid_line == AidLine.SALE:
        return aid_purchase_due_cents
    if aid_line == AidLine.RENT:
        return aid_rent_cents
    return aid_death_due_cents if aid_line == AidLine.DEATH else aid_repair_due_cents


@rule(article="BVR art. 339 §3, 340", since="2026-01-01")
def aid_line_alive(
    aid_line: AidLine, died_on: Day, aid_delivered_on: Day, aid_billed_month: Month, aid_last_rent_month: Month
) -> bool:
    """Nothing is sold or repaired after a death, and no month is rented after the last one."""
    if died_on == NEVER or aid_line == AidLine.DEATH:
        return True
    if aid_line == AidLine.RENT:
        return aid_billed_month <= aid_last_rent_month or first_day(aid_billed_month) <= died_on
    return aid_delivered_on <= died_on


@rule(article="BVR art. 329, 337-343", since="2026-01-01")
def aid_line_outcome(
    aid_line: AidLine,
    aid_line_right: bool,
    aid_line_alive: bool,
    aid_month_is_due: bool,
    aid_line_billed_before: bool,
    aid_invoice_received_on: Day,
    aid_invoice_until: Day,
    aid_line_tariff_known: bool,
    aid_line_due_cents: Cents32,
    aid_line_claimed_cents: Cents32,
    aid_line_supplement_cents: Cents32,
    aid_supplement_most_cents: Cents32,
) -> AidLineOutcome:
    """The first thing that stands in the way; another amount than is due is refused as a whole."""
    if not aid_line_alive:
        return AidLineOutcome.AFTER_DEATH
    if not aid_line_right:
        return AidLineOutcome.NO_RIGHT
    if aid_line == AidLine.RENT and not aid_month_is_due:
        return AidLineOutcome.MONTH_NOT_DUE
    if aid_line_billed_before:
        return AidLineOutcome.ALREADY_BILLED
    if aid_invoice_until != NEVER and aid_invoice_until < FOREVER and aid_invoice_received_on > aid_invoice_until:
        return AidLineOutcome.TIME_BARRED
    if aid_line == AidLine.UPKEEP:
        return AidLineOutcome.ACCEPTED if aid_line_due_cents > 0 else AidLineOutcome.BALANCE_EMPTY
    if not aid_line_tariff_known:
        return AidLineOutcome.NO_TARIFF
    if aid_line_claimed_cents != aid_line_due_cents:
        return AidLineOutcome.WRONG_PRICE
    too_much = aid_line == AidLine.SALE and aid_line_supplement_cents > aid_supplement_most_cents
    return AidLineOutcome.SUPPLEMENT_TOO_HIGH if too_much else AidLineOutcome.ACCEPTED
