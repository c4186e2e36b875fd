"""What is in force between two changes of the law: one version of each rule, one value of each parameter."""

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from zorgkas.engine.declare import Fact, Rule
from zorgkas.engine.errors import CaseError, GapReason, LawError, LegalGap, suggest
from zorgkas.engine.graph import in_order
from zorgkas.engine.parameters import Parameter, Value
from zorgkas.engine.shelf import keep
from zorgkas.engine.types import Kind, to_value

if TYPE_CHECKING:
    from zorgkas.engine.kernel import Kernel

Known = int | bool | Fraction
NO_VERSION = GapReason("no version of this rule is in force", nl="er is geen versie van deze regel van kracht")
NO_VALUE = GapReason("no value is in force", nl="er is geen waarde van kracht")


@dataclass(frozen=True)
class Plan:
    """What one target needs: facts, parameters with their values, and rules in the order in which they run."""

    target: str
    facts: tuple[Fact, ...]
    parameters: Mapping[str, Known]
    rules: tuple[Rule, ...]


def join(plans: Sequence[Plan]) -> Plan:
    """One plan for several targets; what they share is run once."""
    facts = {fact.name: fact for plan in plans for fact in plan.facts}
    parameters = {name: value for plan in plans for name, value in plan.parameters.items()}
    rules = {rule.name: rule for plan in plans for rule in plan.rules}
    return Plan(", ".join(plan.target for plan in plans), tuple(facts.values()), parameters, tuple(rules.values()))


