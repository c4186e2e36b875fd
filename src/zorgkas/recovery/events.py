"""Write down what happened to a file, numbered, in the transaction in which it happens."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max

from zorgkas.recovery.models import Recovery, RecoveryEvent
from zorgkas.registry.models import Task
from zorgkas.registry.reasons import Reason
from zorgkas.registry.services import add_event, replace_task

Kind = RecoveryEvent.Kind


@contextmanager
def locked(recovery: Recovery) -> Iterator[Recovery]:
    """The file as it is now; nobody else changes it until the block is done."""
    with transaction.atomic():
        yield Recovery.objects.select_for_update(of=("self",)).select_related("person", "fund").get(pk=recovery.pk)


def record(
    recovery: Recovery,
    kind: str,
    on: datetime.date,
    *,
    user: User | None = None,
    at: datetime.datetime | None = None,
    data: Mapping[str, object] | None = None,
) -> RecoveryEvent:
    """Add an event to a file that the caller holds locked."""
    return add_event(RecoveryEvent, {"recovery": recovery}, kind, on, user=user, at=at, data=data)


def record_many(
    recoveries: Sequence[int], kind: str, on: datetime.date, at: datetime.datetime, data: Sequence[Mapping[str, object]]
) -> None:
    """Add an event of one kind to each of these files."""
    numbers = dict(
        RecoveryEvent.objects.filter(recovery_id__in=recoveries)
        .values("recovery_id")
        .annotate(last=Max("number"))
        .values_list("recovery_id", "last")
    )
    RecoveryEvent.objects.bulk_create(
        [
            RecoveryEvent(
                recovery_id=recovery, number=numbers.get(recovery, 0) + 1, kind=kind, on=on, at=at, data=dict(values)
            )
            for recovery, values in zip(recoveries, data, strict=True)
        ],
        batch_size=1000,
    )


def task_reference(recovery: Recovery) -> str:
    """What the task about a file is known by; the first parts are those of the task about the overpayment."""
    return f"recovery:{recovery.person_id}:{recovery.product}:{recovery.pk}"


def next_step(
    recovery: Recovery,
    reason: Reason | None,
    due_on: datetime.date | None,
    *,
    user: User | None = None,
    at: datetime.datetime | None = None,
) -> None:
    """Replace the task about a file by the next thing to do, with its legal date; without a reason there is none."""
    reference = task_reference(recovery)
    replace_task(Task.Kind.RECOVERY, reference, recovery.fund, recovery.person, reason, due_on, user=user, at=at)
