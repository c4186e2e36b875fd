"""Records that were set apart: corrected on the screen and replayed, or closed with a reason."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zorgkas.exchange import queries, services
from zorgkas.exchange.catalogue import by_code
from zorgkas.exchange.models import QuarantinedRecord
from zorgkas.web.consultation import log
from zorgkas.web.funds import own
from zorgkas.web.roles import Action, StaffRequest, actions_of, asks

MOST = 100


@require_GET
@asks(Action.MESSAGES)
def waiting(request: StaffRequest) -> HttpResponse:
    """List what waits, without what the records say."""
    found = own(queries.quarantine(), request.user, "file__fund_id")
    context = {"records": found[:MOST], "count": found.count(), "most": MOST}
    return render(request, "counter/exchange/quarantine.html", context)


@require_GET
@asks(Action.MESSAGES)
def record(request: StaffRequest, record_id: int) -> HttpResponse:
    """Show one record as it came, with what is wrong; the look is logged."""
    return _record(request, record_id)


def _record(
    request: StaffRequest,
    record_id: int,
    *,
    text: str | None = None,
    note: str = "",
    mistake: str = "",
    status: int = 200,
) -> HttpResponse:
    found = get_object_or_404(QuarantinedRecord.objects.select_related("file", "closed_by"), pk=record_id)
    message = by_code().get(found.file.message)
    # What is about care is only for who may see care.
    hidden = message is not None and message.about_care and Action.CARE not in actions_of(request.user)
    if not hidden:
        log(request, "message", reason=_("I handle a change that came in"), detail=f"{found.file} {found.position}")
    shown = text if text is not None else found.corrected or found.text
    context = {
        "record": found,
        "message": message,
        "hidden": hidden,
        "text": shown.replace("><", ">\n<"),
        "rows": min(max(shown.count("><") + 2, 6), 24),
        "note": note,
        "mistake": mistake,
        "open": found.state == QuarantinedRecord.State.OPEN,
    }
    return render(request, "counter/exchange/record.html", context, status=status)


@require_POST
@asks(Action.REPLAY)
def replay(request: StaffRequest, record_id: int) -> HttpResponse:
    """Read the record again as it was corrected; what is still wrong stands above what was typed."""
    found = get_object_or_404(QuarantinedRecord.objects.select_related("file"), pk=record_id)
    message = by_code().get(found.file.message)
    if message is not None and message.about_care and Action.CARE not in actions_of(request.user):
        return _record(request, record_id, mistake=_("Only who may see care handles this record."), status=403)
    typed = "".join(line.strip() for line in request.POST.get("text", "").splitlines())
    try:
        outcome = services.replay(found, request.user, typed)
    except (services.ReplayRefused, services.ExchangeBusy) as refused:
        return _record(request, record_id, text=typed, mistake=str(refused), status=409)
    if outcome.fault is not None:
        why = f"{outcome.fault.element}: {outcome.fault.reason}"
        return _record(request, record_id, text=typed, mistake=why, status=422)
    messages.success(request, _("The record is used."))
    return redirect("counter:quarantine")


@require_POST
@asks(Action.REPLAY)
def dismiss(request: StaffRequest, record_id: int) -> HttpResponse:
    """Close a record that need not be used, with the reason."""
    found = get_object_or_404(QuarantinedRecord, pk=record_id)
    note = request.POST.get("note", "")
    try:
        services.dismiss(found, request.user, note)
    except services.ReplayRefused as refused:
        return _record(request, record_id, note=note, mistake=str(refused), status=422)
    messages.success(request, _("The record is closed."))
    return redirect("counter:quarantine")
