"""The work that waits."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Min, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.models import Task


@dataclass(frozen=True)
class Waiting:
    """How many tasks of a kind are open, and when the first falls due."""

    kind: str
    label: str
    count: int
    first_due: object


def open_by_kind(funds: list[int] | None = None) -> list[Waiting]:
    """Return the kinds with open tasks, of some funds or of all, most first."""
    waiting = Task.objects.filter(closed_at__isnull=True)
    mine = waiting if funds is None else waiting.filter(fund_id__in=funds)
    found = mine.values("kind").annotate(count=Count("pk"), due=Min("due_on"))
    return [
        Waiting(row["kind"], str(Task.Kind(row["kind"]).label), row["count"], row["due"])
        for row in found.order_by("-count")
    ]


class When(StrEnum):
    """Which tasks by the day on which they must be done."""

    ANY = ""
    LATE = "late"
    WEEK = "week"


WHEN_LABELS = {When.ANY: _("whenever due"), When.LATE: _("too late"), When.WEEK: _("due within a week")}


def open_tasks(kind: str = "", when: When = When.ANY) -> QuerySet[Task]:
    """Return the open tasks, first what falls due first."""
    found = Task.objects.filter(closed_at__isnull=True).select_related("person", "fund")
    today = timezone.localdate()
    if when is When.LATE:
        found = found.filter(due_on__lt=today)
    elif when is When.WEEK:
        found = found.filter(due_on__lte=today + datetime.timedelta(days=7))
    return (found.filter(kind=kind) if kind else found).order_by("due_on", "opened_at", "pk")
