"""Requests and notifications: taken in once, decided by the law of the pillar, with a right or a payment."""

import datetime
import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from zorgkas.care.models import CareDecision, CareLine, CareRequest, CareRight
from zorgkas.care.pillar import GrantedRight, Payment, Pillar, Ruling
from zorgkas.care.pillars import pillar_of
from zorgkas.care.services.booking import entry_of
from zorgkas.engine import LegalGap
from zorgkas.ledger.services import book_many
from zorgkas.registry.models import CareFund, Person, Provider, Source, Task
from zorgkas.registry.reasons import label, reason
from zorgkas.registry.services import close_tasks, open_task, record_fact, source

Outcome = CareDecision.Outcome


class NotDecidable(Exception):
    """The request cannot be decided like this; says why."""


def take_request(
    pillar: str,
    kind: str,
    *,
    fund: CareFund,
    person: Person,
    provider: Provider | None,
    key: str,
    received_on: datetime.date,
    event_on: datetime.date,
    content: Mapping[str, Any],
    at: datetime.datetime | None = None,
) -> CareRequest:
    """Take in a request once per key, with the legal last day to decide, as a task in the queue."""
    asked = pillar_of(pillar).kind(kind)
    now = at or timezone.now()
    last_day = asked.term(received_on) if asked.term else None
    with transaction.atomic():
        request, new = CareRequest.objects.get_or_create(
            key=key,
            defaults={
                "pillar": pillar,
                "kind": kind,
                "fund": fund,
                "person": person,
                "provider": provider,
                "received_on": received_on,
                "received_at": now,
                "event_on": event_on,
                "content": dict(content),
                "decide_by": last_day,
            },
        )
        if new:
            _open_task(request, reason(_("A request came in: decide on it")), now)
    return request


def complete_request(
    request: CareRequest, content: Mapping[str, Any], *, at: datetime.datetime | None = None
) -> CareRequest:
    """Take in what was asked for, or what was wrong: the request is open again; what it said before is in the log."""
    now = at or timezone.now()
    with transaction.atomic():
        locked = CareRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        if locked.state == CareRequest.State.DECIDED:
            raise NotDecidable(gettext("This request was decided already."))
        changed = [name for name, value in content.items() if locked.content.get(name) != value]
        before = {name: locked.content.get(name) for name in changed}
        log = [*locked.content.get("completed", []), {"at": now.isoformat(), "before": before}] if changed else None
        locked.content = {**locked.content, **content, **({"completed": log} if log else {})}
        locked.state = CareRequest.State.OPEN
        locked.save(update_fields=["content", "state"])
    request.refresh_from_db()
    return request


def preview(request: CareRequest, on: datetime.date) -> Ruling:
    """Return what the law says of a request, without doing anything."""
    try:
        return pillar_of(request.pillar).kind(request.kind).decide(request, on)
    except LegalGap as gap:
        why = reason(_("The law has no answer for %(rule)s: %(why)s"), rule=gap.missing, why=gap.reason)
        return Ruling(None, unclear=why)


def decide(
    request: CareRequest,
    user: User | None,
    on: datetime.date,
    *,
    at: datetime.datetime | None = None,
    note: str = "",
    expected: str | None = None,
) -> CareDecision | None:
    """Decide as the law says, and record the right or the payment that follows; None when somebody must look first.

    `expected` is the outcome that was shown; when the facts changed meanwhile, nothing is done.
    """
    now = at or timezone.now()
    with transaction.atomic():
        locked = CareRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        if locked.state == CareRequest.State.DECIDED:
            raise NotDecidable(gettext("This request was decided already."))
        ruling = preview(locked, on)
        if ruling.outcome is None:
            why = ruling.unclear or reason(_("The law cannot tell; somebody must look"))
            _open_task(locked, why, now)
            request.refresh_from_db()
            return None
        if expected is not None and ruling.outcome != expected:
            raise NotDecidable(gettext("Meanwhile the answer of the law changed. Look at it again."))
        decision = _record(locked, ruling, ruling.outcome, user, on, now, note)
    request.refresh_from_db()
    return decision


