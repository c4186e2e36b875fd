"""What somebody decides about a movement in the queue."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zorgkas.banking.incoming.allocation import allocate, allocation_order
from zorgkas.banking.incoming.booking import mark_returned, queue_reference
from zorgkas.banking.incoming.known import OpenItem
from zorgkas.banking.incoming.lookups import open_items, open_premiums, orders
from zorgkas.banking.incoming.receipts import premium_lines
from zorgkas.banking.incoming.returns import follow_up
from zorgkas.banking.models import BatchLine, Movement
from zorgkas.ledger.accounts import RECEIVABLES, Account, Product
from zorgkas.ledger.models import Entry, Item
from zorgkas.ledger.services import Line, book
from zorgkas.membership.queries import fineable_years
from zorgkas.registry.models import Person, Task
from zorgkas.registry.services import close_tasks


class MatchRefused(Exception):
    """The movement cannot be matched like this; says why."""


def match_movement(
    movement: Movement,
    *,
    user: User,
    person: Person | None = None,
    item: Item | None = None,
    line: BatchLine | None = None,
    at: datetime | None = None,
) -> Movement:
    """Give a queued movement to a claim, to the open premiums of a person, or to an order that came back.

    Money in for a premium pays the claim, then the other open premiums (BVR art. 70); what is left is refundable.
    """
    now = at or timezone.now()
    with transaction.atomic():
        queued = _queued(movement)
        if line is not None:
            lines, owner = _return(queued, line, now)
        elif item is not None:
            lines, owner = _claim(queued, item), item.person_id
        elif person is not None:
            lines, owner = _premiums(queued, person.pk), person.pk
        else:
            raise MatchRefused(_("Say whose the money is: a person, a claim or an order."))
        book(
            fund=queued.statement.account.fund,
            key=f"movement/{queued.pk}/match",
            kind=Entry.Kind.SETTLEMENT,
            narrative=_("Movement %(movement)s matched by hand") % {"movement": queued},
            lines=[Line(Account.SUSPENSE, queued.amount_cents), *lines],
            booked_on=timezone.localdate(now),
        )
        queued.state, queued.person_id = Movement.State.MATCHED, owner
        queued.matched_by_id, queued.matched_at = user.pk, now
        queued.save(update_fields=["state", "person", "matched_by", "matched_at"])
        if not queued.statement.movements.filter(state=Movement.State.QUEUED).exists():
            tasks = Task.objects.filter(kind=Task.Kind.MATCH_RECEIPT, reference=queue_reference(queued.statement))
            close_tasks(tasks, user, now)
    movement.refresh_from_db()
    return movement


def _queued(movement: Movement) -> Movement:
    locked = Movement.objects.select_for_update(of=("self",)).select_related("statement__account__fund")
    found = locked.get(pk=movement.pk)
    if found.state != Movement.State.QUEUED:
        raise MatchRefused(_("Movement %(movement)s is matched already.") % {"movement": found})
    return found


def _claim(movement: Movement, item: Item) -> list[Line]:
    if item.fund_id != movement.statement.account.fund_id:
        raise MatchRefused(_("The claim is of another fund."))
    if item.account == Account.PREMIUM_RECEIVABLE and movement.amount_cents > 0:
        return _premiums(movement, item.person_id, first=open_items([item.pk])[item.pk])
    owed = item.balance_cents if item.account in RECEIVABLES else -item.balance_cents
    incoming = item.account in RECEIVABLES
    if incoming != (movement.amount_cents > 0) or abs(movement.amount_cents) > owed:
        raise MatchRefused(
            _("%(amount)d cents do not fit this item, on which %(owed)d cents are open.")
            % {"amount": movement.amount_cents, "owed": owed}
        )
    return [Line(item.account, -movement.amount_cents, item.person_id, item.product, item.period)]


def _premiums(movement: Movement, person_id: int, first: OpenItem | None = None) -> list[Line]:
    if movement.amount_cents <= 0:
        raise MatchRefused(_("Only money that came in can pay premiums."))
    owed = open_premiums(movement.statement.account.fund_id, [person_id]).get(person_id, [])
    claims = allocation_order(owed, fineable_years([person_id]).get(person_id, ()))
    if first is not None:
        claims = [first, *(claim for claim in claims if claim.id != first.id)]
    if not claims:
        year = movement.booked_on.year
        return [Line(Account.PREMIUM_REFUNDABLE, -movement.amount_cents, person_id, Product.PREMIUM, year)]
    given, rest = allocate(movement.amount_cents, claims)
    return premium_lines(given, rest, claims[0])


def _return(movement: Movement, line: BatchLine, now: datetime) -> tuple[list[Line], int]:
    """Take the movement as the return of an order that the bank did not name (or called a duplicate)."""
    locked = BatchLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    order = orders([locked.end_to_end_id])[locked.end_to_end_id]
    sign = 1 if order.is_payment else -1
    if order.is_returned or not order.exported or movement.amount_cents != sign * order.amount_cents:
        raise MatchRefused(
            _("Movement %(movement)s cannot be the return of order %(order)s: see its amount and its state.")
            % {"movement": movement, "order": locked}
        )
    reason = movement.return_reason
    mark_returned([(order, reason)])
    follow_up(
        [(order, reason, movement.booked_on)],
        movement.statement.account.fund,
        reference=f"movement {movement.pk} matched by hand",
        now=now,
    )
    lines = [
        Line(part.account, -sign * part.amount_cents, order.person_id, part.product, part.period)
        for part in order.parts
    ]
    return lines, order.person_id
