"""What others may ask about appeals."""

from django.db.models import QuerySet

from zorgkas.appeals.models import Appeal
from zorgkas.registry.models import CareFund, Person


def appeals_of(person: Person) -> QuerySet[Appeal]:
    """The appeals of a person, latest first, with their events."""
    found = Appeal.objects.filter(person=person).select_related("fund", "decision", "recovery")
    return found.prefetch_related("events").order_by("-filed_on", "-pk")


def running(fund: CareFund) -> QuerySet[Appeal]:
    """The appeals of a fund that are not closed, oldest first."""
    found = Appeal.objects.filter(fund=fund).exclude(state=Appeal.State.CLOSED)
    return found.select_related("person").order_by("filed_on", "pk")