def pass_terms(fund: CareFund, on: datetime.date, *, at: datetime.datetime | None = None) -> list[CareDecision]:
    """Do what silence means for every request whose term has passed; where it means nothing the task stays, late."""
    made = []
    late = CareRequest.objects.filter(fund=fund, decide_by__lt=on).exclude(state=CareRequest.State.DECIDED)
    for request in late.order_by("pk"):
        kind = pillar_of(request.pillar).kind(request.kind)
        if kind.silence is None:
            continue
        now = at or timezone.now()
        with transaction.atomic():
            locked = CareRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
            if locked.state == CareRequest.State.DECIDED:
                continue
            ruling = kind.by_silence(locked, on) if kind.by_silence else preview(locked, on)
            made.append(_record(locked, ruling, kind.silence, None, on, now, ""))
    return made


def details(values: Mapping[str, Any]) -> str:
    """Return what only a pillar knows as text that is equal when it says the same."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"), default=str)


def _record(
    request: CareRequest,
    ruling: Ruling,
    outcome: Outcome,
    user: User | None,
    on: datetime.date,
    now: datetime.datetime,
    note: str,
) -> CareDecision:
    decision = CareDecision.objects.create(
        request=request,
        outcome=outcome,
        reasons=list(ruling.reasons),
        receipt=dict(ruling.receipt) if ruling.receipt is not None else None,
        decided_on=on,
        decided_at=now,
        decided_by=user,
        note=note,
    )
    request.state = CareRequest.State.WAITING if outcome == Outcome.ASKS else CareRequest.State.DECIDED
    request.save(update_fields=["state"])
    if outcome in (Outcome.GRANTED, Outcome.SILENCE):
        told = source(Source.Kind.SYSTEM, f"care decision {decision.pk}", now)
        for right in ruling.rights:
            _grant(request, decision, right, told, now)
        _pay(request, decision, ruling.payments)
    if outcome != Outcome.ASKS:
        open_now = Task.objects.filter(kind=Task.Kind.CARE_REQUEST, reference=f"care-{request.pk}", closed_at=None)
        close_tasks(open_now, user, closed_at=now)
    return decision


def _grant(
    request: CareRequest, decision: CareDecision, right: GrantedRight, told: Source, now: datetime.datetime
) -> None:
    series = {"pillar": request.pillar, "provider_id": right.provider_id, "code": right.code}
    record_fact(
        CareRight,
        request.person_id,
        right.valid_from,
        right.valid_to,
        None
        if right.retract
        else {
            **series,
            "ceiling_cents": right.ceiling_cents,
            "ceiling_count": right.ceiling_count,
            "decision_id": decision.pk,
            "details": details(right.details),
        },
        series=series if right.retract else None,
        source=told,
        recorded_at=now,
    )


def _pay(request: CareRequest, decision: CareDecision, payments: Sequence[Payment]) -> None:
    """Keep what a decision pays as lines, and book it."""
    if not payments:
        return
    pillar: Pillar = pillar_of(request.pillar)
    lines = [
        CareLine(
            decision=decision,
            provider_id=payment.provider_id,
            person=request.person,
            claimed_cents=payment.claimed_cents,
            unit_cents=payment.cents,
            number=number,
            period=payment.day.year * 100 + payment.day.month,
            first_day=payment.day,
            last_day=payment.day,
            quantity=1,
            product=pillar.product,
            code=payment.code,
            user_number=request.person.insz,
            accepted_cents=payment.cents,
        )
        for number, payment in enumerate(payments, 1)
    ]
    CareLine.objects.bulk_create(lines)
    entry = entry_of(
        f"care/decision/{decision.pk}",
        reason(_("%(pillar)s: decision %(number)d"), pillar=label(pillar.product.label), number=decision.pk),
        pillar.product,
        np.array([line.provider_id for line in lines], np.int64),
        np.array([line.period for line in lines], np.int64),
        np.array([line.accepted_cents for line in lines], np.int64),
    )
    if entry is not None:
        book_many([entry], fund=request.fund)


def _open_task(request: CareRequest, why: Any, now: datetime.datetime) -> None:
    open_task(
        Task.Kind.CARE_REQUEST,
        fund=request.fund,
        person=request.person,
        reference=f"care-{request.pk}",
        reason=why,
        due_on=request.decide_by,
        opened_at=now,
    )
