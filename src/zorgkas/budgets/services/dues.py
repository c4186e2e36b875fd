"""The payment run: what everybody with a budget is due per month, and only the differences booked."""

import datetime
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

import numpy as np
from django.db import transaction
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from zorgkas.budgets import inputs, months
from zorgkas.budgets.models import TakeOver
from zorgkas.budgets.services.overpayments import open_tasks
from zorgkas.budgets.touched import last_run, touched_since
from zorgkas.law import law_on
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Run
from zorgkas.membership.chunks import Range, ranges, read_ahead
from zorgkas.membership.knowledge import refuse_less_knowledge
from zorgkas.registry.columns import read_sql, to_numpy
from zorgkas.registry.models import CareFund

RUN_KIND = "budgets"
PRODUCTS = (Product.ZZZ, Product.ZBH, Product.ZBO)
# One person in fifteen has a budget, so chunks are wide; but not so wide that the first reading and the last booking,
# which nothing else is done during, take long.
CHUNK_SIZE = 500_000

Progress = Callable[[int, int], None]
Ints = NDArray[np.int64]


class TakeOverRefused(ValueError):
    """The month of take-over of a fund does not change once it is known."""


@dataclass
class DuesOutcome:
    """What one payment run booked."""

    run: Run
    looked_back_at: int = 0
    person_months: int = 0
    dues: dict[str, ledger.Booked] = field(default_factory=dict)
    moved: ledger.Moved = field(default_factory=ledger.Moved)

    @property
    def total(self) -> ledger.Booked:
        """All products together."""
        return sum(self.dues.values(), ledger.Booked())


class BackToRefused(ValueError):
    """The run cannot reach back like this; says why."""


@dataclass(frozen=True)
class BackTo:
    """A month (202308) that a run reaches back to, and why it is not prescribed."""

    first_period: int
    why: str

    def check(self, month: int) -> None:
        """Refuse a month after that of the run, and a reach back without a reason."""
        months.check(self.first_period)
        if self.first_period > month:
            raise BackToRefused(_("The run cannot reach back to a month after its own."))
        if not self.why.strip():
            raise BackToRefused(_("Say why these months are not prescribed (DEC art. 62; BVR art. 115)."))


@dataclass(frozen=True)
class _Plan:
    """What a run looks at: the new month for everybody, the months back to `start` for who was touched."""

    month: int
    start: int
    first_month: int
    touched: Ints | None
    known_at: datetime.datetime
    fund_id: int

    @property
    def months(self) -> list[int]:
        return months.span(self.start, self.month)


@dataclass(frozen=True)
class Dues:
    """Per row what is due to whom for which product and month."""

    person: Ints
    product: Ints
    month: Ints
    cents: Ints

    def __add__(self, other: "Dues") -> "Dues":
        return Dues(
            np.concatenate([self.person, other.person]),
            np.concatenate([self.product, other.product]),
            np.concatenate([self.month, other.month]),
            np.concatenate([self.cents, other.cents]),
        )

    def take(self, chosen: NDArray[np.bool_]) -> "Dues":
        """The chosen rows."""
        return Dues(self.person[chosen], self.product[chosen], self.month[chosen], self.cents[chosen])


_BOOKED = """
SELECT person_id, product, period FROM ledger_item
WHERE fund_id = %(fund)s AND account = %(account)s AND period BETWEEN %(start)s AND %(end)s AND due_cents <> 0
    AND person_id >= %(low)s AND person_id < %(high)s AND (%(everybody)s OR person_id = ANY(%(people)s))
"""


def run_dues(
    month: int,
    fund: CareFund,
    known_at: datetime.datetime | None = None,
    progress: Progress | None = None,
    *,
    first_month: int | None = None,
    everybody: bool = False,
    chunk_size: int | None = None,
    back_to: BackTo | None = None,
) -> DuesOutcome:
    """Book what is due up to a month (202611), as known at a moment: only what differs from what is booked.

    Care at home up to and including the month, residential care up to the month before (BVR art. 139). For people about
    whom nothing was learned since the last run that is the new month only; for the others, and for everybody when the
    law itself changed or `everybody` is asked, every month that is not prescribed. `first_month` is the month of
    take-over: rights that ran before it were paid elsewhere and are paid here from that month on. It is remembered with
    the first run (without it that is the month of the run itself).

    `back_to` reaches further back than what is prescribed, for everybody, because an act kept the months alive (BVR
    art. 115) or the law itself works back; the reason is kept with the run.
    """
    months.check(month)
    if back_to is not None:
        back_to.check(month)
    taken_over = take_over(fund, first_month, month)
    with ledger.run(RUN_KIND, month, fund, known_at) as run:
        plan = _plan(run, taken_over, everybody, back_to)
        outcome = DuesOutcome(run, looked_back_at=-1 if plan.touched is None else len(plan.touched))
        chunks = ranges(chunk_size or CHUNK_SIZE)
        for done, (chunk, dues) in enumerate(read_ahead(chunks, lambda chunk: _read(plan, chunk)), start=1):
            _book(outcome, chunk, dues)
            if progress:
                progress(done, len(chunks))
        with transaction.atomic():
            outcome.moved = ledger.move_overpaid(run)
            open_tasks(fund, run.known_at)
        run.outcome = _summary(outcome, plan) | (asdict(back_to) if back_to else {})
    return outcome


