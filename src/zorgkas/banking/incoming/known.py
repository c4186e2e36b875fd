"""What the fund itself knows that a bank movement can be about: its claims, its orders and its files."""

from dataclasses import dataclass, field
from datetime import date

from zorgkas.banking.models import Batch, BatchLine


@dataclass(slots=True)
class OpenItem:
    """A claim, with what is still open on it while a statement is worked through."""

    id: int
    fund_id: int
    person_id: int
    account: int
    product: int
    period: int
    balance_cents: int


@dataclass(slots=True)
class OrderPart:
    """The part of an order that settles one item."""

    account: int
    product: int
    period: int
    amount_cents: int


@dataclass(slots=True)
class Order:
    """A line of an exported batch."""

    id: int
    account_id: int
    kind: str
    person_id: int  # 0 when a provider is paid
    iban: str
    amount_cents: int
    state: str
    exported: bool
    parts: list[OrderPart] = field(default_factory=list)
    # Of a collection: by which mandate, and when it was to be executed.
    mandate_reference: str = ""
    execute_on: date | None = None
    # Of a payment for care in kind: the provider that is paid.
    provider_id: int | None = None

    @property
    def is_payment(self) -> bool:
        """Say whether it paid somebody (else it collected)."""
        return self.kind != Batch.Kind.COLLECTION

    @property
    def is_returned(self) -> bool:
        """Say whether the bank already sent it back."""
        return self.state == BatchLine.State.RETURNED


@dataclass(slots=True)
class SentFile:
    """A file that went to the bank."""

    id: int
    account_id: int
    batch_id: int
    kind: str
    total_cents: int
    booked: bool


@dataclass(slots=True)
class Known:
    """Everything that the movements of one statement may refer to."""

    account_id: int
    fund_id: int
    bank: int  # the ledger account of the own bank account
    items: dict[int, OpenItem] = field(default_factory=dict)
    premiums: dict[int, list[OpenItem]] = field(default_factory=dict)
    undue: dict[tuple[int, int], list[OpenItem]] = field(default_factory=dict)  # by person and product
    orders: dict[str, Order] = field(default_factory=dict)
    files: dict[str, SentFile] = field(default_factory=dict)
    own_ibans: frozenset[str] = frozenset()
    fineable_years: dict[int, frozenset[int]] = field(default_factory=dict)
    # When people of whom money came in died, and the names of the funds whose claims were quoted by mistake.
    deaths: dict[int, date] = field(default_factory=dict)
    other_funds: dict[int, str] = field(default_factory=dict)
