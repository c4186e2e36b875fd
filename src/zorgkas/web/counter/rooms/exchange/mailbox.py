"""The mailbox: files in and out, each with what became of it; a small file may be taken in here."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zorgkas.exchange import queries, services
from zorgkas.exchange.catalogue import by_code
from zorgkas.exchange.models import MessageFile
from zorgkas.web.funds import funds_of, own
from zorgkas.web.roles import Action, StaffRequest, asks

MOST = 100
LARGEST_UPLOAD = 10_000_000
SENDABLE = ("inscriptions", "budgets", "allowance")


@require_GET
@asks(Action.MESSAGES)
def mailbox(request: StaffRequest) -> HttpResponse:
    """Show what waits first, then the latest files in and out."""
    return _mailbox(request)


def _mailbox(request: StaffRequest, mistake: str = "", status: int = 200) -> HttpResponse:
    found = own(queries.files(), request.user)
    waits = [MessageFile.State.WAITING, MessageFile.State.BUSY, MessageFile.State.RECEIVED, MessageFile.State.PREPARED]
    context = {
        "waiting": found.filter(state__in=waits)[:MOST],
        "files": found.exclude(state__in=waits)[:MOST],
        "set_apart": own(queries.quarantine(), request.user, "file__fund_id").count(),
        "labels": {code: message.label for code, message in by_code().items()},
        "year": timezone.localdate().year + 1,
        "mistake": mistake,
    }
    return render(request, "counter/exchange/mailbox.html", context, status=status)


@require_POST
@asks(Action.REPLAY)
def take_in(request: StaffRequest) -> HttpResponse:
    """Take in one file, as the command does; a large one is for the command."""
    given = request.FILES.get("file")
    if given is None or given.size is None:
        return _mailbox(request, _("Choose a file first."), 422)
    if given.size > LARGEST_UPLOAD:
        return _mailbox(request, _("This file is too large for a page; use the command zorgkas exchange in."), 422)
    try:
        received = services.receive(given.read(), given.name or "message.xml")
    except services.ExchangeBusy as busy:
        return _mailbox(request, str(busy), 409)
    if received.double:
        messages.success(request, _("This file was offered before; nothing changes."))
    if received.file.fund is not None and received.file.fund not in funds_of(request.user):
        return redirect("counter:messages")
    return redirect("counter:message-file", received.file.pk)


@require_POST
@asks(Action.REPLAY)
def send(request: StaffRequest) -> HttpResponse:
    """Make what goes out for each fund of the user; what was told before is not told again."""
    what = request.POST.get("what", "")
    if what not in SENDABLE:
        return _mailbox(request, _("Choose what goes out."), 422)
    made = 0
    for fund in funds_of(request.user):
        if what == "inscriptions":
            file = services.tell_inscriptions(fund)
        elif what == "budgets":
            file = services.tell_budgets(fund)
        else:
            file = services.ask_increased_allowance(fund, timezone.localdate().year + 1)
        made += file is not None
    messages.success(request, _("The file is ready to send.") if made else _("There is nothing new to tell."))
    return redirect("counter:messages")


@require_GET
@asks(Action.MESSAGES)
def file(request: StaffRequest, message_file_id: int) -> HttpResponse:
    """Show one file: what it is, how far it got, and what was set apart."""
    found = get_object_or_404(MessageFile.objects.select_related("fund", "released_by"), pk=message_file_id)
    context = {
        "file": found,
        "message": by_code().get(found.message),
        "records": queries.quarantine(found, every=True)[:MOST],
        "most": MOST,
    }
    return render(request, "counter/exchange/file.html", context)


@require_POST
@asks(Action.REPLAY)
def release(request: StaffRequest, message_file_id: int) -> HttpResponse:
    """Let a file that waits go on."""
    found = get_object_or_404(MessageFile, pk=message_file_id)
    try:
        services.release(found, request.user)
    except (services.ReplayRefused, services.ExchangeBusy) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The file went on."))
    return redirect("counter:message-file", message_file_id)


@require_POST
@asks(Action.REPLAY)
def again(request: StaffRequest, message_file_id: int) -> HttpResponse:
    """Make a file that went out again; it must come out the same."""
    found = get_object_or_404(
        MessageFile, pk=message_file_id, direction=MessageFile.Direction.OUT, state=MessageFile.State.SENT
    )
    try:
        services.write_again(found)
    except services.NotReproduced as different:
        messages.error(request, str(different))
    else:
        messages.success(request, _("The file was made again and is the same."))
    return redirect("counter:message-file", message_file_id)


@require_GET
@asks(Action.MESSAGES)
def use(request: StaffRequest) -> HttpResponse:
    """Show per month and message how much it was used, and with what outcome."""
    return render(request, "counter/exchange/use.html", {"lines": queries.use_per_month()})
