"""The law on one date: ask it to decide a case, or to compile a kernel."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zorgkas.engine.decision import Decision
from zorgkas.engine.declare import Fact
from zorgkas.engine.errors import LawError
from zorgkas.engine.page import Known, Page, Plan, case_values, join
from zorgkas.engine.reform import reformed
from zorgkas.engine.types import as_result

if TYPE_CHECKING:
    from zorgkas.engine.book import Book
    from zorgkas.engine.kernel import Kernel


@dataclass(frozen=True, eq=False)
class Law:
    """The law as it stands on `date`. Immutable; laws of dates between two changes share everything."""

    date: datetime.date
    page: Page
    book: "Book"

    def decide(self, case: Mapping[str, object], target: str) -> Decision:
        """Run the rules that the target needs on the facts of one case.

        A LegalGap says that the law does not answer on this date, a CaseError that a fact is missing or wrong.
        """
        plan = self.page.plan(target, self.date)
        values = self._run(plan, case)
        return Decision(target, values[target], self, plan, values)

    def evaluate(self, case: Mapping[str, object], targets: Sequence[str]) -> dict[str, Any]:
        """Every value behind several targets at once, as the rules see them and without explanation."""
        return self._run(join([self.page.plan(target, self.date) for target in targets]), case)

    def _run(self, plan: Plan, case: Mapping[str, object]) -> dict[str, Any]:
        values: dict[str, Any] = {**plan.parameters, **case_values(plan, self.page.facts, case)}
        for rule in plan.rules:
            given = rule.function(*[values[name] for name, _ in rule.inputs])
            try:
                values[rule.name] = as_result(rule.kind, given)
            except ValueError:
                raise LawError(f"{rule.where}: gave {given!r}, which is not {rule.kind} ({rule.kind.dtype}).") from None
        return values

    def kernel(self, targets: Sequence[str] | str) -> "Kernel":
        """The rules of these targets as one compiled loop over columns."""
        from zorgkas.engine.kernel import Kernel

        asked = (targets,) if isinstance(targets, str) else tuple(targets)
        kernel = self.page.kernels.get(asked)
        if kernel is None:
            kernel = self.page.kernels[asked] = Kernel.of(self, asked)
        return kernel

    def reform(self, changes: Mapping[str, Known | str | Callable[..., Any]]) -> "Law":
        """This law with some parameters (a value) or rules (a typed function, or a constant) replaced."""
        return Law(self.date, reformed(self.page, self.date, changes), self.book)

    def facts_of(self, target: str) -> tuple[Fact, ...]:
        """The facts that a target needs."""
        return self.page.plan(target, self.date).facts

    @property
    def version(self) -> str:
        """A hash of every rule and parameter in force."""
        return self.page.version

    @property
    def parameters(self) -> dict[str, Known]:
        """Every parameter in force whose value is known, derived ones included."""
        names = [*self.page.values, *(name for name, rule in self.page.rules.items() if rule.derived)]
        return {
            name: self.page.known(name) for name in names if not any(self.page.gap(n) for n in self.page.needs(name))
        }

    def label(self, name: str, language: str) -> str:
        """What people call a rule, parameter or fact."""
        if name in self.book.texts:
            return self.book.texts[name].label[language]
        if name in self.book.parameters:
            return self.book.parameters[name].label[language]
        return name.replace("_", " ")
