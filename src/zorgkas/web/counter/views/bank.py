"""The queue of bank movements that wait for somebody."""

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zorgkas.banking import queries
from zorgkas.banking.models import FundAccount, Quarantine, Statement
from zorgkas.web.funds import own
from zorgkas.web.roles import Action, StaffRequest, asks

MOST = 100
LATEST_STATEMENTS = 10


@require_GET
@asks(Action.BANK)
def queue(request: StaffRequest) -> HttpResponse:
    """Show what no rule could match, and the latest statements."""
    waiting = own(queries.queue(), request.user, "statement__account__fund_id")
    context = {
        "movements": waiting[:MOST],
        "count": waiting.count(),
        "most": MOST,
        "refused": _refused(request.user)[:MOST],
        "statements": own(
            Statement.objects.select_related("account", "file"), request.user, "account__fund_id"
        ).order_by("-closed_on", "-pk")[:LATEST_STATEMENTS],
    }
    return render(request, "counter/bank.html", context)


def _refused(user: User) -> QuerySet[Quarantine]:
    """What was refused about an account of a fund of the user, or about an account that is nobody's."""
    mine = own(FundAccount.objects.all(), user).values("iban")
    return queries.quarantined().filter(Q(iban__in=mine) | ~Q(iban__in=FundAccount.objects.values("iban")))
