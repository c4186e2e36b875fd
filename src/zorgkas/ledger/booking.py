"""Book entries: once per key, balanced, with all their lines in one stroke."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.utils import timezone

from zorgkas.ledger.accounts import PROVIDER_ACCOUNTS
from zorgkas.ledger.copying import copy_in, encode
from zorgkas.ledger.errors import KeyAlreadyUsed
from zorgkas.ledger.lines import Int64s, Line, Lines
from zorgkas.ledger.models import Entry, Run
from zorgkas.registry.models import CareFund
from zorgkas.registry.reasons import Reason, parts

LONGEST_NARRATIVE = 200
POSTING_COLUMNS = ("entry_id", "line", "account", "person_id", "product", "period", "amount_cents", "provider_id")

# In the order of the keys, so that two transactions that book the same keys wait for each other and never in a circle.
INSERT_ENTRIES = """
    INSERT INTO ledger_entry
           (fund_id, run_id, created_at, key, kind, booked_on, narrative, narrative_values, line_count, debit_cents,
            lines_sha256)
    SELECT %s, %s, %s, key, kind, booked_on, narrative, narrative_values::jsonb, line_count, debit_cents, lines_sha256
      FROM unnest(%s::text[], %s::text[], %s::date[], %s::text[], %s::text[], %s::int[], %s::bigint[], %s::bytea[])
           AS new (key, kind, booked_on, narrative, narrative_values, line_count, debit_cents, lines_sha256)
     ORDER BY new.key
        ON CONFLICT (key) DO NOTHING
 RETURNING key, id
"""


@dataclass(frozen=True, slots=True)
class Head:
    """What an entry says besides its lines; booked on the day of the run when it says no other.

    A `Reason` is told to every reader in his own language; a free text stays as it is.
    """

    key: str
    kind: str
    narrative: Reason | str
    booked_on: date | None = None


def book(
    *,
    fund: CareFund,
    key: str,
    kind: str,
    narrative: Reason | str,
    lines: Sequence[Line] | Lines,
    booked_on: date | None = None,
    run: Run | None = None,
) -> Entry:
    """Book one entry and return it; an entry booked before with this key and these lines is returned as it is."""
    columns = lines if isinstance(lines, Lines) else Lines.of(lines)
    with transaction.atomic():
        book_many([(Head(key, kind, narrative, booked_on), columns)], fund=fund, run=run)
        return Entry.objects.get(key=key)


def book_many(entries: Iterable[tuple[Head, Lines]], *, fund: CareFund, run: Run | None = None) -> int:
    """Book entries, each once per key, and return how many are new. All or nothing.

    Each entry may be a compound of very many lines. An entry booked before with the same key and lines is left as
    it is; with other lines, KeyAlreadyUsed is raised.
    """
    given: dict[str, tuple[Head, Lines, bytes]] = {}
    for head, lines in entries:
        lines.refuse_bad(head.key)
        digest = lines.digest(fund.pk, head.key, head.kind)
        if given.setdefault(head.key, (head, lines, digest))[2] != digest:
            raise KeyAlreadyUsed(head.key)
    with transaction.atomic():
        new = _insert_entries(list(given.values()), fund, run)
        _refuse_other_lines({key: digest for key, (_head, _lines, digest) in given.items() if key not in new})
        _copy_postings([(number, given[key][1]) for key, number in new.items()])
    return len(new)


def _insert_entries(entries: Sequence[tuple[Head, Lines, bytes]], fund: CareFund, run: Run | None) -> dict[str, int]:
    """Insert the entries without their postings; return the numbers of those that are new, by key."""
    now = timezone.now()
    today = timezone.localdate(run.known_at if run else now)
    narratives = [parts(head.narrative, LONGEST_NARRATIVE) for head, _lines, _digest in entries]
    columns: list[list[Any]] = [
        [head.key for head, _lines, _digest in entries],
        [str(head.kind) for head, _lines, _digest in entries],
        [head.booked_on or today for head, _lines, _digest in entries],
        [text for text, _values in narratives],
        [None if values is None else json.dumps(values) for _text, values in narratives],
        [len(lines) for _head, lines, _digest in entries],
        [lines.debit_cents for _head, lines, _digest in entries],
        [digest for _head, _lines, digest in entries],
    ]
    with connection.cursor() as cursor:
        # Another transaction that is booking one of these keys is waited for.
        cursor.execute(INSERT_ENTRIES, [fund.pk, run.pk if run else None, now, *columns])
        return dict(cursor.fetchall())


def _refuse_other_lines(digests: dict[str, bytes]) -> None:
    booked = Entry.objects.filter(key__in=digests).values_list("key", "lines_sha256")
    for key, digest in booked if digests else ():
        if bytes(digest) != digests[key]:
            raise KeyAlreadyUsed(key)


def _copy_postings(entries: Sequence[tuple[int, Lines]]) -> None:
    """Copy the lines of new entries in one statement, so that the items are brought up to date once."""
    if not entries:
        return
    lengths = [len(lines) for _number, lines in entries]
    numbers = np.repeat([number for number, _lines in entries], lengths)
    line = np.concatenate([np.arange(1, length + 1) for length in lengths])
    lines = Lines.joined([lines for _number, lines in entries])
    blocks = []
    provided = np.isin(lines.accounts, sorted(PROVIDER_ACCOUNTS))
    for chosen, party in (
        ((lines.people > 0) & ~provided, "person"),
        (provided, "provider"),
        (lines.people == 0, ""),
    ):
        if chosen.any():
            blocks.append(_encode(numbers[chosen], line[chosen], lines.take(chosen), party))
    copy_in("ledger_posting", POSTING_COLUMNS, blocks)


def _encode(entries: Int64s, numbers: Int64s, lines: Lines, party: str) -> memoryview:
    people = lines.people if party == "person" else None
    providers = lines.people if party == "provider" else None
    columns: list[tuple[Int64s | None, int]] = [(entries, 8), (numbers, 4), (lines.accounts, 2), (people, 8)]
    columns += [(lines.products, 2), (lines.periods, 4), (lines.amounts_cents, 8), (providers, 8)]
    return encode(columns, len(lines))
