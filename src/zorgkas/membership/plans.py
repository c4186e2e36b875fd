"""What will happen to a membership before it happens: days, dues and refunds, for the eyes of who decides."""

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from zorgkas.engine import Decision, LegalGap
from zorgkas.law import law_on
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Item
from zorgkas.membership import inputs
from zorgkas.membership.models import Change, Membership
from zorgkas.membership.queries import PREMIUM_TARGET
from zorgkas.registry.models import CareFund, Person, Task
from zorgkas.registry.reasons import Reason


@dataclass(frozen=True)
class Due:
    """What a premium year costs at a fund before and after, in cents; nothing where the law is silent."""

    year: int
    fund: CareFund
    before_cents: int
    after_cents: int | None
    paid_cents: int

    @property
    def refund_cents(self) -> int:
        """What was paid and is not due any more."""
        return 0 if self.after_cents is None else max(self.paid_cents - self.after_cents, 0)

    @property
    def to_pay_cents(self) -> int:
        """What is still to be paid afterwards."""
        return 0 if self.after_cents is None else max(self.after_cents - self.paid_cents, 0)


@dataclass(frozen=True)
class Joining:
    """A membership that will be recorded, from its first day on."""

    fund: CareFund
    kind: Membership.Kind
    first_day: datetime.date
    joined_late: bool = False


@dataclass(frozen=True)
class Plan:
    """A change of one person's membership: what is asked, what will happen, and why not if it will not.

    With a `refusal` nothing happens. With `doubts` nothing happens either, but a task is opened for each: the facts
    contradict each other, or no source says what is right.
    """

    kind: Change.Kind
    person: Person
    fund: CareFund
    asked_on: datetime.date
    joining: Joining | None = None
    # The fund that is left, and the last day there (`NEVER` as no date: the membership never began).
    leaves: CareFund | None = None
    last_day: datetime.date | None = None
    dues: tuple[Due, ...] = ()
    steps: tuple[Reason, ...] = ()
    refusal: Reason | None = None
    doubts: tuple[tuple[Task.Kind, Reason], ...] = ()
    decision: Decision | None = field(default=None, compare=False)
    told: Mapping[str, object] = field(default_factory=dict)
    # The memberships that were known when this plan was made.
    seen: tuple[int, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether it can be carried out."""
        return self.refusal is None and not self.doubts

    def but(self, **other: Any) -> "Plan":
        """This plan with something else in it."""
        return replace(self, **other)

    @property
    def digest(self) -> str:
        """A short sign of everything that was shown: what is carried out must be what somebody agreed to."""
        text = repr(
            (self.kind, self.joining, self.last_day, self.dues, self.steps, self.refusal, self.doubts, self.seen)
        )
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def shown(day: datetime.date) -> str:
    """A day as it stands in a reason, the same in every language."""
    return f"{day.day}/{day.month}/{day.year}"


def dues(person: Person, changes: Iterable[tuple[CareFund, int, int]]) -> tuple[Due, ...]:
    """Before and after for (fund, year, kind of membership after; 0: none), per year and fund, the earliest first."""
    found = [_due(person, fund, year, kind) for fund, year, kind in changes]
    return tuple(sorted((due for due in found if due.before_cents or due.after_cents != 0), key=lambda due: due.year))


def _due(person: Person, fund: CareFund, year: int, kind: int) -> Due:
    item = Item.objects.filter(
        person=person, fund=fund, account=Account.PREMIUM_RECEIVABLE, product=Product.PREMIUM, period=year
    ).first()
    before = item.due_cents if item else 0
    paid = item.due_cents - item.balance_cents if item else 0
    return Due(year, fund, before, _premium_if(person, fund, year, kind), paid)


def _premium_if(person: Person, fund: CareFund, year: int, kind: int) -> int | None:
    """What the premium of a year would be with another kind of membership; nothing where the law has no answer."""
    case = {**inputs.read(year, fund.pk, people=[person.pk], everybody=True).case(0), "membership_kind": kind}
    try:
        return int(law_on(datetime.date(year, 1, 1)).decide(case, PREMIUM_TARGET).raw)
    except LegalGap:
        return None
