"""Process a file part by part: each part is one transaction, so that a process that is killed goes on where it was."""

import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from django.db import connection, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from zorgkas.exchange.mailbox.acknowledge import acknowledge
from zorgkas.exchange.mailbox.receive import Opened, admit, open_file, stop
from zorgkas.exchange.mailbox.setapart import set_apart
from zorgkas.exchange.mailbox.storage import place_of
from zorgkas.exchange.message import Handled, Message, Part
from zorgkas.exchange.models import FilePart, FundProfile, MessageFile
from zorgkas.exchange.people import check_numbers, follow_replacements, ids_of
from zorgkas.exchange.reading.columns import ReadRecords, read_records, split
from zorgkas.exchange.reading.faults import CONTENT, FileRefused, RecordFault, refuse
from zorgkas.registry.models import Source
from zorgkas.registry.services import source

PIECES_OF_A_PART = 10
# A file of which this many records, and this share of what was read, cannot be used is stopped as a whole.
MOST_FAULTS, LARGEST_SHARE_OF_FAULTS = 1_000, 10
NUMBERS = ("ssin", "replaced_by", "replaces", "new_ssin")
State = MessageFile.State
Progress = Callable[[int, int], None]


class ExchangeBusy(RuntimeError):
    """Another process is at work on the mailbox."""


@dataclass
class ReadPart:
    """A part as read: its records, and the bytes that faults are shown from."""

    number: int
    records: int
    first: int
    read: ReadRecords
    bodies: list[tuple[int, bytes]] = field(default_factory=list)

    def text_of(self, opened: Opened, position: int) -> str:
        """A record as it came."""
        first, body = max((start for start in self.bodies if start[0] <= position), key=lambda start: start[0])
        texts = split(opened.message.layout, body)
        return texts[position - first].decode("utf-8", "replace").strip()


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let only one process work on the mailbox; the lock goes when the process goes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended('zorgkas.exchange', 0))")
        if not cursor.fetchone()[0]:
            raise ExchangeBusy(_("Another process is at work on the mailbox; try again when it is done."))
    try:
        yield
    finally:
        if connection.needs_rollback:
            # Nothing can be asked any more; the lock goes with the connection, at the end of the request.
            connection.close_at = 0.0
        else:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended('zorgkas.exchange', 0))")


def process(file: MessageFile, progress: Progress | None = None) -> MessageFile:
    """Bring a file as far as it can go now: to processed, waiting or refused. Repeating it changes nothing."""
    if file.state in (State.DONE, State.REFUSED):
        return file
    try:
        opened = open_file(file)
        if file.state != State.BUSY:
            admit(opened)
    except FileRefused as refused:
        stop(file, State.REFUSED, refused)
        return file
    if file.state == State.BUSY:
        _process_parts(opened, progress)
    return file


def _process_parts(opened: Opened, progress: Progress | None) -> None:
    file = opened.file
    if file.started_at is None:
        file.started_at = timezone.now()
        file.save(update_fields=["started_at"])
    if _too_many_faults(file):
        return
    done = set(file.parts.values_list("number", flat=True))
    for part in _read_ahead(opened, done):
        _apply(opened, part)
        if progress:
            progress(min(part.first - 1 + part.records, file.records), file.records)
        if _too_many_faults(file):
            return
    finish(opened.message, file)


def _too_many_faults(file: MessageFile) -> bool:
    if file.released_by_id is not None:
        return False
    read = file.parts.aggregate(records=Sum("records", default=0), quarantined=Sum("quarantined", default=0))
    if read["quarantined"] <= MOST_FAULTS or read["quarantined"] * 100 <= read["records"] * LARGEST_SHARE_OF_FAULTS:
        return False
    text = _("%(faults)d of the first %(read)d records cannot be used: the file is stopped")
    stop(file, State.WAITING, refuse(CONTENT, text, faults=read["quarantined"], read=read["records"]))
    return True


