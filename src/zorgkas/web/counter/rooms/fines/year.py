"""The steps of fines in a year: how far it is, who was looked at, and each step with what it will do."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zorgkas.fines import queries, services
from zorgkas.fines.dates import account_until, arrears_until, letter_until, report_until
from zorgkas.fines.models import AgencyFile
from zorgkas.fines.states import Reason, State
from zorgkas.ledger.services import LedgerError
from zorgkas.letters.services import FineLettersRefused, write_fine_letters
from zorgkas.registry.models import CareFund
from zorgkas.web.counter.rooms.fines.chosen import chosen_fund, chosen_year, years
from zorgkas.web.funds import funds_of
from zorgkas.web.roles import Action, StaffRequest, actions_of, asks

PER_PAGE = 100
LARGEST_ANSWER = 20_000_000  # bytes


@dataclass(frozen=True)
class YearStep:
    """A step of the year: its name in the address, what it is, what it does, and what was done."""

    name: str
    label: Promise
    about: Promise
    preview: Callable[[CareFund, int], list[tuple[str, int]]]
    run: Callable[[StaffRequest, CareFund, int], str]


@require_GET
@asks(Action.SEE_FINES)
def overview(request: StaffRequest) -> HttpResponse:
    """Show how far a year is, with its days and steps."""
    fund, year = chosen_fund(request), chosen_year(request)
    outcomes = queries.outcomes(fund, year)
    context = {
        "fund": fund,
        "funds": funds_of(request.user),
        "year": year,
        "years": years(),
        "states": [(state.label, count) for state, count in queries.states(fund, year).items()],
        "outcomes": [(reason, reason.label, count) for reason, count in outcomes.most_common()],
        "steps": STEPS.values(),
        "days": (
            (_("Registered letter"), letter_until(year)),
            (_("Members pay the fund"), arrears_until(year)),
            (_("File for the agency"), report_until(year)),
            (_("Money still avoids the fine"), account_until(year)),
        ),
        "files": queries.agency_files(fund, year),
        "may": Action.FINES in actions_of(request.user),
    }
    return render(request, "counter/fines/overview.html", context)


@require_GET
@asks(Action.SEE_FINES)
def looked_at(request: StaffRequest, year: int) -> HttpResponse:
    """Show who was looked at in the last search, with the reason of who is not fined."""
    fund = chosen_fund(request)
    text = request.GET.get("outcome", "")
    outcome = int(text) if text.isascii() and text.isdigit() and int(text) in Reason.values else None
    page = Paginator(queries.considered(fund, year, outcome), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "fund": fund,
        "year": year,
        "page": page,
        "outcome": outcome,
        "outcomes": [(reason, reason.label, count) for reason, count in queries.outcomes(fund, year).most_common()],
    }
    return render(request, "counter/fines/considered.html", context)


@require_http_methods(["GET", "POST"])
@asks(Action.FINES)
def step(request: StaffRequest, year: int, kind: str) -> HttpResponse:
    """Show what a step will do; or do it."""
    found = STEPS.get(kind)
    if found is None:
        raise Http404
    fund = chosen_fund(request)
    mistake = ""
    if request.method == "POST":
        try:
            done = found.run(request, fund, year)
        except (services.TooLate, FineLettersRefused, LedgerError) as error:
            mistake = str(error)
        else:
            messages.success(request, done)
            return redirect(f"{reverse('counter:fines')}?fund={fund.code}&year={year}")
    context = {
        "fund": fund,
        "year": year,
        "step": found,
        "preview": found.preview(fund, year),
        "mistake": mistake,
        "why": request.POST.get("why", ""),
    }
    return render(request, "counter/fines/step.html", context, status=422 if mistake else 200)


@require_POST
@asks(Action.FINES)
def answer(request: StaffRequest, year: int) -> HttpResponse:
    """Take in an answer of the agency."""
    fund = chosen_fund(request)
    back = redirect(f"{reverse('counter:fines')}?fund={fund.code}&year={year}")
    given = request.FILES.get("answer")
    if given is None or (given.size or 0) > LARGEST_ANSWER:
        messages.error(request, _("Choose a file of at most 20 MB."))
        return back
    try:
        answered = services.receive_answer(fund, given.read())
    except services.LayoutRefused as refused:
        messages.error(request, str(refused))
        return back
    if answered.again:
        messages.success(request, _("This file was taken in before."))
        return back
    write_fine_letters(fund, year)
    messages.success(
        request,
        _("%(used)d lines used, %(known)d known already, %(apart)d set apart in the work queue.")
        % {"used": answered.used.total(), "known": answered.known, "apart": answered.set_apart},
    )
    return back


@require_GET
@asks(Action.SEE_FINES)
def download(request: StaffRequest, agency_file_id: int) -> HttpResponse:
    """Fetch a file to or from the agency as it was."""
    file = get_object_or_404(AgencyFile, pk=agency_file_id)
    response = HttpResponse(bytes(file.content), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response


def _preview_search(fund: CareFund, year: int) -> list[tuple[str, int]]:
    found = services.preview_candidates(fund, year)
    shown = [(_("get a registered letter"), found.candidates)]
    if found.spread:
        shown.append((_("missed premiums at several funds: somebody asks the agency"), found.spread))
    return shown + [(str(reason.label), count) for reason, count in found.not_fined]


def _search(request: StaffRequest, fund: CareFund, year: int) -> str:
    found = services.find_candidates(fund, year)
    return _("%(candidates)d candidates: %(new)d new, %(gone)d no longer.") % {
        "candidates": found.candidates,
        "new": found.new,
        "gone": found.gone,
    }


def _waiting(fund: CareFund, year: int, *states: State) -> list[tuple[str, int]]:
    found = queries.states(fund, year)
    return [(str(state.label), found.get(state, 0)) for state in states]


def _letters(request: StaffRequest, fund: CareFund, year: int) -> str:
    count = services.send_registered_letters(fund, year, timezone.localdate(), by=request.user)
    write_fine_letters(fund, year)
    return _("%d registered letters are ready to be printed.") % count


def _impossible(request: StaffRequest, fund: CareFund, year: int) -> str:
    why = request.POST.get("why", "")
    count = services.record_impossible(fund, year, why, timezone.localdate(), by=request.user)
    return _("%d files wait for next year.") % count


def _report(request: StaffRequest, fund: CareFund, year: int) -> str:
    told = services.report(fund, year, timezone.localdate(), by=request.user)
    if told.file is None:
        told = services.report_corrections(fund, year, timezone.localdate(), by=request.user)
    write_fine_letters(fund, year)
    if told.file is None:
        return _("Nothing new to tell the agency; %d files ended.") % told.ended.total()
    return _("%(file)s is ready: %(lines)d people, %(considered)d considered for a fine.") % {
        "file": told.file.name,
        "lines": told.file.lines,
        "considered": told.considered,
    }


STEPS = {
    one.name: one
    for one in (
        YearStep(
            "zoeken",
            gettext_lazy("Search"),
            gettext_lazy(
                "Everybody with at least two unpaid premiums is judged by what is known now. Candidates get a file;"
                " nobody is written to yet. It may be done as often as you like."
            ),
            _preview_search,
            _search,
        ),
        YearStep(
            "brieven",
            gettext_lazy("Send the registered letters"),
            gettext_lazy(
                "Everybody is judged once more for today. Who is still a candidate gets a registered letter with"
                " today’s date, and can pay until 5 October. This cannot be taken back."
            ),
            lambda fund, year: _waiting(fund, year, State.CANDIDATE),
            _letters,
        ),
        YearStep(
            "onmogelijk",
            gettext_lazy("The letters could not be sent"),
            gettext_lazy("The candidates of this year get no letter now. Next year it may follow, by 1 September."),
            lambda fund, year: _waiting(fund, year, State.CANDIDATE),
            _impossible,
        ),
        YearStep(
            "bestand",
            gettext_lazy("Make the file for the agency"),
            gettext_lazy(
                "Everybody with a registered letter is judged once more. Who paid or is protected is no longer"
                " considered. After the first file, only what changed is told. The layout is our own proposal."
            ),
            lambda fund, year: _waiting(fund, year, State.WARNED, State.REPORTED),
            _report,
        ),
    )
}
