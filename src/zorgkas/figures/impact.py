"""How many people and euro would change with other amounts or rules, before anything is run; nothing is written.

The rows that a premium run and a payment run calculate are calculated twice: by the law of the day, and by a copy of it
with the changes. So nothing here says what anybody would get; the law does.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from zorgkas.budgets import inputs as budgets
from zorgkas.budgets.zbo import reading
from zorgkas.engine import CaseError, Law, LawError, LegalGap
from zorgkas.engine.parameters import check_keys
from zorgkas.engine.yaml import read_yaml
from zorgkas.law import book, law_on
from zorgkas.ledger.accounts import Product
from zorgkas.membership import inputs as membership
from zorgkas.membership.chunks import Range, ranges, read_ahead
from zorgkas.registry.models import CareFund
from zorgkas.registry.reasons import gap_told

PREMIUM_TARGET, ZBO_ANEW = "premium_due_cents", "zbo_month_cents"

Ints = NDArray[np.int64]
Columns = Mapping[str, NDArray[Any]]
Progress = Callable[[int, int], None]
Ask = Callable[[Law], Ints]


@dataclass(frozen=True)
class Reform:
    """Other values for parameters of the law."""

    name: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True)
class Impact:
    """What a reform changes for one product: people asked about, people whose amount changes, cents before and after.

    For a premium the amounts are those of the year, for a budget those of the month. `gap` says why there is no answer.
    """

    product: str
    period: int
    people: int = 0
    gain: int = 0
    lose: int = 0
    before_cents: int = 0
    after_cents: int = 0
    gap: str = ""

    @property
    def changed(self) -> int:
        """People whose amount changes."""
        return self.gain + self.lose

    @property
    def difference_cents(self) -> int:
        """Euro more (or less) than by the law as it stands."""
        return self.after_cents - self.before_cents

    def __add__(self, other: "Impact") -> "Impact":
        return replace(
            self,
            people=self.people + other.people,
            gain=self.gain + other.gain,
            lose=self.lose + other.lose,
            before_cents=self.before_cents + other.before_cents,
            after_cents=self.after_cents + other.after_cents,
            gap=self.gap or other.gap,
        )


@dataclass
class _Totals:
    lines: dict[tuple[str, int], Impact] = field(default_factory=dict)

    def add(self, found: Impact) -> None:
        key = (found.product, found.period)
        self.lines[key] = self.lines[key] + found if key in self.lines else found


def read_reform(path: Path) -> Reform:
    """Read a file with `parameters`, each a name and its new value; a LawError or CaseError says what is wrong."""
    if not path.is_file():
        raise LawError(f"{path}: there is no such file.")
    fields = check_keys(str(path), read_yaml(path), required=("parameters",), optional=("name",))
    if not isinstance(fields["parameters"], dict) or not fields["parameters"]:
        raise LawError(f"{path}: parameters must be a mapping of at least one name to a value.")
    for name in fields["parameters"]:
        if name not in book().parameters:
            raise CaseError(f"{path}: {name} is no parameter of the law.")
    return Reform(str(fields.get("name", path.stem)), fields["parameters"])


def impact(
    since: datetime.date,
    reform: Reform,
    fund: CareFund,
    progress: Progress | None = None,
    *,
    known_at: datetime.datetime | None = None,
    chunk_size: int | None = None,
) -> list[Impact]:
    """What a reform that holds from a day changes for the people of a fund.

    The premium of the first year that begins on or after the day, and the budgets of the first month that does.
    """
    at = known_at or timezone.now()
    month = _first_month(since)
    year = since.year if since == datetime.date(since.year, 1, 1) else since.year + 1
    totals = _Totals()
    chunks = ranges(chunk_size)

    def read(chunk: Range) -> list[tuple[str, int, Ints, datetime.date, Ask]]:
        return [*_premiums(year, fund, at, chunk), *_budgets(month, fund, at, chunk)]

    for number, (_chunk, questions) in enumerate(read_ahead(chunks, read), start=1):
        for product, period, people, day, ask in questions:
            totals.add(_compare(product, period, people, law_on(day), reform, ask))
        if progress:
            progress(number, len(chunks))
    return list(totals.lines.values())


def _compare(product: str, period: int, people: Ints, law: Law, reform: Reform, ask: Ask) -> Impact:
    """One question to the law as it stands, and to the law with the changes."""
    line = Impact(product, period, people=len(np.unique(people)))
    try:
        before, after = ask(law), ask(law.reform(reform.parameters))
    except LegalGap as gap:
        return replace(line, gap=gap_told(gap))
    return replace(
        line,
        gain=len(np.unique(people[after > before])),
        lose=len(np.unique(people[after < before])),
        before_cents=int(before.sum()),
        after_cents=int(after.sum()),
    )


def _premiums(
    year: int, fund: CareFund, at: datetime.datetime, chunk: Range
) -> Iterator[tuple[str, int, Ints, datetime.date, Ask]]:
    found = membership.read(year, fund.pk, at, person_range=chunk)
    yield Product.PREMIUM.name, year, found.person, datetime.date(year, 1, 1), _asking(found.facts, PREMIUM_TARGET)


def _budgets(
    month: datetime.date, fund: CareFund, at: datetime.datetime, chunk: Range
) -> Iterator[tuple[str, int, Ints, datetime.date, Ask]]:
    """The rights that run in the month; of a ZBO also what a decision of that month on the same facts would give."""
    period = month.year * 100 + month.month
    found = budgets.read([period], at, person_range=chunk)
    found = found.take(found.fund == fund.pk)
    asked = budgets.targets(found)
    for product in (Product.ZZZ, Product.ZBH, Product.ZBO):
        for number, target in enumerate(budgets.TARGETS):
            rows = found.take((found.product == int(product)) & (asked == number))
            if len(rows):
                yield product.name, period, rows.person, month, _asking(rows.facts, target)
    here = found.take((found.product == int(Product.ZBO)) & (asked == budgets.TARGETS.index("zbo_due_cents")))
    if len(here):
        people = here.person.tolist()
        again = reading.read(people, [month] * len(people), at)
        facts = {**again.facts, "need_unchanged": np.ones(len(people), np.bool_)}
        yield f"{Product.ZBO.name}, {ZBO_ANEW}", period, again.person, month, _asking(facts, ZBO_ANEW)


def _asking(facts: Columns, target: str) -> Ask:
    def ask(law: Law) -> Ints:
        kernel = law.kernel((target,))
        columns = {name: facts[name] for name in kernel.inputs if name in facts}
        length = len(next(iter(facts.values())))
        return kernel(kernel.fit(columns), length=length)[target].astype(np.int64)

    return ask


def _first_month(since: datetime.date) -> datetime.date:
    """The first day of the first month that begins on or after a day."""
    if since.day == 1:
        return since
    return datetime.date(since.year + since.month // 12, since.month % 12 + 1, 1)
