"""What must hold for the law as a whole before anybody may ask it anything."""

from collections.abc import Callable, Mapping
from dis import get_instructions
from itertools import pairwise
from typing import TYPE_CHECKING

from zorgkas.engine.declare import Rule
from zorgkas.engine.errors import LawError, suggest
from zorgkas.engine.graph import find_cycle
from zorgkas.engine.types import Kind

if TYPE_CHECKING:
    from zorgkas.engine.book import Book

_NUMBERS = {"int", "cents", "year"}


def check(book: "Book") -> None:
    """Raise a LawError for the first thing that is not sound."""
    kinds = {name: fact.kind for name, fact in book.facts.items()}
    kinds |= {name: parameter.kind for name, parameter in book.parameters.items()}
    kinds |= {name: versions[0].kind for name, versions in book.rules.items()}
    for versions in book.rules.values():
        _check_history(versions)
        for rule in versions:
            check_rule(rule, kinds, lambda name: name in book.parameters or _is_derived(book, name))
    _check_cycles(book)
    _check_texts(book)


def _check_history(versions: tuple[Rule, ...]) -> None:
    for rule in versions:
        if rule.kind != versions[0].kind or rule.derived != versions[0].derived:
            raise LawError(
                f"{rule.where}: every version of {rule.name} must give the same type; see {versions[0].where}."
            )
    for earlier, later in pairwise(versions):
        if earlier.until is None or earlier.until > later.since:
            raise LawError(
                f"{rule.name}: two versions hold at the same time: {earlier.where} ({earlier.period}) and "
                f"{later.where} ({later.period}). Give the first an until."
            )


def check_rule(rule: Rule, kinds: Mapping[str, Kind], is_parameter: Callable[[str], bool]) -> None:
    """Raise a LawError when one version of a rule asks for something that is not there or of another type."""
    if rule.kind.name == "fraction" and not rule.derived:
        raise LawError(f"{rule.where}: a rule cannot give a fraction; make it @derived, or round it to a whole number.")
    _check_exact(rule)
    for name, kind in rule.inputs:
        given = kinds.get(name)
        if given is None:
            raise LawError(f"{rule.where}: {name} is no rule, parameter or fact.{suggest(name, kinds)}")
        if not _fits(given, kind):
            raise LawError(f"{rule.where}: takes {name} as {kind}, but it is {given}.")
        if rule.derived and not is_parameter(name):
            raise LawError(f"{rule.where}: a derived parameter takes parameters only, and {name} is none.")
        if given.name == "fraction" and not rule.derived:
            raise LawError(f"{rule.where}: {name} is a fraction; only @derived functions calculate with fractions.")


def _check_exact(rule: Rule) -> None:
    """No floats: a derived parameter divides fractions, a rule divides whole numbers with a stated rounding."""
    code = rule.function.__code__
    if any(isinstance(constant, float) for constant in code.co_consts):
        raise LawError(f"{rule.where}: uses a float; write a whole number in a smaller unit, or a Fraction.")
    divides = any(
        step.opname.startswith("BINARY_OP") and step.argrepr in ("/", "/=") for step in get_instructions(code)
    )
    if divides and not rule.derived:
        raise LawError(f"{rule.where}: divides with /; use // or a function of zorgkas.engine.money.")


def _fits(given: Kind, asked: Kind) -> bool:
    if asked.name == "fraction":
        return given.name in _NUMBERS or given.name == "fraction"
    if given.name in _NUMBERS and asked.name in _NUMBERS:
        return True
    return given.name == asked.name and given.enum is asked.enum


def _is_derived(book: "Book", name: str) -> bool:
    return name in book.rules and book.rules[name][0].derived


def _check_cycles(book: "Book") -> None:
    ever = {name: {i for rule in versions for i, _ in rule.inputs} for name, versions in book.rules.items()}
    if find_cycle(ever) is None:
        return
    for date in book.changes:
        active = {
            rule.name: {name for name, _ in rule.inputs}
            for versions in book.rules.values()
            for rule in versions
            if rule.since <= date and (rule.until is None or date < rule.until)
        }
        cycle = find_cycle(active)
        if cycle:
            raise LawError(f"On {date} these rules need each other in a circle: {' -> '.join(cycle)}.")


def _check_texts(book: "Book") -> None:
    names = {*book.rules, *book.parameters, *book.facts, *_enums(book)}
    for name, text in book.texts.items():
        if name not in names:
            raise LawError(f"{text.where}: is no rule, parameter or fact.{suggest(name, names)}")
        inputs = {i for rule in book.rules.get(name, ()) for i, _ in rule.inputs}
        for placeholder in sorted(text.placeholders() - inputs - {"value"}):
            raise LawError(
                f"{text.where}: the sentence speaks of {{{placeholder}}}, which is no input of {name}."
                f"{suggest(placeholder, inputs | {'value'})}"
            )


def _enums(book: "Book") -> set[str]:
    kinds = [fact.kind for fact in book.facts.values()] + [versions[0].kind for versions in book.rules.values()]
    return {kind.enum.__name__ for kind in kinds if kind.enum}
