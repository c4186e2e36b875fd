"""Give a bank movement that waits to a person, a claim or an order that came back."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zorgkas.banking import services
from zorgkas.banking.models import Movement
from zorgkas.web import formats
from zorgkas.web.consultation import log
from zorgkas.web.counter.reading.matching import Choice, choice_of, find, in_words, proposed
from zorgkas.web.funds import may_see_person, own_people
from zorgkas.web.roles import Action, StaffRequest, asks


@require_GET
@asks(Action.MATCH)
def movement(request: StaffRequest, movement_id: int) -> HttpResponse:
    """Show a movement, who or what it can be for, and what choosing one of them would book."""
    return _show(request, _movement(movement_id), _choice(request, request.GET))


@require_POST
@asks(Action.MATCH)
def match(request: StaffRequest, movement_id: int) -> HttpResponse:
    """Carry out what was shown, once."""
    waiting, choice = _movement(movement_id), _choice(request, request.POST)
    if waiting.state == Movement.State.MATCHED:
        messages.info(request, _("This movement is matched already; nothing changed."))
        return redirect("counter:bank")
    if choice is None:
        return _show(request, waiting, None, _("Choose a person, a claim or an order first."))
    try:
        services.match_movement(waiting, user=request.user, seal=request.POST.get("seal", "-"), **choice.chosen)
    except services.MatchRefused as refused:
        return _show(request, waiting, choice, str(refused))
    messages.success(
        request,
        _("%(amount)s is matched to %(person)s.")
        % {"amount": formats.euro(waiting.amount_cents), "person": choice.owner},
    )
    return redirect("counter:bank")


def _choice(request: StaffRequest, values: Mapping[str, str]) -> Choice | None:
    """What was chosen, unless it is about somebody of another fund."""
    choice = choice_of(values)
    return choice if choice and may_see_person(request.user, choice.owner.pk) else None


def _movement(number: int) -> Movement:
    return get_object_or_404(Movement.objects.select_related("statement__account__fund", "person"), pk=number)


def _show(request: StaffRequest, waiting: Movement, choice: Choice | None, mistake: str = "") -> HttpResponse:
    """The page; every look at what somebody owes is logged with the movement as its reason."""
    text = request.GET.get("q", "").strip()
    found = find(text, own_people(request.user)) if text else None
    plan = None
    if text:
        log(request, "search", reason=_("bank movement %s") % waiting, detail=text)
    if choice is not None:
        log(request, "match", person_id=choice.owner.pk, reason=_("bank movement %s") % waiting)
        try:
            plan = services.plan_match(waiting, **choice.chosen)
        except services.MatchRefused as refused:
            mistake = mistake or str(refused)
    context = {
        "movement": waiting,
        "waits": waiting.state == Movement.State.QUEUED,
        "proposed": proposed(waiting) if waiting.state == Movement.State.QUEUED else [],
        "text": text,
        "found": found,
        "choice": choice,
        "plan": plan,
        "booked": in_words(plan) if plan else [],
        "mistake": mistake,
    }
    return render(request, "counter/movement.html", context, status=422 if mistake else 200)
