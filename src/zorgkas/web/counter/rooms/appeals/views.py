"""The pages of appeals: all, one, starting one, and each step."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from zorgkas.appeals import queries, services, terms
from zorgkas.appeals.models import Appeal
from zorgkas.appeals.services import NewAppeal
from zorgkas.budgets.models import Decision
from zorgkas.letters.models import Letter
from zorgkas.letters.services import write_appeal_letters
from zorgkas.recovery.models import Recovery
from zorgkas.registry.models import Person
from zorgkas.web import formats
from zorgkas.web.consultation import consults
from zorgkas.web.counter.rooms.appeals import forms
from zorgkas.web.counter.rooms.appeals.steps import steps_of
from zorgkas.web.counter.rooms.recovery.acting import Step, act
from zorgkas.web.funds import fund_ids, funds_of, own, sees_all
from zorgkas.web.roles import Action, StaffRequest, actions_of, asks

Given = dict[str, Any]
DAYS = ("appeal_until", "to_commission_by", "advice_by", "appeal_decision_by", "tribunal_until")


@require_GET
@asks(Action.APPEALS)
def all_appeals(request: StaffRequest) -> HttpResponse:
    """Show the appeals that run, oldest first."""
    found = [appeal for fund in funds_of(request.user) for appeal in queries.running(fund)]
    return render(request, "counter/appeals/list.html", {"appeals": found})


@require_GET
@asks(Action.CARE)
@consults("appeal")
def appeal(request: StaffRequest, person_id: int, appeal_id: int) -> HttpResponse:
    """Show one appeal: what it says, what happened, the terms, and what can be done."""
    found = _appeal(person_id, appeal_id)
    today = timezone.localdate()
    may = Action.APPEALS in actions_of(request.user)
    days = [(name, terms.day(found, name, today)) for name in DAYS]
    context = {
        "person": found.person,
        "appeal": found,
        "events": found.events.select_related("user").order_by("-number"),
        "fee_cents": terms.ask(found, "appeal_fee_cents", found.filed_on).value,
        "days": [(LABELS[name], day) for name, day in days if day is not None],
        "steps": [(name, step) for name, step in steps_of(found).items() if may and step.possible(found)],
    }
    return render(request, "counter/appeals/appeal.html", context)


LABELS = {
    "appeal_until": gettext_lazy("Last day to appeal"),
    "to_commission_by": gettext_lazy("To the commission by"),
    "advice_by": gettext_lazy("Advice by"),
    "appeal_decision_by": gettext_lazy("Decision of the agency by"),
    "tribunal_until": gettext_lazy("Last day for the labour court"),
}


@require_http_methods(["GET", "POST"])
@asks(Action.APPEALS)
@consults("appeal")
def step(request: StaffRequest, person_id: int, appeal_id: int, step: str) -> HttpResponse:
    """One step of an appeal."""
    found = _appeal(person_id, appeal_id)
    chosen = steps_of(found).get(step)
    if chosen is None or not chosen.possible(found):
        raise Http404
    back = reverse("counter:appeal", args=[person_id, appeal_id])
    context = {"person": found.person, "title": chosen.title, "subtitle": str(found)}
    return act(request, found, chosen, back, (found.pk, found.events.count()), context)


@require_http_methods(["GET", "POST"])
@asks(Action.APPEALS)
@consults("appeal")
def start_on_decision(request: StaffRequest, person_id: int, decision_id: int) -> HttpResponse:
    """Register an appeal against a decision on a budget."""
    decision = get_object_or_404(Decision.objects.select_related("application"), pk=decision_id, person_id=person_id)
    letter = Letter.objects.filter(reference=f"decision {decision.pk}", sent_at__isnull=False).first()
    sent_on = timezone.localdate(letter.sent_at) if letter and letter.sent_at else decision.decided_on
    return _start(request, person_id, decision, sent_on)


@require_http_methods(["GET", "POST"])
@asks(Action.APPEALS)
@consults("appeal")
def start_on_recovery(request: StaffRequest, person_id: int, recovery_id: int) -> HttpResponse:
    """Register an appeal against a recovery."""
    recovery = get_object_or_404(own(Recovery.objects.all(), request.user), pk=recovery_id, person_id=person_id)
    if recovery.sent_on is None:
        raise Http404
    return _start(request, person_id, recovery, recovery.sent_on)


def _start(request: StaffRequest, person_id: int, about: Decision | Recovery, sent_on: datetime.date) -> HttpResponse:
    person = get_object_or_404(Person, pk=person_id)

    def do(about: Decision | Recovery, given: Given, request: StaffRequest) -> None:
        write_appeal_letters(services.file_appeal(about, _new(given), request.user).fund)

    base = Step(gettext_lazy("Register an appeal"), forms.File, _plan, do)
    step = replace(base, lead=_("Against: %s.") % _about(about))
    back = reverse("counter:person", args=[person_id]) + "#appeals"
    stamp = [str(pk) for pk in Appeal.objects.filter(person=person).values_list("pk", flat=True)]
    context = {"person": person, "title": step.title, "subtitle": ""}
    return act(request, about, step, back, stamp, context, {"initial": {"sent_on": sent_on}})


def _new(given: Given) -> NewAppeal:
    names = NewAppeal.__dataclass_fields__
    return NewAppeal(**{name: value for name, value in given.items() if name in names})


def _plan(about: Decision | Recovery, given: Given) -> list[str]:
    new = _new(given)
    services.check_new(new)
    subject = Appeal.Subject.RECOVERY if isinstance(about, Recovery) else about.application.product
    shown = Appeal(
        subject=subject,
        recovery=about if isinstance(about, Recovery) else None,
        **{name: getattr(new, name) for name in NewAppeal.__dataclass_fields__},
    )
    until = terms.day(shown, "appeal_until", new.filed_on)
    fee = terms.ask(shown, "appeal_fee_cents", new.filed_on).value
    in_time = until is None or new.filed_on <= until
    lines = [
        _("The appeal is in time.")
        if in_time
        else _("The appeal is too late: it was possible until %s.") % formats.day(until)
    ]
    if isinstance(about, Recovery) and in_time:
        lines.append(_("The recovery is suspended until the agency decides (BVR art. 130)."))
    if fee:
        lines.append(_("The file fee is %s.") % formats.euro(fee))
    return [*lines, _("A letter of receipt is written.")]


def _about(about: Decision | Recovery) -> str:
    if isinstance(about, Recovery):
        return _("recovery %s") % about
    return _("decision of %(day)s: %(outcome)s") % {
        "day": formats.day(about.decided_on),
        "outcome": about.get_outcome_display(),
    }


def _appeal(person_id: int, appeal_id: int) -> Appeal:
    found = Appeal.objects.select_related("person", "fund", "decision", "recovery")
    return get_object_or_404(found, pk=appeal_id, person_id=person_id)


def section(request: StaffRequest, person: Person, known_at: datetime.datetime) -> Mapping[str, object]:
    """The section on the page of a person: appeals, and what can be appealed."""
    mine = set(fund_ids(request.user))
    everything = sees_all(request.user)
    appeals = [one for one in queries.appeals_of(person) if everything or one.fund_id in mine]
    busy = {one.decision_id for one in appeals if one.is_open} | {None}
    decisions = Decision.objects.filter(person=person).select_related("application").order_by("-decided_on", "-pk")
    recoveries = Recovery.objects.filter(person=person, sent_on__isnull=False).exclude(state=Recovery.State.CLOSED)
    running = {one.recovery_id for one in appeals if one.is_open}
    return {
        "person": person,
        "appeals": appeals,
        "may": Action.APPEALS in actions_of(request.user),
        "decisions": [
            one for one in decisions[:10] if one.pk not in busy and (everything or one.application.fund_id in mine)
        ],
        "recoveries": [one for one in recoveries if one.pk not in running and (everything or one.fund_id in mine)],
    }
