"""Stopping on request: only voluntary members, back to the last fully paid year; and care-only affiliations."""

import datetime

from django.utils.translation import gettext_noop as _

from zorgkas.engine import NEVER
from zorgkas.law import law_on
from zorgkas.membership.models import Change, Membership
from zorgkas.membership.plans import Plan, dues, shown
from zorgkas.membership.standing import Standing, last_fully_paid_year, read_standing
from zorgkas.registry.models import CareFund, Person
from zorgkas.registry.reasons import Reason, reason

NO_MEMBER = _("is no member of %(fund)s on that day")
COMPULSORY = _("must belong to a care fund: a compulsory membership cannot be stopped, only moved to another fund")

STOPS = _("Member of %(fund)s until %(day)s: the end of the last fully paid year (BVR art. 78).")
NEVER_MEMBER = _("No premium was ever fully paid to %(fund)s: the membership is taken back from its first day.")
WAITS_AGAIN = _("Joining again later brings a waiting time of five years (BVR art. 79).")
CARE_ENDS = _("The affiliation for care only ends on %(day)s; no article names a day (BVR art. 59).")


def plan_stop(person: Person, fund: CareFund, asked_on: datetime.date) -> Plan:
    """What happens when a member asks to stop: the last day, and what is no longer due or comes back."""
    standing = read_standing(person, asked_on)
    plan = Plan(Change.Kind.STOP, person, fund, asked_on, seen=standing.seen)
    present = standing.now
    if present is None or present.fund_id != fund.pk:
        return plan.but(refusal=reason(NO_MEMBER, fund=fund.name))
    if present.kind == Membership.Kind.COMPULSORY:
        return plan.but(refusal=reason(COMPULSORY))
    if present.kind == Membership.Kind.ADMINISTRATIVE:
        return plan.but(leaves=fund, last_day=asked_on, steps=(reason(CARE_ENDS, day=shown(asked_on)),))
    return _voluntary(plan, standing, present)


def _voluntary(plan: Plan, standing: Standing, present: Membership) -> Plan:
    case = {
        "membership_kind": present.kind,
        "asked_to_stop": True,
        "last_fully_paid_year": last_fully_paid_year(plan.person, plan.fund, standing),
    }
    decision = law_on(plan.asked_on).decide(case, "membership_ends_on")
    last = None if decision.raw == NEVER else datetime.date.fromordinal(decision.raw)
    first_free = present.valid_from.year if last is None else last.year + 1
    steps: list[Reason] = [
        reason(NEVER_MEMBER, fund=plan.fund.name)
        if last is None
        else reason(STOPS, fund=plan.fund.name, day=shown(last)),
        reason(WAITS_AGAIN),
    ]
    return plan.but(
        leaves=plan.fund,
        last_day=last,
        steps=tuple(steps),
        dues=dues(plan.person, [(plan.fund, year, 0) for year in range(first_free, plan.asked_on.year + 1)]),
        decision=decision,
    )
