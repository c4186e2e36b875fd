"""Files that go through steps (appeals, recoveries): write down an event, keep one task with the next thing to do."""

import datetime
from collections.abc import Mapping
from typing import TypeVar

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Max
from django.utils import timezone

from zorgkas.registry.models import CareFund, FileEvent, Person, Task
from zorgkas.registry.reasons import Reason
from zorgkas.registry.services.tasks import close_tasks, open_task

Event = TypeVar("Event", bound=FileEvent)


def add_event(
    events: type[Event],
    about: Mapping[str, models.Model],
    kind: str,
    on: datetime.date,
    *,
    user: User | None = None,
    at: datetime.datetime | None = None,
    data: Mapping[str, object] | None = None,
) -> Event:
    """Add the next event to a file that the caller holds locked; `about` names the field of the file and the file."""
    found = events._default_manager.filter(**about)
    last = found.aggregate(last=Max("number"))["last"] or 0
    values = {"number": last + 1, "kind": kind, "on": on, "at": at or timezone.now(), "user": user}
    return events._default_manager.create(**about, **values, data=dict(data or {}))


def replace_task(
    kind: Task.Kind,
    reference: str,
    fund: CareFund,
    person: Person,
    reason: Reason | None,
    due_on: datetime.date | None,
    *,
    user: User | None = None,
    at: datetime.datetime | None = None,
) -> None:
    """Replace the task about a file by the next thing to do, with its legal date; without a reason there is none."""
    now = at or timezone.now()
    close_tasks(Task.objects.filter(kind=kind, reference=reference), user, now)
    if reason is not None:
        open_task(kind, fund=fund, person=person, reference=reference, reason=reason, due_on=due_on, opened_at=now)
