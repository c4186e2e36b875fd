"""The outcome for one case, with everything that led to it: the values are those that the rules themselves gave."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from zorgkas.engine.explanation import Explanation, explain
from zorgkas.engine.page import Plan
from zorgkas.engine.types import from_value, to_json

if TYPE_CHECKING:
    from zorgkas.engine.law import Law


@dataclass(frozen=True)
class Decision:
    """What the law says about one case on one date.

    `raw` and `values` are as the rules see them (a Day is an int); `value` is for code outside the law (a date).
    """

    target: str
    raw: Any
    law: "Law"
    plan: Plan
    values: Mapping[str, Any]

    @cached_property
    def value(self) -> Any:
        """The outcome for code outside the law: a date, "YYYY-MM", an enum member, a bool or an int."""
        return from_value(self.law.page.kind(self.target), self.raw)

    @property
    def on(self) -> datetime.date:
        """The date whose law was asked."""
        return self.law.date

    @property
    def law_version(self) -> str:
        """The version of the law that decided."""
        return self.law.version

    @property
    def steps(self) -> Explanation:
        """The explanation in Dutch."""
        return self.explain("nl")

    def value_of(self, name: str) -> Any:
        """The value of any step, for code outside the law."""
        return from_value(self.law.page.kind(name), self.values[name])

    def explain(self, language: str = "nl") -> Explanation:
        """Every fact, parameter and rule behind the outcome, each after what it rests on; `.tree()` nests them."""
        return explain(self.law, self.target, self.values, language)

    def receipt(self) -> dict[str, Any]:
        """What was known, which law was applied and what came out: made of JSON types, for keeping and replaying."""
        page = self.law.page
        parameters = []
        rules = []
        for name in page.needs(self.target):
            if name in page.rules:
                rule = page.rules[name]
                value = page.known(name) if rule.derived else self.values[name]
                entry = {"name": name, "article": rule.article, "since": rule.since.isoformat()}
                rules.append({**entry, "code": rule.code, "value": to_json(rule.kind, value)})
            elif name in page.values:
                dated = page.values[name]
                entry = {"name": name, "source": dated.source, "since": dated.since.isoformat()}
                parameters.append({**entry, "value": to_json(page.kind(name), page.known(name))})
        return {
            "format": 1,
            "target": self.target,
            "on": self.law.date.isoformat(),
            "law_version": self.law_version,
            "reformed": sorted(page.reformed),
            "facts": {fact.name: to_json(fact.kind, self.values[fact.name]) for fact in self.plan.facts},
            "parameters": parameters,
            "rules": rules,
            "outcome": to_json(page.kind(self.target), self.raw),
        }

    def to_dict(self, language: str = "nl") -> dict[str, Any]:
        """The decision and its explanation, made of JSON types."""
        return {
            "target": self.target,
            "on": self.law.date.isoformat(),
            "outcome": to_json(self.law.page.kind(self.target), self.raw),
            "law_version": self.law_version,
            "steps": [step.to_dict() for step in self.explain(language)],
        }
