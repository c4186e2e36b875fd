"""Work for people: opened once, closed by name."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from zorgkas.registry.models import CareFund, Person, Task
from zorgkas.registry.reasons import Reason, parts

LONGEST_REASON = 300


def open_task(
    kind: Task.Kind | str,
    *,
    fund: CareFund,
    reference: str,
    reason: Reason | str,
    person: Person | None = None,
    due_on: date | None = None,
    opened_at: datetime | None = None,
) -> Task:
    """Open a task, or return the one that is open already for this kind and reference.

    A `Reason` is told to everybody in his own language; a free text stays as it is.
    """
    text, told_with = parts(reason, LONGEST_REASON)
    values = {"fund": fund, "person": person, "reason": text, "reason_values": told_with, "due_on": due_on}
    with transaction.atomic():
        task, _ = Task.objects.get_or_create(
            kind=Task.Kind(kind),
            reference=reference,
            closed_at=None,
            defaults={**values, "opened_at": opened_at or timezone.now()},
        )
    return task


def close_task(task: Task, user: AbstractBaseUser | None = None, closed_at: datetime | None = None) -> None:
    """Close a task, by somebody or (without a user) because its reason is gone; closing it again changes nothing."""
    Task.objects.filter(pk=task.pk, closed_at=None).update(closed_at=closed_at or timezone.now(), closed_by=user)
    task.refresh_from_db()


def open_tasks(
    kind: Task.Kind | str,
    *,
    fund: CareFund,
    people: Sequence[int],
    reference: str,
    reason: Reason | str,
    due_on: date | None = None,
    opened_at: datetime | None = None,
) -> int:
    """Open a task about each of these people, unless one is open already; return how many are new.

    The reference of each task is the given one followed by the id of the person.
    """
    if not people:
        return 0
    text, values = parts(reason, LONGEST_REASON)
    told_with = None if values is None else json.dumps(values)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO registry_task (kind, fund_id, person_id, reason, reason_values, reference, opened_at, due_on)"
            " SELECT %s, %s, person, %s, %s::jsonb, %s || person, %s, %s FROM unnest(%s::bigint[]) AS person"
            " ON CONFLICT (kind, reference) WHERE closed_at IS NULL DO NOTHING",
            [Task.Kind(kind), fund.pk, text, told_with, reference, opened_at or timezone.now(), due_on, list(people)],
        )
        return int(cursor.rowcount)


def close_tasks(tasks: QuerySet[Task], user: AbstractBaseUser | None = None, closed_at: datetime | None = None) -> int:
    """Close all of these tasks that are open; return how many."""
    return tasks.filter(closed_at=None).update(closed_at=closed_at or timezone.now(), closed_by=user)


def retell_tasks(tasks: QuerySet[Task], reason: Reason | str) -> int:
    """Give the open ones of these tasks another reason, because what they are about has changed; return how many."""
    text, values = parts(reason, LONGEST_REASON)
    return tasks.filter(closed_at=None).update(reason=text, reason_values=values)


def date_tasks(kind: Task.Kind | str, dates: Mapping[str, date]) -> int:
    """Give open tasks of a kind, by their references, the day by which they must be done; return how many changed."""
    if not dates:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE registry_task t SET due_on = d.due_on FROM unnest(%s::text[], %s::date[]) AS d (reference, due_on)"
            " WHERE t.kind = %s AND t.reference = d.reference AND t.closed_at IS NULL"
            " AND t.due_on IS DISTINCT FROM d.due_on",
            [list(dates), list(dates.values()), Task.Kind(kind)],
        )
        return int(cursor.rowcount)
