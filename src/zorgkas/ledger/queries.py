"""What others may read of the ledger."""

from django.db.models import QuerySet

from zorgkas.ledger.models import Item


def items(person: int) -> QuerySet[Item]:
    """Return the open and closed items of a person, newest period first."""
    return Item.objects.filter(person_id=person).select_related("fund").order_by("-period", "product", "account")
