"""The name and address that go in the window of the envelope."""

from collections.abc import Sequence

from django.db import models
from django.utils import timezone

from zorgkas.letters.content import Addressee
from zorgkas.registry.models import Person, Residence


def addressees(people: Sequence[int]) -> dict[int, Addressee]:
    """Return name and present address of each person; without an address only the name."""
    today = timezone.localdate()
    homes = {
        home.person_id: home
        for home in Residence.objects.filter(
            models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=today),
            person_id__in=people,
            superseded_at__isnull=True,
            valid_from__lte=today,
        )
    }
    return {
        person.pk: Addressee(str(person), _lines(homes.get(person.pk)))
        for person in Person.objects.filter(pk__in=people)
    }


def _lines(home: Residence | None) -> tuple[str, ...]:
    if home is None:
        return ()
    lines = f"{home.street} {home.house_number}", f"{home.postal_code} {home.municipality}"
    abroad = () if home.country == "BE" else (home.country,)
    return (*(line.strip() for line in lines if line.strip()), *abroad)
