"""The session of a member: a cookie of its own, so that nobody is staff and member in one session.

The way back from the identity provider comes from another site; the cookie of staff (SameSite=Strict) would not be
sent then, this one (Lax) is.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "zorgkas_mijn"
ROOT = "/mijn/"
MINUTES = 30


class PortalSession:
    """Middleware that gives the pages below /mijn/ their own session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.store: Any = import_module(settings.SESSION_ENGINE).SessionStore

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the session of the member in the place of that of staff."""
        if not request.path.startswith(ROOT):
            return self.get_response(request)
        of_staff = request.session
        mine = request.session = self.store(request.COOKIES.get(COOKIE))
        response = self.get_response(request)
        # A sign-out or a new key replaces what `request.session` holds only inside the same object.
        request.session = of_staff
        if mine.is_empty():
            if COOKIE in request.COOKIES:
                response.delete_cookie(COOKIE, path=ROOT, samesite="Lax")
        elif response.status_code < 500:
            # Every page starts the half hour anew.
            mine.set_expiry(MINUTES * 60)
            mine.save()
            response.set_cookie(
                COOKIE,
                mine.session_key,
                path=ROOT,
                samesite="Lax",
                httponly=True,
                secure=settings.SESSION_COOKIE_SECURE,
            )
        return response
