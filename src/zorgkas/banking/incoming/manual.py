"""What somebody decides about a movement in the queue."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from zorgkas.banking.incoming.booking import keep_surplus, mark_returned, queue_reference, waiting
from zorgkas.banking.incoming.known import Order
from zorgkas.banking.incoming.lookups import deaths_of, open_premiums, open_undue, orders
from zorgkas.banking.incoming.outcome import Surplus
from zorgkas.banking.incoming.receipts import came_after_death, premium_lines
from zorgkas.banking.incoming.returns import Returned, follow_up, undone_by
from zorgkas.banking.models import BatchLine, Movement
from zorgkas.collection.allocation import allocate, allocation_order
from zorgkas.ledger.accounts import RECEIVABLES, Account, Product
from zorgkas.ledger.models import Entry, Item
from zorgkas.ledger.services import Line, book
from zorgkas.membership.queries import fineable_years
from zorgkas.registry.models import Person, Task
from zorgkas.registry.reasons import reason
from zorgkas.registry.services import close_tasks, retell_tasks


class MatchRefused(Exception):
    """The movement cannot be matched like this; says why."""


class PlanChanged(MatchRefused):
    """What would be booked is no longer what was shown."""


@dataclass(frozen=True)
class Plan:
    """What a match would book: on whose account, and the lines against the suspense account."""

    person_id: int
    lines: tuple[Line, ...]
    order: Order | None = None
    # What of the money is to be refunded to the account that it came from.
    surplus: Surplus | None = None

    @property
    def seal(self) -> str:
        """The plan as a short text: who confirms sends it back, so that nothing else happens than was seen."""
        return hashlib.sha256(repr((self.person_id, self.lines)).encode()).hexdigest()[:16]


def plan_match(
    movement: Movement,
    *,
    person: Person | None = None,
    item: Item | None = None,
    line: BatchLine | None = None,
    give_back: bool = False,
) -> Plan:
    """Say what `match_movement` would book, or why it would refuse; changes nothing."""
    _refuse_matched(movement)
    if line is not None:
        return _return(movement, line)
    if give_back:
        return _give_back(movement, person or (item.person if item else movement.person))
    if item is not None:
        return _claim(movement, item)
    if person is not None:
        return _premiums(movement, person.pk)
    raise MatchRefused(_("Say whose the money is: a person, a claim or an order."))


def match_movement(
    movement: Movement,
    *,
    user: User,
    person: Person | None = None,
    item: Item | None = None,
    line: BatchLine | None = None,
    give_back: bool = False,
    at: datetime | None = None,
    seal: str = "",
) -> Movement:
    """Give a queued movement to a claim, to the open premiums of a person, or to an order that came back.

    Money in for a premium pays the open premiums of the person in the order of the law (BVR art. 70); what is left is
    refundable. With `give_back` all of it is refunded to the account that it came from: money for somebody who died, or
    for a premium of another fund.
    With the `seal` of a plan that was shown, only that plan is carried out.
    """
    now = at or timezone.now()
    with transaction.atomic():
        queued = _locked(movement)
        if line is not None:
            line = BatchLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
        plan = plan_match(queued, person=person, item=item, line=line, give_back=give_back)
        if seal and seal != plan.seal:
            raise PlanChanged(_("Something changed in the meantime: look at what will happen now."))
        if plan.order is not None:
            _undo(queued, plan.order, now)
        book(
            fund=queued.statement.account.fund,
            key=f"movement/{queued.pk}/match",
            kind=Entry.Kind.SETTLEMENT,
            narrative=reason(noop("Movement %(movement)s matched by hand"), movement=str(queued)),
            lines=[Line(Account.SUSPENSE, queued.amount_cents), *plan.lines],
            # Not the day on which somebody recognised it: who paid in time is not late because we were.
            booked_on=queued.value_date,
        )
        queued.state, queued.person_id = Movement.State.MATCHED, plan.person_id or None
        queued.matched_by_id, queued.matched_at = user.pk, now
        queued.save(update_fields=["state", "person", "matched_by", "matched_at"])
        if plan.surplus is not None:
            keep_surplus(queued, plan.surplus, queued.statement.account.fund_id)
        _tell_what_waits(queued, user, now)
    movement.refresh_from_db()
    return movement


def _tell_what_waits(movement: Movement, user: User, now: datetime) -> None:
    """The task about the statement says how many movements still wait; without any it is done."""
    task = Task.objects.filter(kind=Task.Kind.MATCH_RECEIPT, reference=queue_reference(movement.statement))
    count = movement.statement.movements.filter(state=Movement.State.QUEUED).count()
    if count:
        retell_tasks(task, waiting(movement.statement, count))
    else:
        close_tasks(task, user, now)


def _locked(movement: Movement) -> Movement:
    locked = Movement.objects.select_for_update(of=("self",)).select_related("statement__account__fund")
    return locked.get(pk=movement.pk)


def _refuse_matched(movement: Movement) -> None:
    if movement.state != Movement.State.QUEUED:
        raise MatchRefused(_("Movement %(movement)s is matched already.") % {"movement": movement})


def _claim(movement: Movement, item: Item) -> Plan:
    if item.fund_id != movement.statement.account.fund_id:
        raise MatchRefused(_("The claim is of another fund."))
    if item.account == Account.PREMIUM_RECEIVABLE and movement.amount_cents > 0:
        return _premiums(movement, item.person_id, named=item)
    if item.account == Account.OVERPAYMENT_RECEIVABLE and movement.amount_cents > 0:
        return _undue(movement, item)
    owed = item.balance_cents if item.account in RECEIVABLES else -item.balance_cents
    incoming = item.account in RECEIVABLES
    if incoming != (movement.amount_cents > 0) or abs(movement.amount_cents) > owed:
        raise MatchRefused(
            _("%(amount)d cents do not fit this item, on which %(owed)d cents are open.")
            % {"amount": movement.amount_cents, "owed": owed}
        )
    line = Line(item.account, -movement.amount_cents, item.person_id, item.product, item.period)
    return Plan(item.person_id, (line,))


def _undue(movement: Movement, named: Item) -> Plan:
    """Money for an undue budget goes to all its months that are open, the oldest first."""
    found = open_undue(movement.statement.account.fund_id, [named.person_id])
    months = [one for one in found if one.product == named.product]
    given, rest = allocate(movement.amount_cents, months)
    if rest:
        raise MatchRefused(
            _("%(amount)d cents do not fit this item, on which %(owed)d cents are open.")
            % {"amount": movement.amount_cents, "owed": movement.amount_cents - rest}
        )
    lines = (Line(one.account, -share, one.person_id, one.product, one.period) for one, share in given)
    return Plan(named.person_id, tuple(lines))


def _premiums(movement: Movement, person_id: int, named: Item | None = None) -> Plan:
    _refuse_outgoing(movement)
    if came_after_death(movement.value_date, deaths_of([person_id]).get(person_id)):
        raise MatchRefused(_("The money came after the death, so nothing was due any more: give it back."))
    owed = open_premiums(movement.statement.account.fund_id, [person_id]).get(person_id, [])
    claims = allocation_order(
        owed,
        fineable_years([person_id]).get(person_id, ()),
        on=movement.value_date,
        named=named.pk if named else None,
    )
    given, rest = allocate(movement.amount_cents, claims)
    year = named.period if named else claims[0].period if claims else movement.booked_on.year
    lines = premium_lines(given, rest, person_id, year)
    return Plan(person_id, tuple(lines), surplus=Surplus(person_id, year, rest) if rest else None)


def _give_back(movement: Movement, person: Person | None) -> Plan:
    """Refund all of it to the account that it came from; the books say about whom it was."""
    _refuse_outgoing(movement)
    if person is None:
        raise MatchRefused(_("Say about whom the money was: a person or a claim."))
    if not movement.counterparty_iban:
        raise MatchRefused(_("The bank does not say from which account the money came."))
    year, cents = movement.booked_on.year, movement.amount_cents
    line = Line(Account.PREMIUM_REFUNDABLE, -cents, person.pk, Product.PREMIUM, year)
    return Plan(person.pk, (line,), surplus=Surplus(person.pk, year, cents, given_back=True))


def _refuse_outgoing(movement: Movement) -> None:
    if movement.amount_cents <= 0:
        raise MatchRefused(_("Only money that came in can pay premiums."))


def _return(movement: Movement, line: BatchLine) -> Plan:
    """Take the movement as the return of an order that the bank did not name (or called a duplicate)."""
    order = orders([line.end_to_end_id])[line.end_to_end_id]
    sign = 1 if order.is_payment else -1
    if order.is_returned or not order.exported or movement.amount_cents != sign * order.amount_cents:
        raise MatchRefused(
            _("Movement %(movement)s cannot be the return of order %(order)s: see its amount and its state.")
            % {"movement": movement, "order": line}
        )
    lines = [
        Line(part.account, -sign * part.amount_cents, order.provider_id or order.person_id, part.product, part.period)
        for part in order.parts
    ]
    return Plan(order.person_id, tuple(lines), order)


def _undo(movement: Movement, order: Order, now: datetime) -> None:
    """Mark the order as sent back, and let its account follow."""
    code = movement.return_reason
    mark_returned([(order, code)])
    follow_up(
        [Returned(order, code, movement.booked_on, undone_by(movement.event))],
        movement.statement.account.fund,
        reference=f"movement {movement.pk} matched by hand",
        now=now,
    )
