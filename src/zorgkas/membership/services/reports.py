"""Two funds that report the same person: who has the member, and how one fund cedes it to the other (BVR art. 64)."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from zorgkas.law import law_on
from zorgkas.law.premium.kinds import ReportOutcome
from zorgkas.membership.models import Change, Membership
from zorgkas.membership.plans import shown
from zorgkas.membership.services.recording import JOINING, one_at_a_time, user_source
from zorgkas.registry.models import CareFund, Person, Source, Task
from zorgkas.registry.queries import known
from zorgkas.registry.reasons import Reason, reason
from zorgkas.registry.services import open_task, record_fact

LOST = _("%(fund)s reported this person first, on %(day)s: the membership of %(year)s is theirs (BVR art. 64)")
KEPT = _("%(fund)s had reported this person first: your report of %(day)s for %(year)s does not count (BVR art. 64)")
UNDECIDED = _("%(fund)s reported the same person for %(year)s, and none was first within the terms: agree with them")


class ReportRefused(ValueError):
    """The report is about nobody's membership, or of the fund that has the member."""


@dataclass(frozen=True)
class Reported:
    """Which fund has the member, or none yet, and the task that was opened for the other."""

    outcome: ReportOutcome
    holder: CareFund
    task: Task


def hear_report(
    person: Person,
    other: CareFund,
    year: int,
    reported_on: datetime.date,
    *,
    source: Source,
    own_reported_on: datetime.date | None = None,
    own_in_terms: bool = True,
    other_in_terms: bool = True,
) -> Reported:
    """Hear that another fund reported the same person for a year, and let the rule decide whose member it is.

    The membership goes to the other fund when that was first; the loser gets a task with the reason. On the same day
    both must agree, and until then the membership stays where it is. Money follows with the next premium run of both.
    """
    with transaction.atomic():
        one_at_a_time(JOINING)
        membership = _of_year(person, year)
        if membership is None or membership.fund_id == other.pk:
            raise ReportRefused(gettext("There is no membership of another fund in %(year)s.") % {"year": year})
        holder = membership.fund
        ours = own_reported_on or _reported_on(membership)
        case = {
            "reported_on": ours,
            "other_reported_on": reported_on,
            "reported_in_terms": own_in_terms,
            "other_reported_in_terms": other_in_terms,
        }
        outcome = ReportOutcome(int(law_on(datetime.date(year, 1, 1)).decide(case, "report_outcome").raw))
        if outcome == ReportOutcome.THEIRS:
            _move(membership, other, year, source, Change.Kind.REPORT, None)
            why = reason(LOST, fund=other.name, day=shown(reported_on), year=str(year))
            return Reported(outcome, other, _task(holder, person, year, why))
        if outcome == ReportOutcome.OURS:
            why = reason(KEPT, fund=holder.name, day=shown(reported_on), year=str(year))
            return Reported(outcome, holder, _task(other, person, year, why))
        for fund, against in ((other, holder), (holder, other)):
            task = _task(fund, person, year, reason(UNDECIDED, fund=against.name, year=str(year)))
        return Reported(outcome, holder, task)


@transaction.atomic
def cede(person: Person, year: int, to: CareFund, user: User) -> Change:
    """Cede the membership of a person to another fund from a year on, after the two funds agreed (BVR art. 64)."""
    one_at_a_time(JOINING)
    membership = _of_year(person, year)
    if membership is None or membership.fund_id == to.pk:
        raise ReportRefused(gettext("There is no membership of another fund in %(year)s.") % {"year": year})
    told = user_source(user, f"ceded {person.pk} {year} to {to.code}")
    return _move(membership, to, year, told, Change.Kind.CEDED, user)


def _of_year(person: Person, year: int) -> Membership | None:
    start, end = datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1)
    found = known(Membership).filter(person=person, valid_from__lt=end).exclude(valid_to__lte=start)
    return found.select_related("fund").order_by("valid_from").last()


def _reported_on(membership: Membership) -> datetime.date:
    """The day on which the holder reported: when it was told the choice, or else when the membership was recorded."""
    start = Change.objects.filter(
        person_id=membership.person_id, fund_id=membership.fund_id, effective_on=membership.valid_from
    ).order_by("-pk")
    change = start.first()
    return (change.asked_on if change else None) or timezone.localdate(membership.recorded_at)


def _move(
    membership: Membership, to: CareFund, year: int, told: Source, kind: Change.Kind, user: User | None
) -> Change:
    first = max(datetime.date(year, 1, 1), membership.valid_from)
    values = {"fund_id": to.pk, "kind": membership.kind, "joined_late": membership.joined_late}
    record_fact(Membership, membership.person_id, first, membership.valid_to, values, source=told)
    return Change.objects.create(
        person_id=membership.person_id,
        fund=to,
        other_fund=membership.fund,
        kind=kind,
        membership_kind=membership.kind,
        effective_on=first,
        done_at=timezone.now(),
        done_by=user,
        reference=f"{kind} {membership.person_id} {told.pk}",
    )


def _task(fund: CareFund, person: Person, year: int, why: Reason) -> Task:
    reference = f"report {fund.code} {year} {person.pk}"
    return open_task(Task.Kind.DOUBLE_REPORT, fund=fund, person=person, reference=reference, reason=why)
