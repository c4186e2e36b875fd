"""Payment plans: open premiums paid in parts or later, watched until they are kept or lapse."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from zorgkas.collection import policy
from zorgkas.collection.models import Instalment, PaymentPlan, PlannedClaim
from zorgkas.collection.services.mandates import block_of, mandate_of
from zorgkas.engine.calendar import add_months
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Item
from zorgkas.membership.queries import fineable_years
from zorgkas.registry.models import CareFund, Person, Task
from zorgkas.registry.reasons import reason
from zorgkas.registry.services import close_tasks, open_tasks

REFERENCE = "plan-"
RUNNING = (PaymentPlan.State.ACTIVE, PaymentPlan.State.BEHIND)
# BVR art. 74: what is paid after this day of the year comes too late for the file about a fine.
FINE_MONTH, FINE_DAY = 10, 5


class PlanRefused(ValueError):
    """The plan cannot be agreed like this; says why."""


@dataclass(frozen=True)
class Part:
    """One part that is proposed: the day on which it must stand on the account, and how much."""

    due_on: datetime.date
    amount_cents: int


@dataclass(frozen=True)
class PlanPreview:
    """What a plan would say: its parts, the claims it covers, and what the member must know before agreeing."""

    parts: tuple[Part, ...]
    claims: tuple[Item, ...]
    total_cents: int
    # Years of the plan that can still lead to a fine, when the plan runs past the last day of BVR art. 74.
    fineable_years: tuple[int, ...] = ()
    # The account from which each part is collected; empty when the member pays by transfer.
    collected_from: str = ""


@dataclass
class PlansChecked:
    """What a look at all running plans found."""

    running: int = 0
    kept: int = 0
    behind: int = 0
    caught_up: int = 0
    lapsed: int = 0
    lapsed_plans: list[int] = field(default_factory=list)


def equal_parts(total_cents: int, count: int, first_on: datetime.date) -> tuple[Part, ...]:
    """Cut a sum in parts of a whole euro, one a month; the last part takes what is left."""
    if count < 1:
        raise PlanRefused(_("A plan has at least one part."))
    each = total_cents // count // 100 * 100 if count > 1 else total_cents
    amounts = [each] * (count - 1) + [total_cents - each * (count - 1)]
    return tuple(Part(_months_later(first_on, number), cents) for number, cents in enumerate(amounts))


def preview_total(person: Person, fund: CareFund) -> int:
    """What a plan would be for: everything that is open, in cents."""
    return sum(claim.balance_cents for claim in _open_claims(person, fund))


def preview_plan(
    person: Person, fund: CareFund, parts: Sequence[Part], *, on: datetime.date, by_direct_debit: bool = False
) -> PlanPreview:
    """Check a plan for everything that is open, and say what it would do; changes nothing."""
    claims = _open_claims(person, fund)
    total = sum(claim.balance_cents for claim in claims)
    _refuse_bad(person, fund, parts, total, on)
    account = _collected_from(person, on) if by_direct_debit else ""
    late = parts[-1].due_on > datetime.date(on.year, FINE_MONTH, FINE_DAY)
    fineable = fineable_years([person.pk], on).get(person.pk, frozenset()) if late else frozenset()
    years = tuple(sorted(claim.period for claim in claims if claim.period in fineable))
    return PlanPreview(tuple(parts), tuple(claims), total, years if len(years) > 1 else (), account)


def agree_plan(
    person: Person,
    fund: CareFund,
    parts: Sequence[Part],
    *,
    user: AbstractBaseUser,
    on: datetime.date | None = None,
    note: str = "",
    by_direct_debit: bool = False,
) -> PaymentPlan:
    """Agree a plan for everything that is open; what comes in goes to the years in the order of the law.

    `by_direct_debit`: each part is collected on its day with the mandate of the member.
    """
    day = on or timezone.localdate()
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        preview = preview_plan(person, fund, parts, on=day, by_direct_debit=by_direct_debit)
        plan = PaymentPlan.objects.create(
            person=person,
            fund=fund,
            agreed_on=day,
            agreed_by_id=user.pk,
            total_cents=preview.total_cents,
            note=note.strip()[:200],
            by_direct_debit=by_direct_debit,
        )
        Instalment.objects.bulk_create(
            Instalment(plan=plan, number=number, due_on=part.due_on, amount_cents=part.amount_cents)
            for number, part in enumerate(parts, start=1)
        )
        PlannedClaim.objects.bulk_create(
            PlannedClaim(plan=plan, item=claim, open_cents=claim.balance_cents) for claim in preview.claims
        )
    return plan


def end_plan(plan: PaymentPlan, *, user: AbstractBaseUser, on: datetime.date | None = None) -> None:
    """End a running plan by hand: everything that is open is asked as before."""
    with transaction.atomic():
        locked = PaymentPlan.objects.select_for_update().get(pk=plan.pk)
        if not locked.runs:
            raise PlanRefused(_("This plan does not run any more."))
        locked.state, locked.ended_on = PaymentPlan.State.ENDED, on or timezone.localdate()
        locked.save(update_fields=["state", "ended_on"])
        close_tasks(Task.objects.filter(kind=Task.Kind.PLAN_BEHIND, reference=f"{REFERENCE}{plan.person_id}"), user)
    plan.refresh_from_db()


# Of each running plan: what had to be paid by a day, what had to be paid before the grace, and what was paid.
# Paid is what went off the claims, however: by a receipt, by set-off, or because less is due.
_STATE = """
SELECT plan.id, plan.person_id, plan.state, part.due_cents, part.long_due_cents, paid.cents, paid.open_cents
FROM collection_paymentplan plan
JOIN LATERAL (
    SELECT coalesce(sum(amount_cents) FILTER (WHERE due_on < %(on)s), 0)::bigint AS due_cents,
           coalesce(sum(amount_cents) FILTER (WHERE due_on < %(on)s - %(grace)s), 0)::bigint AS long_due_cents
    FROM collection_instalment WHERE plan_id = plan.id) part ON true
