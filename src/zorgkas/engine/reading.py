"""Reading the law itself: the portrait of a name, every gap, and everything that changes on a date."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from zorgkas.engine.book import Book
from zorgkas.engine.errors import CaseError, GapReason, suggest
from zorgkas.engine.law import Law
from zorgkas.engine.page import NO_VALUE, NO_VERSION
from zorgkas.engine.parameters import Parameter, Value
from zorgkas.engine.wording import written


@dataclass(frozen=True)
class Gap:
    """A name without answer from `since` to just before `until`, and the rules that cannot do without it."""

    name: str
    since: datetime.date
    until: datetime.date | None
    reason: GapReason
    needed_for: tuple[str, ...]


def portrait(law: Law, name: str, language: str = "nl") -> Iterator[str]:
    """Lines about a rule, parameter or fact."""
    book = law.book
    if name not in {*book.rules, *book.parameters, *book.facts}:
        raise CaseError(f"The law knows no {name}.{suggest(name, {*book.rules, *book.parameters, *book.facts})}")
    kind = law.page.kind(name)
    yield f"{name}: {law.label(name, language)} (chapter {book.chapter_of[name]}, {kind})"
    if name in book.facts:
        yield "A fact: it is given, not decided."
        if book.facts[name].default is not None:
            yield f"When not given: {written(kind, book.facts[name].default, language, name=name, texts=book.texts)}"
    elif name in book.parameters:
        yield from _parameter_lines(law, book.parameters[name], language)
    else:
        yield from _rule_lines(law, name, language)
    users = sorted(rule.name for rule in law.page.rules.values() if any(i == name for i, _ in rule.inputs))
    yield f"Used by on {law.date}: {', '.join(users) or 'nothing'}"


def _rule_lines(law: Law, name: str, language: str) -> Iterator[str]:
    rule = law.page.rules.get(name)
    if rule is None:
        yield f"On {law.date}: not in force."
    else:
        reason = f" Gap: {rule.gap.of(language)}" if rule.gap else ""
        yield f"On {law.date}: {rule.article}, in force since {rule.since}.{reason}"
        yield f"    {' '.join((rule.function.__doc__ or 'No description.').split())}"
        yield f"    {rule.where}"
        for i, kind in rule.inputs:
            yield f"    takes {i} ({kind}): {law.label(i, 'en')}"
    yield "History:"
    for version in law.book.rules[name]:
        why = f" (gap: {version.gap.of(language)})" if version.gap else ""
        yield f"    {version.period}: {version.article}{why}"


def _parameter_lines(law: Law, parameter: Parameter, language: str) -> Iterator[str]:
    def text(value: Value) -> str:
        if value.value is None:
            return f"unknown ({value.unknown.of(language) if value.unknown else ''})"
        shown = written(parameter.kind, value.value, language, name=parameter.name, unit=parameter.unit)
        return f"{shown} ({value.source})"

    now = law.page.values.get(parameter.name)
    yield f"On {law.date}: {text(now) if now else 'no value'}; unit {parameter.unit}"
    yield "History:"
    for value in parameter.values:
        yield f"    {value.since} to {value.until or 'now'}: {text(value)}"


def gaps_of(book: Book, on: datetime.date | None = None) -> list[Gap]:
    """Every rule with a gap, hole in a history and unknown value; only those that hold on a date when it is given."""
    found: list[Gap] = []
    for rules in book.rules.values():
        found += [_gap(book, rule.name, rule.since, rule.until, rule.gap) for rule in rules if rule.gap]
        for earlier, later in pairwise(rules):
            if earlier.until is not None and earlier.until < later.since:
                found.append(_gap(book, earlier.name, earlier.until, later.since, NO_VERSION))
    for parameter in book.parameters.values():
        values = parameter.values
        found += [_gap(book, parameter.name, v.since, v.until, v.unknown) for v in values if v.unknown]
        for value, following in zip(values, [*values[1:], None], strict=True):
            end = following.since if following else None
            if value.until is not None and value.until != end:
                found.append(_gap(book, parameter.name, value.until, end, NO_VALUE))
    held = [gap for gap in found if on is None or (gap.since <= on and (gap.until is None or on < gap.until))]
    return sorted(held, key=lambda gap: (gap.since, gap.name))


def _gap(book: Book, name: str, since: datetime.date, until: datetime.date | None, reason: GapReason) -> Gap:
    page = book.on(since).page
    users = {user for user in page.rules if name in page.needs(user) and user != name}
    ends = {user for user in users if not any(user in page.inputs(other) for other in users)}
    return Gap(name, since, until, reason, tuple(sorted(ends)))


def changes_of(book: Book) -> dict[datetime.date, list[str]]:
    """For every date in order: what begins, changes or ends."""
    found: dict[datetime.date, list[str]] = {date: [] for date in book.changes}
    for rules in book.rules.values():
        starts = {rule.since for rule in rules}
        for number, rule in enumerate(rules):
            word = "gap" if rule.gap else "begins" if number == 0 else "changes"
            found[rule.since].append(f"rule {rule.name} {word}: {rule.gap or rule.article}")
            if rule.until is not None and rule.until not in starts:
                found[rule.until].append(f"rule {rule.name} ends: {rule.article}")
    for parameter in book.parameters.values():
        starts = {value.since for value in parameter.values}
        for value in parameter.values:
            if value.value is None:
                now = f"is unknown: {value.unknown}"
            else:
                words = written(parameter.kind, value.value, "nl", name=parameter.name, unit=parameter.unit)
                now = f"is {words} ({value.source})"
            found[value.since].append(f"parameter {parameter.name} {now}")
            if value.until is not None and value.until not in starts:
                found[value.until].append(f"parameter {parameter.name} ends")
    return {date: sorted(lines) for date, lines in found.items()}
