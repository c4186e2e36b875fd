"""Files of invoices: all, one with its lines and refusals, a new one, and one line explained."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zorgkas.banking.care_payments import interest_of
from zorgkas.care import queries, services
from zorgkas.care.models import CareFile, CareLine
from zorgkas.care.pillars import pillar_of
from zorgkas.engine import LegalGap
from zorgkas.registry.reasons import gap_told
from zorgkas.web.consultation import consults
from zorgkas.web.counter.rooms.care.forms import Upload
from zorgkas.web.counter.rooms.care.words import told, whys
from zorgkas.web.funds import fund_ids, funds_of
from zorgkas.web.roles import Action, StaffRequest, asks

PER_PAGE = 100
LARGEST = 50_000_000


@require_GET
@asks(Action.CARE)
def overview(request: StaffRequest) -> HttpResponse:
    """Show the files that came in, the last one first."""
    page = Paginator(queries.files(fund_ids(request.user)), PER_PAGE).get_page(request.GET.get("page"))
    shown = [(file, told(pillar_of(file.pillar).title)) for file in page]
    return render(request, "counter/care/files.html", {"files": shown, "page": page})


@require_GET
@asks(Action.CARE)
def show(request: StaffRequest, care_file_id: int) -> HttpResponse:
    """Show one file with its lines; those that were refused come first."""
    file = get_object_or_404(CareFile.objects.select_related("provider", "fund"), pk=care_file_id)
    lines = file.lines.select_related("person").order_by("-reason", "number")
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    shown = [(line, whys(file.pillar, [line.reason])[0] if line.reason else None) for line in page]
    interest, gap = 0, ""
    try:
        interest = interest_of(file)
    except LegalGap as error:
        gap = gap_told(error)
    context = {
        "file": file,
        "title": told(pillar_of(file.pillar).title),
        "lines": shown,
        "page": page,
        "late": file.paid_on is not None and file.pay_by is not None and file.paid_on > file.pay_by,
        "interest_cents": interest,
        "gap": gap,
    }
    return render(request, "counter/care/file.html", context)


@require_http_methods(["GET", "POST"])
@asks(Action.DECIDE)
def receive(request: StaffRequest) -> HttpResponse:
    """Check a file, or take it in: the same file twice changes nothing."""
    form = Upload(request.POST or None, request.FILES or None)
    fund = next(iter(funds_of(request.user)))
    report = None
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["file"]
        if upload.size > LARGEST:
            form.add_error("file", _("That file is too large."))
        else:
            do = services.check_files if form.cleaned_data["only_check"] else services.receive_files
            given = [(upload.name, upload.read())]
            report = do(form.cleaned_data["pillar"], fund, given, timezone.localdate())[0]
    refusals = []
    if report is not None:
        pillar = form.cleaned_data["pillar"]
        refusals = [(one, whys(pillar, [one.code])[0]) for one in report.refusals[:PER_PAGE]]
    whole = whys(form.cleaned_data["pillar"], [report.reason])[0] if report and report.reason else None
    wrong = form.is_bound and not form.is_valid()
    context = {
        "form": form,
        "report": report,
        "refusals": refusals,
        "whole": whole,
        "kept": report is not None and report.file is not None,
    }
    return render(request, "counter/care/receive.html", context, status=422 if wrong else 200)


@require_GET
@asks(Action.CARE)
@consults("care")
def line(request: StaffRequest, person_id: int, care_line_id: int) -> HttpResponse:
    """Explain one line: what is accepted of it, why, and how the law comes to it."""
    one = get_object_or_404(
        CareLine.objects.select_related("file", "provider", "person", "decision__request"),
        pk=care_line_id,
        person_id=person_id,
    )
    pillar = one.file.pillar if one.file else one.decision.request.pillar  # type: ignore[union-attr]  # one of both
    tree, gap = None, ""
    try:
        decision = queries.explain_line(one)
        if decision is not None:
            tree = decision.explain("en" if (get_language() or "nl").startswith("en") else "nl").tree()
    except LegalGap as error:
        gap = gap_told(error)
    context = {
        "person": one.person,
        "line": one,
        "title": told(pillar_of(pillar).title),
        "why": whys(pillar, [one.reason])[0] if one.reason else None,
        "tree": tree,
        "gap": gap,
        "changes": one.changes.order_by("pk"),
    }
    return render(request, "counter/care/line.html", context)
