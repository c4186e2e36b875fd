"""Work for people: opened once, closed by name."""

from datetime import date, datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from zorgkas.registry.models import CareFund, Person, Task


def open_task(
    kind: Task.Kind | str,
    *,
    fund: CareFund,
    reference: str,
    reason: str,
    person: Person | None = None,
    due_on: date | None = None,
    opened_at: datetime | None = None,
) -> Task:
    """Open a task, or return the one that is open already for this kind and reference."""
    values = {"fund": fund, "person": person, "reason": reason, "due_on": due_on}
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
