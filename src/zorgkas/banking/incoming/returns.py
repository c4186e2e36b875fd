"""What follows when the bank sends a payment back: the account is not used again until somebody has looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_noop as _

from zorgkas.banking.batches.propose import task_reference
from zorgkas.banking.incoming.known import Order
from zorgkas.banking.models import BatchLine, CollectionReturn
from zorgkas.banking.statements.classify import Event
from zorgkas.collection.policy import REFUND_WEEKS, TOO_LITTLE_MONEY_AT_MOST, UNAUTHORISED_MONTHS
from zorgkas.collection.returns import Undone, consequence
from zorgkas.collection.services import block_mandates
from zorgkas.engine.calendar import add_months
from zorgkas.registry.models import BankAccount, CareFund, Source, Task
from zorgkas.registry.reasons import reason
from zorgkas.registry.services import open_task, open_tasks, record_facts, source

DECEASED, TOO_LITTLE, NO_MANDATE = "MD07", "AM04", "MD01"
SENT_BACK = _("the bank sent money back, reason %(code)s")
TOO_LATE = _("the bank gave a direct debit back too late, reason %(code)s: ask the bank why")
# Nothing is wrong with the account: the file, the bank or the settlement failed. The next batch pays again.
TECHNICAL = frozenset({"AG02", "CNOR", "ED05", "FF05", "RC01", "TECH"})


@dataclass(frozen=True)
class Returned:
    """An order that came back: the reason of the bank, the day, and for a direct debit how it was undone."""

    order: Order
    code: str
    on: date
    undone: Undone = Undone.RETURN


def undone_by(event: str) -> Undone:
    """How a collection was undone, by what the movement was taken for."""
    return {
        Event.COLLECTION_REJECTED: Undone.REJECT,
        Event.COLLECTION_REFUNDED: Undone.REFUND,
        Event.COLLECTION_REVERSED: Undone.REVERSAL,
    }.get(Event(event), Undone.RETURN)


def follow_up(returned: Sequence[Returned], fund: CareFund, *, reference: str, now: datetime) -> None:
    """Block the accounts of payments that came back and ask for new ones; let mandates follow what came back."""
    payments = [one for one in returned if one.order.is_payment and one.order.person_id]
    _ask_providers([one for one in returned if one.order.provider_id is not None], fund, now)
    wrong = [one for one in payments if one.code not in TECHNICAL]
    if wrong:
        _block([(one.order, one.on) for one in wrong], reference, now)
    _ask(Task.Kind.NEW_ACCOUNT, fund, [(one.order, one.code) for one in wrong if one.code != DECEASED], now)
    _ask(Task.Kind.CHECK_DEATH, fund, [(one.order, one.code) for one in wrong if one.code == DECEASED], now)
    collections = [one for one in returned if not one.order.is_payment]
    if collections:
        follow_collections(collections, fund, reference=reference, now=now)


def _ask_providers(returned: Sequence[Returned], fund: CareFund, now: datetime) -> None:
    """Ask each provider whose payment came back for a good account number."""
    for one in returned:
        open_task(
            Task.Kind.CARE_ACCOUNT,
            fund=fund,
            reference=f"care-account-{one.order.provider_id}",
            reason=reason(SENT_BACK, code=one.code or "-"),
            opened_at=now,
        )


def follow_collections(returned: Sequence[Returned], fund: CareFund, *, reference: str, now: datetime) -> None:
    """Keep how each direct debit came back; block the mandate or not, and ask somebody to look, by its reason."""
    too_little = _too_little_before(returned)
    blocked: dict[int, tuple[str, date]] = {}
    kept = []
    for one in returned:
        follows = consequence(one.code, one.undone)
        again = too_little.get(one.order.mandate_reference, 0) + 1 >= TOO_LITTLE_MONEY_AT_MOST
        blocks = follows.blocks or (one.code == TOO_LITTLE and again)
        if blocks:
            blocked.setdefault(one.order.person_id, (one.code, one.on))
        kept.append(
            CollectionReturn(
                line_id=one.order.id, undone=one.undone, code=one.code[:4], returned_on=one.on, blocked=blocks
            )
        )
    CollectionReturn.objects.bulk_create(kept, ignore_conflicts=True)
    if blocked:
        block_mandates(blocked, told=source(Source.Kind.MESSAGE, f"{reference}: collections"[:120], now), at=now)
    for kind in sorted({task for one in returned if (task := consequence(one.code, one.undone).task)}):
        asked = [(one.order, one.code) for one in returned if consequence(one.code, one.undone).task == kind]
        _ask(kind, fund, asked, now)
    late = [one for one in returned if one.undone == Undone.REFUND and _too_late(one)]
    _ask(Task.Kind.CHECK_COLLECTION, fund, [(one.order, one.code) for one in late], now, TOO_LATE)


def _too_late(one: Returned) -> bool:
    """A refund is a right of eight weeks, without a mandate of thirteen months; later it can be disputed."""
    executed = one.order.execute_on
    if executed is None:
        return False
    if one.code == NO_MANDATE:
        return one.on > date.fromordinal(add_months(executed.toordinal(), UNAUTHORISED_MONTHS))
    return one.on > executed + timedelta(weeks=REFUND_WEEKS)


def _too_little_before(returned: Sequence[Returned]) -> dict[str, int]:
    """In how many batches in a row a mandate met too little money before, for the mandates that met it now."""
    mandates = {one.order.mandate_reference for one in returned if one.code == TOO_LITTLE} - {""}
    found: dict[str, int] = {}
    people = [one.order.person_id for one in returned if one.order.mandate_reference in mandates]
    now = BatchLine.objects.filter(pk__in=[one.order.id for one in returned]).values("batch_id")
    lines = BatchLine.objects.filter(person_id__in=people, mandate_reference__in=mandates).exclude(batch_id__in=now)
    met: dict[tuple[str, int], bool] = {}
    for line in lines.exclude(state=BatchLine.State.OPEN).order_by("pk"):
        key = line.mandate_reference, line.batch_id
        too_little = line.state == BatchLine.State.RETURNED and line.return_reason == TOO_LITTLE
        met[key] = met.get(key, False) or too_little
    for (mandate, _batch), too_little in met.items():
        found[mandate] = found.get(mandate, 0) + 1 if too_little else 0
    return found


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


def _ask(
    kind: Task.Kind, fund: CareFund, returned: Sequence[tuple[Order, str]], now: datetime, why: str = SENT_BACK
) -> None:
    for code in sorted({code for _order, code in returned}):
        open_tasks(
            kind,
            fund=fund,
            people=sorted({order.person_id for order, told in returned if told == code}),
            reference=task_reference(kind),
            reason=reason(why, code=code or "-"),
            opened_at=now,
        )
