"""What goes into a file for the bank: who pays or collects, the sums, and the orders one by one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

LARGEST_AMOUNT_CENTS = 999_999_999_99


@dataclass(frozen=True)
class OwnAccount:
    """The fund as its bank knows it."""

    name: str
    iban: str
    bic: str
    enterprise_number: str
    creditor_identifier: str = ""


@dataclass(frozen=True)
class FileHeader:
    """One file: its numbers, its moments and the sums that the bank checks.

    `message_id` is never used again at the same bank; `payment_id` comes back in the statement. The moment of
    creation is given, never read from the clock, so that the same orders always give the same bytes.
    """

    message_id: str
    payment_id: str
    created_at: datetime
    execute_on: date
    count: int
    total_cents: int
    batch_booking: bool = True
    category_purpose: str = ""
    sequence_type: str = "RCUR"


class Transfer(NamedTuple):
    """Pay this amount to this account."""

    end_to_end_id: str
    amount_cents: int
    name: str
    iban: str
    remittance: str


class Collection(NamedTuple):
    """Collect this amount from this account, by this mandate."""

    end_to_end_id: str
    amount_cents: int
    name: str
    iban: str
    remittance: str
    mandate_reference: str
    mandate_signed_on: date


class OrdersDiffer(Exception):
    """The orders do not add up to what the header of the file says."""


def amount_text(cents: int) -> str:
    """Write cents as euros with two decimals: 13000 is 130.00."""
    if not 0 < cents <= LARGEST_AMOUNT_CENTS:
        raise OrdersDiffer(f"amount of {cents} cents: an order is between 0.01 and 999999999.99 euro")
    return f"{cents // 100}.{cents % 100:02d}"
