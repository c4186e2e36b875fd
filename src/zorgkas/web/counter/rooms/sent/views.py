"""The documents and questions of a member, for who handles the file."""

import datetime
from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from zorgkas.registry.models import Person
from zorgkas.web.consultation import consults
from zorgkas.web.funds import own
from zorgkas.web.portal.models import Sent
from zorgkas.web.portal.sending import path_of
from zorgkas.web.roles import Action, StaffRequest, asks


def section(request: StaffRequest, person: Person, known_at: datetime.datetime) -> Mapping[str, object]:
    """What the person sent until a moment, newest first."""
    found = own(Sent.objects.filter(person=person, sent_at__lte=known_at), request.user)
    return {"person": person, "sent": list(found.order_by("-sent_at", "-pk"))}


@require_GET
@asks(Action.CARE)
@consults("document")
def document(request: StaffRequest, person_id: int, sent_id: int) -> HttpResponse:
    """A document as it came; always to save, never shown inside our pages."""
    sent = get_object_or_404(own(Sent.objects.filter(person_id=person_id), request.user), pk=sent_id)
    path = path_of(sent.sha256)
    if not sent.sha256 or not path.is_file():
        raise Http404
    answer = HttpResponse(path.read_bytes(), content_type=sent.media_type)
    ending = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}[sent.media_type]
    answer.headers["Content-Disposition"] = f'attachment; filename="{sent.sent_at:%Y-%m-%d}-{sent.pk}.{ending}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
