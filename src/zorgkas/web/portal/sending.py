"""What a member sends: kept as it came, once, and put before a case worker as a task."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from zorgkas.registry.models import CareFund, Person, Task
from zorgkas.registry.reasons import reason
from zorgkas.registry.services import open_task
from zorgkas.web.portal.models import Sent

LARGEST = 10 * 1024 * 1024
# What a file starts with tells what it is; its name and what the browser says may say anything.
_STARTS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
_REASONS = {
    Sent.Kind.PROOF: noop("The member sent a document: %(text)s"),
    Sent.Kind.MESSAGE: noop("The member asks: %(text)s"),
    Sent.Kind.APPOINTMENT: noop("The member asks for an appointment with the social service: %(text)s"),
}


class NotAccepted(ValueError):
    """The file cannot be taken; says why."""


def send(
    person: Person,
    fund: CareFund,
    kind: Sent.Kind,
    *,
    text: str,
    sent_by: str,
    key: str,
    file: "UploadedFile[Any] | None" = None,
) -> Sent:
    """Keep what was sent and open its task, in one transaction; the same key twice is kept once."""
    about: dict[str, object] = {}
    if file is not None:
        about = keep(file)
    try:
        with transaction.atomic():
            sent = Sent.objects.create(
                person=person,
                fund=fund,
                kind=kind,
                text=text,
                sent_by=sent_by,
                sent_at=timezone.now(),
                key=key,
                **about,
            )
            open_task(
                Task.Kind.FROM_MEMBER,
                fund=fund,
                person=person,
                reference=f"sent {sent.pk}",
                reason=reason(_REASONS[kind], text=(text or sent.file_name)[:150]),
            )
    except IntegrityError:
        return Sent.objects.get(key=key, person=person)
    return sent


def keep(file: "UploadedFile[Any]") -> dict[str, object]:
    """Check size and kind of a file and keep it under its hash; the name of the sender never becomes a path."""
    if not file.size or file.size > LARGEST:
        raise NotAccepted(_("Send a file of at most 10 megabytes that is not empty."))
    content = file.read()
    media_type = next((kind for start, kind in _STARTS.items() if content.startswith(start)), "")
    if not media_type:
        raise NotAccepted(_("Send a PDF, or a picture as JPEG or PNG."))
    digest = hashlib.sha256(content).hexdigest()
    path = path_of(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        written = path.with_suffix(".new")
        written.write_bytes(content)
        written.chmod(0o600)
        written.replace(path)
    return {
        "file_name": Path(file.name or "").name[-120:],
        "media_type": media_type,
        "sha256": digest,
        "size": len(content),
    }


def path_of(digest: str) -> Path:
    """Where a file with this hash lies."""
    return Path(settings.INBOX_DIR) / "portal" / digest[:2] / digest
