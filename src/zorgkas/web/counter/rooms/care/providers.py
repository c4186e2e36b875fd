"""Providers: all, and one with what is true of it, its files and what is open."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from zorgkas.care import queries
from zorgkas.care.models import AttestedSoftware, Capacity, ProviderAccount, Recognition, Tariff
from zorgkas.ledger.accounts import Account, Product
from zorgkas.registry.models import Provider
from zorgkas.web.funds import fund_ids
from zorgkas.web.roles import Action, StaffRequest, asks

PER_PAGE = 100


@require_GET
@asks(Action.CARE)
def overview(request: StaffRequest) -> HttpResponse:
    """Show providers, found by name or number."""
    wanted = request.GET.get("q", "").strip()[:80]
    found = Provider.objects.order_by("name", "pk")
    if wanted:
        found = found.filter(Q(name__icontains=wanted) | Q(number__startswith=wanted))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "counter/care/providers.html", {"page": page, "wanted": wanted})


@require_GET
@asks(Action.CARE)
def show(request: StaffRequest, name: str) -> HttpResponse:
    """Show one provider, by its number."""
    provider = get_object_or_404(Provider, number=name)
    today = timezone.localdate()
    mine = fund_ids(request.user)
    items = [
        (Product(item.product).label, item.period, item.account == Account.PROVIDER_RECEIVABLE, abs(item.balance_cents))
        for item in queries.open_of(provider, mine)
    ]
    context = {
        "provider": provider,
        "recognitions": queries.known(Recognition, provider, today),
        "capacities": queries.known(Capacity, provider, today),
        "tariffs": queries.known(Tariff, provider, today),
        "software": queries.known(AttestedSoftware, provider, today),
        "account": queries.known(ProviderAccount, provider, today).first(),
        "items": items,
        "files": queries.files(mine).filter(provider=provider)[:20],
    }
    return render(request, "counter/care/provider.html", context)
