"""Requests and notifications: the queue, one, a new one, and deciding with the explanation of the law."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from zorgkas.care import queries, services
from zorgkas.care.models import CareLine, CareRequest
from zorgkas.care.pillar import RequestKind
from zorgkas.care.pillars import pillar_of, pillars
from zorgkas.care.services import NotDecidable
from zorgkas.letters.services import write_care_letters
from zorgkas.registry.models import Person, Provider
from zorgkas.web import formats
from zorgkas.web.consultation import consults
from zorgkas.web.counter.rooms.care.forms import content_form, content_of, request_form
from zorgkas.web.counter.rooms.care.words import told, whys
from zorgkas.web.counter.rooms.recovery.acting import Step, act
from zorgkas.web.funds import fund_ids, funds_of
from zorgkas.web.roles import Action, StaffRequest, actions_of, asks

AT_ONCE = 200


class _Nothing(forms.Form):
    """A step that asks nothing."""


@require_GET
@asks(Action.CARE)
def overview(request: StaffRequest) -> HttpResponse:
    """Show the requests that must be decided, the most urgent first."""
    found = queries.requests(fund_ids(request.user))
    shown = [(one, *_titles(one)) for one in found[:AT_ONCE]]
    context = {"requests": shown, "count": found.count(), "today": timezone.localdate()}
    return render(request, "counter/care/requests.html", context)


@require_GET
@asks(Action.CARE)
@consults("care")
def show(request: StaffRequest, person_id: int, care_request_id: int) -> HttpResponse:
    """Show one request: what it says, what was decided and why, and what is paid."""
    one = _one(person_id, care_request_id)
    kind = pillar_of(one.pillar).kind(one.kind)
    decisions = list(one.decisions.select_related("decided_by").order_by("pk"))
    context = {
        "person": one.person,
        "one": one,
        "titles": _titles(one),
        "content": _content(kind, one),
        "decisions": [(decision, whys(one.pillar, decision.reasons)) for decision in decisions],
        "lines": CareLine.objects.filter(decision__in=decisions).select_related("provider").order_by("number"),
        "late": one.decide_by is not None and one.decide_by < timezone.localdate(),
        "may_decide": one.state != CareRequest.State.DECIDED and Action.DECIDE in actions_of(request.user),
        "article": kind.article,
    }
    return render(request, "counter/care/request.html", context)


@require_http_methods(["GET", "POST"])
@asks(Action.DECIDE)
@consults("care")
def decide(request: StaffRequest, person_id: int, care_request_id: int) -> HttpResponse:
    """Show what the law says, and decide so."""
    one = _one(person_id, care_request_id)
    if one.state == CareRequest.State.DECIDED:
        raise Http404
    step = Step(gettext_lazy("Decide as the law says"), _Nothing, _plan, _decide)
    back = reverse("counter:care-request", args=[person_id, one.pk])
    context = {"person": one.person, "title": step.title, "subtitle": ": ".join(_titles(one))}
    return act(request, one, step, back, (one.pk, one.state, one.decisions.count()), context)


def _plan(one: CareRequest, _given: dict[str, Any]) -> list[str]:
    ruling = services.preview(one, timezone.localdate())
    if ruling.outcome is None:
        raise NotYet(str(ruling.unclear or _("The law cannot tell; somebody must look")))
    lines = [_("The answer of the law: %(outcome)s.") % {"outcome": ruling.outcome.label}]
    for why in whys(one.pillar, ruling.reasons):
        lines.append(f"{why.text} ({why.article})" if why.article else why.text)
    payees = {
        provider.pk: provider
        for provider in Provider.objects.filter(pk__in=[payment.provider_id for payment in ruling.payments])
    }
    for payment in ruling.payments:
        lines.append(
            _("%(name)s is owed %(amount)s.")
            % {"name": payees[payment.provider_id].name, "amount": formats.euro(payment.cents)}
        )
    for right in ruling.rights:
        text = _("The right ends on %(day)s.") if right.retract else _("A right begins on %(day)s.")
        lines.append(text % {"day": formats.day(right.valid_from)})
    return [*lines, _("A letter is written that says this.")]


class NotYet(ValueError):
    """The request cannot be decided yet."""


def _decide(one: CareRequest, _given: dict[str, Any], request: StaffRequest) -> None:
    try:
        services.decide(one, request.user, timezone.localdate())
    except NotDecidable as error:
        raise NotYet(str(error)) from None
    write_care_letters(one.fund)


@require_http_methods(["GET", "POST"])
@asks(Action.DECIDE)
@consults("care")
def complete(request: StaffRequest, person_id: int, care_request_id: int) -> HttpResponse:
    """Fill in what came later, or what was wrong."""
    one = _one(person_id, care_request_id)
    if one.state == CareRequest.State.DECIDED:
        raise Http404
    kind = pillar_of(one.pillar).kind(one.kind)

    def plan(_about: CareRequest, given: dict[str, Any]) -> list[str]:
        changed = [name for name, value in content_of(kind, given).items() if one.content.get(name) != value]
        labels = [told(field.label) for field in kind.fields if field.name in changed]
        if not labels:
            raise NotYet(_("Nothing is filled in otherwise."))
        return [_("This changes: %(what)s.") % {"what": "; ".join(labels)}, _("Then the request can be decided again.")]

    def do(_about: CareRequest, given: dict[str, Any], _request: StaffRequest) -> None:
        services.complete_request(one, content_of(kind, given))

    step = Step(gettext_lazy("Complete the request"), content_form(kind), plan, do)
    back = reverse("counter:care-request", args=[person_id, one.pk])
    context = {"person": one.person, "title": step.title, "subtitle": ": ".join(_titles(one))}
    return act(request, one, step, back, (one.pk, one.state), context, {"initial": one.content})


@require_http_methods(["GET", "POST"])
@asks(Action.DECIDE)
@consults("care")
def new(request: StaffRequest, person_id: int, kind: str) -> HttpResponse:
    """Take in a request; `kind` names the pillar and the kind of request."""
    person = get_object_or_404(Person, pk=person_id)
    code, _dash, asked = kind.partition("-")
    pillar = pillars().get(code)
    chosen = next((one for one in pillar.requests if one.code == asked), None) if pillar else None
    fund = next(iter(funds_of(request.user)), None)
    if pillar is None or chosen is None or fund is None:
        raise Http404

    def plan(_about: Person, given: dict[str, Any]) -> list[str]:
        last = chosen.term(given["received_on"]) if chosen.term else None
        lines = [_("The request is taken in and stands in the queue.")]
        return [*lines, _("It must be decided by %(day)s.") % {"day": formats.day(last)}] if last else lines

    def do(_about: Person, given: dict[str, Any], _request: StaffRequest) -> None:
        number = given["provider_number"]
        services.take_request(
            code,
            chosen.code,
            fund=fund,
            person=person,
            provider=Provider.objects.filter(number=number).first() if number else None,
            key=f"counter {code} {chosen.code} {person.pk} {given['event_on']} {number}",
            received_on=given["received_on"],
            event_on=given["event_on"],
            content=content_of(chosen, given),
        )

    title = f"{told(pillar.title)}: {told(chosen.title)}"
    step = Step(gettext_lazy("Take in a request"), request_form(chosen), plan, do)
    back = reverse("counter:person", args=[person_id]) + "#care"
    stamp = CareRequest.objects.filter(person=person).count()
    return act(request, person, step, back, stamp, {"person": person, "title": step.title, "subtitle": title})


def _one(person_id: int, care_request_id: int) -> CareRequest:
    found = CareRequest.objects.select_related("person", "provider", "fund")
    return get_object_or_404(found, pk=care_request_id, person_id=person_id)


def _titles(one: CareRequest) -> tuple[str, str]:
    pillar = pillar_of(one.pillar)
    return told(pillar.title), told(pillar.kind(one.kind).title)


def _content(kind: RequestKind, one: CareRequest) -> list[tuple[str, str]]:
    """What the request says, in the words of its form."""
    shown = []
    for field in kind.fields:
        value = one.content.get(field.name)
        if value in (None, ""):
            continue
        text = (
            (_("yes") if value else _("no"))
            if field.kind == "bool"
            else told(field.choices[value])
            if field.kind == "choice" and value in field.choices
            else formats.euro(int(value))
            if field.kind == "cents"
            else str(value)
        )
        shown.append((told(field.label), text))
    return shown
