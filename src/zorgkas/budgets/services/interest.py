"""Default interest on a ZBO that was decided late (BVR art. 217 §3): noted with the decision, booked by a run."""

import datetime
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from zorgkas.budgets import inputs, months
from zorgkas.budgets.models import Decision, Interest
from zorgkas.engine import LegalGap
from zorgkas.law import law_on
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Run
from zorgkas.registry import services as registry
from zorgkas.registry.models import CareFund, Task
from zorgkas.registry.reasons import reason

RUN_KIND = "zbo-interest"


@dataclass(frozen=True)
class InterestOutcome:
    """What one run booked."""

    run: Run
    months: int
    cents: int


def note_interest(decision: Decision, on: datetime.date) -> list[Interest]:
    """Note the days of interest of each month up to the decision; the cents when the legal rate is known.

    Without the rate somebody must enter it first: nothing is invented.
    """
    application = decision.application
    if application.decide_by is None or on <= application.decide_by:
        return []
    due = inputs.read(_months(decision, on), people=[decision.person_id])
    due = due.take(due.product == int(Product.ZBO))
    cents = inputs.due_cents(due)
    noted = []
    for month, owed in sorted(zip(due.month.tolist(), cents.tolist(), strict=True)):
        case = {
            "term_started_on": application.applied_on,
            "suspended_days": _suspended(decision, on),
            "late_decision_on": on,
            "due_month": months.law_month(month),
            "interest_bearing_cents": owed,
        }
        days = int(law_on(on).decide(case, "zbo_interest_days").raw)
        if days and owed:
            noted.append(Interest(decision=decision, month=month, due_cents=owed, days=days, cents=_cents(case, on)))
    Interest.objects.bulk_create(noted)
    if any(one.cents is None for one in noted):
        registry.open_task(
            Task.Kind.ASSESS_APPLICATION,
            fund=application.fund,
            person=application.person,
            reference=f"interest:{decision.pk}",
            reason=reason(gettext_noop("Interest is due, but the legal rate is not known: enter it (BVR art. 217 §3)")),
        )
    return noted


def book_interest(fund: CareFund, on: datetime.date) -> InterestOutcome:
    """Book the interest that was noted and has an amount: only what is not booked yet."""
    with ledger.run(RUN_KIND, months.month_of(on), fund) as run:
        noted = Interest.objects.filter(decision__application__fund=fund, cents__isnull=False)
        owed: dict[tuple[int, int], int] = {}
        for one in noted.select_related("decision"):
            key = (one.decision.person_id, one.month)
            owed[key] = owed.get(key, 0) + (one.cents or 0)
        keys = sorted(owed)
        booked = ledger.book_dues(
            run,
            product=Product.ZBO_INTEREST,
            account=Account.BENEFIT_PAYABLE,
            contra=Account.BENEFIT_COST,
            chunk=0,
            people=np.array([person for person, _month in keys], np.int64),
            periods=np.array([month for _person, month in keys], np.int64),
            due_cents=np.array([owed[key] for key in keys], np.int64),
            narrative=_("Interest on care budgets decided late (BVR art. 217)"),
        )
        run.outcome = {"months": booked.changed, "cents": booked.new_cents + booked.up_cents + booked.down_cents}
    return InterestOutcome(run, booked.changed, booked.new_cents + booked.up_cents + booked.down_cents)


def _months(decision: Decision, on: datetime.date) -> list[int]:
    first = months.month_of(decision.application.applied_on)
    return months.span(months.add(first, 1), months.month_of(on))


def _suspended(decision: Decision, on: datetime.date) -> int:
    """The days of suspension that the term already holds."""
    application = decision.application
    case = {"term_started_on": application.applied_on}
    plain = law_on(on).decide(case, "zbo_decide_by").raw
    return (application.decide_by.toordinal() if application.decide_by else plain) - int(plain)


def _cents(case: dict[str, object], on: datetime.date) -> int | None:
    try:
        return int(law_on(on).decide(case, "zbo_interest_cents").raw)
    except LegalGap:
        return None
