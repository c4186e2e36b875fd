"""All runs, and starting one after seeing what it will do."""

import datetime

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from zorgkas.ledger.models import Run
from zorgkas.ledger.queries import runs
from zorgkas.registry.models import CareFund
from zorgkas.web import formats
from zorgkas.web.consultation import log
from zorgkas.web.counter.rooms.fines.chosen import chosen_fund
from zorgkas.web.counter.rooms.runs.starting import last_words, start_command
from zorgkas.web.funds import funds_of, own
from zorgkas.web.roles import Action, StaffRequest, actions_of, asks

LATEST = 50
PREMIUM, BUDGETS = "premium", "budgets"
TITLES = {PREMIUM: _("Ask the premiums of a year"), BUDGETS: _("Pay the budgets of a month")}


class PremiumForm(forms.Form):
    """A premium year."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int, choices=lambda: [(year, year) for year in _years()])
    letters = forms.BooleanField(label=_("Write the invitations to pay as well"), required=False, initial=True)


class MonthForm(forms.Form):
    """A month of budgets."""

    month = forms.TypedChoiceField(
        label=_("Month"),
        choices=lambda: [(f"{month:%Y-%m}", formats.month(month.year * 100 + month.month)) for month in _months()],
    )


@require_GET
@asks(Action.BATCHES)
def all_runs(request: StaffRequest) -> HttpResponse:
    """Show the latest runs and how each ended."""
    may_start = Action.EXPORT in actions_of(request.user)
    context = {
        "runs": own(runs(), request.user)[:LATEST],
        "works": TITLES.items() if may_start else (),
        "last_words": last_words() if may_start else (),
    }
    return render(request, "counter/runs/list.html", context)


@require_http_methods(["GET", "POST"])
@asks(Action.EXPORT)
def start(request: StaffRequest, work: str) -> HttpResponse:
    """Say what a run does, and start it beside the pages."""
    if work not in TITLES:
        raise Http404
    fund = chosen_fund(request)
    form = (PremiumForm if work == PREMIUM else MonthForm)(request.POST or None)
    busy = Run.objects.filter(fund=fund, kind=work, state=Run.State.RUNNING).exists()
    if request.method == "POST" and form.is_valid() and not busy:
        arguments = _arguments(work, form.cleaned_data, fund, request.user.get_username())
        start_command(*arguments)
        log(request, "run started", reason=str(TITLES[work]), detail=" ".join(arguments))
        messages.success(request, _("Started. It goes on when you close this page; it stands below when it is done."))
        return redirect("counter:runs")
    context = {
        "work": work,
        "title": TITLES[work],
        "form": form,
        "fund": fund,
        "funds": funds_of(request.user),
        "busy": busy,
        "before": runs(fund).filter(kind=work, state=Run.State.DONE).first(),
    }
    return render(request, "counter/runs/start.html", context, status=422 if form.is_bound and form.errors else 200)


def _arguments(work: str, values: dict[str, object], fund: CareFund, user: str) -> tuple[str, ...]:
    """The command, with a proposal of the batch in the name of the user: somebody else releases it."""
    end = ("--fund", fund.code, "--user", user)
    if work == PREMIUM:
        return ("premium", "run", str(values["year"]), *end, *(("--letters",) if values["letters"] else ()))
    return ("payments", "run", str(values["month"]), *end)


def _years() -> tuple[int, ...]:
    """This year, the next one and the one before."""
    this = timezone.localdate().year
    return this, this + 1, this - 1


def _months() -> list[datetime.date]:
    """This month, the next one and the two before."""
    today = timezone.localdate()
    number = today.year * 12 + today.month - 1
    return [datetime.date(one // 12, one % 12 + 1, 1) for one in (number, number + 1, number - 1, number - 2)]
