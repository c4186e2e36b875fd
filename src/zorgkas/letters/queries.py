"""What others may read of letters."""

from django.db.models import Count, QuerySet

from zorgkas.letters.models import Letter


def letters_of(person_id: int) -> QuerySet[Letter]:
    """Return the letters to a person, newest first."""
    return Letter.objects.filter(person_id=person_id).defer("data").order_by("-created_at", "-pk")


def unsent_count(fund_id: int) -> int:
    """Return how many letters of a fund wait to be sent."""
    return Letter.objects.filter(fund_id=fund_id, sent_at__isnull=True).count()


def waiting_by_kind(fund_id: int) -> list[tuple[str, int]]:
    """Return the kinds of letters of a fund that wait to be sent, with their number, most first."""
    found = Letter.objects.filter(fund_id=fund_id, sent_at__isnull=True)
    return list(found.values_list("kind").annotate(count=Count("pk")).order_by("-count", "kind"))
