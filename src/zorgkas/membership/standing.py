"""Where one person stands: the memberships that are known, the fund of before, and whether one was ended before."""

import datetime
from dataclasses import dataclass

from zorgkas.engine import NEVER
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Item
from zorgkas.membership import situation
from zorgkas.membership.models import MEMBERS, Change, Membership
from zorgkas.registry.models import CareFund, Person
from zorgkas.registry.queries import known

# Ways of leaving after which a new voluntary membership brings the waiting time (BVR art. 79).
ENDED_BY_MEMBER = (Change.Kind.STOP, Change.Kind.LOST)


@dataclass(frozen=True)
class Standing:
    """The memberships of a person as they are known now, by first day, and the facts of the law for a year."""

    person: Person
    on: datetime.date
    memberships: tuple[Membership, ...]
    facts: dict[str, object]
    died_on: int

    @property
    def seen(self) -> tuple[int, ...]:
        """The memberships that a plan was made with, to be sure that they are the same when it is carried out."""
        return tuple(membership.pk for membership in self.memberships)

    @property
    def now(self) -> Membership | None:
        """The membership that holds on the day."""
        return next((one for one in self.memberships if _holds(one, self.on)), None)

    @property
    def later(self) -> Membership | None:
        """A membership that starts after the day."""
        return next((one for one in self.memberships if one.valid_from > self.on), None)

    @property
    def earlier_fund(self) -> CareFund | None:
        """The fund of choice of before, when nothing holds now (DEC art. 42 §3)."""
        chosen = [one for one in self.memberships if one.origin == Membership.Origin.CHOSEN and one.kind in MEMBERS]
        before = [one for one in chosen if one.valid_from <= self.on]
        return before[-1].fund if before and (self.now is None or self.for_care_only) else None

    @property
    def for_care_only(self) -> bool:
        """Whether what holds now is an affiliation for care only: a membership takes its place."""
        return self.now is not None and self.now.kind == Membership.Kind.ADMINISTRATIVE

    @property
    def died_before_birth(self) -> bool:
        """What cannot be: a death before the birth."""
        return self.died_on != NEVER and self.died_on < self.person.birth_date.toordinal()

    @property
    def dead(self) -> bool:
        """Whether a death is known that has happened."""
        return self.died_on != NEVER and self.died_on <= self.on.toordinal()


def read_standing(person: Person, on: datetime.date, year: int | None = None) -> Standing:
    """Read where a person stands on a day; the facts are those of the premium year of that day, or of another one."""
    found = situation.read(year or on.year, on, people=[person.pk])
    ended = Change.objects.filter(person=person, kind__in=ENDED_BY_MEMBER, membership_kind=Membership.Kind.VOLUNTARY)
    facts = {**found.case(0), "rejoins_after_ending": ended.exists()}
    memberships = known(Membership).filter(person=person).select_related("fund").order_by("valid_from")
    standing = Standing(person, on, tuple(memberships), facts, int(found.other["died_on"][0]))
    facts["earlier_fund_of_choice"] = standing.earlier_fund is not None
    return standing


def has_paid(person: Person, fund: CareFund) -> bool:
    """Whether any premium of the person was ever (partly) paid to the fund."""
    items = Item.objects.filter(person=person, fund=fund, account=Account.PREMIUM_RECEIVABLE, product=Product.PREMIUM)
    return any(item.due_cents > item.balance_cents for item in items)


def last_fully_paid_year(person: Person, fund: CareFund, standing: Standing) -> int:
    """The last year of membership whose premium is fully paid; 0 when none is.

    A year from before this fund claimed premiums here counts as paid unless something of it is open: debts were taken
    over, payments were not. A year that is not claimed yet is not paid.
    """
    mine = Item.objects.filter(account=Account.PREMIUM_RECEIVABLE, product=Product.PREMIUM, fund=fund)
    booked = dict(mine.filter(person=person).values_list("period", "balance_cents"))
    first_claimed = mine.order_by("period").values_list("period", flat=True).first() or standing.on.year
    of_fund = [one for one in standing.memberships if one.fund_id == fund.pk]
    years = {
        year
        for one in of_fund
        for year in range(one.valid_from.year, (one.valid_to or standing.on).year + (0 if one.valid_to else 1))
    }
    paid = [year for year in years if (booked[year] <= 0 if year in booked else year < first_claimed)]
    return max(paid, default=0)


def _holds(membership: Membership, on: datetime.date) -> bool:
    return membership.valid_from <= on and (membership.valid_to is None or membership.valid_to > on)
