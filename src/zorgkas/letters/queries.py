"""What others may read of letters."""

from django.db.models import QuerySet

from zorgkas.letters.models import Letter


def letters_of(person_id: int) -> QuerySet[Letter]:
    """Return the letters to a person, newest first."""
    return Letter.objects.filter(person_id=person_id).defer("data").order_by("-created_at", "-pk")


def unsent_count(fund_id: int) -> int:
    """Return how many letters of a fund wait to be sent."""
    return Letter.objects.filter(fund_id=fund_id, sent_at__isnull=True).count()
