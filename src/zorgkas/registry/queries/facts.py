"""What is known about people, now or at any moment before."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TypeVar

from django.db.models import Field, Q, QuerySet
from psycopg import sql

from zorgkas.registry.columns import raw_cursor
from zorgkas.registry.models import Fact, Person, Source

AnyFact = TypeVar("AnyFact", bound=Fact)


@dataclass(frozen=True)
class FactLine:
    """A fact as people read it."""

    kind: type[Fact]
    label: str
    values: list[tuple[str, str]]
    valid_from: date
    valid_to: date | None
    recorded_at: datetime
    superseded_at: datetime | None
    source: Source
    fact: Fact


def fact_kinds() -> list[type[Fact]]:
    """Every kind of fact, of all rooms, by name."""
    return sorted(Fact.__subclasses__(), key=lambda kind: kind.__name__)


def kinds_about(person_id: int) -> list[type[Fact]]:
    """The kinds of fact of which something was ever recorded about a person: one question instead of one per kind."""
    kinds = tuple(fact_kinds())
    with raw_cursor() as cursor:
        found = cursor.execute(_which(kinds), {"person": person_id}).fetchall()
    return [kinds[number] for (number,) in found]


@cache
def _which(kinds: tuple[type[Fact], ...]) -> sql.Composed:
    one = sql.SQL("SELECT {number} WHERE EXISTS (SELECT FROM {table} WHERE person_id = %(person)s)")
    parts = [
        one.format(number=sql.Literal(number), table=sql.Identifier(kind._meta.db_table))
        for number, kind in enumerate(kinds)
    ]
    return sql.SQL(" UNION ALL ").join(parts)


def known(kind: type[AnyFact], known_at: datetime | None = None) -> QuerySet[AnyFact]:
    """The facts of a kind as they were known at a moment; as they are known now without one."""
    if known_at is None:
        return kind._default_manager.filter(superseded_at=None)
    return kind._default_manager.filter(
        Q(superseded_at=None) | Q(superseded_at__gt=known_at), recorded_at__lte=known_at
    )


def facts_of(person: Person | int, known_at: datetime | None = None) -> dict[type[Fact], list[Fact]]:
    """All facts about a person, per kind, by first day; kinds without facts are left out."""
    number = person if isinstance(person, int) else person.pk
    found = {
        kind: list(known(kind, known_at).filter(person_id=number).select_related("source").order_by("valid_from", "id"))
        for kind in kinds_about(number)
    }
    return {kind: facts for kind, facts in found.items() if facts}


def time_line(
    person: Person | int, known_at: datetime | None = None, *, with_corrected: bool = False
) -> list[FactLine]:
    """All facts about a person for display, by first day; `with_corrected` adds what was once known."""
    number = person if isinstance(person, int) else person.pk
    lines = []
    for kind in kinds_about(number):
        facts = kind._default_manager.filter(person_id=number) if with_corrected else known(kind, known_at)
        lines += [_line(fact) for fact in facts.filter(person_id=number).select_related("source")]
    return sorted(lines, key=lambda line: (line.valid_from, line.label, line.recorded_at))


def _line(fact: Fact) -> FactLine:
    kind = type(fact)
    fields = {field.attname: field for field in kind._meta.concrete_fields}
    names = dict.fromkeys((*kind.series_fields, *kind.value_fields))
    shown = [(str(fields[name].verbose_name), _shown(fact, fields[name])) for name in names]
    return FactLine(
        kind,
        str(kind._meta.verbose_name),
        [(label, text) for label, text in shown if text],
        fact.valid_from,
        fact.valid_to,
        fact.recorded_at,
        fact.superseded_at,
        fact.source,
        fact,
    )


def _shown(fact: Fact, field: "Field[object, object]") -> str:
    if field.choices:
        return str(getattr(fact, f"get_{field.name}_display")())
    found = getattr(fact, field.name)
    return "" if found is None else str(found)
