"""What is done with one movement."""

from dataclasses import dataclass, field

from zorgkas.banking.incoming.known import Known, Order, SentFile
from zorgkas.banking.statements.classify import Event
from zorgkas.banking.statements.shape import BankMovement
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.services import Line
from zorgkas.registry.reasons import Reason


@dataclass(frozen=True, slots=True)
class Surplus:
    """What of a receipt was more than was open, and stands to be refunded on this person and year."""

    person_id: int
    year: int
    cents: int
    # Somebody decided that all of it goes back: it pays nothing else first.
    given_back: bool = False


@dataclass(slots=True)
class Outcome:
    """A movement, what it was taken for, and the lines against the bank account that follow from it."""

    movement: BankMovement
    event: Event
    lines: list[Line] = field(default_factory=list)
    matched: bool = True
    person_id: int | None = None
    reason: Reason | str = ""
    returned: Order | None = None
    return_reason: str = ""
    booked_order: Order | None = None
    booked_file: SentFile | None = None
    surplus: Surplus | None = None

    @property
    def is_receipt(self) -> bool:
        """Say whether it is an ordinary receipt, of which a statement can hold thousands."""
        return self.event in (Event.RECEIPT_COMMUNICATION, Event.RECEIPT_UNMATCHED)


def queued(movement: BankMovement, event: Event, reason: Reason | str, person_id: int | None = None) -> Outcome:
    """Leave a movement to somebody: the money stands on the suspense account meanwhile."""
    lines = [Line(Account.SUSPENSE, -movement.amount_cents)]
    return Outcome(movement, event, lines, matched=False, reason=reason, person_id=person_id)


def against_bank(outcome: Outcome, known: Known) -> list[Line]:
    """Return all lines of an outcome, with the one on the bank account; none when no money moved."""
    if not outcome.movement.amount_cents:
        return []
    return [Line(known.bank, outcome.movement.amount_cents), *outcome.lines]
