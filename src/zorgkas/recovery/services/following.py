"""What comes next on a file and by when; close what is paid, note what is late. Every month, and after each step."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as noop

from zorgkas.budgets import months as month_numbers
from zorgkas.engine.calendar import add_months
from zorgkas.law import law_on
from zorgkas.law.recovery.kinds import RecoveryWay
from zorgkas.recovery import states
from zorgkas.recovery.events import Kind, locked, next_step, record
from zorgkas.recovery.models import Recovery, RecoveryEvent
from zorgkas.recovery.outstanding import outstanding, outstanding_of_fund
from zorgkas.recovery.services.deciding import decision_data
from zorgkas.recovery.services.planning import Answers, propose
from zorgkas.recovery.states import State
from zorgkas.registry.models import CareFund
from zorgkas.registry.reasons import Reason, reason

RUNNING = (State.SET_OFF, State.REPAY, State.PLAN, State.WRIT)


@dataclass(frozen=True)
class Followed:
    """How many files were closed because nothing is open any more, of how many a plan was not followed, and how many
    are to be repaid because no budget comes any more to take them off."""

    closed: int
    broken: int
    turned: int = 0


def follow(fund: CareFund, *, on: datetime.date | None = None, at: datetime.datetime | None = None) -> Followed:
    """Close files that are paid; say of plans that they were not followed. Repeating it changes nothing."""
    now = at or timezone.now()
    day = on or timezone.localdate(now)
    left = outstanding_of_fund(fund.pk, (*RUNNING, State.TO_DECIDE)).by_recovery()
    closed = broken = 0
    for recovery in Recovery.objects.filter(fund=fund, pk__in=[pk for pk, cents in left.items() if cents <= 0]):
        closed += close_if_paid(recovery, on=day, at=now)
    for recovery in Recovery.objects.filter(fund=fund, state=State.PLAN, suspended=False).order_by("pk"):
        broken += note_broken(recovery, day, now)
    turned = sum(_turn(recovery, day, now) for recovery in _not_taken(fund, day))
    return Followed(closed, broken, turned)


def _not_taken(fund: CareFund, day: datetime.date) -> list[Recovery]:
    """Files that are set off and of which nothing was taken in the month before."""
    month = month_numbers.add(month_numbers.month_of(day), -1)
    taken = RecoveryEvent.objects.filter(kind=Kind.SET_OFF, data__month__gte=month).values("recovery_id")
    files = Recovery.objects.filter(
        fund=fund, state=State.SET_OFF, suspended=False, sent_on__lt=month_numbers.first_day(month)
    )
    return list(files.exclude(pk__in=taken).order_by("pk"))


def _turn(recovery: Recovery, day: datetime.date, now: datetime.datetime) -> bool:
    """No budget comes any more: what is still open is to be repaid, and a new registered letter says so."""
    with locked(recovery) as mine:
        answers = Answers(error_of=mine.error_of, fraud=mine.fraud, why="-")
        proposal = propose(mine, answers, day)
        if mine.state != State.SET_OFF or proposal.way != RecoveryWay.REPAY.name:
            return False
        states.move(mine, State.REPAY)
        mine.sent_on, mine.monthly_cents = None, None
        record(mine, Kind.DECIDED, day, at=now, data=decision_data(proposal, replace(answers, why="")))
        mine.save()
        told = noop("No budget comes any more: send the registered letter that asks to repay the rest (BVR art. 128)")
        next_step(mine, reason(told), day, at=now)
    return True


def close_if_paid(
    recovery: Recovery, *, on: datetime.date, at: datetime.datetime | None = None, user: User | None = None
) -> bool:
    """Close a file of which nothing is open any more."""
    with locked(recovery) as mine:
        if not mine.is_open or outstanding([mine.pk]).total_cents > 0:
            return False
        mine.state, mine.closed_on = State.CLOSED, on
        record(mine, Kind.CLOSED, on, user=user, at=at)
        mine.save()
        next_step(mine, None, None, user=user, at=at)
    return True


def instalments(recovery: Recovery) -> list[Mapping[str, Any]]:
    """The instalments of the plan that runs: number, day and cents, and what of each is paid; empty without a plan.

    Money goes to the oldest instalment first, so what is paid follows from what is still open.
    """
    event = plan_event(recovery)
    if event is None:
        return []
    schedule = event.data["instalments"]
    paid = sum(one["cents"] for one in schedule) - outstanding([recovery.pk]).total_cents
    rows: list[Mapping[str, Any]] = []
    for one in schedule:
        share = max(0, min(paid, one["cents"]))
        paid -= share
        day = datetime.date.fromisoformat(one["due_on"])
        rows.append({"number": one["number"], "due_on": day, "cents": one["cents"], "paid_cents": share})
    return rows


def plan_event(recovery: Recovery) -> RecoveryEvent | None:
    """The plan that runs."""
    if recovery.state != State.PLAN:
        return None
    return RecoveryEvent.objects.filter(recovery=recovery, kind=Kind.PLAN_GIVEN).order_by("-number").first()


def is_late(recovery: Recovery, on: datetime.date) -> bool:
    """Whether an instalment whose day is past is not wholly paid."""
    return any(one["due_on"] < on and one["paid_cents"] < one["cents"] for one in instalments(recovery))


def note_broken(recovery: Recovery, on: datetime.date, at: datetime.datetime) -> bool:
    """Write down, once per plan, that it was not strictly followed (BVR art. 128 al. 1, 2°)."""
    with transaction.atomic(), locked(recovery) as mine:
        plan = plan_event(mine)
        if plan is None or mine.suspended or not is_late(mine, on):
            return False
        if mine.events.filter(kind=Kind.PLAN_BROKEN, number__gt=plan.number).exists():
            return False
        record(mine, Kind.PLAN_BROKEN, on, at=at)
        told = noop("The repayment plan is not followed: call first, a writ can follow (BVR art. 128)")
        next_step(mine, reason(told), on, at=at)
    return True


def tell_next(recovery: Recovery, *, user: User | None = None, at: datetime.datetime | None = None) -> None:
    """Put the next thing to do on the list of tasks, with its legal date."""
    why, due_on = _next(recovery)
    next_step(recovery, why, due_on, user=user, at=at)


def _next(recovery: Recovery) -> tuple[Reason | None, datetime.date | None]:
    if recovery.suspended:
        return reason(noop("An appeal suspends this recovery: wait for the decision (BVR art. 130)")), None
    if recovery.sent_on is None:
        return None, None
    prescribes = interrupt_by(recovery)
    if recovery.state == State.REPAY:
        pay_by = law_on(recovery.sent_on).decide({"recovery_sent_on": recovery.sent_on}, "recovery_pay_by").value
        return reason(noop("To be repaid by this day; then a writ can follow (BVR art. 128)")), pay_by
    if recovery.state == State.PLAN:
        days = [one["due_on"] for one in instalments(recovery) if one["paid_cents"] < one["cents"]]
        return reason(noop("The next instalment is due (BVR art. 127)")), min([*days, prescribes])
    if recovery.state == State.SET_OFF:
        told = noop("Taken off the budgets each month; interrupt the prescription before this day (DEC art. 76 §3)")
        return reason(told), prescribes
    return reason(
        noop("Handed over for a writ: follow what the Flemish Tax Service collects (BVR art. 128)")
    ), prescribes


def interrupt_by(recovery: Recovery) -> datetime.date:
    """The last day on which a registered letter still interrupts."""
    base = recovery.interrupted_on or recovery.sent_on or timezone.localdate(recovery.opened_at)
    law = law_on(base).parameters
    years = law["recovery_fraud_prescription_years" if recovery.fraud else "recovery_prescription_years"]
    return datetime.date.fromordinal(add_months(base.toordinal(), 12 * int(years)) - 1)
