"""Proving that the two executors agree: random people, every rule, every date on which anything changes.

In a test: `for date in dates_of(book): check_executors(book.on(date), persons=200, seed=1)`.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any

import numpy as np

from zorgkas.engine.book import Book
from zorgkas.engine.calendar import FOREVER, NEVER
from zorgkas.engine.declare import Fact
from zorgkas.engine.errors import LegalGap
from zorgkas.engine.law import Law

Array = np.ndarray[Any, Any]
# Rules in one kernel when all are compared.
KERNEL_SIZE = 30
_RANGES = {"day": (690_000, 741_000), "month": (24_000, 24_400), "year": (1900, 2035), "cents": (0, 200_000)}


def dates_of(book: Book) -> tuple[datetime.date, ...]:
    """The day before the law begins, and every date on which something changes."""
    first = (book.changes[0] - datetime.timedelta(days=1),) if book.changes else ()
    return first + book.changes


def random_columns(facts: Iterable[Fact], persons: int, seed: int) -> dict[str, Array]:
    """A column for every fact, with values in its range; defaults, NEVER and FOREVER come up often."""
    random = np.random.default_rng(seed)
    return {fact.name: _random_column(fact, persons, random) for fact in sorted(facts, key=lambda fact: fact.name)}


def _random_column(fact: Fact, persons: int, random: np.random.Generator) -> Array:
    kind = fact.kind
    dtype = np.dtype(np.bool_ if kind.name == "bool" else kind.dtype)
    if kind.name == "bool":
        return random.integers(0, 2, persons).astype(dtype)
    if kind.enum is not None:
        return random.choice([int(member) for member in kind.enum], persons).astype(dtype)
    low, high = _RANGES.get(kind.name, (0, 100))
    low, high = fact.low if fact.low is not None else low, fact.high if fact.high is not None else high
    column = random.integers(low, high + 1, persons)
    near = random.random(persons) < 0.3  # values close together, so that limits are met exactly
    column[near] = np.minimum(low + (column[near] - low) % 20, high)
    special = [] if fact.default is None else [int(fact.default)]
    if kind.name in ("day", "month"):
        special += [value for value in (NEVER, FOREVER) if fact.low is None or value == fact.default]
    for value in special:
        column[random.random(persons) < 0.2] = value
    return column.astype(dtype)


def answerable(law: Law, targets: Sequence[str] | None = None) -> tuple[list[str], dict[str, LegalGap]]:
    """The rules (or those of the targets) that the law answers on its date, and the gap of each other one."""
    good, gaps = [], {}
    for name in sorted(targets if targets is not None else law.book.rules):
        try:
            law.page.plan(name, law.date)
            if not law.page.is_parameter(name):
                good.append(name)
        except LegalGap as gap:
            gaps[name] = gap
    return good, gaps


def check_executors(law: Law, targets: Sequence[str] | None = None, *, persons: int = 100, seed: int = 0) -> int:
    """Run every rule both ways on random people; an AssertionError shows the first difference. Gives the comparisons.

    Targets that the law does not answer must raise the same LegalGap both ways.
    """
    good, gaps = answerable(law, targets)
    for name, gap in gaps.items():
        for ask in (lambda name=name: law.kernel([name]), lambda name=name: law.decide({}, name)):
            found = _gap_of(ask)
            assert found == str(gap), f"{law.date}: {name}: expected {gap}; one executor says {found}"
    for group in _groups(law, good):
        _compare(law, group, persons, seed)
    return persons * len(good) + len(gaps)


def _groups(law: Law, names: Sequence[str]) -> list[list[str]]:
    """Rules per chapter, a few dozen at a time: one kernel of all of them takes the compiler minutes."""
    by_chapter = sorted(names, key=lambda name: (law.book.chapter_of[name], name))
    chapters = [list(group) for _chapter, group in groupby(by_chapter, key=lambda name: law.book.chapter_of[name])]
    return [chapter[at : at + KERNEL_SIZE] for chapter in chapters for at in range(0, len(chapter), KERNEL_SIZE)]


def _compare(law: Law, names: Sequence[str], persons: int, seed: int) -> None:
    kernel = law.kernel(names)
    columns = random_columns(kernel.facts, persons, seed)
    outcomes = kernel(columns, length=persons)
    for person in range(persons):
        case = {name: column[person].item() for name, column in columns.items()}
        values = law.evaluate(case, names)
        for name in names:
            fast = outcomes[name][person].item()
            assert int(values[name]) == int(fast), (
                f"{law.date}: {name} is {values[name]!r} for one case and {fast!r} in the kernel, for {case}"
            )


def _gap_of(ask: Callable[[], object]) -> str | None:
    try:
        ask()
    except LegalGap as gap:
        return str(gap)
    return None
