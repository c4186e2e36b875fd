"""How a chapter declares its law: `@rule` and `@derived` on plain functions, and `fact` for the inputs from outside."""

import datetime
import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, get_type_hints

from zorgkas.engine.errors import GapReason, LawError
from zorgkas.engine.source import fingerprint
from zorgkas.engine.types import Kind, kind_of, to_value

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Fact:
    """Something that is true about a person or a case and that the law takes as given."""

    name: str
    kind: Kind
    where: str
    default: int | None = None
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class Rule:
    """One version of a rule: the function that holds from `since` to just before `until`, by virtue of its article."""

    name: str
    article: str
    since: datetime.date
    until: datetime.date | None
    function: Callable[..., Any]
    inputs: tuple[tuple[str, Kind], ...]
    kind: Kind
    gap: GapReason | None
    derived: bool
    where: str

    @property
    def code(self) -> str:
        """A hash of what the function does."""
        return fingerprint(self.function)

    @property
    def period(self) -> str:
        """The period in words for messages."""
        return f"{self.since.isoformat()} to {self.until.isoformat() if self.until else 'now'}"


_declared: dict[str, dict[tuple[str, str, int], Fact | Rule]] = {}


def declared_in(module: str) -> list[Fact | Rule]:
    """Everything that a module declared, in the order of its lines."""
    return list(_declared.get(module, {}).values())


def fact(
    name: str, annotation: Any, *, default: object = None, low: int | None = None, high: int | None = None
) -> Fact:
    """Declare an input.

    A fact with a default need not be given. `low` and `high` (inclusive) say where random populations look for values.
    """
    frame = sys._getframe(1)
    module, line = str(frame.f_globals["__name__"]), frame.f_lineno
    where = f"{module}, line {line}"
    kind = kind_of(annotation, f"{where}: fact {name}")
    usual = None if default is None else to_value(kind, default, f"{where}: the default of {name}")
    declared = Fact(name, kind, where, usual, low, high)
    _declared.setdefault(module, {})[("fact", name, line)] = declared
    return declared


def rule(
    *, article: str, since: str, until: str | None = None, name: str | None = None, gap: str | None = None
) -> Callable[[Function], Function]:
    """Declare a function as (one version of) a rule, in force from `since` to just before `until`.

    Its parameter names are its inputs. With `gap` the law of that period is known to be unknown: asking is a LegalGap.
    The reason is a text, or `GapReason("reason", nl="reden")`. The function itself stays as it is and can be called.
    """
    return _declare(article, since, until, name, gap, derived=False)


def derived(
    *, article: str, since: str, until: str | None = None, name: str | None = None
) -> Callable[[Function], Function]:
    """Declare a parameter that is calculated, exactly and once per date, from other parameters."""
    return _declare(article, since, until, name, None, derived=True)


def _declare(
    article: str, since: str, until: str | None, name: str | None, gap: str | None, *, derived: bool
) -> Callable[[Function], Function]:
    def register(function: Function) -> Function:
        declared = _read(function, article, since, until, name, gap, derived=derived)
        line = function.__code__.co_firstlineno
        _declared.setdefault(function.__module__, {})[("rule", declared.name, line)] = declared
        return function

    return register


def _read(
    function: Callable[..., Any],
    article: str,
    since: str,
    until: str | None,
    name: str | None,
    gap: str | None,
    *,
    derived: bool,
) -> Rule:
    where = f"{function.__module__}.{function.__name__}, line {function.__code__.co_firstlineno}"
    if not article.strip():
        raise LawError(f"{where}: a rule needs its article.")
    first = _date(since, f"{where}: since")
    end = _date(until, f"{where}: until") if until is not None else None
    if end is not None and end <= first:
        raise LawError(f"{where}: until ({until}) must come after since ({since}).")
    kinds = read_signature(function, where)
    result = kinds.pop("return")
    why = GapReason(gap) if gap is not None and not isinstance(gap, GapReason) else gap
    return Rule(
        name or function.__name__, article, first, end, function, tuple(kinds.items()), result, why, derived, where
    )


def read_signature(function: Callable[..., Any], where: str) -> dict[str, Kind]:
    """The kinds of the parameters of a function and, under `return`, of its result."""
    hints = get_type_hints(function, include_extras=True)
    signature = inspect.signature(function)
    for parameter in signature.parameters.values():
        if parameter.kind is not parameter.POSITIONAL_OR_KEYWORD or parameter.default is not parameter.empty:
            raise LawError(f"{where}: {parameter.name} must be a plain parameter without a default.")
    untyped = [name for name in [*signature.parameters, "return"] if name not in hints]
    if untyped:
        raise LawError(f"{where}: {', '.join(untyped)} has no type.")
    return {name: kind_of(hints[name], f"{where}: {name}") for name in [*signature.parameters, "return"]}


def _date(text: str, where: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except (TypeError, ValueError):
        raise LawError(f"{where}: {text!r} is not a date (YYYY-MM-DD).") from None
