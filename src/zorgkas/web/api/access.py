"""Programs and their tokens: client credentials (RFC 6749 section 4.4), scopes, and the marks on each route."""

import base64
import binascii
import datetime
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from enum import StrEnum

from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from zorgkas.registry.models import CareFund, Person
from zorgkas.web.api.models import Program, Token
from zorgkas.web.api.problems import Problem
from zorgkas.web.funds import may_see_person
from zorgkas.web.models import Consultation, StaffFund

LIFE = datetime.timedelta(hours=1)
NAME_PREFIX = "api-"


class Scope(StrEnum):
    """What a token lets a program ask."""

    PEOPLE = "people"
    PREMIUMS = "premiums"
    BUDGETS = "budgets"
    APPLY = "applications:write"
    PAYMENTS = "payments"
    LETTERS = "letters"
    TASKS = "tasks"
    LAW = "law"


class Asking(HttpRequest):
    """A request of a program."""

    auth: Token


@transaction.atomic
def add_program(name: str, scopes: Iterable[str], *, purpose: str, funds: Iterable[CareFund]) -> tuple[Program, str]:
    """Let a program ask; its secret is shown this once. It acts as a user with whom nobody can sign in."""
    secret = secrets.token_urlsafe(32)
    user = User(username=f"{NAME_PREFIX}{name}", is_active=False)
    user.set_unusable_password()
    user.full_clean(exclude=["password"])
    user.save()
    StaffFund.objects.bulk_create(StaffFund(user=user, fund=fund) for fund in funds)
    allowed = sorted(Scope(scope).value for scope in scopes)
    program = Program.objects.create(
        client_id=name, secret_sha256=hashed(secret), user=user, scopes=allowed, purpose=purpose
    )
    return program, secret


def give_token(request: HttpRequest, scope: str) -> tuple[str, Token]:
    """A token for a program that shows its name and secret (HTTP Basic)."""
    client_id, secret = _credentials(request)
    program = Program.objects.filter(client_id=client_id, active=True).first()
    # Compared also when there is no such program, so that the time says nothing.
    right = hmac.compare_digest(program.secret_sha256 if program else "0" * 64, hashed(secret))
    if program is None or not right:
        raise Problem(401, "invalid_client", "The name or the secret of the program is wrong.")
    asked = scope.split() or list(program.scopes)
    if not set(asked) <= set(program.scopes):
        raise Problem(400, "invalid_scope", "The program may not ask all of these scopes.")
    text = secrets.token_urlsafe(32)
    now = timezone.now()
    Token.objects.filter(ends_at__lt=now).delete()
    return text, Token.objects.create(program=program, sha256=hashed(text), scopes=sorted(asked), ends_at=now + LIFE)


class Bearer(HttpBearer):
    """A token with a scope."""

    openapi_name = "bearer"

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Token:
        """The token, when it lives and has the scope."""
        found = Token.objects.select_related("program__user").filter(sha256=hashed(token)).first()
        if found is None or found.ends_at <= timezone.now() or not found.program.active:
            raise Problem(401, "invalid_token", "The token is not known or has ended.")
        if self.scope not in found.scopes:
            raise Problem(403, "insufficient_scope", f"This asks the scope {self.scope}.")
        return found


def look(request: HttpRequest, person_id: int) -> Person:
    """The person, after writing down that the program looked; of another fund it is as if there were nobody."""
    token = token_of(request)
    user = token.program.user
    person = Person.objects.filter(pk=person_id).first()
    allowed = person is not None and may_see_person(user, person_id)
    Consultation.objects.create(
        user=user,
        person=person,
        at=timezone.now(),
        action="api" if allowed else "refused",
        reason=token.program.purpose,
        detail=f"{request.method} {request.path}"[:200],
    )
    if person is None or not allowed:
        raise Problem(404, "not_found", "There is no such person for this program.")
    return person


def token_of(request: HttpRequest) -> Token:
    """The token with which the request came."""
    token: Token = request.auth  # type: ignore[attr-defined]  # set by django-ninja
    return token


def hashed(text: str) -> str:
    """What is kept of a secret or a token."""
    return hashlib.sha256(text.encode()).hexdigest()


def _credentials(request: HttpRequest) -> tuple[str, str]:
    kind, _space, given = request.headers.get("Authorization", "").partition(" ")
    try:
        name, _colon, secret = base64.b64decode(given.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        name = secret = ""
    if kind.lower() != "basic" or not name:
        raise Problem(401, "invalid_client", "Show the name and the secret of the program with HTTP Basic.")
    return name, secret
