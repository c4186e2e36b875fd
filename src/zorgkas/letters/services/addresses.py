"""The name and address that go in the window of the envelope."""

from collections.abc import Sequence

from django.db import models
from django.utils import timezone

from zorgkas.letters.content import Addressee
from zorgkas.registry.models import Person, Representative, Residence
from zorgkas.registry.services import acting_for


def addressees(people: Sequence[int]) -> dict[int, Addressee]:
    """Return name and present address of each person, or of who acts for him or her and gets the letters.

    Without an address only the name.
    """
    today = timezone.localdate()
    acting = acting_for(list(people), today)
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
        person.pk: _representing(person, acting.get(person.pk, []))
        or Addressee(str(person), _lines(homes.get(person.pk)))
        for person in Person.objects.filter(pk__in=people)
    }


def _representing(person: Person, acting: Sequence[Representative]) -> Addressee | None:
    """Letters go to the first who acts for the person, gets letters and has an address (DEC art. 23 §2, 24)."""
    for one in acting:
        if one.gets_letters and one.municipality:
            street, town = f"{one.street} {one.house_number}".strip(), f"{one.postal_code} {one.municipality}".strip()
            return Addressee(one.name, tuple(line for line in (f"voor {person}", street, town) if line))
    return None


def _lines(home: Residence | None) -> tuple[str, ...]:
    if home is None:
        return ()
    lines = f"{home.street} {home.house_number}", f"{home.postal_code} {home.municipality}"
    abroad = () if home.country == "BE" else (home.country,)
    return (*(line.strip() for line in lines if line.strip()), *abroad)
