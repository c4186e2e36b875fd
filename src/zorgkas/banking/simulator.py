"""A simulated bank: executes our files, takes in premiums, sends back what cannot be paid, and writes statements.

Everything it does follows from its seed and from what it was given, so a year can be played again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from django.conf import settings

from zorgkas.banking.calendar import add_banking_days, banking_day_from
from zorgkas.banking.models import BankFile, FundAccount
from zorgkas.banking.sepa.reading import SentOrder, read_orders
from zorgkas.banking.sepa.text import sepa_text
from zorgkas.banking.statements.camt import build_camt
from zorgkas.banking.statements.coda import build_coda
from zorgkas.banking.statements.shape import BankMovement, BankStatement

BATCH_PAID, BATCH_COLLECTED, RECEIVED = "10107000", "10550000", "00150000"
PAYMENT_RETURNED, COLLECTION_RETURNED, COLLECTION_REFUNDED = "00154000", "00503000", "00505000"
RETURN, REFUND = 2, 3
_PAYMENT_REASONS = ("AC04", "AC04", "AC01", "AC06")
_COLLECTION_REASONS = ("AM04", "AM04", "AM04", "AC04", "MD06", "MD01")


@dataclass
class _Account:
    """An account that the bank keeps for the fund."""

    iban: str
    bic: str
    holder: str
    balance_cents: int
    last_day: date
    sequence: int = 0
    waiting: list[tuple[date, BankMovement]] = field(default_factory=list)


class SimulatedBank:
    """The bank of a care fund, for tests and the demo."""

    def __init__(
        self,
        accounts: Iterable[FundAccount],
        *,
        seed: int = 0,
        opens_on: date,
        opening_cents: int | Mapping[str, int] = 0,
        payment_return_share: float = 0.0005,
        collection_return_share: float = 0.02,
    ) -> None:
        """Open the accounts, each with its own balance or all with the same.

        The shares say how many orders come back (chances, not money).
        """
        self.seed = seed
        self.payment_return_share = payment_return_share
        self.collection_return_share = collection_return_share
        self._return_reasons: dict[str, str] = {}
        self._accounts = {
            account.iban: _Account(
                account.iban,
                account.bic,
                account.fund.name,
                opening_cents if isinstance(opening_cents, int) else opening_cents[account.iban],
                opens_on,
            )
            for account in accounts
        }

    def send_back(self, iban: str, reason: str = "AC04") -> None:
        """Send back every later payment to, or collection from, this account: it is closed, or its holder died."""
        self._return_reasons[iban] = reason

    def accept_again(self, iban: str) -> None:
        """Let an account work again."""
        self._return_reasons.pop(iban, None)

    def receive(self, file: BankFile | Path) -> None:
        """Take in a file of orders; it is executed as a whole, and some orders come back later."""
        path = file if isinstance(file, Path) else settings.OUTBOX_DIR / file.path
        totals: dict[tuple[str, str, date, bool], int] = {}
        for order in read_orders(path):
            key = (order.own_iban, order.payment_id, order.execute_on, order.collects)
            totals[key] = totals.get(key, 0) + order.amount_cents
            if reason := self._comes_back(order):
                self._send_back(order, reason)
        for (own, payment_id, day, collects), cents in totals.items():
            code = BATCH_COLLECTED if collects else BATCH_PAID
            self._wait(own, day, cents if collects else -cents, code, reference=payment_id)

    def pay_in(
        self,
        iban: str,
        name: str,
        amount_cents: int,
        *,
        to: str,
        day: date,
        communication: str = "",
        text: str = "",
    ) -> None:
        """Let somebody pay the fund: with a structured communication (12 digits), a free text, or nothing."""
        told = f"101{communication}" if communication else sepa_text(text, 149) if text else ""
        self._wait(
            to,
            day,
            amount_cents,
            RECEIVED,
            communication=told,
            structured=bool(communication),
            counterparty_iban=iban,
            counterparty_name=sepa_text(name, 35),
        )

    def charge(self, to: str, day: date, amount_cents: int) -> None:
        """Take costs from an account of the fund."""
        self._wait(to, day, -amount_cents, "03537000", communication="Kosten")

    def statement(self, day: date, format: str = "coda", accounts: Iterable[str] | None = None) -> bytes:
        """Write the statements of all accounts (or these) up to and with this day, in one file.

        `format` is coda, camt.053.001.02 or camt.053.001.08.
        """
        chosen = [self._accounts[iban] for iban in (accounts or self._accounts)]
        statements = [self._close(account, day) for account in chosen]
        return build_coda(statements) if format == "coda" else build_camt(statements, format[-2:])

    def _close(self, account: _Account, day: date) -> BankStatement:
        ready = [movement for booked_on, movement in account.waiting if booked_on <= day]
        account.waiting = [(booked_on, movement) for booked_on, movement in account.waiting if booked_on > day]
        movements = tuple(replace(movement, number=number % 10_000) for number, movement in enumerate(ready, start=1))
        account.sequence = 1 if day.year != account.last_day.year else account.sequence + 1
        opening, opened_on = account.balance_cents, account.last_day
        account.balance_cents += sum(movement.amount_cents for movement in movements)
        account.last_day = day
        return BankStatement(
            iban=account.iban,
            sequence=account.sequence,
            opening_cents=opening,
            closing_cents=account.balance_cents,
            opened_on=opened_on,
            closed_on=day,
            created_on=day,
            movements=movements,
            holder_name=sepa_text(account.holder, 26),
            addressee=sepa_text(account.holder, 26),
            bic=account.bic,
        )

    def _comes_back(self, order: SentOrder) -> str:
        """Return the reason why an order comes back; the same order always has the same fate."""
        if reason := self._return_reasons.get(order.iban):
            return reason
        dice = Random(f"{self.seed} {order.end_to_end_id}")
        share = self.collection_return_share if order.collects else self.payment_return_share
        if dice.random() >= share:
            return ""
        reasons = (
            ("AM04", "AM04", "AM04", "AC04", "MD06", "MD01") if order.collects else ("AC04", "AC04", "AC01", "AC06")
        )
        return dice.choice(reasons)

    def _send_back(self, order: SentOrder, reason: str) -> None:
        if not order.collects:
            day = add_banking_days(order.execute_on, 1)
            self._wait(
                order.own_iban,
                day,
                order.amount_cents,
                PAYMENT_RETURNED,
                reference=order.end_to_end_id,
                r_type=RETURN,
                reason=reason,
                counterparty_iban=order.iban,
                counterparty_name=order.name[:35],
            )
            return
        kind, code = (REFUND, COLLECTION_REFUNDED) if reason == "MD06" else (RETURN, COLLECTION_RETURNED)
        # A refund at the wish of the payer comes within eight weeks, the rest within days.
        day = banking_day_from(order.execute_on + timedelta(days=21 if kind == REFUND else 3))
        zone = f"127{order.execute_on:%d%m%y}11{0 if kind == REFUND else 4}{'':35}{order.mandate_reference:<35}{'':62}"
        self._wait(
            order.own_iban,
            day,
            -order.amount_cents,
            code,
            reference=order.end_to_end_id,
            communication=f"{zone}{kind}{reason:<4}",
            structured=True,
            r_type=kind,
            reason=reason,
            counterparty_iban=order.iban,
            counterparty_name=order.name[:35],
        )

    def _wait(
        self,
        own: str,
        day: date,
        cents: int,
        code: str,
        *,
        communication: str = "",
        structured: bool = False,
        reference: str = "",
        r_type: int = 0,
        reason: str = "",
        counterparty_iban: str = "",
        counterparty_name: str = "",
    ) -> None:
        """Put a movement on an account, to be booked on a day."""
        movement = BankMovement(
            number=0,
            amount_cents=cents,
            code=code,
            booked_on=day,
            value_date=day,
            communication=communication,
            structured=structured,
            reference=reference,
            r_type=r_type,
            reason=reason,
            counterparty_iban=counterparty_iban,
            counterparty_name=counterparty_name,
        )
        self._accounts[own].waiting.append((day, movement))
