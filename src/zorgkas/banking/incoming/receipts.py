"""Money that somebody paid in: to the claim whose communication it carries, then to older claims."""

from django.utils.translation import gettext_noop as _

from zorgkas.banking.incoming.allocation import allocate, allocation_order
from zorgkas.banking.incoming.known import Known, OpenItem
from zorgkas.banking.incoming.outcome import Outcome, queued
from zorgkas.banking.statements.classify import Event
from zorgkas.banking.statements.shape import BankMovement
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.communication import InvalidCommunication, find_communications, item_of
from zorgkas.ledger.services import Line
from zorgkas.registry.reasons import reason


def receipt(movement: BankMovement, event: Event, known: Known) -> Outcome:
    """Book a receipt with a valid structured communication."""
    digits = movement.structured_communication
    try:
        claim = known.items.get(item_of(digits))
    except InvalidCommunication:
        claim = None
    if claim is None or claim.fund_id != known.fund_id:
        why = reason(_("communication %(digits)s is of no claim of this fund"), digits=digits)
        return queued(movement, event, why)
    if claim.account == Account.PREMIUM_RECEIVABLE:
        return _premium(movement, event, claim, known)
    if claim.account == Account.OVERPAYMENT_RECEIVABLE and movement.amount_cents <= claim.balance_cents:
        claim.balance_cents -= movement.amount_cents
        return Outcome(movement, event, [_on(claim, movement.amount_cents)], person_id=claim.person_id)
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


def _premium(movement: BankMovement, event: Event, claim: OpenItem, known: Known) -> Outcome:
    """Pay the claim that was quoted; more money goes to other open premiums (BVR art. 70), the rest is refundable."""
    others = [item for item in known.premiums.get(claim.person_id, []) if item.id != claim.id]
    ordered = allocation_order(others, known.fineable_years.get(claim.person_id, ()))
    given, rest = allocate(movement.amount_cents, [claim, *ordered])
    return Outcome(
        movement,
        event,
        premium_lines(given, rest, claim),
        person_id=claim.person_id,
        reason=reason(_("more than was open: the rest is to be refunded")) if rest else "",
    )


def premium_lines(given: list[tuple[OpenItem, int]], rest: int, claim: OpenItem) -> list[Line]:
    """Return the lines of money given to premiums, with what is left as refundable."""
    lines = [_on(item, share) for item, share in given]
    if rest:
        lines.append(Line(Account.PREMIUM_REFUNDABLE, -rest, claim.person_id, Product.PREMIUM, claim.period))
    return lines


def _on(item: OpenItem, cents: int) -> Line:
    return Line(item.account, -cents, item.person_id, item.product, item.period)
