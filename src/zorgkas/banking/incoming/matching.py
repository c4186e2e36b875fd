"""The ladder by which movements are recognised; pure, and in the order of the statement."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_noop as _

from zorgkas.banking.incoming.known import Known
from zorgkas.banking.incoming.orders import (
    collection_booked,
    collection_undone,
    file_booked,
    payment_booked,
    payment_returned,
)
from zorgkas.banking.incoming.outcome import Outcome, queued
from zorgkas.banking.incoming.receipts import receipt, unmatched_receipt
from zorgkas.banking.statements.classify import COLLECTION_UNDONE, Event, classify
from zorgkas.banking.statements.shape import BankMovement
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.services import Line
from zorgkas.registry.reasons import reason


def match(movements: Iterable[BankMovement], known: Known) -> list[Outcome]:
    """Decide about every movement; a total that is not recognised is taken apart when its details add up."""
    outcomes: list[Outcome] = []
    for movement, details in _grouped(movements):
        outcome = _decide(movement, known)
        if not outcome.matched and details and sum(part.amount_cents for part in details) == movement.amount_cents:
            outcomes += [_decide(part, known) for part in details]
        else:
            outcomes.append(outcome)
    return outcomes


def _grouped(movements: Iterable[BankMovement]) -> Iterator[tuple[BankMovement, list[BankMovement]]]:
    current: tuple[BankMovement, list[BankMovement]] | None = None
    for movement in movements:
        if movement.detail == 0:
            if current:
                yield current
            current = (movement, [])
        elif current:
            current[1].append(movement)
    if current:
        yield current


def _decide(movement: BankMovement, known: Known) -> Outcome:
    event = classify(movement)
    if not movement.amount_cents:
        return Outcome(movement, event, reason=reason(_("no money moved")))
    match event:
        case Event.RECEIPT_COMMUNICATION:
            return receipt(movement, event, known)
        case Event.RECEIPT_UNMATCHED:
            return unmatched_receipt(movement, event)
        case Event.RUN_BOOKED:
            return file_booked(movement, event, known)
        case Event.PAYMENT_BOOKED:
            return payment_booked(movement, event, known)
        case Event.PAYMENT_RETURNED:
            return payment_returned(movement, event, known)
        case Event.COLLECTED:
            return collection_booked(movement, event, known)
        case Event.BANK_CHARGE:
            return Outcome(movement, event, [Line(Account.BANK_CHARGES, -movement.amount_cents)])
        case Event.OWN_TRANSFER:
            return _own_transfer(movement, event, known)
        case Event.CORRECTION:
            return queued(movement, event, reason(_("correction by the bank")))
        case _ if event in COLLECTION_UNDONE:
            return collection_undone(movement, event, known)
    unknown = reason(_("STM-060: transaction code %(code)s is not known"), code=movement.code)
    return queued(movement, event, unknown)


def _own_transfer(movement: BankMovement, event: Event, known: Known) -> Outcome:
    """Both accounts tell it; between the two statements the money stands on the suspense account."""
    if movement.counterparty_iban in known.own_ibans:
        return Outcome(movement, event, [Line(Account.SUSPENSE, -movement.amount_cents)])
    return queued(movement, event, reason(_("transfer to or from an own account that is not known")))