JOIN LATERAL (
    SELECT sum(greatest(claim.open_cents - greatest(item.balance_cents, 0), 0))::bigint AS cents,
           sum(greatest(item.balance_cents, 0))::bigint AS open_cents
    FROM collection_plannedclaim claim JOIN ledger_item item ON item.id = claim.item_id
    WHERE claim.plan_id = plan.id) paid ON true
WHERE plan.fund_id = %(fund)s AND plan.state IN ('active', 'behind')
ORDER BY plan.id
FOR UPDATE OF plan
"""


def check_plans(fund: CareFund, on: datetime.date | None = None) -> PlansChecked:
    """Look at every running plan: kept when all is paid, behind the day after a part, lapsed after the grace.

    Who falls behind is called (a task with the day on which the plan lapses). Looking twice changes nothing.
    """
    day = on or timezone.localdate()
    found = PlansChecked()
    moves: dict[str, list[int]] = {state: [] for state in PaymentPlan.State.values}
    behind: list[int] = []
    done: list[int] = []
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_STATE, {"fund": fund.pk, "on": day, "grace": policy.PLAN_GRACE_DAYS})
            rows = cursor.fetchall()
        for plan, person, state, due, long_due, paid, still_open in rows:
            found.running += 1
            if not still_open:
                moves[PaymentPlan.State.KEPT].append(plan)
                done.append(person)
            elif paid < long_due:
                moves[PaymentPlan.State.LAPSED].append(plan)
                done.append(person)
            elif paid < due:
                if state != PaymentPlan.State.BEHIND:
                    moves[PaymentPlan.State.BEHIND].append(plan)
                    behind.append(person)
            elif state == PaymentPlan.State.BEHIND:
                moves[PaymentPlan.State.ACTIVE].append(plan)
                done.append(person)
        for state, plans in moves.items():
            ends = {"ended_on": day} if state in (PaymentPlan.State.KEPT, PaymentPlan.State.LAPSED) else {}
            PaymentPlan.objects.filter(pk__in=plans).update(state=state, **ends)
        _tasks(fund, behind, done, day)
    found.kept, found.lapsed = len(moves[PaymentPlan.State.KEPT]), len(moves[PaymentPlan.State.LAPSED])
    found.behind, found.caught_up = len(moves[PaymentPlan.State.BEHIND]), len(moves[PaymentPlan.State.ACTIVE])
    found.lapsed_plans = moves[PaymentPlan.State.LAPSED]
    return found


def _tasks(fund: CareFund, behind: list[int], done: list[int], day: datetime.date) -> None:
    references = [f"{REFERENCE}{person}" for person in done]
    close_tasks(Task.objects.filter(kind=Task.Kind.PLAN_BEHIND, fund=fund, reference__in=references))
    open_tasks(
        Task.Kind.PLAN_BEHIND,
        fund=fund,
        people=behind,
        reference=REFERENCE,
        reason=reason(
            noop("a part of the payment plan was not paid; without payment the plan lapses on %(day)s"),
            day=(day + datetime.timedelta(days=policy.PLAN_GRACE_DAYS)).isoformat(),
        ),
        due_on=day + datetime.timedelta(days=policy.PLAN_TASK_DAYS),
        opened_at=timezone.now(),
    )


def _open_claims(person: Person, fund: CareFund) -> list[Item]:
    return list(
        Item.objects.filter(
            person=person,
            fund=fund,
            account=Account.PREMIUM_RECEIVABLE,
            product=Product.PREMIUM,
            balance_cents__gt=0,
        ).order_by("period")
    )


def _collected_from(person: Person, on: datetime.date) -> str:
    mandate = mandate_of(person, on)
    if mandate is None:
        raise PlanRefused(_("There is no direct debit mandate: register it first, or let the member pay by transfer."))
    if block_of(person, on):
        raise PlanRefused(_("The mandate is blocked: use it again first, or let the member pay by transfer."))
    return mandate.iban


def _refuse_bad(person: Person, fund: CareFund, parts: Sequence[Part], total: int, on: datetime.date) -> None:
    if not total:
        raise PlanRefused(_("Nothing is open, so there is nothing to plan."))
    if PaymentPlan.objects.filter(person=person, fund=fund, state__in=RUNNING).exists():
        raise PlanRefused(_("A plan runs already; end it first."))
    if not parts:
        raise PlanRefused(_("A plan has at least one part."))
    days = [part.due_on for part in parts]
    if days != sorted(set(days)):
        raise PlanRefused(_("The days of the parts must follow on each other."))
    if days[0] <= on:
        raise PlanRefused(_("The first part must be after today."))
    if days[-1] > _months_later(on, policy.PLAN_MONTHS_AT_MOST):
        raise PlanRefused(_("A plan lasts at most %d months.") % policy.PLAN_MONTHS_AT_MOST)
    if len(parts) > 1 and min(part.amount_cents for part in parts) < policy.SMALLEST_INSTALMENT_CENTS:
        raise PlanRefused(_("A part is at least %d euro.") % (policy.SMALLEST_INSTALMENT_CENTS // 100))
    if sum(part.amount_cents for part in parts) != total:
        raise PlanRefused(
            _("The parts add up to %(parts)d cents, but %(open)d cents are open.")
            % {"parts": sum(part.amount_cents for part in parts), "open": total}
        )


def _months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day some months later; the last day of the month when it has no such day."""
    return datetime.date.fromordinal(add_months(day.toordinal(), months))
