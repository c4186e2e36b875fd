"""The task list."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zorgkas.registry.models import Task
from zorgkas.registry.services import close_task
from zorgkas.web.counter.reading.tasks import WHEN_LABELS, When, open_by_kind, open_tasks
from zorgkas.web.funds import fund_ids, own
from zorgkas.web.roles import Action, StaffRequest, asks

PAGE = 50


@require_GET
@asks(Action.PEOPLE)
def tasks(request: StaffRequest) -> HttpResponse:
    """Show the open tasks, of one kind or of all, and by when they must be done."""
    kind, when = request.GET.get("kind", ""), request.GET.get("when", "")
    kind = kind if kind in Task.Kind else ""
    when = When(when) if when in list(When) else When.ANY
    try:
        start = max(int(request.GET.get("from", "0")), 0)
    except ValueError:
        start = 0
    found = list(own(open_tasks(kind, when), request.user)[start : start + PAGE + 1])
    context = {
        "kind": kind,
        "when": when,
        "whens": [{"value": one, "label": label} for one, label in WHEN_LABELS.items()],
        "kinds": open_by_kind(fund_ids(request.user)),
        "tasks": found[:PAGE],
        "earlier": max(start - PAGE, 0) if start else None,
        "later": start + PAGE if len(found) > PAGE else None,
    }
    return render(request, "counter/tasks.html", context)


@require_POST
@asks(Action.CLOSE_TASKS)
def close(request: StaffRequest, task_id: int) -> HttpResponse:
    """Close a task in the name of the user."""
    task = get_object_or_404(Task, pk=task_id)
    close_task(task, request.user)
    messages.success(request, _("Task closed: %s.") % task.get_kind_display())
    return redirect("counter:tasks")