@dataclass(frozen=True, eq=False)
class Page:
    """The law in force from `start` until the next change. Nobody changes its dictionaries after it was made."""

    start: datetime.date
    rules: dict[str, Rule]
    values: dict[str, Value]
    facts: Mapping[str, Fact]
    parameters: dict[str, Parameter]
    history: dict[str, tuple[Rule, ...]]
    reformed: frozenset[str] = frozenset()
    # A hash of what the law was made from; empty when it is not known, or reformed.
    sources: str = ""
    kernels: dict[tuple[str, ...], "Kernel"] = field(default_factory=dict, repr=False)
    _plans: dict[str, Plan | LegalGap] = field(default_factory=dict, repr=False)
    _derived: dict[str, Known] = field(default_factory=dict, repr=False)
    _memo: dict[str, list[str]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls,
        start: datetime.date,
        history: Mapping[str, tuple[Rule, ...]],
        facts: Mapping[str, Fact],
        parameters: Mapping[str, Parameter],
        sources: str = "",
    ) -> "Page":
        """Take from the whole history what is in force on the date."""
        rules = {
            rule.name: rule
            for versions in history.values()
            for rule in versions
            if rule.since <= start and (rule.until is None or start < rule.until)
        }
        values = {name: value for name, found in parameters.items() if (value := found.on(start)) is not None}
        return cls(start, rules, values, facts, dict(parameters), dict(history), sources=sources)

    @cached_property
    def version(self) -> str:
        """A hash of every rule and parameter in force: the same law has the same version on every machine."""
        if self.sources:
            return str(keep("version", f"{self.sources}-{self.start}", self._version))
        return self._version()

    def _version(self) -> str:
        lines = [f"{rule.name} {rule.article} {rule.since} {rule.gap} {rule.code}" for rule in self.rules.values()]
        lines += [f"{name} {value.since} {value.value} {value.unknown}" for name, value in self.values.items()]
        return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:16]

    def kinds(self) -> dict[str, Kind]:
        """The kind of every name."""
        return {name: self.kind(name) for name in (*self.facts, *self.parameters, *self.history)}

    def kind(self, name: str) -> Kind:
        """The kind of a rule, parameter or fact."""
        if name in self.history:
            return self.history[name][0].kind
        return self.parameters[name].kind if name in self.parameters else self.facts[name].kind

    def inputs(self, name: str) -> tuple[str, ...]:
        """The names that a rule in force takes; empty for everything else."""
        found = self.rules.get(name)
        return tuple(i for i, _ in found.inputs) if found else ()

    @cached_property
    def _graph(self) -> dict[str, tuple[str, ...]]:
        return {name: self.inputs(name) for name in self.rules}

    def needs(self, target: str) -> list[str]:
        """Every name that the target needs, each after its own inputs."""
        found = self._memo.get(target)
        if found is None:
            names = {*self.history, *self.parameters, *self.facts}
            if target not in names:
                raise CaseError(f"The law knows no {target}.{suggest(target, names)}")
            found = self._memo[target] = in_order(target, self._graph)
        return found

    def unit(self, name: str) -> str:
        """The unit of a parameter; empty for everything else."""
        return self.parameters[name].unit if name in self.parameters else ""

    def gap(self, name: str) -> GapReason | None:
        """Why the law gives no answer for this name itself (not for what it needs), or None when it does."""
        if name in self.history:
            rule = self.rules.get(name)
            return rule.gap if rule else _no_version(self.history[name])
        if name in self.parameters:
            value = self.values.get(name)
            return value.unknown if value else NO_VALUE
        return None

    def plan(self, target: str, date: datetime.date) -> Plan:
        """What a target needs, or the LegalGap that stands in its way."""
        found = self._plans.get(target)
        if found is None:
            found = self._plans[target] = self._make_plan(target, date)
        if isinstance(found, LegalGap):
            raise LegalGap(found.missing, date, found.reason, target)
        return found

    def _make_plan(self, target: str, date: datetime.date) -> Plan | LegalGap:
        names = self.needs(target)
        for name in names:
            reason = self.gap(name)
            if reason:
                return LegalGap(name, date, reason, target)
        rules = [self.rules[name] for name in names if name in self.rules and not self.rules[name].derived]
        direct = {i for rule in rules for i, _ in rule.inputs} | {target}
        parameters = {name: self.known(name) for name in names if name in direct and self.is_parameter(name)}
        facts = tuple(self.facts[name] for name in names if name in self.facts)
        return Plan(target, facts, parameters, tuple(rules))

    def is_parameter(self, name: str) -> bool:
        """Whether a name is a parameter or derived from parameters."""
        return name in self.parameters or (name in self.history and self.history[name][0].derived)

    def known(self, name: str) -> Known:
        """The value of a parameter or derived parameter, calculated at most once."""
        value = self.values.get(name)
        if value is not None and value.value is not None:
            return value.value
        if name not in self._derived:
            rule = self.rules[name]
            given = ((self.known(name), kind) for name, kind in rule.inputs)
            result = rule.function(*(Fraction(v) if kind.name == "fraction" else v for v, kind in given))
            if rule.kind.name != "fraction" and not isinstance(result, int):
                raise LawError(f"{rule.where}: gave {result!r}, which is not {rule.kind}; round it by a named rule.")
            if isinstance(result, float):
                raise LawError(f"{rule.where}: gave the float {result!r}; calculate with Fraction.")
            self._derived[name] = Fraction(result) if rule.kind.name == "fraction" else result
        return self._derived[name]


def _no_version(versions: tuple[Rule, ...]) -> GapReason:
    periods = "; ".join(rule.period for rule in versions)
    return GapReason(f"{NO_VERSION} ({periods})", f"{NO_VERSION.nl} ({periods})")


def case_values(plan: Plan, facts: Mapping[str, Fact], case: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a case as the rules take them; refuses what is unknown, missing or of the wrong type."""
    for name in case:
        if name not in facts:
            raise CaseError(f"{name} is not a fact of this law.{suggest(name, facts)}")
    missing = [fact.name for fact in plan.facts if fact.name not in case and fact.default is None]
    if missing:
        raise CaseError(f"{plan.target} needs facts that are missing: {', '.join(missing)}.")
    return {
        fact.name: to_value(fact.kind, case[fact.name], fact.name) if fact.name in case else fact.default
        for fact in plan.facts
    }
