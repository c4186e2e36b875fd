"""Book entries: once per key, balanced, with all their lines in one stroke."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db import connection, transaction
from django.utils import timezone

from zorgkas.ledger.copying import copy_in, encode
from zorgkas.ledger.errors import KeyAlreadyUsed
from zorgkas.ledger.lines import Line, Lines
from zorgkas.ledger.models import Entry, Run
from zorgkas.registry.models import CareFund

POSTING_COLUMNS = ("entry_id", "line", "account", "person_id", "product", "period", "amount_cents")


@dataclass(frozen=True, slots=True)
class Head:
    """What an entry says besides its lines."""

    key: str
    kind: str
    narrative: str
    booked_on: date | None = None


def book(
    *,
    fund: CareFund,
    key: str,
    kind: str,
    narrative: str,
    lines: Sequence[Line] | Lines,
    booked_on: date | None = None,
    run: Run | None = None,
) -> Entry:
    """Book one entry and return it; an entry booked before with this key and these lines is returned as it is."""
    head = Head(key, kind, narrative, booked_on)
    columns = lines if isinstance(lines, Lines) else Lines.of(lines)
    with transaction.atomic():
        book_many([(head, columns)], fund=fund, run=run)
        return Entry.objects.get(key=key)


def book_many(entries: Iterable[tuple[Head, Lines]], *, fund: CareFund, run: Run | None = None) -> int:
    """Book entries, each once per key; return how many are new. All or nothing."""
    new: list[tuple[int, Lines]] = []
    with transaction.atomic():
        for head, lines in entries:
            lines.refuse_bad(head.key)
            entry = _insert(head, lines, fund, run)
            if entry is not None:
                new.append((entry, lines))
        _copy_postings(new)
    return len(new)


def _insert(head: Head, lines: Lines, fund: CareFund, run: Run | None) -> int | None:
    """Insert an entry without its postings; None when it is there already, KeyAlreadyUsed when with other lines."""
    digest = lines.digest(fund.pk, head.key, head.kind)
    now = timezone.now()
    booked_on = head.booked_on or timezone.localdate(run.known_at if run else now)
    with connection.cursor() as cursor:
        # Another transaction that is booking the same key is waited for.
        cursor.execute(
            "INSERT INTO ledger_entry (fund_id, key, kind, booked_on, narrative, run_id, created_at, line_count,"
            " debit_cents, lines_sha256) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
            " ON CONFLICT (key) DO NOTHING RETURNING id",
            [
                fund.pk,
                head.key,
                head.kind,
                booked_on,
                head.narrative,
                run.pk if run else None,
                now,
                len(lines),
                lines.debit_cents,
                digest,
            ],
        )
        if row := cursor.fetchone():
            return int(row[0])
    if bytes(Entry.objects.values_list("lines_sha256", flat=True).get(key=head.key)) != digest:
        raise KeyAlreadyUsed(head.key)
    return None


def _copy_postings(entries: Sequence[tuple[int, Lines]]) -> None:
    """Copy the lines of new entries in one statement, so that the items are brought up to date once."""
    blocks = []
    for entry, lines in entries:
        personal = lines.people > 0
        first = 1
        for chosen, people in ((personal, True), (~personal, False)):
            part = lines.take(chosen)
            if len(part):
                numbers = range(first, first + len(part))
                blocks.append(_encode(entry, numbers, part, people))
                first += len(part)
    if blocks:
        copy_in("ledger_posting", POSTING_COLUMNS, blocks)


def _encode(entry: int, numbers: range, part: Lines, people: bool) -> memoryview:
    return encode(
        [
            (entry, 8),
            (np.arange(numbers.start, numbers.stop), 4),
            (part.accounts, 2),
            (part.people if people else None, 8),
            (part.products, 2),
            (part.periods, 4),
            (part.amounts_cents, 8),
        ],
        len(part),
    )
