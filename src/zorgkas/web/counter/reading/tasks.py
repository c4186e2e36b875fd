"""The work that waits."""

from dataclasses import dataclass

from django.db.models import Count, Min, QuerySet

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


def open_tasks(kind: str = "") -> QuerySet[Task]:
    """Return the open tasks, first what falls due first."""
    found = Task.objects.filter(closed_at__isnull=True).select_related("person", "fund")
    return (found.filter(kind=kind) if kind else found).order_by("due_on", "opened_at", "pk")
