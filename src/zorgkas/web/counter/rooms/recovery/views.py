"""The pages of undue budgets: all files, one file, and each step on it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from zorgkas.recovery import queries, services
from zorgkas.recovery.models import Recovery
from zorgkas.web.consultation import consults
from zorgkas.web.counter.rooms.recovery.acting import act
from zorgkas.web.counter.rooms.recovery.steps import STEPS, told
from zorgkas.web.funds import funds_of
from zorgkas.web.roles import Action, StaffRequest, actions_of, asks

MOST = 200


@require_GET
@asks(Action.RECOVERY)
def all_files(request: StaffRequest) -> HttpResponse:
    """Show the files that are not closed, those to be decided first."""
    files = [file for fund in funds_of(request.user) for file in queries.running(fund)]
    context = {"files": files[:MOST], "count": len(files), "most": MOST, "open_cents": sum(f.open_cents for f in files)}
    return render(request, "counter/recovery/list.html", context)


@require_GET
@asks(Action.PEOPLE)
@consults("recovery")
def file(request: StaffRequest, person_id: int, recovery_id: int) -> HttpResponse:
    """Show one file: the months, what happened, the plan, and what can be done."""
    recovery = _file(person_id, recovery_id)
    may = Action.RECOVERY in actions_of(request.user)
    decided = recovery.events.filter(kind="decided").order_by("number").last()
    found = next(one for one in queries.files_of(recovery.person) if one.recovery.pk == recovery.pk)
    proposal = services.propose(recovery, services.Answers()) if recovery.state == Recovery.State.TO_DECIDE else None
    context = {
        "person": recovery.person,
        "recovery": recovery,
        "file": found,
        "parts": recovery.parts.order_by("period", "paid_on"),
        "events": recovery.events.select_related("user").order_by("-number"),
        "movements": queries.movements_of(recovery),
        "instalments": services.instalments(recovery),
        "decided": decided.data if decided else None,
        "proposal": told(proposal) if proposal else [],
        "steps": [(name, step) for name, step in STEPS.items() if may and step.possible(recovery)],
    }
    return render(request, "counter/recovery/file.html", context)


@require_http_methods(["GET", "POST"])
@asks(Action.RECOVERY)
@consults("recovery")
def step(request: StaffRequest, person_id: int, recovery_id: int, step: str) -> HttpResponse:
    """One step on a file: what will happen, and doing it."""
    recovery = _file(person_id, recovery_id)
    chosen = STEPS.get(step)
    if chosen is None or not chosen.possible(recovery):
        raise Http404
    back = reverse("counter:recovery-file", args=[person_id, recovery_id])
    stamp = (recovery.pk, recovery.events.count(), services.still_open(recovery))
    context = {"person": recovery.person, "title": chosen.title, "subtitle": str(recovery)}
    return act(request, recovery, chosen, back, stamp, context)


def _file(person_id: int, recovery_id: int) -> Recovery:
    found = Recovery.objects.select_related("person", "fund")
    return get_object_or_404(found, pk=recovery_id, person_id=person_id)
