"""What follows when the bank sends a payment back: the account is not used again until somebody has looked."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_noop as _

from zorgkas.banking.batches.propose import task_reference
from zorgkas.banking.incoming.known import Order
from zorgkas.registry.models import BankAccount, CareFund, Source, Task
from zorgkas.registry.reasons import reason
from zorgkas.registry.services import open_tasks, record_facts, source

DECEASED = "MD07"
# Nothing is wrong with the account: the file, the bank or the settlement failed. The next batch pays again.
TECHNICAL = frozenset({"AG02", "CNOR", "ED05", "FF05", "RC01", "TECH"})


def follow_up(returned: Sequence[tuple[Order, str, date]], fund: CareFund, *, reference: str, now: datetime) -> None:
    """Block the accounts of payments that came back and ask for new ones; a reported death is checked first."""
    payments = [(order, code, day) for order, code, day in returned if order.is_payment and code not in TECHNICAL]
    if payments:
        _block([(order, day) for order, _code, day in payments], reference, now)
    _ask(Task.Kind.NEW_ACCOUNT, fund, [(o, r) for o, r, _day in payments if r != DECEASED], now)
    # A direct debit too tells that its payer died.
    _ask(Task.Kind.CHECK_DEATH, fund, [(order, code) for order, code, _day in returned if code == DECEASED], now)


def _block(payments: Sequence[tuple[Order, date]], reference: str, now: datetime) -> None:
    """Mark the account as blocked from the day it came back, unless the person already has another one."""
    columns: dict[str, list[object]] = {
        name: [] for name in ("person_id", "valid_from", "valid_to", "iban", "holder_name", "blocked")
    }
    current = {
        (account.person_id, account.iban): account
        for account in BankAccount.objects.filter(
            person_id__in=[order.person_id for order, _day in payments], superseded_at=None, blocked=False
        ).order_by("valid_from")
    }
    for order, day in payments:
        account = current.pop((order.person_id, order.iban), None)
        if account is None or (account.valid_to is not None and account.valid_to <= day):
            continue
        columns["person_id"].append(order.person_id)
        columns["valid_from"].append(max(day, account.valid_from))
        columns["valid_to"].append(account.valid_to)
        columns["iban"].append(account.iban)
        columns["holder_name"].append(account.holder_name)
        columns["blocked"].append(True)
    if columns["person_id"]:
        reported = source(Source.Kind.MESSAGE, reference, now)
        record_facts(BankAccount, columns, source=reported, recorded_at=now)


def _ask(kind: Task.Kind, fund: CareFund, returned: Sequence[tuple[Order, str]], now: datetime) -> None:
    for code in sorted({code for _order, code in returned}):
        open_tasks(
            kind,
            fund=fund,
            people=sorted({order.person_id for order, told in returned if told == code}),
            reference=task_reference(kind),
            reason=reason(_("the bank sent money back, reason %(code)s"), code=code or "-"),
            opened_at=now,
        )
