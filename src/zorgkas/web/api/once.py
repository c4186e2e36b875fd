"""Do a thing once: the same key of idempotency again gets the same answer."""

import hashlib
from collections.abc import Callable

from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema

from zorgkas.web.api.access import token_of
from zorgkas.web.api.models import Answered
from zorgkas.web.api.problems import Problem


def once(request: HttpRequest, key: str, do: Callable[[], Schema]) -> tuple[int, dict[str, object]]:
    """Do it and keep the answer in one transaction, or give the answer of the first time."""
    program = token_of(request).program
    asked = hashlib.sha256(f"{request.method} {request.path}\n".encode() + request.body).hexdigest()
    with transaction.atomic():
        with connection.cursor() as cursor:  # two at the same time: the second waits for the first
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"api {program.pk} {key}"])
        kept = Answered.objects.filter(program=program, key=key).first()
        if kept is None:
            body = do().model_dump(mode="json")
            Answered.objects.create(
                program=program, key=key, asked_sha256=asked, status=201, body=body, at=timezone.now()
            )
            return 201, body
    if kept.asked_sha256 != asked:
        raise Problem(409, "key_used", "This key was used for another request.")
    return kept.status, kept.body
