"""What nobody knows but the law asks: it is only a question for somebody when the answer changes the decision."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from zorgkas.engine import Law, LegalGap
from zorgkas.law import law_on
from zorgkas.law.zzz.kinds import ZzzOutcome
from zorgkas.registry.reasons import Reason

OUTCOME, FIRST_MONTH, LAST_MONTH = "zzz_outcome", "zzz_first_month", "zzz_last_month"

Case = dict[str, object]


@dataclass(frozen=True)
class Doubt:
    """Facts that may also be otherwise than the case says, and how to ask about them."""

    otherwise: Mapping[str, object]
    what: Reason


def open_questions(
    case: Case, doubts: Sequence[Doubt], answers: Mapping[str, object], on: datetime.date
) -> tuple[Reason, ...]:
    """The doubts that change whether there is a right, or its months, whatever the others turn out to be.

    A doubt about a fact that the form answers is none.
    """
    left = [doubt for doubt in doubts if not answers.keys() & doubt.otherwise.keys()]
    if not left:
        return ()
    law = law_on(on)
    possible = {chosen: _right(law, case, left, chosen) for chosen in product((False, True), repeat=len(left))}
    return tuple(
        doubt.what
        for number, doubt in enumerate(left)
        if any(right != possible[_turned(chosen, number)] for chosen, right in possible.items())
    )


def _turned(chosen: tuple[bool, ...], number: int) -> tuple[bool, ...]:
    return (*chosen[:number], not chosen[number], *chosen[number + 1 :])


def _right(law: Law, case: Case, doubts: Sequence[Doubt], chosen: tuple[bool, ...]) -> tuple[int, int] | None:
    """The months of the right when some doubts turn out otherwise; None without a right, or without an answer."""
    asked = dict(case)
    for doubt, otherwise in zip(doubts, chosen, strict=True):
        if otherwise:
            asked |= doubt.otherwise
    try:
        if law.decide(asked, OUTCOME).raw != ZzzOutcome.GRANTED:
            return None
        return int(law.decide(asked, FIRST_MONTH).raw), int(law.decide(asked, LAST_MONTH).raw)
    except LegalGap:
        return None
