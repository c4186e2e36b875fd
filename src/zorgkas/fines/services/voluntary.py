"""Voluntary members who miss two premiums lose their membership, and may object (BVR art. 77)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from psycopg import sql

from zorgkas.engine import NEVER
from zorgkas.fines.models import VoluntaryEnd
from zorgkas.fines.steps import lock_files
from zorgkas.law import law_on
from zorgkas.law.fines.kinds import YearStanding
from zorgkas.ledger.accounts import Account, Product
from zorgkas.membership.fineable import judge
from zorgkas.membership.models import Change, Membership
from zorgkas.membership.services import end_memberships
from zorgkas.membership.standing import last_fully_paid_year, read_standing
from zorgkas.registry.models import CareFund, Person, PremiumExemption, Source, Task
from zorgkas.registry.reasons import reason
from zorgkas.registry.services import close_tasks, open_task, record_fact, source

State = VoluntaryEnd.State
OBJECTED = gettext_noop("objects against the end of the membership on %(day)s; no term is in any source (BVR art. 77)")

# Voluntary members of today with enough open premiums; death and what frees from the premium leave nothing open.
_OPEN = """
SELECT i.person_id, i.period AS year, i.balance_cents::int AS open_cents,
       make_date(i.period, 1, 1) AS starts, make_date(i.period + 1, 1, 1) AS ends
FROM ledger_item i
JOIN membership_membership m ON m.person_id = i.person_id AND m.superseded_at IS NULL AND m.kind = {voluntary}
    AND m.fund_id = {fund} AND m.valid_from <= {day} AND (m.valid_to IS NULL OR m.valid_to > {day})
WHERE i.fund_id = {fund} AND i.account = {account} AND i.product = {product} AND i.balance_cents > 0
  AND i.period <= {year}
