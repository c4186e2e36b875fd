"""Records that were set apart: corrected and replayed by somebody, or dismissed with a reason."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from zorgkas.exchange.mailbox.process import handle, one_at_a_time
from zorgkas.exchange.mailbox.receive import Opened, open_file
from zorgkas.exchange.mailbox.setapart import LONGEST_REASON, task_reference
from zorgkas.exchange.message import Handled
from zorgkas.exchange.models import MessageFile, QuarantinedRecord
from zorgkas.exchange.reading.columns import read_records
from zorgkas.exchange.reading.envelope import LARGEST_RECORD, end_of
from zorgkas.exchange.reading.faults import SYNTAX, FileRefused, RecordFault, fault
from zorgkas.registry.models import Task
from zorgkas.registry.reasons import parts
from zorgkas.registry.services import close_tasks

State = QuarantinedRecord.State


class ReplayRefused(ValueError):
    """The record cannot be replayed or dismissed now."""


@dataclass(frozen=True)
class Replayed:
    """What came of it: replayed, or set apart again with the fault that is left."""

    record: QuarantinedRecord
    fault: RecordFault | None = None


def replay(record: QuarantinedRecord, user: User, text: str = "") -> Replayed:
    """Read a record again, as it came or as somebody corrected it; it changes the facts once, or stays set apart."""
    given = text.strip() or record.corrected or record.text
    with one_at_a_time():
        try:
            opened = open_file(record.file)
        except (FileRefused, OSError) as error:
            raise ReplayRefused(str(error)) from None
        with transaction.atomic():
            locked = QuarantinedRecord.objects.select_for_update().get(pk=record.pk)
            if locked.state != State.OPEN:
                raise ReplayRefused(_("This record was handled before."))
            wrong, handled = _read(opened, locked.position, given)
            if wrong is None:
                _close(locked, State.REPLAYED, user, given if given != locked.text else "")
                _count(locked.file, handled)
            else:
                _note(locked, wrong, given)
        if wrong is None and opened.message.consequences is not None and handled.people:
            opened.message.consequences(locked.file, handled.people)
    return Replayed(locked, wrong)


def dismiss(record: QuarantinedRecord, user: User, note: str) -> QuarantinedRecord:
    """Say that a record need not be used, and why."""
    if not note.strip():
        raise ReplayRefused(_("Say why the record need not be used."))
    with transaction.atomic():
        locked = QuarantinedRecord.objects.select_for_update().get(pk=record.pk)
        if locked.state != State.OPEN:
            raise ReplayRefused(_("This record was handled before."))
        locked.note = note.strip()[:200]
        _close(locked, State.DISMISSED, user, "")
    return locked


def _read(opened: Opened, position: int, text: str) -> tuple[RecordFault | None, Handled]:
    """What is wrong with the record, or what its handler made of it; a fault takes back what the handler did."""
    layout, data = opened.message.layout, text.encode()
    if len(data) > LARGEST_RECORD or b"<!" in data or b"<?" in data or b"\0" in data:
        return fault(position, SYNTAX, layout.record, gettext_noop("only elements may stand in a record")), Handled()
    ends = [match.end() for match in end_of(layout.record).finditer(data)]
    if ends != [len(data)]:
        text_of_fault = gettext_noop("exactly one record <%(name)s> is expected")
        return fault(position, SYNTAX, layout.record, text_of_fault, name=layout.record), Handled()
    envelope = opened.envelope
    point = transaction.savepoint()
    handled = handle(opened, read_records(layout, envelope.head, data, envelope.tail, position))
    if handled.faults:
        transaction.savepoint_rollback(point)
        return handled.faults[0], handled
    transaction.savepoint_commit(point)
    return None, handled


def _close(record: QuarantinedRecord, state: QuarantinedRecord.State, user: User, corrected: str) -> None:
    record.state, record.corrected = state, corrected
    record.closed_by, record.closed_at, record.attempts = user, timezone.now(), record.attempts + 1
    record.save()
    if not record.file.quarantine.filter(state=State.OPEN).exists():
        close_tasks(Task.objects.filter(kind=Task.Kind.MESSAGE, reference=task_reference(record.file)), user)


def _note(record: QuarantinedRecord, wrong: RecordFault, text: str) -> None:
    record.reason, record.reason_values = parts(wrong.reason, LONGEST_REASON)
    record.code, record.element = wrong.code, wrong.element[-80:]
    record.corrected, record.attempts = text[:LARGEST_RECORD] if text != record.text else "", record.attempts + 1
    record.save()


def _count(file: MessageFile, handled: Handled) -> None:
    MessageFile.objects.filter(pk=file.pk).update(
        accepted=F("accepted") + 1 - handled.ignored,
        ignored=F("ignored") + handled.ignored,
        quarantined=F("quarantined") - 1,
    )


def release(file: MessageFile, user: User) -> MessageFile:
    """Let a file go that waits: for a missing number, or because of its count or its faults."""
    with transaction.atomic():
        locked = MessageFile.objects.select_for_update().get(pk=file.pk)
        if locked.state != MessageFile.State.WAITING:
            raise ReplayRefused(_("This file does not wait."))
        locked.released_by, locked.state = user, MessageFile.State.RECEIVED
        locked.save(update_fields=["released_by", "state"])
    return locked
