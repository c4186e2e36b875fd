"""The calendar of a year: what falls due when, whether it was done, and doing it."""

from collections.abc import Collection

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from zorgkas.fines.calendar import calendar, run_until
from zorgkas.web.counter.rooms.fines.chosen import chosen_fund, chosen_year, years
from zorgkas.web.funds import funds_of
from zorgkas.web.roles import ASKS, Action, StaffRequest, actions_of, asks


@require_http_methods(["GET", "POST"])
@asks(Action.HOME)
def calendar_page(request: StaffRequest) -> HttpResponse:
    """Show the calendar; run what falls due for who may."""
    fund, year, today = chosen_fund(request), chosen_year(request), timezone.localdate()
    may_run = Action.CALENDAR in actions_of(request.user)
    if request.method == "POST":
        if not may_run:
            raise PermissionDenied(Action.CALENDAR)
        for played in run_until(fund, year, today):
            tell = messages.error if played.failed else messages.success
            tell(request, f"{played.entry.duty.label}: {played.outcome}")
        return redirect(f"{reverse('counter:calendar')}?fund={fund.code}&year={year}")
    actions = actions_of(request.user)
    entries = [
        (entry, entry.late(today), entry.waits(today), _may_open(entry.duty.page, actions))
        for entry in calendar(fund, year)
    ]
    context = {
        "fund": fund,
        "funds": funds_of(request.user),
        "year": year,
        "years": years(),
        "entries": entries,
        "waiting": [entry for entry, _late, waits, _link in entries if waits],
        "may_run": may_run,
    }
    return render(request, "counter/fines/calendar.html", context)


def _may_open(page: str, actions: Collection[Action]) -> bool:
    """Whether the user may follow the link to where the work is done."""
    return bool(page) and getattr(resolve(reverse(page)).func, ASKS, None) in actions
