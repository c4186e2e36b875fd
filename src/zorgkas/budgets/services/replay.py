"""Prove the receipts: decide every case again and compare."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from zorgkas.budgets.models import Decision
from zorgkas.budgets.receipts import receipts_of
from zorgkas.law import replay

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Difference:
    """A decision whose receipt no longer gives what it gave."""

    decision_id: int
    what: tuple[str, ...]


@dataclass
class ReplayOutcome:
    """How many decisions were decided again, and which came out otherwise."""

    checked: int = 0
    differences: list[Difference] = field(default_factory=list)


def replay_decisions(ids: Iterable[int] | None = None, progress: Progress | None = None) -> ReplayOutcome:
    """Decide these decisions (all, if not given) again from their receipts, read as a stream: memory stays flat."""
    decisions = Decision.objects.order_by("pk").only("pk", "outcome", "receipt")
    if ids is not None:
        decisions = decisions.filter(pk__in=list(ids))
    total = decisions.count()
    outcome = ReplayOutcome()
    for decision in decisions.iterator(chunk_size=500):
        what = differences(decision)
        outcome.checked += 1
        if what:
            outcome.differences.append(Difference(decision.pk, what))
        if progress:
            progress(outcome.checked, total)
    return outcome


def differences(decision: Decision) -> tuple[str, ...]:
    """Everything in which a decision differs when it is taken again."""
    receipts = receipts_of(decision)
    found = [difference for receipt in receipts for difference in replay(receipt).differences]
    granted = decision.receipt["outcome"] == "GRANTED"
    if granted != (decision.outcome == Decision.Outcome.GRANTED):
        found.append(f"the decision says {decision.outcome}, its receipt {decision.receipt['outcome']}")
    return tuple(found)
