"""Need to know: a person's file opens after a reason is given, once per session and person; every look is logged."""

import datetime
from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zorgkas.web.models import Consultation
from zorgkas.web.roles import StaffRequest

REASONS = {
    "question": _("The person asked me something"),
    "application": _("I handle an application or a decision"),
    "payment": _("I handle a payment or a premium"),
    "change": _("I handle a change that came in"),
    "check": _("I check the quality of our work"),
}
_KEY = "reasons"
# Whoever looked at a file this short ago is thought to be at work on it.
MINUTES_AT_WORK = 10
LONGEST_REASON = 200

View = Callable[..., HttpResponseBase]


def give_reason(request: HttpRequest, person_id: int, reason: str) -> None:
    """Keep the reason for the rest of the session."""
    reasons = request.session.setdefault(_KEY, {})
    reasons[str(person_id)] = reason[:LONGEST_REASON]
    request.session.modified = True


def reason_for(request: HttpRequest, person_id: int) -> str:
    """Return the reason given in this session, or nothing."""
    return str(request.session.get(_KEY, {}).get(str(person_id), ""))


def log(request: StaffRequest, action: str, *, person_id: int | None = None, reason: str, detail: str = "") -> None:
    """Write down that this user looked."""
    Consultation.objects.create(
        user=request.user, person_id=person_id, at=timezone.now(), action=action, reason=reason, detail=detail[:200]
    )


def others_here(user_id: int, person_id: int) -> list[str]:
    """The colleagues who opened the file of a person in the last minutes, by name: they may be working on it."""
    since = timezone.now() - datetime.timedelta(minutes=MINUTES_AT_WORK)
    looks = Consultation.objects.filter(person_id=person_id, at__gte=since).exclude(user_id=user_id)
    users = {look.user for look in looks.select_related("user")}
    return sorted(user.get_full_name() or user.get_username() for user in users)


def consults(action: str) -> Callable[[View], View]:
    """Mark a view of a person's file: first the reason, then the log, then the page."""

    def decorate(view: View) -> View:
        @wraps(view)
        def watched(request: StaffRequest, person_id: int, *args: object, **kwargs: object) -> HttpResponseBase:
            reason = reason_for(request, person_id)
            if not reason:
                address = reverse("counter:reason", args=[person_id])
                return redirect(f"{address}?{urlencode({'next': request.get_full_path()})}")
            log(request, action, person_id=person_id, reason=reason, detail=request.get_full_path())
            return view(request, person_id, *args, **kwargs)

        return watched

    return decorate
