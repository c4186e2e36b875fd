"""The whole law through time: chapters put together, checked once, and opened on a date."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from zorgkas.engine.chapter import Chapter
from zorgkas.engine.check import check
from zorgkas.engine.declare import Fact, Rule
from zorgkas.engine.errors import LawError
from zorgkas.engine.law import Law
from zorgkas.engine.page import Page
from zorgkas.engine.parameters import Parameter
from zorgkas.engine.receipt import Replay, replay
from zorgkas.engine.shelf import keep
from zorgkas.engine.texts import Text


@dataclass(frozen=True, eq=False)
class Book:
    """Rules, facts, parameters and texts by name, over all dates."""

    rules: Mapping[str, tuple[Rule, ...]]
    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    texts: Mapping[str, Text]
    chapter_of: Mapping[str, str]
    # A hash of everything that the book was made from; empty when it is not known.
    sources: str = ""
    _pages: dict[datetime.date, Page] = field(default_factory=dict, repr=False)
    _laws: dict[datetime.date, Law] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, chapters: Iterable[Chapter], sources: str = "") -> "Book":
        """Put chapters together; a LawError says what contradicts what.

        With a hash of all `sources`, what was found sound once is not checked again.
        """
        rules: dict[str, list[Rule]] = {}
        facts: dict[str, Fact] = {}
        parameters: dict[str, Parameter] = {}
        texts: dict[str, Text] = {}
        chapter_of: dict[str, str] = {}
        place: dict[str, str] = {}
        for chapter in chapters:
            for rule in chapter.rules:
                if rule.name not in rules:
                    _claim(place, rule.name, rule.where)
                rules.setdefault(rule.name, []).append(rule)
            for fact in chapter.facts:
                _claim(place, fact.name, fact.where)
                facts[fact.name] = fact
            for parameter in chapter.parameters:
                _claim(place, parameter.name, parameter.where)
                parameters[parameter.name] = parameter
            for text in chapter.texts:
                if text.name in texts:
                    raise LawError(f"{text.where}: has a text already in {texts[text.name].where}.")
                texts[text.name] = text
            chapter_of |= dict.fromkeys(chapter.names, chapter.name)
        versions = {name: tuple(sorted(found, key=lambda rule: rule.since)) for name, found in rules.items()}
        book = cls(versions, facts, parameters, texts, chapter_of, sources)
        if sources:
            keep("sound", sources, lambda: check(book))
        else:
            check(book)
        return book

    @cached_property
    def changes(self) -> tuple[datetime.date, ...]:
        """Every date on which a rule or a parameter begins, changes or ends, in order."""
        dates = {date for versions in self.rules.values() for rule in versions for date in (rule.since, rule.until)}
        dates |= {date for found in self.parameters.values() for one in found.values for date in (one.since, one.until)}
        return tuple(sorted(date for date in dates if date is not None))

    def on(self, date: datetime.date) -> Law:
        """The law as it stands on a date."""
        law = self._laws.get(date)
        if law is None:
            if len(self._laws) > 10_000:
                self._laws.clear()
            law = self._laws[date] = Law(date, self._page(date), self)
        return law

    def replay(self, receipt: Mapping[str, Any]) -> Replay:
        """Decide the case of a receipt again and say everything that differs."""
        return replay(self, receipt)

    def _page(self, date: datetime.date) -> Page:
        """What is in force on a date; the same page for every date between two changes."""
        start = max((change for change in self.changes if change <= date), default=datetime.date.min)
        page = self._pages.get(start)
        if page is None:
            page = self._pages[start] = Page.of(start, self.rules, self.facts, self.parameters, self.sources)
        return page


def _claim(place: dict[str, str], name: str, where: str) -> None:
    if name in place:
        raise LawError(f"{name} is declared twice: {place[name]} and {where}. A name means one thing in the whole law.")
    place[name] = where
