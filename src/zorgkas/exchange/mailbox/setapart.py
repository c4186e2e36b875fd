"""Set records apart with the reason, and one task for the file they came in."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from zorgkas.exchange.models import MessageFile, QuarantinedRecord
from zorgkas.exchange.reading.envelope import LARGEST_RECORD
from zorgkas.exchange.reading.faults import RecordFault
from zorgkas.registry.models import Task
from zorgkas.registry.reasons import parts, reason
from zorgkas.registry.services import open_task

LONGEST_REASON = 300


def set_apart(file: MessageFile, records: Sequence[tuple[RecordFault, str]]) -> None:
    """Keep records that could not be used; the caller holds the transaction."""
    if not records:
        return
    now = timezone.now()
    rows = []
    for fault, text in sorted(records, key=lambda one: one[0].position):
        why, values = parts(fault.reason, LONGEST_REASON)
        rows.append(
            QuarantinedRecord(
                file=file,
                position=fault.position,
                code=fault.code,
                element=fault.element[-80:],
                reason=why,
                reason_values=values,
                text=text[:LARGEST_RECORD],
                set_apart_at=now,
            )
        )
    QuarantinedRecord.objects.bulk_create(rows, batch_size=1000)
    assert file.fund is not None
    open_task(
        Task.Kind.MESSAGE,
        fund=file.fund,
        reference=task_reference(file),
        reason=reason(_("%(message)s, file %(name)s: records could not be used"), message=file.message, name=file.name),
        opened_at=now,
    )


def task_reference(file: MessageFile) -> str:
    """The reference of the task about the quarantine of a file."""
    return f"exchange-file-{file.pk}"
