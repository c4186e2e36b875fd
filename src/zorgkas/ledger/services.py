"""Everything that may be done to the ledger."""

from zorgkas.ledger.booking import Head, book, book_many
from zorgkas.ledger.dues import Booked, book_dues
from zorgkas.ledger.errors import EntryRefused, KeyAlreadyUsed, LedgerError, RunInProgress
from zorgkas.ledger.lines import Line, Lines
from zorgkas.ledger.overpaid import Moved, move_overpaid
from zorgkas.ledger.provider_items import SetOff, move_overpaid_providers, set_off_providers
from zorgkas.ledger.runs import run

__all__ = [
    "Booked",
    "EntryRefused",
    "Head",
    "KeyAlreadyUsed",
    "LedgerError",
    "Line",
    "Lines",
    "Moved",
    "RunInProgress",
    "SetOff",
    "book",
    "book_dues",
    "book_many",
    "move_overpaid",
    "move_overpaid_providers",
    "run",
    "set_off_providers",
]
