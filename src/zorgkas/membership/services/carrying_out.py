"""Doing what a plan says: facts and log in one transaction, then what is due; doubts become tasks."""

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zorgkas.engine import LegalGap
from zorgkas.ledger.services import RunInProgress
from zorgkas.membership.models import Change, Membership
from zorgkas.membership.plans import Plan
from zorgkas.membership.services.premiums import settle
from zorgkas.membership.services.recording import JOINING, one_at_a_time, user_source
from zorgkas.registry.models import Source
from zorgkas.registry.queries import known
from zorgkas.registry.services import open_task, record_fact


class PlanRefused(ValueError):
    """The plan says itself why it cannot be carried out."""


class PlanChanged(ValueError):
    """Something changed since the plan was shown: look at it again before doing it."""


def carry_out(plan: Plan, user: User) -> Change | None:
    """Do what the plan says, in the name of somebody; nothing (but tasks) when it has doubts.

    The memberships must still be those that the plan was made with, so that a double click or a colleague who was
    quicker does no harm. The dues are booked right after; when a premium run is busy, by the next run.
    """
    if plan.refusal is not None:
        raise PlanRefused(str(plan.refusal))
    with transaction.atomic():
        one_at_a_time(JOINING)
        if plan.seen != _memberships_now(plan):
            raise PlanChanged(_("Something changed in the meantime. Look again at what will happen."))
        if plan.doubts:
            _ask_somebody(plan)
            return None
        change = _write(plan, user)
    for due in plan.dues:
        if due.after_cents is not None and due.after_cents != due.before_cents:
            _settle(plan, due.year, due.fund.pk)
    return change


def _memberships_now(plan: Plan) -> tuple[int, ...]:
    found = known(Membership).filter(person=plan.person).order_by("valid_from")
    return tuple(found.values_list("pk", flat=True))


def _ask_somebody(plan: Plan) -> None:
    for kind, why in plan.doubts:
        reference = f"{plan.kind} {plan.fund.code} {plan.person.pk}"
        open_task(kind, fund=plan.fund, person=plan.person, reference=reference, reason=why)


def _write(plan: Plan, user: User) -> Change:
    told = user_source(user, f"{plan.kind} {plan.fund.code} {plan.person.pk} {plan.digest}")
    joining = plan.joining
    if joining is not None:
        values = {
            "fund_id": joining.fund.pk,
            "kind": int(joining.kind),
            "origin": int(Membership.Origin.CHOSEN),
            "joined_late": joining.joined_late,
        }
        record_fact(Membership, plan.person.pk, joining.first_day, None, values, source=told)
        effective, kind = joining.first_day, int(joining.kind)
    else:
        effective, kind = _end(plan, told)
    return Change.objects.create(
        person=plan.person,
        fund=plan.fund,
        other_fund=plan.leaves if plan.leaves != plan.fund else None,
        kind=plan.kind,
        membership_kind=kind,
        effective_on=effective,
        asked_on=plan.asked_on,
        done_at=timezone.now(),
        done_by=user,
        told=dict(plan.told),
        reference=f"{plan.kind} {plan.person.pk} {told.pk}",
    )


def _end(plan: Plan, told: Source) -> tuple[datetime.date, int]:
    """End what runs; without a last day from its first day on."""
    present = known(Membership).filter(person=plan.person, fund=plan.leaves).order_by("valid_from").last()
    assert present is not None
    effective = present.valid_from if plan.last_day is None else plan.last_day + datetime.timedelta(days=1)
    record_fact(Membership, plan.person.pk, effective, None, None, source=told)
    return effective, present.kind


def _settle(plan: Plan, year: int, fund_id: int) -> None:
    """Book what changed for the year; what the law leaves open, or a run that is busy, is for the next run."""
    fund = next(due.fund for due in plan.dues if due.fund.pk == fund_id)
    try:
        settle([plan.person.pk], year, fund)
    except (LegalGap, RunInProgress):
        return
