"""Small things the tests of the registry share."""

from datetime import UTC, date, datetime

from zorgkas.registry.insz import insz_for
from zorgkas.registry.models import Person
from zorgkas.registry.services import create_person


def at(day: int) -> datetime:
    """Noon on a day of January 2026, as a moment of recording."""
    return datetime(2026, 1, day, 12, tzinfo=UTC)


def make_person(serial: int) -> Person:
    born = date(1970, 1, 1)
    return create_person(insz=insz_for(born, serial), first_name="An", last_name="Peeters", birth_date=born, sex="F")
