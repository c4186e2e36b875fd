"""The page of the collection as a whole: plans that need a call, proposals that wait, refunds, and the reminders."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zorgkas.banking.queries import refunds_of
from zorgkas.collection import services
from zorgkas.collection.models import PaymentPlan, Relief
from zorgkas.ledger.services import LedgerError
from zorgkas.letters import services as letters
from zorgkas.registry.models import CareFund
from zorgkas.web.counter.rooms.collection.forms import Year
from zorgkas.web.funds import funds_of
from zorgkas.web.roles import Action, StaffRequest, asks

MOST = 100


@require_GET
@asks(Action.COLLECT)
def overview(request: StaffRequest) -> HttpResponse:
    """Show the plans, the proposals and the refunds of the funds of the user."""
    funds = [fund.pk for fund in funds_of(request.user)]
    plans = PaymentPlan.objects.filter(fund_id__in=funds).select_related("person").prefetch_related("instalments")
    waiting = Relief.objects.filter(fund_id__in=funds, state=Relief.State.PROPOSED)
    refunds = [refund for fund in funds for refund in refunds_of(fund, most=MOST + 1)]
    context = {
        "behind": list(plans.filter(state=PaymentPlan.State.BEHIND).order_by("pk")[:MOST]),
        "lapsed": list(plans.filter(state=PaymentPlan.State.LAPSED).order_by("-ended_on", "-pk")[:MOST]),
        "running": plans.filter(state=PaymentPlan.State.ACTIVE).count(),
        "reliefs": list(waiting.select_related("person", "proposed_by").order_by("asked_on")[:MOST]),
        "refunds": refunds[:MOST],
        "more_refunds": len(refunds) > MOST,
        "most": MOST,
        "today": timezone.localdate(),
    }
    return render(request, "counter/collection/overview.html", context)


@require_http_methods(["GET", "POST"])
@asks(Action.COLLECT)
def reminders(request: StaffRequest) -> HttpResponse:
    """Show who would be reminded, and remind them."""
    funds = funds_of(request.user)
    asked = request.POST if request.method == "POST" else request.GET if "year" in request.GET else None
    form = Year(asked, initial={"year": timezone.localdate().year})
    found: list[tuple[CareFund, services.Reminders]] = []
    mistake = ""
    if form.is_bound and form.is_valid():
        year = form.cleaned_data["year"]
        try:
            found = [(fund, letters.preview_reminders(fund, year)) for fund in funds]
            seen = sum(outcome.reminded for _fund, outcome in found)
            if request.method == "POST" and request.POST.get("seen") == str(seen):
                written = sum(letters.remind(fund, year)[1] for fund in funds)
                messages.success(request, _("Reminders written: %d.") % written)
                return redirect("counter:premium-collection")
            if request.method == "POST":
                mistake = _("Something changed in the meantime: look at what will happen now.")
        except (services.RemindersRefused, letters.CollectionLettersRefused, LedgerError) as refused:
            mistake = str(refused)
    context = {
        "form": form,
        "found": found,
        "seen": sum(outcome.reminded for _fund, outcome in found),
        "mistake": mistake,
    }
    return render(request, "counter/collection/reminders.html", context, status=422 if mistake or form.errors else 200)
