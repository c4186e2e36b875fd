"""Why a decision came out as it did: one step for every fact, parameter and rule, in the words of texts.yaml."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from zorgkas.engine.types import from_value, to_json
from zorgkas.engine.wording import LANGUAGES, unset_option, written

if TYPE_CHECKING:
    from zorgkas.engine.law import Law


@dataclass(frozen=True)
class Step:
    """One thing that the outcome rests on. `value` is for code, `text` and `sentence` are for people."""

    name: str
    role: str
    label: str
    value: Any
    text: str
    sentence: str
    article: str
    since: datetime.date | None
    sources: tuple[str, ...]
    inputs: tuple[str, ...]
    _json: Any

    def to_dict(self) -> dict[str, Any]:
        """The step, made of JSON types."""
        return {
            "name": self.name,
            "role": self.role,
            "label": self.label,
            "value": self._json,
            "text": self.text,
            "sentence": self.sentence,
            "article": self.article,
            "since": self.since.isoformat() if self.since else None,
            "sources": list(self.sources),
            "inputs": list(self.inputs),
        }


@dataclass(frozen=True)
class Node:
    """A step with the steps that it takes as inputs. A step that stood in full before is `repeated`, without inputs."""

    step: Step
    children: tuple["Node", ...]
    repeated: bool = False

    def to_dict(self) -> dict[str, Any]:
        """The tree, made of JSON types."""
        return {
            **self.step.to_dict(),
            "repeated": self.repeated,
            "children": [child.to_dict() for child in self.children],
        }


class Explanation(tuple[Step, ...]):
    """The steps of a decision, each after what it rests on; the outcome is the last."""

    __slots__ = ()

    @property
    def outcome(self) -> Step:
        """The step of the target itself."""
        return self[-1]

    def tree(self) -> Node:
        """The outcome with its inputs below it, and theirs below them."""
        by_name = {step.name: step for step in self}
        shown: set[str] = set()

        def node(name: str) -> Node:
            step = by_name[name]
            if name in shown and step.inputs:
                return Node(step, (), repeated=True)
            shown.add(name)
            return Node(step, tuple(node(i) for i in step.inputs))

        return node(self.outcome.name)

    def to_dict(self) -> dict[str, Any]:
        """The list and the tree, made of JSON types."""
        return {"steps": [step.to_dict() for step in self], "tree": self.tree().to_dict()}


def explain(law: "Law", target: str, values: Mapping[str, Any], language: str) -> Explanation:
    """Put the values of one run into words."""
    if language not in LANGUAGES:
        raise ValueError(f"No explanation in {language!r}; choose {' or '.join(LANGUAGES)}.")
    page, texts = law.page, law.book.texts
    names = page.needs(target)
    known = {name: page.known(name) if page.is_parameter(name) else values[name] for name in names}
    words = {
        name: written(page.kind(name), known[name], language, name=name, unit=page.unit(name), texts=texts)
        for name in names
    }
    return Explanation(_step(law, name, known[name], words, language) for name in names)


def _step(law: "Law", name: str, value: Any, words: Mapping[str, str], language: str) -> Step:
    page = law.page
    kind = page.kind(name)
    if isinstance(value, Fraction) and value.denominator == 1:
        value = Fraction(value)
    article, since, inputs = "", None, page.inputs(name)
    sources: tuple[str, ...] = ()
    if name in page.rules:
        rule = page.rules[name]
        role, article, since, sources = "derived" if rule.derived else "rule", rule.article, rule.since, (rule.article,)
    elif name in page.values:
        dated = page.values[name]
        role, since, sources = "parameter", dated.since, (dated.source,)
    else:
        role = "fact"
    label = law.label(name, language)
    text = law.book.texts.get(name)
    if text is not None and (unset := unset_option(kind, value)) in text.options:
        sentence = text.options[unset][language]
    elif text is not None and text.sentence:
        sentence = text.sentence[language].format_map({**{i: words[i] for i in inputs}, "value": words[name]})
    else:
        sentence = f"{label}: {words[name]}."
    outside = from_value(kind, value)
    return Step(
        name, role, label, outside, words[name], sentence, article, since, sources, inputs, to_json(kind, value)
    )
