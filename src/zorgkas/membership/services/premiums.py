"""The premium run: what every member owes for a year, and only the differences booked."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field

import numpy as np
from numpy.typing import NDArray

from zorgkas.law import law_on
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Run
from zorgkas.membership import inputs
from zorgkas.membership.chunks import Range, ranges, read_ahead
from zorgkas.membership.knowledge import refuse_less_knowledge
from zorgkas.membership.queries import PREMIUM_TARGET
from zorgkas.registry.models import CareFund

RUN_KIND = "premium"
# A run for some people only, after a change in their membership; it waits for no other and is waited for by none.
SOME = "premium-some"
Progress = Callable[[int, int], None]


@dataclass
class PremiumOutcome:
    """What one premium run did."""

    run: Run
    considered: int = 0
    claims: ledger.Booked = field(default_factory=ledger.Booked)
    moved: ledger.Moved = field(default_factory=ledger.Moved)


def run_premiums(
    year: int,
    fund: CareFund,
    known_at: datetime.datetime | None = None,
    progress: Progress | None = None,
    *,
    chunk_size: int | None = None,
) -> PremiumOutcome:
    """Book what everybody owes for a premium year, as known at a moment: only what differs from what is booked.

    A year that the law does not cover is refused (LegalGap) before anything is booked. The run may be repeated, and
    after a crash started again: each chunk of people is one transaction, and what is booked is not booked twice.
    """
    kernel = law_on(datetime.date(year, 1, 1)).kernel((PREMIUM_TARGET,))
    with ledger.run(RUN_KIND, year, fund, known_at) as run:
        done_before = Run.objects.filter(kind=RUN_KIND, fund=fund, period=year, state=Run.State.DONE)
        refuse_less_knowledge(run, done_before.order_by("known_at").last())
        outcome = PremiumOutcome(run)
        chunks = ranges(chunk_size)

        def read(chunk: Range) -> inputs.Inputs:
            return inputs.read(year, fund.pk, run.known_at, person_range=chunk)

        for done, (chunk, found) in enumerate(read_ahead(chunks, read), start=1):
            if len(found):
                due = kernel(kernel.fit(found.facts), length=len(found))[PREMIUM_TARGET].astype(np.int64)
                _book(outcome, chunk, found, due)
            if progress:
                progress(done, len(chunks))
        outcome.moved = ledger.move_overpaid(run, Product.PREMIUM)
        run.outcome = _summary(outcome)
    return outcome


def _book(outcome: PremiumOutcome, chunk: Range, found: inputs.Inputs, due: NDArray[np.int64]) -> None:
    outcome.considered += len(found)
    something = (due != 0) | (found.booked_cents != 0)
    outcome.claims += ledger.book_dues(
        outcome.run,
        product=Product.PREMIUM,
        account=Account.PREMIUM_RECEIVABLE,
        contra=Account.AGENCY_PREMIUMS,
        chunk=chunk[0],
        people=found.person[something],
        periods=outcome.run.period,
        due_cents=due[something],
    )


def _summary(outcome: PremiumOutcome) -> dict[str, object]:
    return {
        "considered": outcome.considered,
        "claims": asdict(outcome.claims),
        "moved": asdict(outcome.moved),
    }


def settle(
    people: Sequence[int], year: int, fund: CareFund, known_at: datetime.datetime | None = None
) -> PremiumOutcome:
    """Book at once what some people owe for a year, after something changed for them; a year without law is refused.

    The run of the year may be busy with older knowledge and take this back: its next run books it again.
    """
    kernel = law_on(datetime.date(year, 1, 1)).kernel((PREMIUM_TARGET,))
    with ledger.run(SOME, year, fund, known_at) as run:
        outcome = PremiumOutcome(run)
        found = inputs.read(year, fund.pk, run.known_at, people=people)
        if len(found):
            due = kernel(kernel.fit(found.facts), length=len(found))[PREMIUM_TARGET].astype(np.int64)
            _book(outcome, (min(people), max(people) + 1), found, due)
        outcome.moved = ledger.move_overpaid(run, Product.PREMIUM)
        run.outcome = _summary(outcome)
    return outcome
