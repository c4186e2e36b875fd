"""Why two outcomes differ: the facts, amounts and rules that are not the same, before what follows from them."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain

from zorgkas.engine.explanation import Explanation, Step


@dataclass(frozen=True)
class Change:
    """A step that is not the same in two explanations; a side is empty where the step plays no part."""

    before: Step | None
    after: Step | None

    @property
    def step(self) -> Step:
        """The step as it is now, or as it was when it no longer plays a part."""
        step = self.after or self.before
        assert step is not None, "a change has at least one side"
        return step


@dataclass(frozen=True)
class Comparison:
    """Two outcomes with the changes that made the difference (`causes`) and those that follow from them."""

    before: Step
    after: Step
    causes: tuple[Change, ...]
    consequences: tuple[Change, ...]

    @property
    def same(self) -> bool:
        """Whether the outcomes are equal; something behind them may still differ."""
        return bool(self.before.value == self.after.value)


def compare(before: Explanation, after: Explanation, *, asked: Collection[str] = ()) -> Comparison:
    """Set the steps of two explanations of one kind of question side by side.

    A step is a cause when it differs and nothing below it does: a fact, an amount of the law, or a rule that reads
    otherwise than it did. Whatever else differs follows from the causes. What was `asked` (the month) tells nothing.
    """
    old, new = ({step.name: step for step in one} for one in (before, after))
    names = list(dict.fromkeys(chain(new, old)))
    changed = {name for name in names if name not in asked and _differs(old.get(name), new.get(name))}
    causes: list[Change] = []
    consequences: list[Change] = []
    for name in names:
        if name not in changed:
            continue
        change = Change(old.get(name), new.get(name))
        below = {i for side in (change.before, change.after) if side for i in side.inputs}
        (consequences if below & changed else causes).append(change)
    return Comparison(before.outcome, after.outcome, tuple(causes), tuple(consequences))


def _differs(old: Step | None, new: Step | None) -> bool:
    """A rule or an amount of the law that changed without another value is no difference for this person."""
    return old is None or new is None or bool(old.value != new.value)
