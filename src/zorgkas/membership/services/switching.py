"""Another fund: the form that reaches the new fund, of one member or of many (DEC art. 42 §1; BVR art. 65, 66)."""

import datetime
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from django.db import transaction
from django.utils.translation import gettext_noop as _
from numpy.typing import NDArray

from zorgkas.engine import NEVER
from zorgkas.law import law_on
from zorgkas.law.premium.kinds import SwitchOutcome
from zorgkas.ledger.accounts import Account, Product
from zorgkas.membership.funds import set_up_by_sickness_funds
from zorgkas.membership.models import Change, Membership
from zorgkas.membership.plans import Joining, Plan, dues, shown
from zorgkas.membership.services.recording import JOINING, days, log_changes, memberships, one_at_a_time
from zorgkas.membership.standing import Standing, has_paid, read_standing
from zorgkas.registry.columns import read_sql, to_numpy
from zorgkas.registry.models import CareFund, Person, Source, Task
from zorgkas.registry.reasons import Reason, label, reason
from zorgkas.registry.services import open_tasks, record_facts

TARGETS = ("switch_outcome", "switch_effective_on")

NO_MEMBER = _("is a member of no fund on that day; start a membership instead")
OWN_MEMBER = _("is a member of %(fund)s already")
DEAD = _("has died")
TOO_LATE = _(
    "the form came after 5 December (%(day)s): it cannot work on the next 1 January; ask again next year (BVR art. 65)"
)
EXCEPTION = _(
    "is in a sickness fund outside that union and may still change, but no source gives the day (BVR art. 66)"
)
TWO_FUNDS = _("chose %(fund)s from %(day)s on as well: the fund that reported first has the member (BVR art. 64)")

STAYS_UNTIL = _("Member of %(fund)s until %(day)s.")
STARTS = _("Member of %(fund)s from %(day)s on: %(kind)s.")
AT_ONCE = _("The automatic affiliation with %(fund)s ends at once, as nothing was paid there yet.")
OPEN_STAYS = _("What is open with %(fund)s stays to be paid there.")

# The membership of each of these people on the day their form came, and one at another fund that starts later.
_PRESENT = """
SELECT f.person_id, f.row_nr, f.received_on - DATE '0001-01-01' + 1 AS received_on, f.other_sickness_fund::int AS other,
       coalesce(m.fund_id, 0) AS present_fund, coalesce(m.kind, 0)::int AS kind, coalesce(m.origin, 0)::int AS origin,
       coalesce(m.joined_late, false)::int AS late,
       coalesce(m.valid_from - DATE '0001-01-01' + 1, 0) AS since,
       (EXISTS (SELECT FROM membership_membership l WHERE l.person_id = f.person_id AND l.superseded_at IS NULL
            AND l.valid_from > f.received_on AND l.fund_id NOT IN (%(fund)s, coalesce(m.fund_id, 0))))::int AS later,
       (EXISTS (SELECT FROM membership_membership l WHERE l.person_id = f.person_id AND l.superseded_at IS NULL
            AND l.valid_from > f.received_on AND l.fund_id = %(fund)s))::int AS ours_later,
       (EXISTS (SELECT FROM ledger_item i WHERE i.person_id = f.person_id AND i.fund_id = m.fund_id
            AND i.account = %(account)s AND i.product = %(product)s AND i.due_cents > i.balance_cents))::int AS paid,
       (EXISTS (SELECT FROM registry_death d WHERE d.person_id = f.person_id AND d.superseded_at IS NULL))::int AS dead
FROM unnest(%(people)s::bigint[], %(days)s::date[], %(others)s::boolean[])
    WITH ORDINALITY f (person_id, received_on, other_sickness_fund, row_nr)
LEFT JOIN membership_membership m ON m.person_id = f.person_id AND m.superseded_at IS NULL
    AND m.valid_from <= f.received_on AND (m.valid_to IS NULL OR m.valid_to > f.received_on)
ORDER BY f.row_nr
"""


@dataclass(frozen=True)
class Form:
    """A form of change as it was received."""

    person_id: int
    received_on: datetime.date
    other_sickness_fund: bool = False


