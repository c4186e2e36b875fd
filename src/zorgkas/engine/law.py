"""The law on one date: ask it to decide a case, or to compile a kernel."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zorgkas.engine.declare import Fact
from zorgkas.engine.page import Page, case_values

if TYPE_CHECKING:
    from zorgkas.engine.book import Book


@dataclass(frozen=True)
class Decision:
    """The outcome for one case."""

    target: str
    value: Any


@dataclass(frozen=True)
class Law:
    """The law as it stands on `date`. Immutable; laws of dates between two changes share everything."""

    date: datetime.date
    page: Page
    book: "Book"

    def decide(self, case: Mapping[str, object], target: str) -> Decision:
        """Run the rules that the target needs on the facts of one case."""
        plan = self.page.plan(target, self.date)
        values: dict[str, Any] = {**plan.parameters, **case_values(plan, self.page.facts, case)}
        for rule in plan.rules:
            values[rule.name] = rule.function(*[values[name] for name, _ in rule.inputs])
        return Decision(target, values[target])

    def facts_of(self, target: str) -> tuple[Fact, ...]:
        """The facts that a target needs."""
        return self.page.plan(target, self.date).facts
