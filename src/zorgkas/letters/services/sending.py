"""Sending letters: print files in the outbox, and on each letter where it stands in which file."""

import datetime
import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from zorgkas.letters import typesetting
from zorgkas.letters.contacts import letterhead
from zorgkas.letters.kinds import KINDS
from zorgkas.letters.models import Letter
from zorgkas.letters.services.rendering import prepare, title_of
from zorgkas.registry.models import CareFund

# In larger files each letter takes more time (the typesetter counts pages from the start), smaller ones are more files.
LETTERS_PER_FILE = 100


@dataclass(frozen=True)
class Sent:
    """What a sending did."""

    letters: int
    files: tuple[str, ...]


def send(
    fund: CareFund,
    *,
    kinds: Sequence[str] = tuple(KINDS),
    now: datetime.datetime | None = None,
    progress: Callable[[int], None] | None = None,
) -> Sent:
    """Print every letter of a fund that waits. Stopped half-way, the next start prints the rest, and nothing twice:
    a file and its letters go together, and the name of a file follows from its letters."""
    head = letterhead(fund, for_sending=True)
    at = now or timezone.now()
    letters = 0
    files: list[str] = []
    for kind in kinds:
        while sent := _send_some(fund, kind, head, at):
            letters += sent.letters
            files += sent.files
            if progress:
                progress(sent.letters)
    return Sent(letters, tuple(files))


@transaction.atomic
def _send_some(fund: CareFund, kind: str, head: dict[str, str], at: datetime.datetime) -> Sent | None:
    waiting = Letter.objects.select_for_update(of=("self",)).select_related("fund")
    letters = list(waiting.filter(fund=fund, kind=kind, sent_at__isnull=True).order_by("pk")[:LETTERS_PER_FILE])
    if not letters:
        return None
    day = timezone.localtime(at).date().isoformat()
    sheaf = typesetting.typeset_sheaf(
        [prepare(letter) for letter in letters], fund=head, title=title_of(kind), sent_on=day
    )
    path = f"letters/{fund.code}/{day}/{kind}-{letters[0].pk}-{letters[-1].pk}.pdf"
    _write(settings.OUTBOX_DIR / path, sheaf.pdf)
    digest = hashlib.sha256(sheaf.pdf).hexdigest()
    ends = [page - 1 for page in sheaf.first_pages[1:]] + [sheaf.page_count]
    for letter, first, last in zip(letters, sheaf.first_pages, ends, strict=True):
        letter.sent_at, letter.path, letter.sha256 = at, path, digest
        letter.first_page, letter.last_page = first, last
    Letter.objects.bulk_update(letters, ["sent_at", "path", "sha256", "first_page", "last_page"])
    return Sent(len(letters), (path,))


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    with part.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    part.replace(file)