@dataclass(frozen=True)
class Switched:
    """What became of a pile of forms."""

    at_once: int = 0
    next_year: int = 0
    too_late: int = 0
    exceptions: int = 0
    double: int = 0
    no_members: int = 0
    unchanged: int = 0

    @property
    def done(self) -> int:
        """How many changed fund."""
        return self.at_once + self.next_year

    def as_dict(self) -> dict[str, int]:
        """The numbers by name."""
        return asdict(self)


def plan_switch(
    person: Person, fund: CareFund, received_on: datetime.date, *, other_sickness_fund: bool = False
) -> Plan:
    """What the form of a member of another fund would do, from the day on which this fund received it."""
    standing = read_standing(person, received_on)
    present = standing.now
    plan = Plan(Change.Kind.SWITCH, person, fund, received_on, seen=standing.seen)
    if standing.dead:
        return plan.but(refusal=reason(DEAD))
    if present is None:
        return plan.but(refusal=reason(NO_MEMBER))
    if fund.pk in (present.fund_id, standing.later.fund_id if standing.later else 0):
        return plan.but(refusal=reason(OWN_MEMBER, fund=fund.name))
    if standing.later is not None:
        other = standing.later
        why = reason(TWO_FUNDS, fund=other.fund.name, day=shown(other.valid_from))
        return plan.but(doubts=((Task.Kind.DOUBLE_REPORT, why),))
    return _decided(plan, standing, present, other_sickness_fund)


def _decided(plan: Plan, standing: Standing, present: Membership, other_sickness_fund: bool) -> Plan:
    case = {
        "switch_received_on": plan.asked_on,
        "automatic_member": present.origin == Membership.Origin.AUTOMATIC,
        "paid_to_present_fund": has_paid(plan.person, present.fund),
        "fund_of_sickness_funds": set_up_by_sickness_funds(present.fund),
        "in_other_sickness_fund": other_sickness_fund,
    }
    law = law_on(datetime.date(plan.asked_on.year, 1, 1))
    plan = plan.but(decision=law.decide(case, "switch_effective_on"))
    found = law.evaluate(case, TARGETS)
    outcome = SwitchOutcome(int(found["switch_outcome"]))
    if outcome == SwitchOutcome.TOO_LATE:
        return plan.but(refusal=reason(TOO_LATE, day=shown(plan.asked_on)))
    if outcome == SwitchOutcome.EXCEPTION:
        return plan.but(doubts=((Task.Kind.MEMBERSHIP, reason(EXCEPTION)),))
    first = max(datetime.date.fromordinal(found["switch_effective_on"]), present.valid_from)
    kind = Membership.Kind(present.kind)
    year = plan.asked_on.year
    at_once = outcome == SwitchOutcome.AT_ONCE
    here = [(plan.fund, first.year, int(kind))]
    there = [(present.fund, year, 0 if at_once else int(kind))]
    steps: list[Reason] = [
        reason(AT_ONCE, fund=present.fund.name)
        if at_once
        else reason(STAYS_UNTIL, fund=present.fund.name, day=shown(first - datetime.timedelta(days=1))),
        reason(STARTS, fund=plan.fund.name, day=shown(first), kind=label(kind.label)),
    ]
    costs = dues(plan.person, there + here)
    if any(due.fund.pk == present.fund_id and due.to_pay_cents for due in costs):
        steps.append(reason(OPEN_STAYS, fund=present.fund.name))
    return plan.but(
        joining=Joining(plan.fund, kind, first, present.joined_late),
        leaves=present.fund,
        last_day=first - datetime.timedelta(days=1),
        steps=tuple(steps),
        dues=costs,
        told={"at_once": at_once},
    )