"""


@dataclass(frozen=True)
class Missed:
    """A voluntary member with the years that were missed, and the last year that was fully paid (0: none)."""

    person: Person
    membership: Membership
    years: tuple[int, ...]
    open_cents: int
    last_paid_year: int
    last_day: int


def missed_by_voluntary_members(fund: CareFund, on: datetime.date) -> list[Missed]:
    """Who loses the voluntary membership on a day, and from when: nothing is written.

    A premium counts as missed when it is late and not fully paid; one of the first premiums only after its term (BVR
    art. 57, 58).
    """
    law = law_on(on)
    rows = sql.SQL(_OPEN).format(
        voluntary=sql.Literal(int(Membership.Kind.VOLUNTARY)),
        fund=sql.Literal(fund.pk),
        day=sql.Literal(on),
        account=sql.Literal(int(Account.PREMIUM_RECEIVABLE)),
        product=sql.Literal(int(Product.PREMIUM)),
        year=sql.Literal(on.year),
    )
    judged = judge(rows, on, on, law=law, as_compulsory=True)
    missed: dict[int, dict[int, int]] = {}
    counts = judged.answers["year_standing"] == YearStanding.COUNTS
    for person, year, cents in zip(
        judged.table["person_id"][counts].tolist(),
        judged.table["year"][counts].tolist(),
        judged.table["open_cents"][counts].tolist(),
        strict=True,
    ):
        missed.setdefault(person, {})[year] = cents
    allowed = int(str(law.parameters["voluntary_misses_allowed"]))
    enough = {person: years for person, years in missed.items() if len(years) > allowed}
    freed = _freed(list(enough), on)
    return [_of(fund, on, person, years) for person, years in sorted(enough.items()) if person not in freed]


def _freed(people: Sequence[int], on: datetime.date) -> set[int]:
    """Of whom the premium is not due now: nothing is missed by not paying it (DEC art. 45 §3)."""
    held = PremiumExemption.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on), person_id__in=people, superseded_at=None, valid_from__lte=on
    )
    return set(held.values_list("person_id", flat=True))


def _of(fund: CareFund, on: datetime.date, person_id: int, years: dict[int, int]) -> Missed:
    person = Person.objects.get(pk=person_id)
    standing = read_standing(person, on)
    present = standing.now
    assert present is not None
    paid = last_fully_paid_year(person, fund, standing)
    case = {
        "membership_kind": present.kind,
        "unpaid_premiums": min(len(years), 5),
        "last_fully_paid_year": paid,
    }
    last = law_on(on).decide(case, "membership_ends_on").raw
    return Missed(person, present, tuple(sorted(years)), sum(years.values()), paid, last)


def end_voluntary_memberships(fund: CareFund, on: datetime.date) -> int:
    """End the membership of every voluntary member who missed two premiums, with retroactive effect; return how many.

    A second run finds nobody left; who objected with success is only ended again for premiums missed later.
    """
    with transaction.atomic():
        lock_files(fund.pk, 0)
        missed = [one for one in missed_by_voluntary_members(fund, on) if not _restored_for(one)]
        if not missed:
            return 0
        told = source(Source.Kind.SYSTEM, f"voluntary members of {fund.code} ended on {on.isoformat()}", timezone.now())
        VoluntaryEnd.objects.bulk_create([_ending(fund, on, one) for one in missed])
        return end_memberships(
            fund,
            [one.person.pk for one in missed],
            [one.last_day for one in missed],
            Change.Kind.LOST,
            source=told,
        ).ended


def _restored_for(one: Missed) -> bool:
    restored = VoluntaryEnd.objects.filter(person=one.person, state=State.RESTORED).order_by("ended_on").last()
    return restored is not None and set(one.years) <= {int(year) for year in restored.missed_years.split()}


def _ending(fund: CareFund, on: datetime.date, one: Missed) -> VoluntaryEnd:
    last = None if one.last_day == NEVER else datetime.date.fromordinal(one.last_day)
    since = one.membership.valid_from
    first_free = since if last is None else max(last + datetime.timedelta(days=1), since)
    return VoluntaryEnd(
        person=one.person,
        fund=fund,
        last_paid_year=one.last_paid_year,
        missed_years=" ".join(map(str, one.years)),
        missed_cents=one.open_cents,
        since=since,
        first_free_day=first_free,
        ended_on=on,
    )


class ObjectionRefused(ValueError):
    """The objection or the decision on it cannot be recorded, and why."""


@transaction.atomic
def lodge_objection(ending: VoluntaryEnd, on: datetime.date, text: str) -> None:
    """The member objects with the fund (BVR art. 77 al. 2); no source bounds the term, so none is refused as late."""
    locked = VoluntaryEnd.objects.select_for_update().get(pk=ending.pk)
    if locked.state != State.ENDED:
        raise ObjectionRefused(_("An objection was lodged already."))
    if not text.strip():
        raise ObjectionRefused(_("Write down what the member says."))
    if on < locked.ended_on:
        raise ObjectionRefused(_("The objection cannot be older than what it is against."))
    locked.state, locked.objected_on, locked.objection = State.OBJECTED, on, text.strip()
    locked.save()
    open_task(
        Task.Kind.OBJECTION,
        fund=locked.fund,
        person=locked.person,
        reference=f"objection {locked.pk}",
        reason=reason(OBJECTED, day=locked.ended_on.isoformat()),
    )
    ending.refresh_from_db()


@transaction.atomic
def decide_objection(
    ending: VoluntaryEnd, on: datetime.date, *, restored: bool, motivation: str, by: AbstractBaseUser | None = None
) -> None:
    """Give the membership back as it was, or not, with the reasons that the letter tells."""
    locked = VoluntaryEnd.objects.select_for_update().get(pk=ending.pk)
    if locked.state != State.OBJECTED:
        raise ObjectionRefused(_("There is no objection to decide on."))
    if not motivation.strip():
        raise ObjectionRefused(_("Give the reasons: the letter tells them."))
    if restored:
        _give_back(locked)
    locked.state = State.RESTORED if restored else State.UPHELD
    locked.decided_on, locked.motivation = on, motivation.strip()
    locked.decided_by_id = by.pk if by else None
    locked.save()
    tasks = Task.objects.filter(kind=Task.Kind.OBJECTION, reference=f"objection {locked.pk}")
    close_tasks(tasks, by)
    ending.refresh_from_db()


def _give_back(ending: VoluntaryEnd) -> None:
    joined = Membership.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=ending.first_free_day), person=ending.person, superseded_at=None
    )
    if joined.exists():
        raise ObjectionRefused(_("The person has become a member again since; settle that first."))
    before = Membership.objects.filter(person=ending.person, fund=ending.fund, valid_from=ending.since)
    last = before.order_by("recorded_at").first()
    assert last is not None
    values = {"fund_id": last.fund_id, "kind": last.kind, "origin": last.origin, "joined_late": last.joined_late}
    told = source(Source.Kind.SYSTEM, f"objection {ending.pk}: membership restored", timezone.now())
    record_fact(Membership, ending.person_id, ending.first_free_day, None, values, source=told)
