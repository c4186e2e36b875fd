"""The name and address that go in the window of the envelope."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import connection, models
from django.utils import timezone

from zorgkas.letters.content import Addressee
from zorgkas.letters.models import Letter
from zorgkas.membership.models import ContactAddress
from zorgkas.registry.models import CareFund, Person, Representative, Residence
from zorgkas.registry.services import acting_for

# Letters of one moment to people for whom somebody acts and gets the letters, or who have a contact address.
_ELSEWHERE = """
SELECT letter.id, letter.person_id FROM letters_letter letter
JOIN (
    SELECT person_id FROM registry_representative WHERE superseded_at IS NULL AND gets_letters
        AND person_id >= %(low)s AND person_id < %(high)s
    UNION SELECT person_id FROM membership_contactaddress WHERE superseded_at IS NULL
        AND person_id >= %(low)s AND person_id < %(high)s) other
    ON other.person_id = letter.person_id
WHERE letter.fund_id = %(fund)s AND letter.kind = %(kind)s AND letter.created_at = %(now)s
"""


def addressees(people: Sequence[int]) -> dict[int, Addressee]:
    """Return name and present address of each person, or of who acts for him or her and gets the letters.

    A contact address takes the place of the main residence (DEC art. 54; BVR art. 92). Without one only the name.
    """
    today = timezone.localdate()
    acting = acting_for(list(people), today)
    now = models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=today)
    present = {"person_id__in": people, "superseded_at__isnull": True, "valid_from__lte": today}
    homes: dict[int, Residence | ContactAddress] = {
        home.person_id: home for home in Residence.objects.filter(now, **present)
    }
    homes |= {contact.person_id: contact for contact in ContactAddress.objects.filter(now, **present)}
    return {
        person.pk: _representing(person, acting.get(person.pk, []))
        or Addressee(str(person), _lines(homes.get(person.pk)))
        for person in Person.objects.filter(pk__in=people)
    }


def readdress(fund: CareFund, kind: str, written_at: datetime.datetime, people: tuple[int, int]) -> None:
    """Send letters that one statement wrote to the main residences of a range of people to where they must go."""
    with connection.cursor() as cursor:
        given: dict[str, Any] = {"fund": fund.pk, "kind": kind, "now": written_at, "low": people[0], "high": people[1]}
        cursor.execute(_ELSEWHERE, given)
        elsewhere = dict(cursor.fetchall())
    names = addressees(list(elsewhere.values()))
    changed = list(Letter.objects.filter(pk__in=elsewhere))
    for letter in changed:
        to = names[letter.person_id]
        letter.data["addressee"] = {"name": to.name, "address": list(to.address)}
    Letter.objects.bulk_update(changed, ["data"], batch_size=1000)


def _representing(person: Person, acting: Sequence[Representative]) -> Addressee | None:
    """Letters go to the first who acts for the person, gets letters and has an address (DEC art. 23 §2, 24)."""
    for one in acting:
        if one.gets_letters and one.municipality:
            street, town = f"{one.street} {one.house_number}".strip(), f"{one.postal_code} {one.municipality}".strip()
            return Addressee(one.name, tuple(line for line in (f"voor {person}", street, town) if line))
    return None


def _lines(home: Residence | ContactAddress | None) -> tuple[str, ...]:
    if home is None:
        return ()
    care_of = f"p/a {home.care_of}" if isinstance(home, ContactAddress) and home.care_of else ""
    lines = care_of, f"{home.street} {home.house_number}", f"{home.postal_code} {home.municipality}"
    abroad = () if home.country == "BE" else (home.country,)
    return (*(line.strip() for line in lines if line.strip()), *abroad)
