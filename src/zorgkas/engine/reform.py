"""A reform: a copy of the law in force with some parameters or rules replaced."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from zorgkas.engine.check import check_rule
from zorgkas.engine.declare import Rule, read_signature
from zorgkas.engine.errors import CaseError, LawError, suggest
from zorgkas.engine.graph import find_cycle
from zorgkas.engine.page import Known, Page
from zorgkas.engine.parameters import Parameter, Value
from zorgkas.engine.source import where
from zorgkas.engine.types import FRACTION, INT, to_value

_ARTICLE = "reform"


def reformed(page: Page, date: datetime.date, changes: Mapping[str, Known | str | Callable[..., Any]]) -> Page:
    """A copy of the page with the changes made and checked; the original stays as it is."""
    copy = replace(
        page,
        rules=dict(page.rules),
        values=dict(page.values),
        parameters=dict(page.parameters),
        history=dict(page.history),
        reformed=page.reformed | set(changes),
        sources="",
        kernels={},
        _plans={},
        _derived={},
        _memo={},
    )
    for name, change in changes.items():
        if name in page.facts:
            raise CaseError(f"{name} is a fact of the case; a reform replaces parameters and rules.")
        if callable(change):
            _replace_by_function(copy, name, date, change)
        else:
            _replace_by_value(copy, name, date, change)
    for name in changes:
        if name in copy.rules:
            check_rule(copy.rules[name], copy.kinds(), copy.is_parameter)
    cycle = find_cycle({name: copy.inputs(name) for name in copy.rules})
    if cycle:
        raise LawError(f"After this reform these rules need each other in a circle: {' -> '.join(cycle)}.")
    return copy


def _replace_by_function(copy: Page, name: str, date: datetime.date, function: Callable[..., Any]) -> None:
    if name in copy.parameters:
        raise CaseError(f"{name} is a parameter; a reform gives it a value, not a function.")
    place = where(function)
    kinds = read_signature(function, place)
    kind = kinds.pop("return")
    old = copy.history[name][0] if name in copy.history else None
    if old is not None and old.kind != kind:
        raise LawError(f"{place}: must give {old.kind} as {name} does, not {kind}.")
    is_derived = old.derived if old else kind.name == "fraction"
    rule = Rule(name, _ARTICLE, date, None, function, tuple(kinds.items()), kind, None, is_derived, place)
    copy.rules[name] = rule
    copy.history[name] = (rule,)


def _replace_by_value(copy: Page, name: str, date: datetime.date, given: Known | str) -> None:
    if name not in copy.parameters and name not in copy.history:
        raise CaseError(f"The law knows no {name}.{suggest(name, {*copy.parameters, *copy.history})}")
    kind = copy.kind(name)
    if kind == INT and name in copy.parameters and not isinstance(given, int):
        kind = FRACTION
    value = to_value(kind, given, f"reform of {name}")
    if name in copy.history:
        del copy.history[name]
        copy.rules.pop(name, None)
        copy.parameters[name] = Parameter(name, {"nl": name, "en": name}, "", kind, (), _ARTICLE)
    elif kind != copy.parameters[name].kind:
        copy.parameters[name] = replace(copy.parameters[name], kind=kind)
    copy.values[name] = Value(date, None, value, _ARTICLE)
