"""Movements that answer our own orders: files and lines booked, payments and collections sent back."""

from django.utils.translation import gettext_noop as _

from zorgkas.banking.incoming.known import Known, Order
from zorgkas.banking.incoming.outcome import Outcome, queued
from zorgkas.banking.models import Batch, BatchLine
from zorgkas.banking.statements.classify import Event, r_transaction
from zorgkas.banking.statements.shape import BankMovement
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.services import Line
from zorgkas.registry.reasons import Reason, reason

# The bank says that we paid twice: never pay again before somebody knows why.
DUPLICATE = "AM05"


def file_booked(movement: BankMovement, event: Event, known: Known) -> Outcome:
    """Book the total of a file: paid to people, or collected from them."""
    file = known.files.get(movement.reference)
    if file is None:
        return queued(movement, event, reason(_("no file of ours has reference %(it)s"), it=movement.reference))
    paying = file.kind != Batch.Kind.COLLECTION
    expected = -file.total_cents if paying else file.total_cents
    if file.account_id != known.account_id or file.booked:
        why = reason(_("file %(it)s is of another account or booked before"), it=movement.reference)
        return queued(movement, event, why)
    if movement.amount_cents != expected:
        why = reason(
            _("file %(it)s is for %(expected)d cents, the bank booked %(booked)d"),
            it=movement.reference,
            expected=expected,
            booked=movement.amount_cents,
        )
        return queued(movement, event, why)
    file.booked = True
    transit = Account.TRANSIT_OUT if paying else Account.TRANSIT_DIRECT_DEBIT
    return Outcome(movement, event, [Line(transit, -movement.amount_cents)], booked_file=file)


def payment_booked(movement: BankMovement, event: Event, known: Known) -> Outcome:
    """Book one transfer that the bank shows by itself."""
    order = known.orders.get(movement.reference)
    if problem := _problem(order, movement, known, BatchLine.State.OPEN, payment=True):
        return queued(movement, event, problem)
    assert order is not None
    order.state = BatchLine.State.BOOKED
    lines = [Line(Account.TRANSIT_OUT, -movement.amount_cents)]
    return Outcome(movement, event, lines, person_id=order.person_id or None, booked_order=order)


def collection_booked(movement: BankMovement, event: Event, known: Known) -> Outcome:
    """Book what was collected: the total of a file, or one collection."""
    if movement.reference in known.files:
        return file_booked(movement, event, known)
    order = known.orders.get(movement.reference)
    if problem := _problem(order, movement, known, BatchLine.State.OPEN, payment=False):
        return queued(movement, event, problem)
    assert order is not None
    order.state = BatchLine.State.BOOKED
    lines = [Line(Account.TRANSIT_DIRECT_DEBIT, -movement.amount_cents)]
    return Outcome(movement, event, lines, person_id=order.person_id or None, booked_order=order)


def payment_returned(movement: BankMovement, event: Event, known: Known) -> Outcome:
    """Open the items of a transfer again that the bank sent back; it is a new movement, the old one stays."""
    order = known.orders.get(movement.reference)
    _kind, code = r_transaction(movement)
    if problem := _problem(order, movement, known, None, payment=True):
        return queued(movement, event, problem)
    assert order is not None
    if code == DUPLICATE:
        told = reason(_("the bank calls the payment a duplicate (AM05): find out why before paying again"))
        return queued(movement, event, told, order.person_id or None)
    return _undone(movement, event, order, code)


def collection_undone(movement: BankMovement, event: Event, known: Known) -> Outcome:
    """Open a premium again whose collection was refused, returned or refunded."""
    order = known.orders.get(movement.reference)
    _kind, code = r_transaction(movement)
    if problem := _problem(order, movement, known, None, payment=False):
        return queued(movement, event, problem)
    assert order is not None
    return _undone(movement, event, order, code)


def _undone(movement: BankMovement, event: Event, order: Order, code: str) -> Outcome:
    order.state = BatchLine.State.RETURNED
    # What came back on the bank account is owed again: to people (credit), or by them (debit).
    sign = -1 if order.is_payment else 1
    lines = [
        Line(part.account, sign * part.amount_cents, order.provider_id or order.person_id, part.product, part.period)
        for part in order.parts
    ]
    person = order.person_id or None
    return Outcome(movement, event, lines, person_id=person, returned=order, return_reason=code, reason=code)


def _problem(
    order: Order | None, movement: BankMovement, known: Known, state: str | None, *, payment: bool
) -> Reason | None:
    """Say why a movement cannot be about this order, if it cannot."""
    if order is None or order.is_payment != payment or order.account_id != known.account_id:
        return reason(_("no order of this account has reference %(it)s"), it=movement.reference or "-")
    if not order.exported:
        return reason(_("order %(it)s never went to the bank"), it=movement.reference)
    if order.is_returned or (state and order.state != state):
        return reason(_("order %(it)s was booked or sent back before"), it=movement.reference)
    if abs(movement.amount_cents) != order.amount_cents:
        return reason(
            _("order %(it)s is for %(ours)d cents, the bank says %(theirs)d"),
            it=movement.reference,
            ours=order.amount_cents,
            theirs=abs(movement.amount_cents),
        )
    return None
