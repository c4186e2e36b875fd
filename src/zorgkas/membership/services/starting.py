"""Starting a membership: compulsory, voluntary or for care only, each with its own first day (BVR art. 56 to 63)."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop as _

from zorgkas.engine import NEVER
from zorgkas.law import law_on
from zorgkas.law.common.kinds import WaitingGroup
from zorgkas.law.premium.kinds import AdministrativeGround, CarePlace, MembershipDuty
from zorgkas.membership.models import Change, Membership
from zorgkas.membership.plans import Joining, Plan, dues, shown
from zorgkas.membership.standing import Standing, read_standing
from zorgkas.registry.models import CareFund, Person, Task
from zorgkas.registry.reasons import Reason, label, reason

_TARGETS = (
    "membership_duty",
    "membership_starts_on",
    "joins_late",
    "membership_waits_until",
    "membership_waiting_group",
    "grace_until",
    "keeps_fund_on_return",
    "administrative_ground",
    "administrative_in_time",
)

ALREADY = _("is a member of %(fund)s already, since %(day)s")
ELSEWHERE = _("is a member of %(fund)s; changing fund is another form")
DEAD = _("has died")
DIED_BEFORE_BIRTH = _("died before being born, according to what is known: ask the National Register")
NOT_POSSIBLE = _("falls outside the Flemish Social Protection and may not join (BVR art. 61)")
TOO_YOUNG = _(
    "joins from the year of turning 26 on (%(year)s); until then who has a care budget counts as affiliated with the "
    "fund of choice for as long as the decision lasts (BVR art. 113 §1)"
)
BACK_TO = _("comes back and stays with %(fund)s (DEC art. 42 §3)")
NO_START = _("works here and lives abroad: the minister sets the first day, enter the year that the agency gives")
MILITARY = _("is military and joins late: which benefits have a waiting time is in no source (BVR art. 57 §5)")
OVERDUE = _("must be a member since %(year)s; how far back premiums may be asked is in no source (DEC art. 45 §2)")
NO_GROUND = _("cannot affiliate for care only: none of the grounds of DEC art. 43 and 44 holds")

STARTS = _("Member of %(fund)s from %(day)s on: %(kind)s.")
GRACE = _("The first premiums may be paid until %(day)s without a fine or a waiting time.")
WAITS = _("Joined late: a waiting time until %(day)s for %(what)s (DEC art. 41 §1).")
NO_PREMIUM = _("No premium is due.")
CARE_BEFORE = _("The care began before the affiliation: what was before does not count (BVR art. 59).")

_WAITED_FOR = {
    WaitingGroup.ALL_BENEFITS: _("every benefit except the multidisciplinary consultation"),
    WaitingGroup.CARE_BUDGETS: _("care budgets"),
    WaitingGroup.CARE_BUDGETS_WORKERS: _("care budgets"),
}


@dataclass(frozen=True)
class CareAsk:
    """The Flemish care for which somebody outside the scope wants to affiliate (DEC art. 43, 44)."""

    pillar: int
    place: CarePlace
    starts_on: datetime.date
    proves_actual_stay: bool = False


def plan_start(
    person: Person,
    fund: CareFund,
    asked_on: datetime.date,
    *,
    paid_on: datetime.date | None = None,
    care: CareAsk | None = None,
) -> Plan:
    """What starting a membership would do. The first premium is thought to be paid on the day it is asked, unless said.

    A membership starts with its first premium (BVR art. 63); it is recorded with the choice, so that the premium can be
    asked, and a voluntary one that is never paid ends as if it never was (BVR art. 77).
    """
    standing = read_standing(person, asked_on)
    found = _law_says(standing, asked_on, paid_on or asked_on, care)
    plan = Plan(Change.Kind.START, person, fund, asked_on, seen=standing.seen, decision=found["decision"])
    if refused := _refusal(standing, fund, found, care):
        return plan.but(refusal=refused)
    if care is not None:
        return _for_care_only(plan, found)
    if doubt := _doubt(standing, found, asked_on):
        return plan.but(doubts=(doubt,))
    return _member(plan, standing, found)


def _law_says(
    standing: Standing, asked_on: datetime.date, paid_on: datetime.date, care: CareAsk | None
) -> dict[str, Any]:
    law = law_on(datetime.date(asked_on.year, 1, 1))
    case: dict[str, object] = {**standing.facts, "first_premium_paid_on": paid_on}
    if care is not None:
        eighteenth = standing.person.birth_date.toordinal()
        case |= {
            "care_pillar": care.pillar,
            "care_place": care.place,
            "proves_actual_stay": care.proves_actual_stay,
            "minor_on_care": _age(eighteenth, care.starts_on) < 18,
            "administrative_on": asked_on,
            "care_starts_on": care.starts_on,
        }
    target = "administrative_ground" if care else "membership_starts_on"
    return {**law.evaluate(case, _TARGETS), "decision": law.decide(case, target)}


def _age(born: int, on: datetime.date) -> int:
    birth = datetime.date.fromordinal(born)
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def _refusal(standing: Standing, fund: CareFund, found: Mapping[str, Any], care: CareAsk | None) -> Reason | None:
    present = standing.later if standing.for_care_only and care is None else standing.now or standing.later
    if present is not None:
        if present.fund_id == fund.pk:
            return reason(ALREADY, fund=present.fund.name, day=shown(present.valid_from))
        return reason(ELSEWHERE, fund=present.fund.name)
    if standing.dead and not standing.died_before_birth:
        return reason(DEAD)
    if care is not None:
        return None if found["administrative_ground"] != AdministrativeGround.NONE else reason(NO_GROUND)
    duty = found["membership_duty"]
    if duty in (MembershipDuty.NONE, MembershipDuty.ADMINISTRATIVE):
        return reason(NOT_POSSIBLE)
    if duty == MembershipDuty.TOO_YOUNG:
        return reason(TOO_YOUNG, year=str(standing.person.birth_date.year + 26))
    earlier = standing.earlier_fund
    if found["keeps_fund_on_return"] and earlier is not None and earlier.pk != fund.pk:
        return reason(BACK_TO, fund=earlier.name)
    return None


def _doubt(standing: Standing, found: Mapping[str, Any], asked_on: datetime.date) -> tuple[Task.Kind, Reason] | None:
    if standing.died_before_birth:
        return Task.Kind.CONTRADICTION, reason(DIED_BEFORE_BIRTH)
    starts = found["membership_starts_on"]
    if starts == NEVER:
        return Task.Kind.MEMBERSHIP, reason(NO_START)
    since = datetime.date.fromordinal(starts).year
    if found["membership_duty"] == MembershipDuty.COMPULSORY and since < asked_on.year - 1:
        return Task.Kind.OVERDUE_AFFILIATION, reason(OVERDUE, year=str(since))
    if standing.facts["military_abroad"] and found["joins_late"]:
        return Task.Kind.MEMBERSHIP, reason(MILITARY)
    return None


def _member(plan: Plan, standing: Standing, found: Mapping[str, Any]) -> Plan:
    kind = Membership.Kind(int(found["membership_duty"]))
    first = datetime.date.fromordinal(found["membership_starts_on"])
    back = bool(found["keeps_fund_on_return"]) and standing.earlier_fund == plan.fund
    until = datetime.date.fromordinal(found["grace_until"])
    steps = [reason(STARTS, fund=plan.fund.name, day=shown(first), kind=label(kind.label))]
    told: dict[str, object] = {"late": bool(found["joins_late"]), "back": back}
    if found["membership_waits_until"] != NEVER:
        waits = datetime.date.fromordinal(found["membership_waits_until"])
        group = WaitingGroup(int(found["membership_waiting_group"]))
        steps.append(reason(WAITS, day=shown(waits), what=reason(_WAITED_FOR[group])))
        told |= {"waits_until": waits.isoformat(), "waiting_group": group.name}
    elif until >= plan.asked_on:
        steps.append(reason(GRACE, day=shown(until)))
        told["grace_until"] = until.isoformat()
    years = range(first.year, plan.asked_on.year + 1)
    return plan.but(
        kind=Change.Kind.RETURN if back else Change.Kind.START,
        joining=Joining(plan.fund, kind, first, bool(found["joins_late"])),
        steps=tuple(steps),
        dues=dues(plan.person, [(plan.fund, year, int(kind)) for year in years]),
        told=told,
    )


def _for_care_only(plan: Plan, found: Mapping[str, Any]) -> Plan:
    """From the day itself, without a premium; no article says when it ends."""
    kind = Membership.Kind.ADMINISTRATIVE
    steps = [reason(STARTS, fund=plan.fund.name, day=shown(plan.asked_on), kind=label(kind.label)), reason(NO_PREMIUM)]
    if not found["administrative_in_time"]:
        steps.append(reason(CARE_BEFORE))
    ground = AdministrativeGround(int(found["administrative_ground"]))
    return plan.but(
        joining=Joining(plan.fund, kind, plan.asked_on),
        steps=tuple(steps),
        told={"ground": ground.name, "in_time": bool(found["administrative_in_time"])},
    )
