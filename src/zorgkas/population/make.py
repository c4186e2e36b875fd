"""Makes a synthetic Flanders in the database: chunk by chunk, resumable, never beside real people."""

import time
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from zorgkas.population.assumptions import DEFAULT, Assumptions
from zorgkas.population.chunk import make_chunk
from zorgkas.population.fund import CODE, demo_fund, neighbour_funds
from zorgkas.population.load import MARK, Spread, is_stored, reference, store
from zorgkas.population.quota import chunk_count
from zorgkas.registry.models import Person, Source
from zorgkas.registry.services import names_indexed_later

Progress = Callable[[int, int], None]

# From so many parts on it pays to index the names once, at the end.
MANY_CHUNKS = 4


class PopulationRefused(RuntimeError):
    """The database is not one to make this population in; says why."""


@dataclass(frozen=True)
class Made:
    """What was made, and how long each part took."""

    rows: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    chunks: int = 0
    chunks_made: int = 0


def make(
    scale: int = 1000,
    seed: int = 1,
    *,
    fund_code: str = CODE,
    replace: bool = False,
    other_funds: float = 0.0,
    assumed: Assumptions = DEFAULT,
    progress: Progress | None = None,
) -> Made:
    """Make the population at 1:scale; parts that are stored already are not made again.

    `other_funds` is the share of the members that is spread over the five other funds, which are then made too.
    """
    chunks = chunk_count(scale, assumed)
    marks = [reference(scale, seed, number, chunks) for number in range(chunks)]
    _check(marks, replace)
    fund = demo_fund(fund_code)
    spread = Spread(tuple(one.pk for one in neighbour_funds()), other_funds) if other_funds else None
    rows: Counter[str] = Counter()
    generating = storing = 0.0
    made = 0
    with names_indexed_later() if chunks >= MANY_CHUNKS else nullcontext():
        for number, mark in enumerate(marks):
            if not is_stored(mark):
                start = time.perf_counter()
                chunk = make_chunk(scale, seed, number, assumed)
                between = time.perf_counter()
                rows.update(store(chunk, fund, mark, spread))
                storing += time.perf_counter() - between
                generating += between - start
                made += 1
            if progress:
                progress(number + 1, chunks)
        start = time.perf_counter()
    if made:
        refresh_statistics()
    seconds = {"generate": generating, "store": storing, "statistics": time.perf_counter() - start}
    return Made(rows, {name: round(value, 2) for name, value in seconds.items()}, chunks, made)


def _check(marks: list[str], replace: bool) -> None:
    """Only an empty database, or one that holds a part of this very population, will do."""
    if not Person.objects.exists() or (Source.objects.filter(reference__in=marks).exists() and not replace):
        return
    if not replace:
        raise PopulationRefused(
            _("There are people in this database already. Use another data directory, or --replace in a demo database.")
        )
    if not Source.objects.filter(reference__startswith=MARK).exists() or not _only_mock_numbers():
        raise PopulationRefused(
            _("This database was not made by this command or holds people who may be real: it is not emptied.")
        )
    empty_database()


def _only_mock_numbers() -> bool:
    return not Person.objects.exclude(Q(insz__regex=r"^..(6[1-9]|7[0-2])")).exists()


def empty_database() -> None:
    """Drop every table and make them anew."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    call_command("migrate", interactive=False, verbosity=0)


def refresh_statistics() -> None:
    """Let the database plan with the numbers as they are now."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
