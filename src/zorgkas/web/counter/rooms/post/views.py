"""What waits to be sent, one example of it, sending, and fetching a print file again."""

import datetime
import re
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zorgkas.letters.contacts import ContactMissing
from zorgkas.letters.kinds import KINDS
from zorgkas.letters.models import Letter
from zorgkas.letters.queries import waiting_by_kind
from zorgkas.letters.services import render as render_letter
from zorgkas.letters.services import send
from zorgkas.registry.models import CareFund
from zorgkas.web.consultation import log
from zorgkas.web.funds import funds_of
from zorgkas.web.roles import Action, StaffRequest, asks

# More letters than this take longer than a page may: the command sends them, and shows its progress.
MOST_AT_ONCE = 1000
LATEST_DAYS = 30
_FILE = re.compile(r"[a-z_]+-\d+-\d+\.pdf")


@require_GET
@asks(Action.LETTERS)
def waiting(request: StaffRequest) -> HttpResponse:
    """Show how many letters of each kind wait, and on which days letters were sent."""
    funds = [
        {
            "fund": fund,
            "kinds": [
                {"kind": kind, "label": KINDS[kind].label, "count": count, "few": count <= MOST_AT_ONCE}
                for kind, count in waiting_by_kind(fund.pk)
            ],
            "days": _days(fund),
        }
        for fund in funds_of(request.user)
    ]
    return render(request, "counter/post/waiting.html", {"funds": funds})


@require_POST
@asks(Action.LETTERS)
def send_kind(request: StaffRequest) -> HttpResponse:
    """Send the letters of one kind that wait: print files in the outbox."""
    fund = _fund(request, request.POST.get("fund", ""))
    kind = request.POST.get("kind", "")
    count = dict(waiting_by_kind(fund.pk)).get(kind, 0)
    if not count:
        messages.error(request, _("No letter of this kind waits: it was sent just now, or there was none."))
    elif count > MOST_AT_ONCE:
        messages.error(request, _("These are too many for a page. Use the command: zorgkas letters send."))
    else:
        try:
            done = send(fund, kinds=[kind])
        except ContactMissing as error:
            messages.error(request, str(error))
        else:
            log(request, "letters sent", reason=_("sending letters"), detail=f"{fund.code} {kind} {done.letters}")
            messages.success(
                request,
                _("Sent: %(count)d letters, in %(files)d files to print.")
                % {"count": done.letters, "files": len(done.files)},
            )
    return redirect("counter:letters")


@require_GET
@asks(Action.LETTERS)
def preview(request: StaffRequest, kind: str) -> HttpResponse:
    """Show the first letter of a kind that waits, as it would be sent."""
    fund = _fund(request, request.GET.get("fund", ""))
    letter = Letter.objects.filter(fund=fund, kind=kind, sent_at__isnull=True).select_related("fund").first()
    if letter is None:
        raise Http404(_("No letter of this kind waits."))
    log(request, "letter previewed", person_id=letter.person_id, reason=_("sending letters"), detail=letter.number)
    answer = HttpResponse(render_letter(letter), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{letter.number}.pdf"'
    return answer


@require_GET
@asks(Action.LETTERS)
def files(request: StaffRequest, fund_code: str, sent_on: str) -> HttpResponse:
    """Show the print files of one day."""
    fund, day = _fund(request, fund_code), _day(sent_on)
    folder = _folder(fund) / day.isoformat()
    if not folder.is_dir():
        raise Http404(_("Nothing was sent on that day."))
    found = sorted(path.name for path in folder.iterdir() if _FILE.fullmatch(path.name))
    names = [{"name": name, "label": _label(name)} for name in found]
    return render(request, "counter/post/files.html", {"fund": fund, "day": day, "files": names})


@require_GET
@asks(Action.LETTERS)
def download(request: StaffRequest, fund_code: str, sent_on: str, name: str) -> FileResponse:
    """Give a print file again, exactly as it was made."""
    path = _folder(_fund(request, fund_code)) / _day(sent_on).isoformat() / name
    if not _FILE.fullmatch(name) or not path.is_file():
        raise Http404(_("There is no such file."))
    log(request, "print file", reason=_("sending letters"), detail=f"{sent_on}/{name}")
    return FileResponse(path.open("rb"), content_type="application/pdf", filename=name)


def _fund(request: StaffRequest, code: str) -> CareFund:
    """A fund of the user; another one does not exist for him."""
    found = next((fund for fund in funds_of(request.user) if fund.code == code), None)
    if found is None:
        raise Http404(_("There is no such fund."))
    return found


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise Http404(_("There is no such day.")) from error


def _folder(fund: CareFund) -> Path:
    return settings.OUTBOX_DIR / "letters" / fund.code


def _days(fund: CareFund) -> list[datetime.date]:
    """The latest days on which something was printed; the outbox is where it lies."""
    folder = _folder(fund)
    names = sorted((path.name for path in folder.iterdir()), reverse=True) if folder.is_dir() else []
    return [datetime.date.fromisoformat(name) for name in names[:LATEST_DAYS] if len(name) == len("2026-01-01")]


def _label(name: str) -> str:
    kind = KINDS.get(name.split("-")[0])
    return str(kind.label) if kind else name
