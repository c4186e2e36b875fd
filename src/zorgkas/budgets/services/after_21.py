"""A care supplement for children ends at 21: paid on while an integration allowance is asked (BVR art. 167 §2, 3°)."""

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from zorgkas.budgets import months
from zorgkas.budgets.models import AskedAllowance, CareForm, Decision, Entitlement
from zorgkas.budgets.services.applications import apply
from zorgkas.budgets.services.deciding import decide
from zorgkas.budgets.services.decisions import stop
from zorgkas.law import law_on
from zorgkas.law.zzz.kinds import AllowanceAnswer
from zorgkas.ledger.accounts import Product
from zorgkas.membership.queries import fund_of
from zorgkas.registry import services as registry
from zorgkas.registry.models import Person, Source, Task
from zorgkas.registry.reasons import reason


class PaidOnRefused(ValueError):
    """Nothing can be paid on like this; says why."""


@transaction.atomic
def show_allowance_application(
    person: Person, shown_on: datetime.date, document: str, *, user: User, at: datetime.datetime | None = None
) -> Entitlement:
    """Somebody of 21 shows a copy of the application: the budget is paid on until there is an answer."""
    now = at or timezone.now()
    ended = _ended_at_21(person, shown_on)
    assert ended.valid_to is not None
    told = _told(f"allowance asked {document.strip()[:60]} {person.pk} {shown_on.isoformat()}", now)
    values = {"answer": int(AskedAllowance.Answer.AWAITED)}
    registry.record_fact(AskedAllowance, person.pk, shown_on, None, values, source=told, recorded_at=now)
    right = {
        "product": int(Product.ZZZ),
        "care_form": int(CareForm.HOME),
        "decision_id": ended.decision_id,
        "provisional": True,
    }
    registry.record_fact(Entitlement, person.pk, ended.valid_to, None, right, source=told, recorded_at=now)
    fund = fund_of(person, shown_on)
    if fund is not None:
        registry.open_task(
            Task.Kind.ASSESS_APPLICATION,
            fund=fund,
            person=person,
            reference=_reference(person),
            reason=reason(noop("Paid on after 21: follow what becomes of the integration allowance (BVR art. 167 §2)")),
            opened_at=now,
        )
    return Entitlement.objects.get(person=person, product=Product.ZZZ, valid_from=ended.valid_to, superseded_at=None)


@transaction.atomic
def answer_allowance(
    person: Person, answer: AllowanceAnswer, on: datetime.date, *, user: User, at: datetime.datetime | None = None
) -> Decision | None:
    """The allowance was decided. With an attest that proves the need what was paid on stands, and is extended by it.

    Without, there was no right after the month of the 21st birthday: the next run finds what was paid too much.
    """
    now = at or timezone.now()
    if answer == AllowanceAnswer.AWAITED:
        raise PaidOnRefused(_("Say what the answer is."))
    right = _paid_on(person)
    assert right.decision is not None
    told = _told(f"allowance answered {answer.name} {person.pk} {on.isoformat()}", now)
    values = {"answer": int(answer)}
    registry.record_fact(AskedAllowance, person.pk, on, None, values, source=told, recorded_at=now)
    month = months.law_month(months.month_of(right.valid_from))
    case = {
        "finding_instrument": right.decision.receipt["facts"]["finding_instrument"],
        "birth_date": person.birth_date,
        "due_month": month,
        "allowance_application_shown": True,
        "allowance_answer": answer,
    }
    undue = bool(law_on(on).decide(case, "child_month_recovered").value)
    after = month_after(on) if on >= right.valid_from else right.valid_from
    stop(person.pk, Product.ZZZ, right.valid_from if undue else after, told, now)
    decision = None if undue else _extended(person, on, user, now)
    registry.close_tasks(Task.objects.filter(reference=_reference(person)), user, now)
    return decision


def _extended(person: Person, on: datetime.date, user: User, now: datetime.datetime) -> Decision:
    """The attest of the allowance extends the right that was paid on, which ends with this month."""
    application = apply(person, CareForm.HOME, on, user=user, reference=f"allowance:{person.pk}:{on.isoformat()}")
    decision = decide(application, user, on, at=now)
    if decision is None or decision.outcome != Decision.Outcome.GRANTED:
        raise PaidOnRefused(_("First enter the attest of the allowance: what is known does not prove the care need."))
    return decision


def _ended_at_21(person: Person, shown_on: datetime.date) -> Entitlement:
    """The right on a care supplement that ends with the month of the 21st birthday."""
    rights = Entitlement.objects.filter(
        person=person, product=Product.ZZZ, care_form=CareForm.HOME, superseded_at=None
    ).select_related("decision")
    last = rights.order_by("valid_from").last()
    receipt = last.decision.receipt if last and last.decision else {}
    facts = receipt.get("facts", {})
    if last is None or last.valid_to is None or not facts:
        raise PaidOnRefused(_("No budget that was decided here ended at 21."))
    case = {
        "finding_instrument": facts.get("finding_instrument", "NONE"),
        "birth_date": person.birth_date,
        "due_month": months.law_month(months.month_of(last.valid_to)),
        "allowance_application_shown": True,
    }
    if not law_on(shown_on).decide(case, "child_paid_on_in_month").value:
        raise PaidOnRefused(_("No budget that was decided here ended at 21."))
    return last


def _paid_on(person: Person) -> Entitlement:
    found = Entitlement.objects.filter(
        person=person, product=Product.ZZZ, provisional=True, valid_to=None, superseded_at=None
    )
    right = found.select_related("decision").first()
    if right is None:
        raise PaidOnRefused(_("Nothing is paid on after 21 to %s.") % person)
    return right


def month_after(day: datetime.date) -> datetime.date:
    """The first day of the month after a day."""
    return months.first_day(months.add(months.month_of(day), 1))


def _reference(person: Person) -> str:
    return f"allowance:{person.pk}"


def _told(name: str, now: datetime.datetime) -> Source:
    return registry.source(Source.Kind.DOCUMENT, name[:120], now)