def take_over(fund: CareFund, first_month: int | None, default: int) -> int:
    """The month from which the budgets of a fund are calculated here; fixed the first time it is asked."""
    found, _created = TakeOver.objects.get_or_create(
        fund=fund, defaults={"first_month": months.check(first_month or default)}
    )
    if first_month and first_month != found.first_month:
        raise TakeOverRefused(
            _("%(fund)s was taken over in %(known)d; that cannot become %(asked)d.")
            % {"fund": fund, "known": found.first_month, "asked": first_month}
        )
    return found.first_month


def _plan(run: Run, first_month: int, everybody: bool, back_to: BackTo | None) -> _Plan:
    prescribed = int(law_on(months.first_day(run.period)).parameters["benefit_prescription_months"])
    start = months.add(run.period, -prescribed)
    if back_to is not None:
        start, everybody = min(start, back_to.first_period), True
    previous = last_run(RUN_KIND, run.fund_id)
    again = everybody or previous is None or _law_changed(previous, months.span(start, run.period))
    refuse_less_knowledge(run, previous)
    skipped = previous is not None and months.add(previous.period, 1) < run.period
    touched = None if again or skipped or previous is None else touched_since(previous.known_at)
    return _Plan(run.period, start, first_month, touched, run.known_at, run.fund_id)


def _law_versions(span: list[int]) -> dict[str, str]:
    return {str(month): law_on(months.first_day(month)).version for month in span}


def _law_changed(previous: Run, span: list[int]) -> bool:
    """The rules or parameters of a month that the last run looked at are no longer the same."""
    known = previous.outcome.get("law", {})
    return any(known.get(month, version) != version for month, version in _law_versions(span).items())


def _read(plan: _Plan, chunk: Range) -> Dues:
    """What is due to the people of a chunk, with 0 for what is booked and not due any more."""
    if plan.touched is None:
        return _look_back(plan, chunk, None)
    low, high = np.searchsorted(plan.touched, chunk)
    touched = plan.touched[low:high]
    found = _new_months(plan, chunk)
    new = payable(found.take(~np.isin(found.person, touched)), plan.month, plan.fund_id)
    return new + _look_back(plan, chunk, touched) if len(touched) else new


def _new_months(plan: _Plan, chunk: Range) -> inputs.Inputs:
    """The month of the run, and the month before it of residential care."""
    now = inputs.read([plan.month], plan.known_at, person_range=chunk, first_month=plan.first_month)
    before = [months.add(plan.month, -1)]
    return now + inputs.read(
        before, plan.known_at, person_range=chunk, first_month=plan.first_month, residential_only=True
    )


def _look_back(plan: _Plan, chunk: Range, people: Ints | None) -> Dues:
    """Every month that is not prescribed, for some people or for all of the chunk."""
    who = None if people is None else people.tolist()
    found = inputs.read(plan.months, plan.known_at, people=who, person_range=chunk, first_month=plan.first_month)
    mine = payable(found, plan.month, plan.fund_id)
    booked = _booked(plan, chunk, who)
    kept = found.take(found.fund == plan.fund_id)
    gone = ~np.isin(_key(booked), _key(kept))
    return mine + booked.take(gone)


def payable(found: inputs.Inputs, month: int, fund_id: int) -> Dues:
    """What this fund owes for the rows that may be paid in the run of a month (BVR art. 139)."""
    mine = found.take((found.fund == fund_id) & inputs.may_be_paid(found, month))
    return Dues(mine.person, mine.product, mine.month, inputs.due_cents(mine))


def _booked(plan: _Plan, chunk: Range, people: list[int] | None) -> Dues:
    """What is booked for the months that are looked at, as due with 0 cents."""
    table = to_numpy(
        read_sql(
            _BOOKED,
            {
                "fund": plan.fund_id,
                "account": int(Account.BENEFIT_PAYABLE),
                "start": plan.start,
                "end": plan.month,
                "low": chunk[0],
                "high": chunk[1],
                "everybody": people is None,
                "people": people or [],
            },
        )
    )
    person, product, month = (table[name].astype(np.int64) for name in ("person_id", "product", "period"))
    return Dues(person, product, month, np.zeros(len(person), np.int64))


def _key(rows: "Dues | inputs.Inputs") -> Ints:
    """Person, product and month in one number."""
    return (rows.person << 24) | (rows.product << 20) | (rows.month - 190_000)


@transaction.atomic
def _book(outcome: DuesOutcome, chunk: Range, dues: Dues) -> None:
    """Book the dues of a chunk, all products or none."""
    outcome.person_months += len(dues.person)
    for product in PRODUCTS:
        mine = dues.take(dues.product == product)
        booked = ledger.book_dues(
            outcome.run,
            product=product,
            account=Account.BENEFIT_PAYABLE,
            contra=Account.BENEFIT_COST,
            chunk=chunk[0],
            people=mine.person,
            periods=mine.month,
            due_cents=mine.cents,
        )
        outcome.dues[product.name] = outcome.dues.get(product.name, ledger.Booked()) + booked


def _summary(outcome: DuesOutcome, plan: _Plan) -> dict[str, object]:
    return {
        "looked_back_at": outcome.looked_back_at,
        "person_months": outcome.person_months,
        "first_month": plan.first_month,
        "dues": {name: asdict(booked) for name, booked in outcome.dues.items()},
        "moved": asdict(outcome.moved),
        "law": _law_versions(plan.months),
    }
