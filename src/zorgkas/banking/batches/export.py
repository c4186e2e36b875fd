"""Export a released batch: each file written, checked and renamed, and booked in one transaction with its row."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from zorgkas.banking.batches.errors import BatchOutdated, BatchTampered
from zorgkas.banking.batches.freeze import check_current, check_seal, lines_of
from zorgkas.banking.batches.release import lock
from zorgkas.banking.models import BankFile, Batch, BatchLine
from zorgkas.banking.sepa.orders import Collection, FileHeader, OwnAccount, Transfer
from zorgkas.banking.sepa.pain001 import write_transfers
from zorgkas.banking.sepa.pain008 import write_collections
from zorgkas.banking.sepa.validation import validate
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.models import Entry
from zorgkas.ledger.queries import copy_out, through_indexes
from zorgkas.ledger.services import Head, Line, Lines, book_many
from zorgkas.registry.reasons import reason

_FORMATS = {
    Batch.Kind.BENEFITS: BankFile.Format.PAIN_001,
    Batch.Kind.COLLECTION: BankFile.Format.PAIN_008,
    Batch.Kind.CARE: BankFile.Format.PAIN_001,
}
_SETTLES = {
    Batch.Kind.BENEFITS: [int(Account.BENEFIT_PAYABLE), int(Account.PREMIUM_REFUNDABLE)],
    Batch.Kind.COLLECTION: [int(Account.PREMIUM_RECEIVABLE)],
    Batch.Kind.CARE: [int(Account.PROVIDER_PAYABLE)],
}
_LINES_PER_ENTRY = 100_000

# What the lines of a batch settle, and its columns with their width in bytes.
_PARTS = """
    SELECT i.account, i.person_id, i.product, i.period, p.amount_cents
      FROM banking_batchline l
      JOIN banking_linepart p ON p.line_id = l.id
      JOIN ledger_item i ON i.id = p.item_id
     WHERE l.batch_id = %(batch)s AND p.line_id BETWEEN %(first_line)s AND %(last_line)s ORDER BY p.id
"""
_CARE_PARTS = """
    SELECT i.account, i.provider_id, i.product, i.period, p.amount_cents
      FROM banking_batchline l
      JOIN banking_linepart p ON p.line_id = l.id
      JOIN ledger_provideritem i ON i.id = p.provider_item_id
     WHERE l.batch_id = %(batch)s AND p.line_id BETWEEN %(first_line)s AND %(last_line)s ORDER BY p.id
"""
_PART_COLUMNS = [("account", 2), ("person", 8), ("product", 2), ("period", 4), ("amount_cents", 8)]

Result = TypeVar("Result")


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
    # Another connection does not see what an open transaction of the caller wrote.
    alone = not connection.in_atomic_block
    with transaction.atomic():
        locked = lock(batch, Batch.State.RELEASED, Batch.State.EXPORTED, Batch.State.BOOKED)
        check_seal(locked)
        if locked.state != Batch.State.RELEASED:
            return [_write_again(locked, file) for file in locked.files.order_by("pk")]
        check_current(locked)
        now = at or timezone.now()
        parts = _slices(locked)
        with _meanwhile(lambda: _write_all(locked, parts, now), alone) as written:
            _book(locked, now)
            files = written()
        for file in files:
            file.save()
        locked.state, locked.exported_at = Batch.State.EXPORTED, now
        locked.save(update_fields=["state", "exported_at"])
    batch.refresh_from_db()
    return files


@contextmanager
def _meanwhile(work: Callable[[], Result], alone: bool) -> Iterator[Callable[[], Result]]:
    """Let work be done in a thread, on a connection of its own; calling what is given waits for its result.

    So the files are written while the entries are booked: both take long, and the lines that the files are made of are
    frozen. Who does not get that far, for whatever reason, leaves a file without a row, which counts for nothing: the
    next export writes it again, and a cancellation removes it.
    """
    if not alone:
        done = work()
        yield lambda: done
        return
    with ThreadPoolExecutor(1, thread_name_prefix="bank-file") as writer:
        result = writer.submit(work)
        try:
            yield result.result
        finally:
            writer.submit(connection.close)  # the connection of that thread, not of ours


def _slices(batch: Batch) -> list[_Slice]:
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
    return [_Slice(*row) for row in rows]


def _write_all(batch: Batch, parts: Sequence[_Slice], now: datetime) -> list[BankFile]:
    return [_write(batch, part, now) for part in parts]


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
        if batch.pays:
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
    transit = Account.TRANSIT_OUT if batch.pays else Account.TRANSIT_DIRECT_DEBIT
    # A payment debits what we owe; a collection credits what is owed to us.
    sign = 1 if batch.pays else -1
    narrative = reason(gettext_noop("Batch %(batch)d sent to the bank"), batch=batch.pk)
    for number, parts in enumerate(_parts(batch)):
        settled = replace(parts, amounts_cents=parts.amounts_cents * sign)
        in_transit = Lines.of([Line(transit, -int(settled.amounts_cents.sum()))])
        lines = Lines.joined([settled, in_transit])
        head = Head(f"batch/{batch.pk}/export/{number}", Entry.Kind.SETTLEMENT, narrative, timezone.localdate(now))
        book_many([(head, lines)], fund=batch.fund)
    _refuse_oversettled(batch)


def _parts(batch: Batch) -> Iterator[Lines]:
    """Give what the lines settle, a hundred thousand parts at a time, with one reading."""
    found = copy_out(_CARE_PARTS if batch.kind == Batch.Kind.CARE else _PARTS, lines_of(batch), _PART_COLUMNS)
    columns = list(found.values())
    for start in range(0, len(columns[0]), _LINES_PER_ENTRY):
        accounts, people, products, periods, amounts = (column[start : start + _LINES_PER_ENTRY] for column in columns)
        yield Lines.columns(accounts=accounts, people=people, products=products, periods=periods, amounts_cents=amounts)


def _refuse_oversettled(batch: Batch) -> None:
    """After booking, our items are held: whoever settled one of them meanwhile shows now, and all is undone.

    Few items are ever on the wrong side, and an index finds them: so these are looked up in the batch, not the reverse.
    """
    table, part = (
        ("ledger_provideritem", "provider_item_id") if batch.kind == Batch.Kind.CARE else ("ledger_item", "item_id")
    )
    with connection.cursor() as cursor, through_indexes():
        cursor.execute(
            f"""
            WITH wrong AS MATERIALIZED (
                SELECT id FROM {table}
                 WHERE fund_id = %s AND account = ANY(%s) AND balance_cents {">" if batch.pays else "<"} 0
            )
            SELECT count(*) FROM wrong JOIN banking_linepart p ON p.{part} = wrong.id
              JOIN banking_batchline l ON l.id = p.line_id WHERE l.batch_id = %s
            """,  # noqa: S608 - only one of two signs and tables is put in
            [batch.fund_id, _SETTLES[Batch.Kind(batch.kind)], batch.pk],
        )
        (count,) = cursor.fetchone()
    if count:
        raise BatchOutdated(
            gettext("Batch %(batch)d: %(count)d items were settled in the meantime. Cancel it and propose again.")
            % {"batch": batch.pk, "count": count}
        )
