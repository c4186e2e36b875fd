"""The pages about one member: a form, then what will happen, then the button that does it."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zorgkas.collection import services
from zorgkas.collection.models import PaymentPlan, Relief
from zorgkas.letters import services as letters
from zorgkas.membership.models import Membership
from zorgkas.membership.queries import fund_of
from zorgkas.membership.services import settle
from zorgkas.registry.models import CareFund, Person, PremiumExemption
from zorgkas.registry.queries import known
from zorgkas.web.consultation import consults
from zorgkas.web.counter.rooms.collection import forms, previews
from zorgkas.web.counter.rooms.sealed import Preview, given, sealed_page
from zorgkas.web.funds import fund_ids
from zorgkas.web.roles import Action, StaffRequest, asks

REFUSED = (
    services.PlanRefused,
    services.ExemptionRefused,
    services.MandateRefused,
    services.ReliefRefused,
    services.WriteOffRefused,
    services.InterruptionRefused,
    services.RefundRefused,
    letters.CollectionLettersRefused,
)


@require_http_methods(["GET", "POST"])
@asks(Action.COLLECT)
@consults("premium plan")
def plan(request: StaffRequest, person_id: int) -> HttpResponse:
    """Agree a payment plan for everything that is open."""
    person, fund = _member(request, person_id)

    def show(form: Any) -> Preview:
        today, debit = timezone.localdate(), form.by_direct_debit
        return previews.of_plan(services.preview_plan(person, fund, _parts(form), on=today, by_direct_debit=debit))

    def _parts(form: Any) -> tuple[services.Part, ...]:
        claims = services.preview_total(person, fund)
        return services.equal_parts(claims, form.cleaned_data["count"], form.cleaned_data["first_on"])

    def act(form: Any) -> str:
        services.agree_plan(
            person,
            fund,
            _parts(form),
            user=request.user,
            note=form.cleaned_data["note"],
            by_direct_debit=form.by_direct_debit,
        )
        letters.write_plan_letters(fund)
        return _("The plan is agreed, and a letter confirms it.")

    return _page(request, person, forms.Plan(given(request)), show, act, _("Agree a payment plan"))


@require_POST
@asks(Action.COLLECT)
@consults("premium plan")
def end(request: StaffRequest, person_id: int, plan_id: int) -> HttpResponse:
    """End a running plan."""
    found = get_object_or_404(PaymentPlan, pk=plan_id, person_id=person_id)
    try:
        services.end_plan(found, user=request.user)
        messages.success(request, _("The plan is ended; what is open is asked as before."))
    except services.PlanRefused as refused:
        messages.info(request, str(refused))
    return redirect("counter:person", person_id)


@require_http_methods(["GET", "POST"])
@asks(Action.COLLECT)
@consults("premium exemption")
def exemption(request: StaffRequest, person_id: int) -> HttpResponse:
    """Register a situation in which the premium is not due, and book what follows from it at once."""
    person, fund = _member(request, person_id)

    def show(form: Any) -> Preview:
        ground = PremiumExemption.Ground(form.cleaned_data["ground"])
        effects = services.preview_exemption(person, ground, form.cleaned_data["valid_from"], form.valid_to)
        return previews.of_exemption(str(ground.label), form.proof_wanted, effects)

    def act(form: Any) -> str:
        given, proof = form.cleaned_data, form.cleaned_data["proof"]
        effects = services.preview_exemption(person, given["ground"], given["valid_from"], form.valid_to)
        services.register_exemption(person, given["ground"], given["valid_from"], form.valid_to, proof=proof)
        for effect in effects:
            settle([person.pk], effect.year, fund)
        fact = known(PremiumExemption).filter(person=person, ground=given["ground"]).order_by("-recorded_at").first()
        assert fact is not None
        letters.write_exemption_letter(fund, person, fact, effects, proof=proof)
        return _("The situation is registered, the premiums follow, and a letter confirms it.")

    return _page(request, person, forms.Exemption(given(request)), show, act, _("Register that no premium is due"))


@require_http_methods(["GET", "POST"])
@asks(Action.COLLECT)
@consults("mandate")
def mandate(request: StaffRequest, person_id: int) -> HttpResponse:
    """Register or change a direct debit mandate."""
    person, fund = _member(request, person_id)

    def show(form: Any) -> Preview:
        given = form.cleaned_data
        return previews.of_mandate(given["iban"], given["signed_on"] is not None, bool(given["document"].strip()))

    def act(form: Any) -> str:
        found = services.register_mandate(person, **form.cleaned_data)
        if found is None:
            return _("Nothing is collected; a task is opened.")
        letters.write_mandate_letter(fund, person, found, on=timezone.localdate())
        return _("The mandate counts from today on, and a letter confirms it.")

    return _page(request, person, forms.Mandate(given(request)), show, act, _("Register a direct debit mandate"))


@require_http_methods(["GET", "POST"])
@asks(Action.COLLECT)
@consults("mandate")
def revoke(request: StaffRequest, person_id: int) -> HttpResponse:
    """End a mandate."""
    person, fund = _member(request, person_id)
    today = timezone.localdate()

    def show(form: Any) -> Preview:
        if services.mandate_of(person, today) is None:
            return Preview(refusal=_("There is no mandate to revoke."))
        return Preview(lines=(_("From today on nothing is collected any more; a letter confirms it."),))

    def act(form: Any) -> str:
        services.revoke_mandate(person, document=form.cleaned_data["document"])
        letters.write_mandate_letter(fund, person, None, on=today)
        return _("The mandate is ended, and a letter confirms it.")

    return _page(request, person, forms.Told(given(request)), show, act, _("End the direct debit"))


@require_http_methods(["GET", "POST"])
@asks(Action.COLLECT)
@consults("mandate")
def again(request: StaffRequest, person_id: int) -> HttpResponse:
    """Use a blocked mandate again."""
    person, _fund = _member(request, person_id)

    def show(form: Any) -> Preview:
        if services.block_of(person, timezone.localdate()) is None:
            return Preview(refusal=_("The mandate is not blocked."))
        return Preview(lines=(_("The next collection uses this mandate again."),))

    def act(form: Any) -> str:
        services.use_again(person, document=form.cleaned_data["document"])
        return _("The mandate is used again.")

    return _page(request, person, forms.Told(given(request)), show, act, _("Use the mandate again"))


@require_http_methods(["GET", "POST"])
@asks(Action.COLLECT)
@consults("prescription")
def interruption(request: StaffRequest, person_id: int) -> HttpResponse:
    """Register an act that interrupts the prescription of a premium, a budget or a fine."""
    person, _fund = _member(request, person_id)

    def show(form: Any) -> Preview:
        claim, period, on = form.cleaned_data["claim"], form.period, form.cleaned_data["on"]
        return previews.of_interruption(person, claim, period, on)

    def act(form: Any) -> str:
        data = form.cleaned_data
        services.register_interruption(
            person, data["claim"], form.period, data["on"], data["act"], data["document"], by=request.user
        )
        return _("It is registered: the prescription begins again on that day.")

    title = _("Register an interruption of prescription")
    return _page(request, person, forms.InterruptionForm(given(request)), show, act, title)


@require_http_methods(["GET", "POST"])
@asks(Action.COLLECT)
@consults("premium refund")
def refund(request: StaffRequest, person_id: int) -> HttpResponse:
    """Decide on the written request of a voluntary member to get premiums back."""
    person, fund = _once_member(request, person_id)

    def show(form: Any) -> Preview:
        found = services.preview_refund(person, fund, form.cleaned_data["first_year"], shown=form.shown)
        return previews.of_refund(found, get_language() or "nl")

    def act(form: Any) -> str:
        data = form.cleaned_data
        services.decide_refund(
            person,
            fund,
            data["first_year"],
            asked_on=data["asked_on"],
            document=data["document"],
            proof=data["proof"] if form.shown else "",
            motivation=data["motivation"],
            user=request.user,
        )
        letters.write_refund_decisions(fund)
        return _("The decision is taken, and a letter tells it.")

    title = _("Decide on a request to get premiums back")
    return _page(request, person, forms.RefundForm(given(request)), show, act, title)


@require_http_methods(["GET", "POST"])
@asks(Action.COLLECT)
@consults("premium relief")
def relief(request: StaffRequest, person_id: int) -> HttpResponse:
    """Propose what to answer on a request not to have to pay arrears."""
    person, fund = _member(request, person_id)
    today = timezone.localdate()
    late = services.late_claims(person, fund, today)
    form = forms.ReliefForm(given(request), claims=late)

    def show(form: Any) -> Preview:
        given = form.cleaned_data
        decision = services.judge(given["pillar"], given["ground"], has_late_claims=bool(late), on=today)
        return previews.of_relief(decision, form.amounts, get_language() or "nl")

    def act(form: Any) -> str:
        given = {name: form.cleaned_data[name] for name in ("pillar", "ground", "document", "motivation")}
        services.propose_relief(person, fund, **given, amounts=form.amounts, user=request.user)
        return _("The proposal waits for somebody else to decide.")

    return _page(request, person, form, show, act, _("Propose relief of arrears"))


@require_http_methods(["GET", "POST"])
@asks(Action.COLLECT)
@consults("premium relief")
def decide(request: StaffRequest, person_id: int, relief_id: int) -> HttpResponse:
    """Decide on a proposal of somebody else."""
    found = get_object_or_404(Relief.objects.select_related("person", "fund"), pk=relief_id, person_id=person_id)
    mistake = ""
    if request.method == "POST":
        try:
            with transaction.atomic():
                services.decide_relief(found, user=request.user, agree="agree" in request.POST)
                letters.write_relief_letters(found.fund)
            messages.success(request, _("The decision is taken."))
            return redirect("counter:person", person_id)
        except REFUSED as refused:
            mistake = str(refused)
    context = {
        "person": found.person,
        "relief": found,
        "preview": previews.of_decision(found),
        "waits": found.state == Relief.State.PROPOSED,
        "own": found.proposed_by_id == request.user.pk,
        "mistake": mistake,
    }
    return render(request, "counter/collection/decide.html", context, status=422 if mistake else 200)


def _member(request: StaffRequest, person_id: int) -> tuple[Person, CareFund]:
    """The person, and the fund of which he or she is a member and for which the user works."""
    person = get_object_or_404(Person, pk=person_id)
    fund = fund_of(person, timezone.localdate())
    if fund is None or fund.pk not in fund_ids(request.user):
        raise Http404(_("Not a member of your fund today."))
    return person, fund


def _once_member(request: StaffRequest, person_id: int) -> tuple[Person, CareFund]:
    """The person, and the fund of the user to which the person belongs, or belonged as a voluntary member."""
    person = get_object_or_404(Person, pk=person_id)
    mine = known(Membership).filter(person=person, fund_id__in=fund_ids(request.user)).select_related("fund")
    last = (
        mine.filter(kind=Membership.Kind.VOLUNTARY).order_by("valid_from").last() or mine.order_by("valid_from").last()
    )
    if last is None:
        raise Http404(_("Never a member of your fund."))
    return person, last.fund


def _page(
    request: StaffRequest,
    person: Person,
    form: django_forms.Form,
    show: Callable[[Any], Preview],
    act: Callable[[Any], str],
    title: str,
) -> HttpResponse:
    return sealed_page(request, person, form, show, act, title, REFUSED)