@transaction.atomic
def switch_many(fund: CareFund, forms: list[Form], *, source: Source) -> Switched:
    """Handle a pile of forms at once, exactly as `plan_switch` would one by one; what needs a person becomes a task.

    Of two forms of one person the first one counts. A second call with the same forms changes nothing.
    """
    one_at_a_time(JOINING)
    first = list({form.person_id: form for form in reversed(forms)}.values())
    rows = _present(fund, first)
    member = (rows["present_fund"] != 0) & (rows["dead"] == 0)
    ours = (rows["present_fund"] == fund.pk) | (rows["ours_later"] != 0)
    double = member & ~ours & (rows["later"] != 0)
    asked = member & ~ours & ~double
    outcome, effective = _decide(rows)
    moves = asked & (effective != NEVER)
    _record(fund, rows, moves, np.maximum(effective, rows["since"]), source)
    for where, kind, why in (
        (asked & (outcome == SwitchOutcome.EXCEPTION), Task.Kind.MEMBERSHIP, reason(EXCEPTION)),
        (
            double,
            Task.Kind.DOUBLE_REPORT,
            reason(_("chose two other funds: the fund that reported first has the member (BVR art. 64)")),
        ),
    ):
        open_tasks(kind, fund=fund, people=rows["person_id"][where].tolist(), reference="switch ", reason=why)
    return Switched(
        at_once=int((asked & (outcome == SwitchOutcome.AT_ONCE)).sum()),
        next_year=int((asked & (outcome == SwitchOutcome.NEXT_YEAR)).sum()),
        too_late=int((asked & (outcome == SwitchOutcome.TOO_LATE)).sum()),
        exceptions=int((asked & (outcome == SwitchOutcome.EXCEPTION)).sum()),
        double=int(double.sum()),
        no_members=int((~member).sum()),
        unchanged=int((member & ours).sum()),
    )


def _present(fund: CareFund, forms: list[Form]) -> dict[str, NDArray[Any]]:
    given = {
        "people": [form.person_id for form in forms],
        "days": [form.received_on for form in forms],
        "others": [form.other_sickness_fund for form in forms],
        "fund": fund.pk,
        "account": int(Account.PREMIUM_RECEIVABLE),
        "product": int(Product.PREMIUM),
    }
    return to_numpy(read_sql(_PRESENT, given, few=len(forms) < 1000))


def _decide(rows: dict[str, NDArray[Any]]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The law on each form, by the law of the year in which it came."""
    outcome, effective = (np.zeros(len(rows["person_id"]), np.int64) for _name in TARGETS)
    funds = {one.pk: set_up_by_sickness_funds(one) for one in CareFund.objects.all()}
    of_sickness_funds = np.array([funds.get(one, False) for one in rows["present_fund"].tolist()], np.bool_)
    years = np.array([datetime.date.fromordinal(int(one)).year for one in rows["received_on"]], np.int64)
    for year in np.unique(years).tolist():
        now = years == year
        kernel = law_on(datetime.date(year, 1, 1)).kernel(TARGETS)
        given = {
            "switch_received_on": rows["received_on"][now],
            "automatic_member": rows["origin"][now] == Membership.Origin.AUTOMATIC,
            "paid_to_present_fund": rows["paid"][now] != 0,
            "fund_of_sickness_funds": of_sickness_funds[now],
            "in_other_sickness_fund": rows["other"][now] != 0,
        }
        found = kernel(kernel.fit(given), length=int(now.sum()))
        outcome[now], effective[now] = (found[name] for name in TARGETS)
    return outcome, effective


def _record(
    fund: CareFund, rows: dict[str, NDArray[Any]], moves: NDArray[np.bool_], effective: NDArray[Any], source: Source
) -> None:
    people = rows["person_id"][moves]
    if not len(people):
        return
    start = days(effective[moves])
    late, kind = rows["late"][moves].astype(np.bool_), rows["kind"][moves]
    record_facts(Membership, memberships(people, start, fund=fund.pk, kind=kind, joined_late=late), source=source)
    log_changes(
        Change.Kind.SWITCH,
        people,
        fund=fund.pk,
        other_fund=rows["present_fund"][moves],
        effective=start,
        membership_kind=kind,
        mark=f"{fund.pk} {source.pk}",
        told={"asked_on": [datetime.date.fromordinal(int(one)).isoformat() for one in rows["received_on"][moves]]},
    )
