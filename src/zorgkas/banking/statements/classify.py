"""What a bank movement is, told from its code: the first condition that fits decides."""

from enum import StrEnum

from zorgkas.banking.statements.communication import is_valid
from zorgkas.banking.statements.shape import BankMovement


class Event(StrEnum):
    """What happened at the bank."""

    PAYMENT_RETURNED = "payment_returned"
    RUN_BOOKED = "run_booked"
    PAYMENT_BOOKED = "payment_booked"
    COLLECTED = "collected"
    COLLECTION_REJECTED = "collection_rejected"
    COLLECTION_RETURNED = "collection_returned"
    COLLECTION_REFUNDED = "collection_refunded"
    COLLECTION_REVERSED = "collection_reversed"
    RECEIPT_COMMUNICATION = "receipt_communication"
    RECEIPT_UNMATCHED = "receipt_unmatched"
    BANK_CHARGE = "bank_charge"
    CORRECTION = "correction"
    OWN_TRANSFER = "own_transfer"
    SUSPENSE = "suspense"


COLLECTION_UNDONE = frozenset(
    {
        Event.COLLECTION_REJECTED,
        Event.COLLECTION_RETURNED,
        Event.COLLECTION_REFUNDED,
        Event.COLLECTION_REVERSED,
    }
)
_TRANSFERS = ("01", "02")
REJECT, RETURN, REFUND, REVERSAL = 1, 2, 3, 4


def classify(movement: BankMovement) -> Event:
    """Return what the movement is, by family and operation of its code and the kind of return."""
    incoming, operation = movement.amount_cents > 0, movement.operation
    if movement.family in _TRANSFERS:
        return _transfer(movement, incoming)
    if movement.family == "05":
        return _direct_debit(movement, incoming)
    if movement.family in ("35", "80"):
        return Event.BANK_CHARGE
    if operation in ("49", "99"):
        return Event.CORRECTION
    return Event.SUSPENSE


def r_transaction(movement: BankMovement) -> tuple[int, str]:
    """Return the kind of return (1 to 5, 0 for none) and its ISO reason, from the record or the communication."""
    if movement.structured and movement.communication.startswith("127"):
        zone = f"{movement.communication:<149}"
        kind = int(zone[144]) if zone[144] in "12345" else 0
        return movement.r_type or kind, movement.reason or zone[145:149].strip()
    return movement.r_type, movement.reason


def _transfer(movement: BankMovement, incoming: bool) -> Event:
    operation = movement.operation
    kind, reason = r_transaction(movement)
    if incoming and (operation == "54" or kind in (REJECT, RETURN) or reason):
        return Event.PAYMENT_RETURNED
    if not incoming and operation in ("05", "07") and movement.reference:
        return Event.RUN_BOOKED
    if not incoming and operation == "01" and movement.reference:
        return Event.PAYMENT_BOOKED
    if operation == "37":
        return Event.BANK_CHARGE
    if operation in ("49", "99"):
        return Event.CORRECTION
    if operation in ("13", "17", "64", "66"):
        return Event.OWN_TRANSFER
    if not incoming:
        return Event.SUSPENSE
    if operation in ("50", "51", "52") and is_valid(movement.structured_communication):
        return Event.RECEIPT_COMMUNICATION
    return Event.RECEIPT_UNMATCHED


def _direct_debit(movement: BankMovement, incoming: bool) -> Event:
    operation = movement.operation
    kind, _reason = r_transaction(movement)
    if operation == "58" or kind == REVERSAL:
        return Event.COLLECTION_REVERSED
    if incoming and operation in ("50", "52"):
        return Event.COLLECTED
    if not incoming and operation == "03" and kind != REFUND:
        return Event.COLLECTION_REJECTED if kind == REJECT else Event.COLLECTION_RETURNED
    if not incoming and (operation == "05" or kind == REFUND):
        return Event.COLLECTION_REFUNDED
    if operation == "37":
        return Event.BANK_CHARGE
    if operation in ("49", "99"):
        return Event.CORRECTION
    return Event.SUSPENSE
