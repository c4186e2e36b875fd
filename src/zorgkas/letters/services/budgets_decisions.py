"""Letters about decisions on a ZBH or a ZBO, and about what the fund still needs to know."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from zorgkas.budgets import months
from zorgkas.budgets.models import Application, DataQuestion, Decision, Entitlement
from zorgkas.law import law_on
from zorgkas.ledger.accounts import Product
from zorgkas.letters.appeals import appeal_terms
from zorgkas.letters.articles import in_dutch
from zorgkas.letters.budget_refusals import REFUSALS
from zorgkas.letters.budgets_content import BudgetDecision, DataQuestionLetter, LaterAmount
from zorgkas.letters.content import Reason
from zorgkas.letters.kinds import BUDGET_DECISION, DATA_QUESTION
from zorgkas.letters.models import Letter
from zorgkas.letters.services.addresses import addressees
from zorgkas.registry.models import BankAccount, CareFund


@transaction.atomic
def write_budget_letters(decisions: Iterable[Decision]) -> int:
    """Write the letters about decisions on a ZBH or a ZBO that are not written yet; return how many."""
    found = Decision.objects.filter(pk__in=[one.pk for one in decisions]).exclude(application__product=Product.ZZZ)
    todo = list(found.select_related("application", "application__fund", "decided_by").order_by("pk"))
    known = set(
        Letter.objects.filter(kind=BUDGET_DECISION.name)
        .filter(reference__in=[_reference(one) for one in todo])
        .values_list("reference", flat=True)
    )
    todo = [one for one in todo if _reference(one) not in known]
    people = [one.person_id for one in todo]
    names, accounts, rights = addressees(people), _accounts(people), _rights(todo)
    letters = [
        Letter(
            person_id=one.person_id,
            fund_id=one.application.fund_id,
            kind=BUDGET_DECISION.name,
            reference=_reference(one),
            data={
                "addressee": asdict(names[one.person_id]),
                "handled_by": (one.decided_by.get_full_name() or one.decided_by.get_username())
                if one.decided_by
                else None,
                "content": asdict(_decision(one, rights.get(one.pk, ()), accounts.get(one.person_id, ""))),
            },
            created_at=timezone.now(),
        )
        for one in todo
    ]
    Letter.objects.bulk_create(letters, batch_size=1000)
    return len(letters)


@transaction.atomic
def write_question_letters(fund: CareFund, on: datetime.date) -> int:
    """Write what the fund asks of people: the questions of one day together, reminders, and what lapsed."""
    made = 0
    asked = DataQuestion.objects.filter(application__fund=fund, party=DataQuestion.Party.USER)
    for step, day in (("asked", "sent_on"), ("reminder", "reminded_on")):
        groups: dict[tuple[Application, datetime.date], list[DataQuestion]] = {}
        for one in asked.filter(**{f"{day}__isnull": False}).select_related("application").order_by("pk"):
            groups.setdefault((one.application, getattr(one, day)), []).append(one)
        for (application, sent_on), questions in groups.items():
            made += _write_questions(application, step, sent_on, questions)
    lapsed = Application.objects.filter(fund=fund, state=Application.State.LAPSED, product=Product.ZBO)
    for application in lapsed.order_by("pk"):
        open_still = application.questions.filter(answered_on__isnull=True).order_by("pk")
        made += _write_questions(application, "lapsed", on, list(open_still))
    return made


def _write_questions(
    application: Application, step: str, sent_on: datetime.date, questions: Sequence[DataQuestion]
) -> int:
    reference = f"application {application.pk} {step}" + ("" if step == "lapsed" else f" {sent_on.isoformat()}")
    if Letter.objects.filter(kind=DATA_QUESTION.name, reference=reference).exists():
        return 0
    with translation.override("nl"):
        texts = tuple(_sentence(one.told) for one in questions)
    content = DataQuestionLetter(
        step=step,
        applied_on=application.applied_on.isoformat(),
        answer_by=_answer_by(sent_on).isoformat(),
        questions=texts,
        reasons=(Reason("", "BVR art. 215"),),
        appeal=appeal_terms(sent_on),
    )
    Letter.objects.create(
        person_id=application.person_id,
        fund_id=application.fund_id,
        kind=DATA_QUESTION.name,
        reference=reference,
        data={
            "addressee": asdict(addressees([application.person_id])[application.person_id]),
            "handled_by": None,
            "content": asdict(content),
        },
        created_at=timezone.now(),
    )
    return 1


def _decision(decision: Decision, rights: Sequence[Entitlement], account: str) -> BudgetDecision:
    application = decision.application
    granted = decision.outcome == Decision.Outcome.GRANTED
    outcome = str(decision.receipt["outcome"])
    first = rights[0] if rights else None
    refusal = REFUSALS.get(outcome)
    formal = application.channel == Application.Channel.FORM
    return BudgetDecision(
        product="zbh" if application.product == Product.ZBH else "zbo",
        granted=granted,
        revision=application.channel == Application.Channel.REVISION,
        refusal="" if granted or refusal is None else refusal.condition,
        monthly_cents=monthly_of(first) if first else 0,
        first_month=months.month_of(first.valid_from) if first else None,
        last_month=_last_month(decision, rights),
        applied_on=application.applied_on.isoformat() if formal else None,
        decided_on=decision.decided_on.isoformat(),
        back_payment=first is not None and months.month_of(first.valid_from) < months.month_of(decision.decided_on),
        account=account,
        interest_months=decision.interest.count(),
        later=tuple(LaterAmount(months.month_of(one.valid_from), monthly_of(one)) for one in rights[1:]),
        reasons=_reasons(decision),
        next_steps=() if refusal is None else refusal.next_steps,
        appeal=appeal_terms(decision.decided_on),
    )


def monthly_of(right: Entitlement) -> int:
    """What the law gives for the first month of a right."""
    law = law_on(right.valid_from)
    first = right.valid_from.toordinal()
    month = {"entitled_from": first, "due_month": right.valid_from.year * 12 + right.valid_from.month - 1}
    if right.product == Product.ZBH:
        return int(str(law.parameters["zbh_month_cents"]))
    granted = {
        "zbo_granted_year_cents": right.granted_year_cents or 0,
        "zbo_granted_index_level": right.granted_index_level,
        "other_benefit_year_cents": right.other_benefit_year_cents,
        "zbo_decision_month": months.law_month(right.decision_month) if right.decision_month else 0,
    }
    return int(law.decide({**month, **granted}, "zbo_due_cents").raw)


def _last_month(decision: Decision, rights: Sequence[Entitlement]) -> int | None:
    """The last month of the right; of a stop the month before it works."""
    if rights:
        last = rights[-1].valid_to
        return months.add(months.month_of(last), -1) if last else None
    ended = Entitlement.objects.filter(
        Q(superseded_at__isnull=True), person_id=decision.person_id, product=decision.application.product
    ).order_by("-valid_from")
    right = ended.first()
    return months.add(months.month_of(right.valid_to), -1) if right and right.valid_to else None


def _reasons(decision: Decision) -> tuple[Reason, ...]:
    """The motivation that was kept, in Dutch; of a refusal only what is not met."""
    refused = decision.outcome == Decision.Outcome.REFUSED
    told: list[Mapping[str, Any]] = [one for one in decision.motivation if not (refused and one["met"])]
    return tuple(Reason(one["nl"], in_dutch(one["article"])) for one in told)


def _rights(decisions: Sequence[Decision]) -> dict[int, list[Entitlement]]:
    found: dict[int, list[Entitlement]] = {}
    rights = Entitlement.objects.filter(decision_id__in=[one.pk for one in decisions], superseded_at__isnull=True)
    for right in rights.order_by("decision_id", "valid_from"):
        assert right.decision_id is not None
        found.setdefault(right.decision_id, []).append(right)
    return found


def _accounts(people: Sequence[int]) -> dict[int, str]:
    """The account of each person, masked: the first and the last four signs."""
    rows = BankAccount.objects.filter(
        person_id__in=people, superseded_at__isnull=True, valid_to__isnull=True, blocked=False
    )
    return {person: f"{iban[:4]} **** **** {iban[-4:]}" for person, iban in rows.values_list("person_id", "iban")}


def _answer_by(sent_on: datetime.date) -> datetime.date:
    """The last day of the month to answer (BVR art. 215)."""
    day = law_on(sent_on).decide({"question_sent_on": sent_on}, "question_reminder_from").raw
    return datetime.date.fromordinal(int(day) - 1)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _reference(decision: Decision) -> str:
    return f"decision {decision.pk}"
