"""A kernel: the rules of some targets, ready to run over columns of persons."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from zorgkas.engine.declare import Fact, Rule
from zorgkas.engine.errors import CaseError, suggest
from zorgkas.engine.kernel import columns as check
from zorgkas.engine.kernel.columns import Array
from zorgkas.engine.kernel.generate import kernel_text
from zorgkas.engine.kernel.store import load
from zorgkas.engine.kernel.threads import threads
from zorgkas.engine.page import join
from zorgkas.engine.types import Kind

if TYPE_CHECKING:
    from zorgkas.engine.law import Law

# One parallel loop at a time: it uses every core anyway, and not every threading layer of Numba allows two.
_running = Lock()


@dataclass(frozen=True, eq=False)
class Kernel:
    """The rules of the targets as one fused, parallel loop.

    Parameters are arguments of the compiled code, so kernels of dates with the same rule versions share it.
    """

    targets: tuple[str, ...]
    facts: tuple[Fact, ...]
    rules: tuple[Rule, ...]
    parameters: Mapping[str, int]
    kinds: Mapping[str, Kind]
    known: frozenset[str]
    _compiled: dict[tuple[str, ...], Callable[..., None]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, law: "Law", targets: tuple[str, ...]) -> "Kernel":
        """Collect what the targets need; a LegalGap when the law does not answer one of them."""
        if not targets or len(set(targets)) != len(targets):
            raise CaseError("A kernel needs at least one target, and each only once.")
        plan = join([law.page.plan(target, law.date) for target in targets])
        for name, value in plan.parameters.items():
            if not isinstance(value, int):
                raise CaseError(f"{name} is the fraction {value}; columns hold whole numbers only.")
        numbers = {name: v if isinstance(v, bool) else int(v) for name, v in plan.parameters.items()}
        kinds = {target: law.page.kind(target) for target in targets}
        return cls(targets, plan.facts, plan.rules, numbers, kinds, frozenset(law.page.facts))

    @property
    def inputs(self) -> dict[str, np.dtype[np.generic]]:
        """The facts that it needs with the type of their column."""
        return {fact.name: np.dtype(np.bool_ if fact.kind.name == "bool" else fact.kind.dtype) for fact in self.facts}

    @property
    def outputs(self) -> dict[str, np.dtype[np.generic]]:
        """The targets with the type of their column."""
        return {name: np.dtype(np.bool_ if k.name == "bool" else k.dtype) for name, k in self.kinds.items()}

    def __call__(
        self, columns: Mapping[str, object], length: int | None = None, out: Mapping[str, Array] | None = None
    ) -> dict[str, Array]:
        """Run. A column may be a scalar (also a date or "2026-11"); `out` reuses arrays instead of making new ones."""
        self._refuse_unknown(columns)
        arrays, scalars = check.split(self.facts, columns)
        count = check.length_of(arrays, length)
        results = self._results(count, out)
        pattern = tuple(arrays)
        if pattern not in self._compiled:
            self._compiled[pattern] = load(self.text(pattern))
        written = [r.view(np.uint8) if r.dtype == np.bool_ else r for r in results.values()]
        with _running, threads(count):
            self._compiled[pattern](count, *arrays.values(), *scalars.values(), *self.parameters.values(), *written)
        return results

    def fit(self, columns: Mapping[str, object]) -> dict[str, object]:
        """The columns that it needs, converted to the types it needs (dates too); refuses values that do not fit."""
        self._refuse_unknown(columns)
        needed = {fact.name: fact for fact in self.facts}
        return {
            name: check.fitted(needed[name], given) if isinstance(given, np.ndarray) and given.ndim else given
            for name, given in columns.items()
            if name in needed
        }

    def text(self, columns: tuple[str, ...] | None = None) -> str:
        """The generated source when these facts are columns and the others scalars (all columns when not said)."""
        given = {fact.name: fact.kind.name == "bool" for fact in self.facts}
        chosen = {name: given[name] for name in (given if columns is None else columns)}
        scalars = [name for name in given if name not in chosen]
        return kernel_text(self.rules, chosen, [*scalars, *self.parameters], self.targets)

    def _refuse_unknown(self, columns: Mapping[str, object]) -> None:
        for name in columns:
            if name not in self.known:
                raise CaseError(f"Column {name} is not a fact of this law.{suggest(name, self.known)}")

    def _results(self, count: int, out: Mapping[str, Array] | None) -> dict[str, Array]:
        results = {}
        for name, dtype in self.outputs.items():
            array = out[name] if out is not None and name in out else np.empty(count, dtype)
            if array.dtype != dtype or array.shape != (count,) or not array.flags.c_contiguous:
                raise CaseError(f"out[{name!r}] must be a contiguous array of {count} {dtype}.")
            results[name] = array
        return results
