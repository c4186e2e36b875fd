"""Home: how the fund stands, and what needs attention."""

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from zorgkas.banking import queries as banking
from zorgkas.banking.models import Batch
from zorgkas.budgets.models import Entitlement
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.queries import balances, runs
from zorgkas.letters.queries import unsent_count
from zorgkas.membership.models import Membership
from zorgkas.membership.services.premiums import SOME
from zorgkas.registry.models import CareFund, Task
from zorgkas.web.counter.reading.tasks import open_by_kind
from zorgkas.web.funds import fund_ids, funds_of, own
from zorgkas.web.roles import Action, StaffRequest, asks

# Counting millions takes longer than a page may; these figures may be some minutes old, and say so.
FIGURES_FOR_SECONDS = 600
LATEST_RUNS = 6


@require_GET
@asks(Action.HOME)
def home(request: StaffRequest) -> HttpResponse:
    """Show the figures of the fund and the work that waits."""
    funds = funds_of(request.user)
    fund = min(funds, key=lambda one: one.pk, default=None)
    context = {
        "fund": fund,
        "figures": cache.get_or_set(f"home-figures-{fund.pk}", lambda: _figures(fund), FIGURES_FOR_SECONDS)
        if fund
        else None,
        "tasks": open_by_kind(fund_ids(request.user)),
        "to_release": own(banking.batches(state=Batch.State.PROPOSED), request.user),
        "to_export": own(banking.batches(state=Batch.State.RELEASED), request.user),
        "queued": own(banking.queue(), request.user, "statement__account__fund_id").count(),
        "unsent": unsent_count(fund.pk) if fund else 0,
        "runs": own(runs().exclude(kind=SOME), request.user)[:LATEST_RUNS],
    }
    return render(request, "counter/home.html", context)


def _figures(fund: CareFund) -> dict[str, object]:
    today = timezone.localdate()
    members = Membership.objects.filter(fund=fund, superseded_at__isnull=True, valid_from__lte=today).exclude(
        valid_to__lte=today
    )
    rights = Entitlement.objects.filter(superseded_at__isnull=True, valid_from__lte=today).exclude(valid_to__lte=today)
    if CareFund.objects.count() > 1:
        rights = rights.filter(person_id__in=members.values("person_id"))
    books = balances(fund)
    return {
        "at": timezone.now(),
        "members": members.count(),
        "budgets": rights.values("person_id").distinct().count(),
        "premiums_open_cents": books[Account.PREMIUM_RECEIVABLE],
        "budgets_payable_cents": -books[Account.BENEFIT_PAYABLE],
        "premium_account_cents": books[Account.BANK_PREMIUMS],
        "benefit_account_cents": books[Account.BANK_BENEFITS],
        "open_tasks": Task.objects.filter(closed_at__isnull=True, fund=fund).count(),
    }
