"""Write down what happened to an appeal, numbered, in the transaction in which it happens; and the next task."""

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from zorgkas.appeals.models import Appeal, AppealEvent
from zorgkas.registry import services as registry
from zorgkas.registry.models import Task
from zorgkas.registry.reasons import Reason

Kind = AppealEvent.Kind


class AppealRefused(ValueError):
    """This cannot be done with the appeal; says why. `field` is where the mistake is, on a form."""

    def __init__(self, message: str, field: str = "") -> None:
        self.field = field
        super().__init__(message)


@contextmanager
def locked(appeal: Appeal) -> Iterator[Appeal]:
    """The appeal as it is now; nobody else changes it until the block is done."""
    with transaction.atomic():
        found = Appeal.objects.select_for_update(of=("self",))
        yield found.select_related("person", "fund", "decision", "recovery").get(pk=appeal.pk)


def record(
    appeal: Appeal,
    kind: str,
    on: datetime.date,
    *,
    user: User | None = None,
    at: datetime.datetime | None = None,
    data: Mapping[str, object] | None = None,
) -> AppealEvent:
    """Add an event to an appeal that the caller holds locked."""
    last = AppealEvent.objects.filter(appeal=appeal).aggregate(last=Max("number"))["last"] or 0
    return AppealEvent.objects.create(
        appeal=appeal, number=last + 1, kind=kind, on=on, at=at or timezone.now(), user=user, data=dict(data or {})
    )


def day_of(appeal: Appeal, kind: str) -> datetime.date | None:
    """The day of the last event of a kind; None when there is none, or the appeal is only being looked at."""
    if appeal.pk is None:
        return None
    event = AppealEvent.objects.filter(appeal=appeal, kind=kind).order_by("-number").first()
    return event.on if event else None


def next_step(
    appeal: Appeal,
    reason: Reason | None,
    due_on: datetime.date | None,
    *,
    user: User | None = None,
    at: datetime.datetime | None = None,
) -> None:
    """Replace the task about an appeal by the next thing to do, with its legal date; without a reason there is none."""
    now, reference = at or timezone.now(), f"appeal:{appeal.pk}"
    registry.close_tasks(Task.objects.filter(kind=Task.Kind.APPEAL, reference=reference), user, now)
    if reason is not None:
        registry.open_task(
            Task.Kind.APPEAL,
            fund=appeal.fund,
            person=appeal.person,
            reference=reference,
            reason=reason,
            due_on=due_on,
            opened_at=now,
        )
