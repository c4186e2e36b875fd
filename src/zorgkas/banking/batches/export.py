"""Export a released batch: each file written, checked and renamed, then booked in one transaction with its row."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext

from zorgkas.banking.batches.errors import BatchOutdated, BatchTampered
from zorgkas.banking.batches.freeze import check_current, check_seal
from zorgkas.banking.batches.release import lock
from zorgkas.banking.models import BankFile, Batch, BatchLine
from zorgkas.banking.sepa.orders import Collection, FileHeader, OwnAccount, Transfer
from zorgkas.banking.sepa.pain001 import write_transfers
from zorgkas.banking.sepa.pain008 import write_collections
from zorgkas.banking.sepa.validation import validate
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.models import Entry
from zorgkas.ledger.services import Head, Line, Lines, book_many

_FORMATS = {Batch.Kind.BENEFITS: BankFile.Format.PAIN_001, Batch.Kind.COLLECTION: BankFile.Format.PAIN_008}
_LINES_PER_ENTRY = 100_000


@dataclass(frozen=True)
class _Slice:
    """The lines of one file."""

    number: int
    first_line: int
    last_line: int
    count: int
    total_cents: int


def export(batch: Batch, *, at: datetime | None = None) -> BankFile:
    """Write the file of a released batch and book it as on its way; of an exported one, write the same file again.

    A bank may limit the orders per file: then there are more, see `export_files`; this returns the first.
    """
    return export_files(batch, at=at)[0]


def export_files(batch: Batch, *, at: datetime | None = None) -> list[BankFile]:
    """Export, and return every file of the batch."""
    with transaction.atomic():
        locked = lock(batch, Batch.State.RELEASED, Batch.State.EXPORTED, Batch.State.BOOKED)
        check_seal(locked)
        if locked.state != Batch.State.RELEASED:
            return [_write_again(locked, file) for file in locked.files.order_by("pk")]
        check_current(locked)
        now = at or timezone.now()
        files = [_write(locked, part, now) for part in _slices(locked)]
        _book(locked, now)
        locked.state, locked.exported_at = Batch.State.EXPORTED, now
        locked.save(update_fields=["state", "exported_at"])
    batch.refresh_from_db()
    return files


def _slices(batch: Batch) -> Iterator[_Slice]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT part, min(id), max(id), count(*), sum(amount_cents)::bigint
              FROM (SELECT id, amount_cents, (row_number() OVER (ORDER BY id) - 1) / %(most)s + 1 AS part
                      FROM banking_batchline WHERE batch_id = %(batch)s) q
             GROUP BY part ORDER BY part
            """,
            {"batch": batch.pk, "most": batch.account.max_transactions_per_file or 2**40},
        )
        rows = cursor.fetchall()
    return (_Slice(*row) for row in rows)


def _write(batch: Batch, part: _Slice, now: datetime) -> BankFile:
    name = f"{batch.fund.code}-{batch.kind}-{batch.period}-batch{batch.pk}-{part.number}.xml"
    file = BankFile(
        direction=BankFile.Direction.OUT,
        format=_FORMATS[Batch.Kind(batch.kind)],
        name=name,
        path=f"bank/{name}",
        batch=batch,
        payment_id=f"ZKB{batch.pk}-{part.number}",
        line_count=part.count,
        total_cents=part.total_cents,
        first_line=part.first_line,
        last_line=part.last_line,
        created_at=now,
    )
    file.sha256 = _produce(batch, file, part.number)
    file.save()
    return file


def _write_again(batch: Batch, file: BankFile) -> BankFile:
    number = int((file.payment_id or "").rpartition("-")[2])
    if (found := _produce(batch, file, number)) != file.sha256:
        raise BatchTampered(
            gettext("File %(name)s written again has hash %(found)s, not %(first)s; do not use it.")
            % {"name": file.name, "found": found[:12], "first": file.sha256[:12]}
        )
    return file


def _produce(batch: Batch, file: BankFile, number: int) -> str:
    """Write to a temporary file, check it against its schema and put it in its place; return its hash."""
    place: Path = settings.OUTBOX_DIR / file.path
    place.parent.mkdir(parents=True, exist_ok=True)
    temporary = place.with_suffix(".part")
    header, own = _header(batch, file, number), _own(batch)
    with temporary.open("wb") as stream:
        if batch.kind == Batch.Kind.BENEFITS:
            write_transfers(stream, header, own, _transfers(file))
        else:
            write_collections(stream, header, own, _collections(file))
        stream.flush()
        os.fsync(stream.fileno())
    validate(temporary, file.format)
    with temporary.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    temporary.replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return sha256


