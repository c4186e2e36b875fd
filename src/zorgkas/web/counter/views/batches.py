"""Batches for the bank: look, release by somebody else, cancel, make the file and fetch it."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zorgkas.banking import queries, services
from zorgkas.banking.models import BankFile, Batch
from zorgkas.web.funds import own
from zorgkas.web.roles import Action, StaffRequest, asks

LATEST = 100
SAMPLE = 50


@require_GET
@asks(Action.BATCHES)
def batch_list(request: StaffRequest) -> HttpResponse:
    """Show the batches, latest first."""
    found = own(queries.batches(), request.user)[:LATEST]
    return render(request, "counter/batches.html", {"batches": found})


@require_GET
@asks(Action.BATCHES)
def batch_detail(request: StaffRequest, batch_id: int) -> HttpResponse:
    """Show one batch: totals, seal, who is left out and why, and some of its lines."""
    batch = get_object_or_404(
        Batch.objects.select_related("proposed_by", "released_by", "fund", "account"), pk=batch_id
    )
    context = {
        "batch": batch,
        "lines": batch.lines.select_related("person", "provider").order_by("-amount_cents", "pk")[:SAMPLE],
        "sample": SAMPLE,
        "exclusions": batch.exclusions.select_related("person", "provider").order_by("reason", "pk")[:SAMPLE],
        "exclusion_count": batch.exclusions.count(),
        "returned": batch.lines.filter(state="returned").count() if batch.exported_at else 0,
        "files": batch.files.order_by("pk"),
        "own": batch.proposed_by_id == request.user.pk,
    }
    return render(request, "counter/batch.html", context)


@require_POST
@asks(Action.RELEASE)
def release(request: StaffRequest, batch_id: int) -> HttpResponse:
    """Let the batch go, as the second person."""
    return _step(request, batch_id, lambda batch: services.release(batch, request.user), _("The batch is released."))


@require_POST
@asks(Action.RELEASE)
def cancel(request: StaffRequest, batch_id: int) -> HttpResponse:
    """Withdraw the batch."""
    return _step(request, batch_id, lambda batch: services.cancel(batch, request.user), _("The batch is cancelled."))


@require_POST
@asks(Action.EXPORT)
def export(request: StaffRequest, batch_id: int) -> HttpResponse:
    """Make the file for the bank."""
    return _step(request, batch_id, services.export, _("The file for the bank is ready."))


@require_GET
@asks(Action.EXPORT)
def download(request: StaffRequest, file_id: int) -> HttpResponseBase:
    """Fetch a file for the bank."""
    file = get_object_or_404(BankFile, pk=file_id, direction=BankFile.Direction.OUT)
    path = settings.OUTBOX_DIR / file.path
    if not path.is_file():
        raise Http404(_("%s is no longer in the outbox; export the batch again.") % file.path)
    return FileResponse(path.open("rb"), as_attachment=True, filename=file.name, content_type="application/xml")


def _step(request: StaffRequest, batch_id: int, step: Callable[[Batch], object], done: str) -> HttpResponse:
    batch = get_object_or_404(Batch, pk=batch_id)
    try:
        step(batch)
    except services.BatchRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("counter:batch", batch_id)
