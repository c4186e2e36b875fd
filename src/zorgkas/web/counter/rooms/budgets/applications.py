"""An application step by step: what is proven, what is missing and was asked, the decision that follows, with why."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zorgkas.budgets import services
from zorgkas.budgets.models import Application, DataQuestion
from zorgkas.budgets.proposals import Proposal, propose
from zorgkas.budgets.services.questions import send_questions as ask_others
from zorgkas.budgets.states import UNDECIDED, TransitionRefused
from zorgkas.ledger.accounts import Product
from zorgkas.registry.models import Person
from zorgkas.web.consultation import consults
from zorgkas.web.counter.rooms.budgets.forms import NewZbo
from zorgkas.web.funds import funds_of, own
from zorgkas.web.roles import Action, StaffRequest, actions_of, asks

MOST = 100


@require_GET
@asks(Action.CARE)
def waiting(request: StaffRequest) -> HttpResponse:
    """List the applications that wait, those that fall due first before the others."""
    found = own(Application.objects.filter(state__in=list(UNDECIDED)).select_related("person"), request.user)
    product = request.GET.get("product", "")
    if product.isdigit():
        found = found.filter(product=int(product))
    context = {
        "applications": found.order_by("decide_by", "pk")[:MOST],
        "count": found.count(),
        "most": MOST,
        "product": product,
        "products": [(str(int(one)), one.label) for one in (Product.ZZZ, Product.ZBH, Product.ZBO)],
        "today": timezone.localdate(),
    }
    return render(request, "counter/budgets/applications.html", context)


@require_http_methods(["GET", "POST"])
@asks(Action.DECIDE)
@consults("application")
def new_zbo(request: StaffRequest, person_id: int) -> HttpResponse:
    """Enter an application for a ZBO: first what will happen, then the button that does it."""
    person = get_object_or_404(Person, pk=person_id)
    given = request.POST if request.method == "POST" else request.GET if "applied_on" in request.GET else None
    form = NewZbo(given, person=person, funds=funds_of(request.user))
    shown = form.is_bound and form.is_valid()
    if shown and request.method == "POST":
        try:
            entered = services.apply_zbo(
                person, form.cleaned_data["applied_on"], user=request.user, fund=form.fund, answers=form.answers
            )
        except services.ApplicationRefused as refused:
            form.add_error(None, str(refused))
            shown = False
        else:
            messages.success(request, _("The application is entered."))
            return redirect("counter:application", person_id, entered.pk)
    context = {"person": person, "form": form, "shown": shown, "first_month": form.first_month if shown else None}
    return render(request, "counter/budgets/new_zbo.html", context, status=422 if form.is_bound and not shown else 200)


@require_GET
@asks(Action.CARE)
@consults("application")
def application(request: StaffRequest, person_id: int, application_id: int) -> HttpResponse:
    """Show one application with every step."""
    return _show(request, _found(person_id, application_id))


@require_POST
@asks(Action.DECIDE)
@consults("application")
def send_questions(request: StaffRequest, person_id: int, application_id: int) -> HttpResponse:
    """Ask what is missing of who must know it; asking twice asks once."""
    found = _found(person_id, application_id)
    proposal = propose(found, timezone.localdate())
    with transaction.atomic():
        number = ask_others(found, proposal.lacking, timezone.localdate())
    messages.success(request, _("Asked: %d.") % number)
    return redirect("counter:application", person_id, application_id)


@require_POST
@asks(Action.DECIDE)
@consults("application")
def answered(request: StaffRequest, person_id: int, application_id: int, question_id: int) -> HttpResponse:
    """Note that the answer came in and that the subject is fully known now."""
    question = get_object_or_404(
        DataQuestion, pk=question_id, application_id=application_id, application__person_id=person_id
    )
    try:
        services.answer_question(question, timezone.localdate(), user=request.user)
    except services.QuestionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The answer is noted."))
    return redirect("counter:application", person_id, application_id)


@require_POST
@asks(Action.DECIDE)
@consults("application")
def decide(request: StaffRequest, person_id: int, application_id: int) -> HttpResponse:
    """Decide in the name of the user; a second click finds it decided."""
    found = _found(person_id, application_id)
    try:
        decision = services.decide(found, request.user, timezone.localdate())
    except TransitionRefused as refused:
        messages.error(request, str(refused))
        return redirect("counter:application", person_id, application_id)
    if decision is None:
        messages.warning(request, _("Not decided: see what is missing."))
        return redirect("counter:application", person_id, application_id)
    messages.success(request, _("Decided: %s.") % decision.get_outcome_display())
    return redirect("counter:decision", person_id, decision.pk)


def _found(person_id: int, application_id: int) -> Application:
    found = Application.objects.select_related("person", "fund")
    return get_object_or_404(found, pk=application_id, person_id=person_id)


def _show(request: StaffRequest, found: Application) -> HttpResponse:
    language = "en" if (get_language() or "nl").startswith("en") else "nl"
    open_still = found.state in UNDECIDED
    proposal = propose(found, timezone.localdate()) if open_still else Proposal()
    answers = [(one, one.explain(language)) for one in proposal.why]
    context = {
        "person": found.person,
        "application": found,
        "open": open_still,
        "may_decide": open_still and Action.DECIDE in actions_of(request.user),
        "proposal": proposal,
        "rows": [
            {"row": one, "label": one.row.kind, "kind": _kind(one.row.kind), "outcome": one.decision.explain(language)}
            for one in proposal.rows
        ],
        "answers": [{"outcome": steps.outcome, "tree": steps.tree()} for _one, steps in answers],
        "questions": found.questions.order_by("answered_on", "sent_on", "pk"),
        "unsent": _unsent(found, proposal),
        "decisions": found.decisions.order_by("-pk"),
    }
    return render(request, "counter/budgets/application.html", context)


def _unsent(found: Application, proposal: Proposal) -> list[dict[str, str]]:
    """What is missing and was not asked yet, with of whom."""
    asked = set(found.questions.filter(answered_on__isnull=True).values_list("what", flat=True))
    labels = dict(DataQuestion.Party.choices)
    return [
        {"party": str(labels[one.party]), "text": str(one.text)} for one in proposal.lacking if one.what not in asked
    ]


def _kind(number: int) -> str:
    from zorgkas.budgets.models import Means

    return str(dict(Means.Kind.choices).get(int(number), number))
