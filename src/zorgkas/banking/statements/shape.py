"""The common shape of a bank statement, whatever the format, and the ways in which one can be wrong."""

from dataclasses import dataclass, field
from datetime import date

from zorgkas.banking.statements.communication import structured_digits
from zorgkas.registry.reasons import Reason


@dataclass(frozen=True, slots=True)
class Violation:
    """Something wrong with a statement: the code of the catalogue, where, and what."""

    code: str
    place: int  # record of a CODA file, line of an XML file
    reason: Reason

    def __str__(self) -> str:
        return f"{self.code}, record {self.place}: {self.reason}"


class StatementRefused(Exception):
    """The file cannot be read at all, so nothing of it is used."""

    def __init__(self, code: str, place: int, reason: Reason) -> None:
        self.violation = Violation(code, place, reason)
        super().__init__(str(self.violation))


@dataclass(frozen=True, slots=True)
class Information:
    """An information record that goes with a movement."""

    detail: int
    text: str
    structured: bool = False


@dataclass(frozen=True, slots=True)
class BankMovement:
    """One movement as the bank tells it. With `detail` above zero it is a part of the movement before it.

    `code` is the CODA code of 8 digits: type, family (2), operation (2), category (3).
    """

    number: int
    amount_cents: int  # positive is money in
    code: str
    booked_on: date
    detail: int = 0
    value_date: date | None = None
    communication: str = ""
    structured: bool = False
    bank_reference: str = ""
    reference: str = ""
    r_type: int = 0  # 1 reject, 2 return, 3 refund, 4 reversal, 5 cancellation
    reason: str = ""
    category_purpose: str = ""
    purpose: str = ""
    counterparty_bic: str = ""
    counterparty_iban: str = ""
    counterparty_name: str = ""
    statement_number: int = 0
    globalisation: int = 0
    information: tuple[Information, ...] = ()

    @property
    def family(self) -> str:
        """Return the family of the transaction code: 01 transfers, 05 direct debits."""
        return self.code[1:3]

    @property
    def operation(self) -> str:
        """Return the operation within the family."""
        return self.code[3:5]

    @property
    def structured_communication(self) -> str:
        """Return the 12 digits of a Belgian structured communication, valid or not; empty when there is none."""
        return structured_digits(self.communication) if self.structured else ""


@dataclass(frozen=True, slots=True)
class BankStatement:
    """One statement of one account, with everything found wrong in it (then nothing of it may be booked)."""

    iban: str
    sequence: int
    opening_cents: int
    closing_cents: int
    opened_on: date
    closed_on: date
    created_on: date
    movements: tuple[BankMovement, ...] = ()
    currency: str = "EUR"
    holder_name: str = ""
    description: str = ""
    addressee: str = ""
    bic: str = ""
    bank_code: str = "000"
    holder_number: str = ""
    file_reference: str = ""
    paper_number: int = 0
    duplicate: bool = False
    free_texts: tuple[str, ...] = ()
    violations: tuple[Violation, ...] = field(default=(), compare=False)

    @property
    def year(self) -> int:
        """Return the year in which the sequence number counts."""
        return self.closed_on.year
