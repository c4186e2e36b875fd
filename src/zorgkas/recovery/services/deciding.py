"""Decide a file: write off what the law lets go, say how the rest comes back. Nothing is taken before it is told."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from zorgkas.budgets.services.overpayments import reference_of
from zorgkas.law.recovery.kinds import RecoveryWay
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.models import Entry, Item
from zorgkas.recovery import states
from zorgkas.recovery.events import Kind, locked, next_step, record
from zorgkas.recovery.models import ErrorOf, Recovery, RecoveryEvent
from zorgkas.recovery.services.money import open_of, spread, write_off
from zorgkas.recovery.services.planning import Answers, Proposal, propose
from zorgkas.recovery.states import RecoveryRefused, State
from zorgkas.registry import services as registry
from zorgkas.registry.models import Task
from zorgkas.registry.reasons import reason


def decide(
    recovery: Recovery,
    answers: Answers,
    user: User,
    *,
    on: datetime.date | None = None,
    at: datetime.datetime | None = None,
    seal: str = "",
) -> RecoveryEvent:
    """Take the decision that `propose` shows; with a seal only that one. A second time it is refused."""
    now = at or timezone.now()
    day = on or timezone.localdate(now)
    with locked(recovery) as mine:
        if mine.state != State.TO_DECIDE:
            raise RecoveryRefused(_("File %s is already decided.") % mine)
        check(answers)
        open_of(mine)
        proposal = propose(mine, answers, day)
        if seal and seal != proposal.seal:
            raise RecoveryRefused(_("Something changed in the meantime: look at what will happen now."))
        mine.error_of, mine.fraud = int(answers.error_of), answers.fraud
        mine.zzz_only, mine.monthly_cents = proposal.zzz_only, proposal.monthly_cents or None
        _let_go(mine, proposal, day)
        if proposal.netted_cents:
            net(mine, proposal.netted_cents, day)
        event = record(mine, Kind.DECIDED, day, user=user, at=now, data=decision_data(proposal, answers))
        _close_overpayment_task(mine, user, now)
        if proposal.asked_cents:
            way = State.SET_OFF if proposal.way == RecoveryWay.SET_OFF.name else State.REPAY
            states.move(mine, way)
            told = noop("Send the registered letter with the decision: until then nothing is taken (BVR art. 126)")
            next_step(mine, reason(told), day, user=user, at=now)
        else:
            states.move(mine, State.CLOSED)
            mine.closed_on = day
            record(mine, Kind.CLOSED, day, user=user, at=now)
            next_step(mine, None, None, user=user, at=now)
        mine.save()
    recovery.refresh_from_db()
    return event


def check(answers: Answers) -> None:
    """What is contradictory is asked again, beside the field."""
    if answers.fraud and not answers.why.strip():
        raise RecoveryRefused(_("Write down which facts show the fraud: the letter tells them."), "why")
    if answers.fraud and answers.error_of in (ErrorOf.FUND, ErrorOf.SERVICE):
        raise RecoveryRefused(_("Fraud of the user and an error of somebody else do not go together."), "error_of")
    if answers.monthly_cents is not None and answers.monthly_cents <= 0:
        raise RecoveryRefused(_("The amount must be more than nothing."), "monthly")
    if answers.reported_on and answers.found_on and answers.reported_on < answers.found_on:
        raise RecoveryRefused(_("An error cannot be told before it is found."), "reported_on")


def _let_go(recovery: Recovery, proposal: Proposal, day: datetime.date) -> None:
    """Write off what is prescribed or freed by law, month by month, and the rest that is waived."""
    gone = [month for month in proposal.months if month.prescribed or month.freed]
    by_month: dict[int, int] = {}
    for month in gone:
        by_month[month.period] = by_month.get(month.period, 0) + month.cents
    write_off(
        recovery,
        [(recovery.product, period, cents) for period, cents in sorted(by_month.items())],
        proposal.borne_by,
        "let-go",
        day,
    )
    rest = proposal.prescribed_cents + proposal.waived_cents - sum(by_month.values())
    if rest:
        opened = open_of(recovery)
        # What is waived beside the netting at death comes from the newest months: the oldest are netted first.
        newest = list(reversed(spread(opened.total_cents, opened)))
        taken = []
        for product, period, cents in newest:
            share = min(rest, cents)
            if share:
                taken.append((product, period, share))
                rest -= share
        write_off(recovery, taken, proposal.borne_by, "waived", day)


def net(recovery: Recovery, cents: int, day: datetime.date) -> None:
    """Use what was not yet paid for what was paid too much, after a death (BVR art. 129 §2, 2°)."""
    budgets = Item.objects.select_for_update().filter(
        person_id=recovery.person_id,
        fund_id=recovery.fund_id,
        account=Account.BENEFIT_PAYABLE,
        balance_cents__lt=0,
    )
    lines, left = [], cents
    for item in budgets.order_by("period", "product"):
        share = min(left, -item.balance_cents)
        if share:
            lines.append(ledger.Line(Account.BENEFIT_PAYABLE, share, item.person_id, item.product, item.period))
            left -= share
    if left:
        raise RecoveryRefused(_("Something changed in the meantime: look at what will happen now."))
    months = spread(cents, open_of(recovery))
    lines += [
        ledger.Line(Account.OVERPAYMENT_RECEIVABLE, -share, recovery.person_id, product, period)
        for product, period, share in months
    ]
    ledger.book(
        fund=recovery.fund,
        key=f"recovery/{recovery.pk}/netted/{day.isoformat()}",
        kind=Entry.Kind.SET_OFF,
        narrative=reason(noop("Netted after death (BVR art. 129 §2, 2°)")),
        lines=lines,
        booked_on=day,
    )


def decision_data(proposal: Proposal, answers: Answers) -> Mapping[str, Any]:
    """What is kept of a decision, for the letter, the page and the replay."""
    return {
        "way": proposal.way,
        "owed_cents": proposal.owed_cents,
        "prescribed_cents": proposal.prescribed_cents,
        "waived_cents": proposal.waived_cents,
        "small": proposal.small,
        "netted_cents": proposal.netted_cents,
        "asked_cents": proposal.asked_cents,
        "borne_by": proposal.borne_by,
        "monthly_cents": proposal.monthly_cents,
        "set_off_months": proposal.set_off_months,
        "months": [
            {
                "period": month.period,
                "paid_on": month.paid_on.isoformat(),
                "cents": month.cents,
                "gone": month.prescribed or month.freed,
            }
            for month in proposal.months
        ],
        "error_of": ErrorOf(answers.error_of).name,
        "fraud": answers.fraud,
        "why": answers.why.strip(),
        "reasons": [dict(one) for one in proposal.reasons],
        "receipts": [dict(one) for one in proposal.receipts],
    }


def _close_overpayment_task(recovery: Recovery, user: User, at: datetime.datetime) -> None:
    reference = reference_of(recovery.person_id, recovery.product)
    registry.close_tasks(Task.objects.filter(kind=Task.Kind.OVERPAYMENT, reference=reference), user, at)