def finish(message: Message, file: MessageFile) -> None:
    """Add the parts up, let the consequences follow, and acknowledge."""
    people = sorted({one for found in file.parts.values_list("outcome", flat=True) for one in found.get("people", ())})
    if message.consequences is not None:
        message.consequences(file, people)
    total = file.parts.aggregate(
        records=Sum("records", default=0),
        accepted=Sum("accepted", default=0),
        quarantined=Sum("quarantined", default=0),
        ignored=Sum("ignored", default=0),
    )
    for name, number in total.items():
        setattr(file, name, number)
    file.state, file.finished_at, file.reason, file.reason_values, file.code = State.DONE, timezone.now(), "", None, ""
    file.save()
    acknowledge(file)


def _read_ahead(opened: Opened, done: set[int]) -> Iterator[ReadPart]:
    """Read the next part while the last one is written; reading is work of C that leaves Python free."""
    numbers = [n for n in range(-(-opened.envelope.pieces // PIECES_OF_A_PART)) if n not in done]
    if not numbers:
        return
    with ThreadPoolExecutor(1, thread_name_prefix="exchange-reader") as reader:
        waiting = reader.submit(_read, opened, numbers[0])
        for following in [*numbers[1:], None]:
            part = waiting.result()
            if following is not None:
                waiting = reader.submit(_read, opened, following)
            yield part


def _read(opened: Opened, number: int) -> ReadPart:
    envelope = opened.envelope
    start = number * PIECES_OF_A_PART
    stop_at = min(start + PIECES_OF_A_PART, envelope.pieces)
    tables, faults, bodies = [], list[RecordFault](), []
    with place_of(opened.file).open("rb") as stream:
        stream.seek(envelope.cuts[start])
        for piece in range(start, stop_at):
            body = stream.read(envelope.cuts[piece + 1] - envelope.cuts[piece])
            first = envelope.before[piece] + 1
            found = read_records(opened.message.layout, envelope.head, body, envelope.tail, first)
            tables.append(found.table)
            faults += found.faults
            bodies.append((first, body))
    first = envelope.before[start] + 1
    return ReadPart(
        number, envelope.before[stop_at] - first + 1, first, ReadRecords(pa.concat_tables(tables), faults), bodies
    )


def source_of(file: MessageFile) -> Source:
    """The source of every fact that a file tells."""
    return source(
        Source.Kind.MESSAGE, f"{file.message} {file.partner} {file.sequence} (fund {file.fund_id})", file.received_at
    )


def handle(opened: Opened, read: ReadRecords) -> Handled:
    """Find the people, let the handler of the message do its work, and put all faults together."""
    file, message = opened.file, opened.message
    assert message.handler is not None
    assert file.fund is not None
    at = timezone.now()
    right, faults = check_numbers(read.table, NUMBERS)
    table = read.table.filter(pa.array(right)) if not right.all() else read.table
    if "replaced_by" in table.column_names and (renumbered := follow_replacements(table, at)):
        faults += renumbered
        wrong = pa.array([one.position for one in renumbered])
        table = table.filter(pa.compute.invert(pa.compute.is_in(table["position"], wrong)))
    ids = ids_of(table["ssin"].combine_chunks())
    profile = FundProfile.objects.get_or_create(fund=file.fund)[0]
    part = Part(
        file, file.fund, profile, opened.header, table.append_column("person_id", pa.array(ids)), source_of(file), at
    )
    handled = message.handler(part) if table.num_rows else Handled()
    handled.faults = read.faults + faults + handled.faults
    return handled


def _apply(opened: Opened, part: ReadPart) -> None:
    file = opened.file
    with transaction.atomic():
        handled = handle(opened, part.read)
        wrong = {one.position: one for one in reversed(handled.faults)}
        set_apart(file, [(one, part.text_of(opened, one.position)) for one in wrong.values()])
        FilePart.objects.create(
            file=file,
            number=part.number,
            records=part.records,
            accepted=part.records - len(wrong) - handled.ignored,
            quarantined=len(wrong),
            ignored=handled.ignored,
            outcome={"people": np.unique(handled.people).tolist(), "counts": handled.counts},
        )
