"""The yearly figures beside those that were published, and the trial balance, counted when somebody asks."""

import csv
import datetime
from dataclasses import dataclass

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zorgkas.figures.comparison import Line, lines
from zorgkas.figures.queries import figures
from zorgkas.ledger.queries import AccountBalance, trial_balance
from zorgkas.registry.models import CareFund
from zorgkas.web.counter.rooms.fines.chosen import chosen_fund
from zorgkas.web.funds import funds_of
from zorgkas.web.roles import Action, StaffRequest, asks

FIRST_YEAR = 2001
# Counting millions takes some seconds: what was counted stays until somebody counts again.
KEPT_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True)
class Report:
    """What was counted, and when."""

    at: datetime.datetime
    lines: tuple[Line, ...]
    due_cents: int
    open_cents: int
    balances: tuple[AccountBalance, ...]


@require_GET
@asks(Action.REPORTS)
def reports(request: StaffRequest) -> HttpResponse:
    """Show what was counted last for a year."""
    fund, year = chosen_fund(request), _year(request.GET.get("year"))
    context = {
        "fund": fund,
        "funds": funds_of(request.user),
        "year": year,
        "years": range(timezone.localdate().year, FIRST_YEAR - 1, -1),
        "report": cache.get(_key(fund, year)),
    }
    return render(request, "counter/reports/year.html", context)


@require_POST
@asks(Action.REPORTS)
def count_year(request: StaffRequest) -> HttpResponse:
    """Count a year now."""
    fund, year = chosen_fund(request), _year(request.POST.get("year"))
    counted = figures(year, fund)
    report = Report(
        timezone.now(),
        tuple(lines(counted, 1)),
        counted.premium_due_cents,
        counted.premium_open_cents,
        tuple(trial_balance(fund)),
    )
    cache.set(_key(fund, year), report, KEPT_SECONDS)
    return redirect(f"{reverse('counter:reports')}?fund={fund.code}&year={year}")


@require_GET
@asks(Action.REPORTS)
def as_csv(request: StaffRequest, year: int) -> HttpResponse:
    """Give the figures that were counted as a table for a spreadsheet."""
    fund = chosen_fund(request)
    report: Report | None = cache.get(_key(fund, year))
    if report is None:
        raise Http404(_("This year was not counted yet."))
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{fund.code}-{year}.csv"'
    table = csv.writer(answer)
    table.writerow([_("figure"), str(year)])
    table.writerows([line.name, line.counted] for line in report.lines)
    table.writerow([_("premiums due (cents)"), report.due_cents])
    table.writerow([_("premiums still open (cents)"), report.open_cents])
    table.writerows(
        [_("account %(number)d in cents") % {"number": one.account}, one.balance_cents] for one in report.balances
    )
    return answer


def _year(text: str | None) -> int:
    today = timezone.localdate()
    year = int(text) if text and text.isascii() and text.isdecimal() and len(text) == len("2026") else today.year
    return min(max(year, FIRST_YEAR), today.year)


def _key(fund: CareFund, year: int) -> str:
    return f"report-{fund.pk}-{year}"
