"""Legal cases in YAML: facts, question, expected outcome and source, written without knowing Python.

A file is a list of cases, or a mapping with `facts` that all its cases share and `cases`. A case has `name`, `source`,
`on` (the date), `facts`, and `expect` (target: value) or `expect_gap` (target: part of the reason); `reform` replaces
parameters for this case.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zorgkas.engine.book import Book
from zorgkas.engine.errors import CaseError, LawError, LegalGap
from zorgkas.engine.law import Law
from zorgkas.engine.parameters import check_keys
from zorgkas.engine.types import to_json, to_value
from zorgkas.engine.yaml import read_yaml


@dataclass(frozen=True)
class Case:
    """One case as written in a file."""

    name: str
    source: str
    on: datetime.date
    facts: Mapping[str, Any]
    expect: Mapping[str, Any]
    expect_gap: Mapping[str, str]
    reform: Mapping[str, Any]
    where: str

    def law(self, book: Book) -> Law:
        """The law that the case is about."""
        law = book.on(self.on)
        return law.reform(self.reform) if self.reform else law

    @property
    def targets(self) -> tuple[str, ...]:
        """What the case asks."""
        return (*self.expect, *self.expect_gap)


@dataclass(frozen=True)
class Result:
    """What came of a case; it passed when nothing went wrong."""

    case: Case
    problems: tuple[str, ...] = field(default=())

    @property
    def passed(self) -> bool:
        """Whether every target came out as expected."""
        return not self.problems


def read_cases(path: Path) -> list[Case]:
    """The cases of a file, or of every YAML file in a folder and below; a LawError says what is wrong where."""
    if not path.exists():
        raise LawError(f"{path}: there is no such file or folder.")
    if path.is_file():
        return list(_cases_of(path))
    files = sorted(file for file in path.rglob("*") if file.suffix in (".yaml", ".yml"))
    if not files:
        raise LawError(f"{path}: holds no YAML files.")
    return [case for file in files for case in _cases_of(file)]


def run_case(book: Book, case: Case) -> Result:
    """Put the case to the law."""
    problems: list[str] = []
    try:
        law = case.law(book)
    except (CaseError, LawError) as error:
        return Result(case, (f"reform: {error}",))
    for target, expected in case.expect.items():
        try:
            decision = law.decide(case.facts, target)
            kind = law.page.kind(target)
            if to_value(kind, expected, f"expect: {target}") != decision.raw:
                problems.append(f"{target}: expected {expected}, but the law gives {to_json(kind, decision.raw)}")
        except LegalGap as gap:
            problems.append(f"{target}: expected {expected}, but there is a gap: {gap}")
        except (CaseError, LawError) as error:
            problems.append(f"{target}: {error}")
    for target, reason in case.expect_gap.items():
        try:
            decision = law.decide(case.facts, target)
            problems.append(f"{target}: expected a gap ({reason}), but the law gives {decision.value}")
        except LegalGap as gap:
            if reason.lower() not in str(gap).lower():
                problems.append(f"{target}: expected a gap with {reason!r}, but the gap is: {gap}")
        except (CaseError, LawError) as error:
            problems.append(f"{target}: {error}")
    return Result(case, tuple(problems))


def _cases_of(path: Path) -> Iterator[Case]:
    content = read_yaml(path)
    shared: Mapping[str, Any] = {}
    if isinstance(content, dict) and "cases" in content:
        fields = check_keys(str(path), content, required=("cases",), optional=("facts",))
        content, shared = fields["cases"], fields.get("facts", {})
    elif isinstance(content, dict):
        content = [content]
    if not isinstance(content, list) or not content:
        raise LawError(f"{path}: expected a list of cases.")
    for number, body in enumerate(content, start=1):
        yield _case(f"{path}: case {number}", body, shared)


def _case(where: str, body: object, shared: Mapping[str, Any]) -> Case:
    if isinstance(body, dict) and isinstance(body.get("name"), str):
        where = f"{where} ({body['name']})"
    fields = check_keys(
        where,
        body,
        required=("name", "source", "on"),
        optional=("facts", "expect", "expect_gap", "reform", "note"),
    )
    for key in ("name", "source"):
        if not isinstance(fields[key], str) or not fields[key].strip():
            raise LawError(f"{where}: {key} must be a text that is not empty.")
    if not isinstance(fields["on"], datetime.date) or isinstance(fields["on"], datetime.datetime):
        raise LawError(f"{where}: on: {fields['on']!r} is not a date (YYYY-MM-DD).")
    parts = {}
    for key in ("facts", "expect", "expect_gap", "reform"):
        parts[key] = fields.get(key) or {}
        if not isinstance(parts[key], dict):
            raise LawError(f"{where}: {key} must be a mapping of names to values.")
    gaps = {str(target): str(reason) for target, reason in parts["expect_gap"].items()}
    facts = {**shared, **parts["facts"]}
    _refuse_reversed(where, facts)
    return Case(fields["name"], fields["source"], fields["on"], facts, parts["expect"], gaps, parts["reform"], where)


def _refuse_reversed(where: str, facts: Mapping[str, Any]) -> None:
    """Periods are half-open: what starts on `..._from` cannot have ended on or before that day."""
    days = {name: value for name, value in facts.items() if isinstance(value, datetime.date)}
    for name, start in days.items():
        end_name = name.removesuffix("_from") + "_to"
        if name.endswith("_from") and days.get(end_name, datetime.date.max) <= start:
            reason = "the period is reversed or empty"
            raise LawError(f"{where}: {end_name} is {days[end_name]}, but {name} is only {start}: {reason}.")
