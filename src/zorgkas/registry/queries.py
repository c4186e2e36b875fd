"""What others may ask of the registry."""

from zorgkas.registry.insz import InvalidInsz, validate_insz
from zorgkas.registry.models import Fact, FormerNumber, Person


def person_by_insz(insz: str) -> Person | None:
    """Find a person by a number that is or was theirs."""
    try:
        number = validate_insz(insz)
    except InvalidInsz:
        return None
    person = Person.objects.filter(insz=number).first()
    if person is None:
        former = FormerNumber.objects.select_related("person").filter(insz=number).first()
        return former.person if former else None
    return person


def fact_kinds() -> list[type[Fact]]:
    """Every kind of fact, of all rooms, by name."""
    return sorted(Fact.__subclasses__(), key=lambda kind: kind.__name__)
