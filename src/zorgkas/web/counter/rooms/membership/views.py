"""The pages of membership: a form, then what will happen, then the button that does it."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zorgkas.engine import LegalGap
from zorgkas.law.premium.kinds import CarePlace
from zorgkas.letters.services import write_membership_letters
from zorgkas.membership import services
from zorgkas.membership.models import Change
from zorgkas.membership.plans import Plan
from zorgkas.membership.services import ArrivalPlan
from zorgkas.registry.models import CareFund, Person
from zorgkas.registry.reasons import gap_told
from zorgkas.web.consultation import consults, log
from zorgkas.web.counter.rooms.membership import forms
from zorgkas.web.funds import OtherFund, funds_of
from zorgkas.web.roles import Action, StaffRequest, asks

Shown = Plan | ArrivalPlan
DIGEST = "seen"


@require_http_methods(["GET", "POST"])
@asks(Action.MEMBERSHIP)
@consults("membership")
def start(request: StaffRequest, person_id: int) -> HttpResponse:
    """Start a compulsory or voluntary membership."""

    def plan(person: Person, form: Any) -> Plan:
        given = form.cleaned_data
        return services.plan_start(person, form.fund, given["asked_on"], paid_on=given["paid_on"])

    return _page(request, person_id, forms.Start, plan, _("Start a membership"))


@require_http_methods(["GET", "POST"])
@asks(Action.MEMBERSHIP)
@consults("membership")
def care(request: StaffRequest, person_id: int) -> HttpResponse:
    """Affiliate somebody for care only, without premium."""

    def plan(person: Person, form: Any) -> Plan:
        given = form.cleaned_data
        asked = services.CareAsk(
            given["pillar"], CarePlace(given["place"]), given["starts_on"], given["proves_actual_stay"]
        )
        return services.plan_start(person, form.fund, given["asked_on"], care=asked)

    return _page(request, person_id, forms.Care, plan, _("Affiliate for care only"))


@require_http_methods(["GET", "POST"])
@asks(Action.MEMBERSHIP)
@consults("membership")
def stop(request: StaffRequest, person_id: int) -> HttpResponse:
    """Stop a membership on request."""

    def plan(person: Person, form: Any) -> Plan:
        return services.plan_stop(person, form.fund, form.cleaned_data["asked_on"])

    return _page(request, person_id, forms.Stop, plan, _("Stop the membership"))


@require_http_methods(["GET", "POST"])
@asks(Action.MEMBERSHIP)
@consults("membership")
def switch(request: StaffRequest, person_id: int) -> HttpResponse:
    """Take a form of change of somebody whose file may be opened."""
    return _page(request, person_id, forms.Switch, _switching, _("Change of care fund"))


@require_http_methods(["GET", "POST"])
@asks(Action.MEMBERSHIP)
def switch_by_form(request: StaffRequest) -> HttpResponse:
    """Take a form of change of somebody of another fund: the number on the form opens this page and nothing else."""
    form = forms.SwitchByNumber(_given(request), funds=_funds(request))
    title = _("Change of care fund")
    if not form.is_bound or not form.is_valid():
        return _show(request, None, form, None, title)
    person = form.cleaned_data["insz"]
    log(request, "form of change", person_id=person.pk, reason=_("form of change"), detail=request.path)
    return _plan_and_do(request, person, form, _switching, title)


@require_http_methods(["GET", "POST"])
@asks(Action.MEMBERSHIP)
@consults("membership")
def address(request: StaffRequest, person_id: int) -> HttpResponse:
    """Register an arrival or another new address."""

    def plan(person: Person, form: Any) -> ArrivalPlan:
        return services.plan_arrival(person, form.fund, form.cleaned_data["asked_on"], form.home)

    return _page(request, person_id, forms.Address, plan, _("Register an arrival or another address"))


def _switching(person: Person, form: Any) -> Plan:
    given = form.cleaned_data
    return services.plan_switch(person, form.fund, given["asked_on"], other_sickness_fund=given["other_sickness_fund"])


def _page(
    request: StaffRequest,
    person_id: int,
    kind: type[forms.Asked],
    plan: Callable[[Person, Any], Shown],
    title: str,
) -> HttpResponse:
    person = get_object_or_404(Person, pk=person_id)
    form = kind(_given(request), funds=_funds(request))
    if not form.is_bound or not form.is_valid():
        return _show(request, person, form, None, title)
    return _plan_and_do(request, person, form, plan, title)


def _funds(request: StaffRequest) -> Sequence[CareFund]:
    """The funds that the user can act for: without one there is nothing to do here."""
    if not (found := funds_of(request.user)):
        raise OtherFund(Action.MEMBERSHIP)
    return found


def _plan_and_do(
    request: StaffRequest, person: Person, form: Any, plan: Callable[[Person, Any], Shown], title: str
) -> HttpResponse:
    try:
        found = plan(person, form)
    except LegalGap as gap:
        return _show(request, person, form, None, title, mistake=gap_told(gap))
    return _do(request, person, form, found, title)


def _given(request: StaffRequest) -> Any:
    """What was filled in: in the address while looking, in the body when it is done."""
    given = request.POST if request.method == "POST" else request.GET
    return given if "asked_on" in given else None


def _do(request: StaffRequest, person: Person, form: Any, plan: Shown, title: str) -> HttpResponse:
    """Show the plan; or carry out what was shown, once."""
    if request.method != "POST" or DIGEST not in request.POST or plan.refusal is not None:
        return _show(request, person, form, plan, title)
    if request.POST[DIGEST] != plan.digest:
        return _show(request, person, form, plan, title, mistake=_("Look again: this is not what was shown before."))
    try:
        message = _carry_out(request, plan)
    except services.PlanChanged as changed:
        return _show(request, person, form, plan, title, mistake=str(changed))
    messages.success(request, message)
    if isinstance(form, forms.SwitchByNumber):
        return redirect("counter:membership-form")
    return redirect("counter:person", person.pk)


def _carry_out(request: StaffRequest, plan: Shown) -> str:
    if isinstance(plan, ArrivalPlan):
        before = timezone.now()
        taken = services.register_arrival(plan, request.user)
        for followed in Change.objects.filter(person=plan.person, done_at__gte=before).select_related("fund"):
            write_membership_letters(followed.fund, of=[followed])
        return _("The address is recorded.") if taken.recorded else _("A task is opened: somebody must look into this.")
    change = services.carry_out(plan, request.user)
    if change is None:
        return _("A task is opened: somebody must look into this.")
    for fund in {one.pk: one for one in (change.fund, change.other_fund) if one is not None}.values():
        write_membership_letters(fund, of=[change])
    return _("Done: %(what)s. The letter is ready.") % {"what": change.get_kind_display()}


def _show(
    request: StaffRequest, person: Person | None, form: Any, plan: Shown | None, title: str, mistake: str = ""
) -> HttpResponse:
    known = None if isinstance(form, forms.SwitchByNumber) else person
    language = "en" if (get_language() or "nl").startswith("en") else "nl"
    decision = getattr(plan, "decision", None)
    doubts = [one[1] if isinstance(one, tuple) else one for one in plan.doubts] if plan else []
    context = {
        "person": known,
        "about": person if plan else None,
        "form": form,
        "plan": plan,
        "doubts": doubts,
        "why": [step for step in decision.explain(language) if step.article] if decision else [],
        # A national number never stands in an address.
        "in_body": isinstance(form, forms.SwitchByNumber),
        "digest_name": DIGEST,
        "title": title,
        "mistake": mistake,
        "unknown_due": any(due.after_cents is None for due in plan.dues) if plan else False,
    }
    wrong = bool(mistake) or (form.is_bound and not form.is_valid())
    return render(request, "counter/membership/change.html", context, status=422 if wrong else 200)
