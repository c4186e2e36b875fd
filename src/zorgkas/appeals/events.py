"""Write down what happened to an appeal, numbered, in the transaction in which it happens; and the next task."""

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import transaction

from zorgkas.appeals.models import Appeal, AppealEvent
from zorgkas.registry.models import Task
from zorgkas.registry.reasons import Reason
from zorgkas.registry.services import add_event, replace_task

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
    return add_event(AppealEvent, {"appeal": appeal}, kind, on, user=user, at=at, data=data)


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
    reference = f"appeal:{appeal.pk}"
    replace_task(Task.Kind.APPEAL, reference, appeal.fund, appeal.person, reason, due_on, user=user, at=at)
