"""What others may ask about messages: the mailbox, what was set apart, and how much each message is used."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth

from zorgkas.exchange.models import Consult, MessageFile, QuarantinedRecord


@dataclass(frozen=True)
class Use:
    """How much a message was used in a month."""

    month: datetime.date
    message: str
    direction: str
    files: int
    refused: int
    records: int
    accepted: int
    quarantined: int
    ignored: int


def files(direction: str | None = None, state: str | None = None) -> QuerySet[MessageFile]:
    """The files, the latest first."""
    found = MessageFile.objects.select_related("fund", "released_by").order_by("-received_at", "-pk")
    found = found.filter(direction=direction) if direction else found
    return found.filter(state=state) if state else found


def quarantine(file: MessageFile | None = None, *, every: bool = False) -> QuerySet[QuarantinedRecord]:
    """Records that were set apart and wait for somebody, the oldest first; `every` adds those that were handled."""
    found = QuarantinedRecord.objects.select_related("file", "closed_by").order_by("set_apart_at", "pk")
    found = found.filter(file=file) if file else found
    return found if every else found.filter(state=QuarantinedRecord.State.OPEN)


def use_per_month(since: datetime.date | None = None) -> list[Use]:
    """Per month and message what came and went, and how it ended; online questions count as records."""
    found = MessageFile.objects.exclude(message="")
    asked = Consult.objects.all()
    if since:
        found, asked = found.filter(received_at__date__gte=since), asked.filter(at__date__gte=since)
    lines = (
        found.annotate(month=TruncMonth("received_at"))
        .values("month", "message", "direction")
        .annotate(
            files=Count("pk"),
            all_records=Sum("records"),
            all_accepted=Sum("accepted"),
            all_quarantined=Sum("quarantined"),
            all_ignored=Sum("ignored"),
        )
    )
    refused = {
        (line["month"], line["message"]): line["files"]
        for line in found.filter(state=MessageFile.State.REFUSED)
        .annotate(month=TruncMonth("received_at"))
        .values("month", "message")
        .annotate(files=Count("pk"))
    }
    use = [
        Use(
            line["month"].date(),
            line["message"],
            line["direction"],
            line["files"],
            refused.get((line["month"], line["message"]), 0),
            line["all_records"],
            line["all_accepted"],
            line["all_quarantined"],
            line["all_ignored"],
        )
        for line in lines
    ]
    online = asked.annotate(month=TruncMonth("at")).values("month", "outcome").annotate(number=Count("pk"))
    per_month: dict[datetime.date, dict[str, int]] = {}
    for line in online:
        per_month.setdefault(line["month"].date(), {})[line["outcome"]] = line["number"]
    for month, outcomes in per_month.items():
        total, found_data = sum(outcomes.values()), outcomes.get("DATA_FOUND", 0)
        use.append(Use(month, "VSBConsult", "online", 0, 0, total, found_data, 0, total - found_data))
    return sorted(use, key=lambda one: (one.month, one.message, one.direction), reverse=True)
