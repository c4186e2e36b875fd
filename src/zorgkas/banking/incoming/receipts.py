"""Money that somebody paid in: the communication tells whose it is, the law to which years it goes."""

from datetime import date

from django.utils.translation import gettext_noop as _

from zorgkas.banking.incoming.known import Known, OpenItem
from zorgkas.banking.incoming.outcome import Outcome, Surplus, queued
from zorgkas.banking.statements.classify import Event
from zorgkas.banking.statements.shape import BankMovement
from zorgkas.collection.allocation import allocate, allocation_order
from zorgkas.law import law_on
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.communication import InvalidCommunication, find_communications, item_of
from zorgkas.ledger.services import Line
from zorgkas.registry.reasons import reason

AFTER_DEATH = _("the member died on %(day)s: money that came later is given back to who paid it (DEC art. 45 §3)")
OTHER_FUND = _("communication %(digits)s is of a premium of %(fund)s: money here does not pay it (BVR art. 69)")


def receipt(movement: BankMovement, event: Event, known: Known) -> Outcome:
    """Book a receipt with a valid structured communication."""
    digits = movement.structured_communication
    try:
        claim = known.items.get(item_of(digits))
    except InvalidCommunication:
        claim = None
    if claim is None:
        return queued(movement, event, reason(_("communication %(digits)s is of no claim of this fund"), digits=digits))
    if claim.fund_id != known.fund_id:
        why = reason(OTHER_FUND, digits=digits, fund=known.other_funds.get(claim.fund_id, "-"))
        return queued(movement, event, why, claim.person_id)
    if claim.account == Account.PREMIUM_RECEIVABLE:
        return _premium(movement, event, claim, known)
    if claim.account == Account.OVERPAYMENT_RECEIVABLE:
        # One communication stands for the whole file: what comes in goes to its months, the oldest first.
        months = known.undue.get((claim.person_id, claim.product), [])
        if movement.amount_cents <= sum(item.balance_cents for item in months):
            given, _rest = allocate(movement.amount_cents, months)
            return Outcome(movement, event, [_on(item, share) for item, share in given], person_id=claim.person_id)
    why = reason(_("communication %(digits)s is of a claim that is not open for this amount"), digits=digits)
    return queued(movement, event, why, claim.person_id)


def unmatched_receipt(movement: BankMovement, event: Event) -> Outcome:
    """Queue a receipt without a usable structured communication; one in the free text is only a proposal."""
    if digits := movement.structured_communication:
        why = reason(_("STM-050: structured communication %(digits)s is not valid"), digits=digits)
        return queued(movement, event, why)
    if not movement.structured and (found := find_communications(movement.communication)):
        why = reason(_("the free text holds communication %(digits)s: check and match"), digits=found[0])
        return queued(movement, event, why)
    return queued(movement, event, reason(_("no structured communication")))


def received_on(movement: BankMovement) -> date:
    """The day on which the money stood on the account (BVR art. 1, 7°): the value date, when the bank gives one."""
    return movement.value_date or movement.booked_on


def came_after_death(day: date, died_on: date | None) -> bool:
    """Whether money of a day came after the death, by the law of that day (DEC art. 45 §3, 1°)."""
    if died_on is None:
        return False
    return bool(law_on(day).decide({"received_on": day, "died_on": died_on}, "received_after_death").raw)


def _premium(movement: BankMovement, event: Event, claim: OpenItem, known: Known) -> Outcome:
    """Pay the open premiums of the person in the order of the law (BVR art. 70); what is left is refundable."""
    day = received_on(movement)
    died_on = known.deaths.get(claim.person_id)
    if came_after_death(day, died_on):
        why = reason(AFTER_DEATH, day=str(died_on))
        return queued(movement, event, why, claim.person_id)
    ordered = allocation_order(
        known.premiums.get(claim.person_id, []),
        known.fineable_years.get(claim.person_id, ()),
        on=day,
        named=claim.id,
    )
    given, rest = allocate(movement.amount_cents, ordered)
    return Outcome(
        movement,
        event,
        premium_lines(given, rest, claim.person_id, claim.period),
        person_id=claim.person_id,
        reason=reason(_("more than was open: the rest is to be refunded")) if rest else "",
        surplus=Surplus(claim.person_id, claim.period, rest) if rest else None,
    )


def premium_lines(given: list[tuple[OpenItem, int]], rest: int, person_id: int, year: int) -> list[Line]:
    """Return the lines of money given to premiums, with what is left as refundable of that person and year."""
    lines = [_on(item, share) for item, share in given]
    if rest:
        lines.append(Line(Account.PREMIUM_REFUNDABLE, -rest, person_id, Product.PREMIUM, year))
    return lines


def _on(item: OpenItem, cents: int) -> Line:
    return Line(item.account, -cents, item.person_id, item.product, item.period)
