"""Mistakes as problem details (RFC 9457)."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, ValidationError

from zorgkas.budgets.services import ApplicationRefused
from zorgkas.engine import LegalGap
from zorgkas.registry.reasons import gap_told

# As django-ninja types what a handler gets.
_Mistake = Exception | type[Exception]
MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """What went wrong: an HTTP status, a code for programs, and a sentence for people."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        self.status, self.code, self.detail = status, code, detail
        super().__init__(detail)


class ProblemDetails(Schema):
    """A problem as RFC 9457 describes it."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    errors: list[dict[str, Any]] = []


def answer_problems(api: NinjaAPI) -> None:
    """Let every mistake of a route be answered as a problem."""

    def told(request: HttpRequest, problem: _Mistake) -> HttpResponse:
        assert isinstance(problem, Problem)
        return said(problem.status, problem.code, problem.detail)

    def invalid(request: HttpRequest, wrong: _Mistake) -> HttpResponse:
        assert isinstance(wrong, ValidationError)
        errors = [{"where": [str(part) for part in one["loc"]], "detail": one["msg"]} for one in wrong.errors]
        return said(422, "invalid", "Something in the request is not right.", errors)

    def refused(request: HttpRequest, why: _Mistake) -> HttpResponse:
        return said(422, "refused", str(why))

    def gap(request: HttpRequest, why: _Mistake) -> HttpResponse:
        assert isinstance(why, LegalGap)
        return said(422, "legal_gap", gap_told(why))

    def nobody(request: HttpRequest, why: _Mistake) -> HttpResponse:
        return said(401, "invalid_token", "Show a token with Authorization: Bearer.")

    for kind, handler in (
        (Problem, told),
        (ValidationError, invalid),
        (AuthenticationError, nobody),
        (ApplicationRefused, refused),
        (LegalGap, gap),
    ):
        api.add_exception_handler(kind, handler)


def said(status: int, code: str, detail: str, errors: list[dict[str, Any]] | None = None) -> HttpResponse:
    """The answer that tells a problem."""
    body = ProblemDetails(title=code.replace("_", " "), status=status, code=code, detail=detail, errors=errors or [])
    response = JsonResponse(body.dict(), status=status, content_type=MEDIA_TYPE)
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response
