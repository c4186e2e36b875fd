"""The queue of bank movements that wait for somebody."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zorgkas.banking import queries
from zorgkas.banking.models import Statement
from zorgkas.web.roles import Action, StaffRequest, asks

MOST = 100
LATEST_STATEMENTS = 10


@require_GET
@asks(Action.BANK)
def queue(request: StaffRequest) -> HttpResponse:
    """Show what no rule could match, and the latest statements."""
    waiting = queries.queue()
    context = {
        "movements": waiting[:MOST],
        "count": waiting.count(),
        "most": MOST,
        "statements": Statement.objects.select_related("account", "file").order_by("-closed_on", "-pk")[
            :LATEST_STATEMENTS
        ],
    }
    return render(request, "counter/bank.html", context)
