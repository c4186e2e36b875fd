"""What others may ask about applications, decisions and budgets."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from zorgkas.budgets import inputs, months
from zorgkas.budgets.models import Application, CareForm, Decision, Entitlement
from zorgkas.budgets.receipts import receipts_of
from zorgkas.engine import NEVER
from zorgkas.engine import Decision as LawDecision
from zorgkas.law import law_on, replay
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Item
from zorgkas.registry.models import CareFund, Person


@dataclass(frozen=True)
class Budget:
    """A right of a person, and what it gives in one month."""

    entitlement: Entitlement
    product: Product
    care_form: CareForm
    month: int
    due_cents: int
    why: LawDecision


@dataclass(frozen=True)
class BudgetMonth:
    """What was booked for one month of one product, in cents; `open_cents` is still to be paid."""

    month: int
    product: Product
    fund: CareFund
    due_cents: int
    paid_cents: int
    open_cents: int


def budgets_of(person: Person, month: int | None = None, known_at: datetime.datetime | None = None) -> list[Budget]:
    """The rights of a person that have not ended before a month (this one, if not given), with its amount and why."""
    at = known_at or timezone.now()
    asked = month or months.month_of(timezone.localdate(at))
    rights = Entitlement.objects.select_related("decision").filter(person=person, superseded_at__isnull=True)
    running = [
        right
        for right in rights.order_by("product", "valid_from")
        if right.valid_to is None or right.valid_to > months.first_day(asked)
    ]
    found = []
    for right in running:
        of = max(asked, months.month_of(right.valid_from))
        why = due_explained(person, of, right.product, at)
        found.append(Budget(right, Product(right.product), CareForm(right.care_form), of, int(why.raw), why))
    return found


def budget_months_of(person: Person) -> list[BudgetMonth]:
    """Every month that was ever booked for a person, latest first."""
    items = Item.objects.filter(person=person, account=Account.BENEFIT_PAYABLE).select_related("fund")
    return [
        BudgetMonth(
            month=item.period,
            product=Product(item.product),
            fund=item.fund,
            due_cents=-item.due_cents,
            paid_cents=item.balance_cents - item.due_cents,
            open_cents=-item.balance_cents,
        )
        for item in items.order_by("-period", "product")
    ]


def due_explained(
    person: Person, month: int, product: int = Product.ZZZ, known_at: datetime.datetime | None = None
) -> LawDecision:
    """What is due to a person for a month, step by step, from exactly the inputs that the run takes."""
    months.check(month)
    found = inputs.read([month], known_at, people=[person.pk])
    rows = [number for number in range(len(found)) if found.product[number] == product]
    law = law_on(months.first_day(month))
    if rows:
        target = inputs.TARGETS[inputs.targets(found)[rows[0]]]
        case = found.case(rows[0]) | {"birth_date": person.birth_date.toordinal()}
    else:
        target = "zzz_due_cents" if product == Product.ZZZ else "given_budget_due_cents"
        case = _no_right(month)
    needed = {fact.name for fact in law.facts_of(target)}
    return law.decide({name: value for name, value in case.items() if name in needed}, target)


def _no_right(month: int) -> dict[str, object]:
    return {"care_form": int(CareForm.HOME), "entitled_from": NEVER, "due_month": months.law_month(month)}


def applications_of(person: Person) -> QuerySet[Application]:
    """The applications of a person, latest first, with their decisions."""
    found = Application.objects.filter(person=person).select_related("fund")
    return found.prefetch_related("decisions").order_by("-applied_on", "-pk")


def decisions_of(person: Person) -> QuerySet[Decision]:
    """The decisions about a person, latest first."""
    found = Decision.objects.filter(person=person).select_related("application", "application__fund", "decided_by")
    return found.order_by("-decided_on", "-pk")


def undecided(fund: CareFund, until: datetime.date | None = None) -> QuerySet[Application]:
    """Applications that still must be decided, those that fall due first before the others."""
    found = Application.objects.filter(
        fund=fund, state__in=[Application.State.RECEIVED, Application.State.WAITING]
    ).select_related("person")
    return (found if until is None else found.filter(decide_by__lte=until)).order_by("decide_by", "pk")


def explain_decision(decision: Decision) -> Sequence[LawDecision]:
    """The law's decisions behind a decision, taken again from its receipt: the outcome first, then the months."""
    replayed = [replay(receipt).decision for receipt in receipts_of(decision)]
    return [one for one in replayed if one is not None]
