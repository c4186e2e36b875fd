"""Money that comes back, and repayment plans (BVR art. 127, 128)."""

import datetime

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from zorgkas.engine.calendar import add_months
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.models import Entry
from zorgkas.recovery import states
from zorgkas.recovery.events import Kind, locked, record
from zorgkas.recovery.models import Recovery, RecoveryEvent
from zorgkas.recovery.outstanding import outstanding
from zorgkas.recovery.services.following import close_if_paid, instalments, tell_next
from zorgkas.recovery.services.money import open_of, settle, spread
from zorgkas.recovery.states import RecoveryRefused, State

LONGEST_PLAN_MONTHS = 120


def register_repayment(
    recovery: Recovery,
    cents: int,
    on: datetime.date,
    reference: str,
    *,
    user: User | None = None,
    at: datetime.datetime | None = None,
    account: int = Account.SUSPENSE,
) -> bool:
    """Money for a file came in another way than with its communication: it stands among the receipts that nobody
    recognised, or (`account`) the agency has it. Never more than is open.

    The same reference is booked once: a second time nothing happens, and False comes back.
    """
    if not reference.strip():
        raise RecoveryRefused(_("Give the reference of the payment, so that it is never booked twice."), "reference")
    with locked(recovery) as mine:
        if mine.state == State.TO_DECIDE:
            raise RecoveryRefused(_("File %s is not yet decided.") % mine)
        key = f"repaid/{reference.strip()}"
        if Entry.objects.filter(key=f"recovery/{mine.pk}/{key}").exists():
            return False
        if not mine.is_open:
            raise RecoveryRefused(_("File %s is closed.") % mine)
        settle(mine, spread(cents, open_of(mine)), account, key, on)
        record(mine, Kind.REPAID, on, user=user, at=at, data={"cents": cents, "reference": reference.strip()})
        tell_next(mine, user=user, at=at)
    close_if_paid(recovery, on=on, at=at, user=user)
    recovery.refresh_from_db()
    return True


def pay_instalment(
    recovery: Recovery,
    number: int,
    on: datetime.date,
    *,
    user: User | None = None,
    at: datetime.datetime | None = None,
) -> bool:
    """An instalment came in, as planned: what is not yet paid of it is booked; a second time nothing happens."""
    with locked(recovery) as mine:
        rows = {one["number"]: one for one in instalments(mine)}
        if number not in rows:
            raise RecoveryRefused(
                _("The plan of file %(file)s has no instalment %(number)d.") % {"file": mine, "number": number}
            )
        before = [one for one in rows.values() if one["number"] < number and one["paid_cents"] < one["cents"]]
        if before:
            raise RecoveryRefused(_("An earlier instalment is not yet paid: money goes to the oldest first."))
        left = rows[number]["cents"] - rows[number]["paid_cents"]
        if left <= 0:
            return False
        return register_repayment(mine, left, on, f"instalment {number} of {on.isoformat()}", user=user, at=at)


def schedule(cents: int, months: int, first_due_on: datetime.date) -> list[dict[str, object]]:
    """Equal instalments, a month apart; the last one takes what is left. They add up to the whole."""
    if not 1 <= months <= LONGEST_PLAN_MONTHS:
        raise RecoveryRefused(
            _("A plan has 1 to %d instalments.") % LONGEST_PLAN_MONTHS,
            "months",
        )
    each = -(-cents // months)
    rows: list[dict[str, object]] = []
    for number in range(months):
        amount = min(each, cents - each * number)
        if amount <= 0:
            break
        due = datetime.date.fromordinal(add_months(first_due_on.toordinal(), number))
        rows.append({"number": number + 1, "due_on": due.isoformat(), "cents": amount})
    return rows


def ask_plan(
    recovery: Recovery, on: datetime.date, wish: str, *, user: User | None = None, at: datetime.datetime | None = None
) -> None:
    """The person asks for a repayment plan (BVR art. 127); the fund decides with `give_plan` or `refuse_plan`."""
    with locked(recovery) as mine:
        if mine.state not in (State.REPAY, State.PLAN, State.SET_OFF):
            raise RecoveryRefused(_("No plan can be asked for file %s now.") % mine)
        record(mine, Kind.PLAN_ASKED, on, user=user, at=at, data={"wish": wish.strip()})


def give_plan(
    recovery: Recovery,
    months: int,
    first_due_on: datetime.date,
    user: User,
    *,
    on: datetime.date | None = None,
    at: datetime.datetime | None = None,
) -> RecoveryEvent:
    """Give a plan for all that is open. A plan that runs is replaced; what was paid stays paid."""
    now = at or timezone.now()
    day = on or timezone.localdate(now)
    with locked(recovery) as mine:
        if mine.sent_on is None:
            raise RecoveryRefused(_("Send the decision of file %s first.") % mine)
        if first_due_on < day:
            raise RecoveryRefused(_("The first instalment cannot be due in the past."), "first_due_on")
        left = open_of(mine).total_cents
        if not left:
            raise RecoveryRefused(_("Nothing is open of file %s any more.") % mine)
        rows = schedule(left, months, first_due_on)
        states.move(mine, State.PLAN)
        event = record(mine, Kind.PLAN_GIVEN, day, user=user, at=now, data={"instalments": rows, "cents": left})
        mine.save()
        tell_next(mine, user=user, at=now)
    recovery.refresh_from_db()
    return event


def refuse_plan(
    recovery: Recovery,
    why: str,
    user: User,
    *,
    on: datetime.date | None = None,
    at: datetime.datetime | None = None,
) -> RecoveryEvent:
    """Say that the plan that was asked cannot be given, and why."""
    if not why.strip():
        raise RecoveryRefused(_("Say why: the person is told."), "why")
    with locked(recovery) as mine:
        asked = mine.events.filter(kind=Kind.PLAN_ASKED).order_by("-number").first()
        answers = (Kind.PLAN_GIVEN, Kind.PLAN_REFUSED)
        if asked is None or mine.events.filter(kind__in=answers, number__gt=asked.number).exists():
            raise RecoveryRefused(_("No plan was asked for file %s.") % mine)
        day = on or timezone.localdate()
        return record(mine, Kind.PLAN_REFUSED, day, user=user, at=at, data={"why": why.strip()})


def still_open(recovery: Recovery) -> int:
    """What is open of a file, in cents."""
    return outstanding([recovery.pk]).total_cents