def _header(batch: Batch, file: BankFile, number: int) -> FileHeader:
    # The moment of the release, so that the same batch gives the same bytes whenever it is written.
    assert batch.released_at is not None
    created_at = timezone.localtime(batch.released_at).replace(microsecond=0)
    return FileHeader(
        message_id=f"ZK{created_at:%Y%m%d}-{batch.pk}-{number}",
        payment_id=file.payment_id or "",
        created_at=created_at,
        execute_on=batch.execute_on,
        count=file.line_count,
        total_cents=file.total_cents,
    )


def _own(batch: Batch) -> OwnAccount:
    fund, account = batch.fund, batch.account
    return OwnAccount(fund.name, account.iban, account.bic, fund.enterprise_number, fund.creditor_identifier)


def _rows(file: BankFile, *fields: str) -> Iterator[tuple[object, ...]]:
    lines = BatchLine.objects.filter(batch=file.batch, pk__gte=file.first_line, pk__lte=file.last_line)
    return lines.order_by("pk").values_list(*fields).iterator(chunk_size=10_000)


def _transfers(file: BankFile) -> Iterator[Transfer]:
    fields = ("end_to_end_id", "amount_cents", "holder_name", "iban", "remittance")
    return (Transfer(*row) for row in _rows(file, *fields))  # type: ignore[arg-type]


def _collections(file: BankFile) -> Iterator[Collection]:
    fields = ("end_to_end_id", "amount_cents", "holder_name", "iban", "remittance")
    mandate = ("mandate_reference", "mandate_signed_on")
    return (Collection(*row) for row in _rows(file, *fields, *mandate))  # type: ignore[arg-type]


def _book(batch: Batch, now: datetime) -> None:
    """Move what the lines settle to money in transit, and see that nothing was settled twice."""
    transit = Account.TRANSIT_OUT if batch.kind == Batch.Kind.BENEFITS else Account.TRANSIT_DIRECT_DEBIT
    # A payment debits what we owe; a collection credits what is owed to us.
    sign = 1 if batch.kind == Batch.Kind.BENEFITS else -1
    narrative = gettext("Batch %(batch)d sent to the bank") % {"batch": batch.pk}
    for number, rows in enumerate(_parts(batch)):
        amounts = rows[:, 4] * sign
        settled = Lines.columns(
            accounts=rows[:, 1], people=rows[:, 0], products=rows[:, 2], periods=rows[:, 3], amounts_cents=amounts
        )
        in_transit = Lines.of([Line(transit, -int(amounts.sum()))])
        lines = Lines.joined([settled, in_transit])
        head = Head(f"batch/{batch.pk}/export/{number}", Entry.Kind.SETTLEMENT, narrative, timezone.localdate(now))
        book_many([(head, lines)], fund=batch.fund)
    _refuse_oversettled(batch)


def _parts(batch: Batch) -> Iterator["np.ndarray[tuple[int, int], np.dtype[np.int64]]"]:
    """Give what the lines settle, a hundred thousand parts at a time, with one reading."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            """
            SELECT i.person_id, i.account, i.product, i.period, p.amount_cents
              FROM banking_batchline l
              JOIN banking_linepart p ON p.line_id = l.id
              JOIN ledger_item i ON i.id = p.item_id
             WHERE l.batch_id = %s ORDER BY p.id
            """,
            [batch.pk],
        )
        while rows := cursor.fetchmany(_LINES_PER_ENTRY):
            yield np.array(rows, dtype=np.int64)


def _refuse_oversettled(batch: Batch) -> None:
    """After booking, our items are held: whoever settled one of them meanwhile shows now, and all is undone."""
    sign = -1 if batch.kind == Batch.Kind.BENEFITS else 1
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT count(*) FROM banking_batchline l JOIN banking_linepart p ON p.line_id = l.id
              JOIN ledger_item i ON i.id = p.item_id WHERE l.batch_id = %s AND i.balance_cents * %s < 0
            """,
            [batch.pk, sign],
        )
        (count,) = cursor.fetchone()
    if count:
        raise BatchOutdated(
            gettext("Batch %(batch)d: %(count)d items were settled in the meantime. Cancel it and propose again.")
            % {"batch": batch.pk, "count": count}
        )
