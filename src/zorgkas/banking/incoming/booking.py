"""Book what was decided about the movements of one statement, and let the orders and accounts follow."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection
from django.utils.translation import gettext_noop as _

from zorgkas.banking.incoming.known import Known, Order, SentFile
from zorgkas.banking.incoming.outcome import Outcome, against_bank
from zorgkas.banking.incoming.outcome import Surplus as OutcomeSurplus
from zorgkas.banking.incoming.receipts import received_on
from zorgkas.banking.incoming.returns import Returned, follow_up, undone_by
from zorgkas.banking.models import BankFile, Batch, BatchLine, FundAccount, Movement, Statement, Surplus
from zorgkas.banking.statements.shape import BankStatement
from zorgkas.ledger.models import Entry
from zorgkas.ledger.services import Head, Line, Lines, book_many
from zorgkas.registry.models import Task
from zorgkas.registry.reasons import Reason, parts, reason
from zorgkas.registry.services import open_task

__all__ = ["book_statement", "mark_returned"]
LONGEST_REASON = 200
_SLICE = 5_000


def book_statement(
    statement: BankStatement, outcomes: list[Outcome], account: FundAccount, file: BankFile, known: Known, now: datetime
) -> Statement:
    """Store the statement with its movements and book them; the caller holds the transaction."""
    stored = Statement.objects.create(
        file=file,
        account=account,
        year=statement.year,
        sequence=statement.sequence,
        closed_on=statement.closed_on,
        opening_cents=statement.opening_cents,
        closing_cents=statement.closing_cents,
    )
    Movement.objects.bulk_create(
        (_movement(stored, number, outcome) for number, outcome in enumerate(outcomes, start=1)), batch_size=_SLICE
    )
    book_many(_entries(stored, outcomes, known), fund=account.fund)
    _keep_surplus(stored, outcomes, account)
    _mark_booked(outcomes, statement.closed_on)
    mark_returned([(outcome.returned, outcome.return_reason) for outcome in outcomes if outcome.returned])
    follow_up(
        [
            Returned(outcome.returned, outcome.return_reason, outcome.movement.booked_on, undone_by(outcome.event))
            for outcome in outcomes
            if outcome.returned
        ],
        account.fund,
        reference=f"statement {account.iban} {stored}",
        now=now,
    )
    _ask(stored, outcomes, account, now)
    return stored


def _movement(stored: Statement, number: int, outcome: Outcome) -> Movement:
    movement = outcome.movement
    text, values = parts(outcome.reason, LONGEST_REASON)
    return Movement(
        statement=stored,
        number=number,
        amount_cents=movement.amount_cents,
        booked_on=movement.booked_on,
        value_date=received_on(movement),
        transaction_code=movement.code,
        communication=movement.structured_communication[:12],
        text="" if movement.structured_communication else movement.communication[:300],
        reference=movement.reference[:35],
        counterparty_iban=movement.counterparty_iban[:34],
        counterparty_name=movement.counterparty_name[:140],
        return_reason=outcome.return_reason[:4],
        event=outcome.event,
        state=Movement.State.MATCHED if outcome.matched else Movement.State.QUEUED,
        person_id=outcome.person_id,
        reason=text,
        reason_values=values,
    )


def _keep_surplus(stored: Statement, outcomes: list[Outcome], account: FundAccount) -> None:
    """Remember from which account money came that was more than was open, so that it goes back there."""
    too_much = {number: outcome for number, outcome in enumerate(outcomes, start=1) if outcome.surplus}
    if not too_much:
        return
    movements = Movement.objects.filter(statement=stored, number__in=too_much).in_bulk(field_name="pk")
    for movement in movements.values():
        surplus = too_much[movement.number].surplus
        assert surplus is not None
        keep_surplus(movement, surplus, account.fund_id)


def keep_surplus(movement: Movement, surplus: OutcomeSurplus, fund_id: int) -> None:
    """Write down what of a movement is to be refunded, and to whom."""
    Surplus.objects.create(
        movement=movement,
        person_id=surplus.person_id,
        fund_id=fund_id,
        year=surplus.year,
        cents=surplus.cents,
        given_back=surplus.given_back,
        iban=movement.counterparty_iban,
        name=movement.counterparty_name,
    )


def _entries(stored: Statement, outcomes: list[Outcome], known: Known) -> Iterable[tuple[Head, Lines]]:
    """One entry per day for the ordinary receipts of a statement (there can be thousands), one for each other movement.

    Receipts are booked on the day on which the money stood on the account: it decides who paid in time (BVR art. 82).
    """
    base = f"statement/{stored.account.iban}/{stored}"
    narrative = reason(_("Statement %(number)s of %(iban)s"), number=str(stored), iban=stored.account.iban)
    receipts: dict[date, list[Line]] = {}
    for outcome in outcomes:
        if outcome.is_receipt:
            receipts.setdefault(received_on(outcome.movement), []).extend(outcome.lines)
    for day, booked in sorted(receipts.items()):
        lines = [Line(known.bank, -sum(line.amount_cents for line in booked)), *booked]
        yield Head(f"{base}/receipts/{day.isoformat()}", Entry.Kind.SETTLEMENT, narrative, day), Lines.of(lines)
    for number, outcome in enumerate(outcomes, start=1):
        if not outcome.is_receipt and (lines := against_bank(outcome, known)):
            head = Head(f"{base}/{number}", Entry.Kind.SETTLEMENT, narrative, outcome.movement.booked_on)
            yield head, Lines.of(lines)


def _mark_booked(outcomes: list[Outcome], day: date) -> None:
    for outcome in outcomes:
        if outcome.booked_file:
            _mark_file(outcome.booked_file, day)
    booked = [outcome.booked_order for outcome in outcomes if outcome.booked_order]
    lines = BatchLine.objects.filter(pk__in=[order.id for order in booked])
    lines.filter(state=BatchLine.State.OPEN).update(state=BatchLine.State.BOOKED)
    for batch in Batch.objects.filter(pk__in=set(lines.values_list("batch_id", flat=True))):
        if not batch.lines.filter(state=BatchLine.State.OPEN).exists():
            Batch.objects.filter(pk=batch.pk, state=Batch.State.EXPORTED).update(state=Batch.State.BOOKED)


def _mark_file(sent: SentFile, day: date) -> None:
    file = BankFile.objects.get(pk=sent.id)
    file.booked_on = day
    file.save(update_fields=["booked_on"])
    BatchLine.objects.filter(
        batch_id=sent.batch_id, pk__gte=file.first_line, pk__lte=file.last_line, state=BatchLine.State.OPEN
    ).update(state=BatchLine.State.BOOKED)
    if not BankFile.objects.filter(batch_id=sent.batch_id, booked_on=None).exists():
        Batch.objects.filter(pk=sent.batch_id, state=Batch.State.EXPORTED).update(state=Batch.State.BOOKED)


def mark_returned(returned: list[tuple[Order, str]]) -> None:
    """Mark lines as sent back, each with its reason."""
    if not returned:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE banking_batchline l SET state = 'returned', return_reason = r.reason"
            " FROM unnest(%s::bigint[], %s::text[]) AS r (id, reason) WHERE l.id = r.id",
            [[order.id for order, _reason in returned], [reason[:4] for _order, reason in returned]],
        )


def _ask(stored: Statement, outcomes: list[Outcome], account: FundAccount, now: datetime) -> None:
    """Open one task for all movements of the statement that wait for somebody."""
    count = sum(not outcome.matched for outcome in outcomes)
    if count:
        open_task(
            Task.Kind.MATCH_RECEIPT,
            fund=account.fund,
            reference=queue_reference(stored),
            reason=waiting(stored, count),
            opened_at=now,
        )


def waiting(statement: Statement, count: int) -> Reason:
    """Say how many movements of a statement wait for somebody."""
    return reason(
        _("statement %(number)s of %(iban)s, not matched: %(count)d"),
        number=str(statement),
        iban=statement.account.iban,
        count=count,
    )


def queue_reference(statement: Statement) -> str:
    """Return the reference of the task about the queue of a statement."""
    return f"statement-{statement.pk}"
