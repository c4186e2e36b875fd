"""Budgets, decisions and applications, and what the law would say."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Header, Router

from zorgkas.budgets.models import Application, CareForm
from zorgkas.budgets.queries import applications_of, budget_months_of, decisions_of, due_explained
from zorgkas.budgets.services import apply
from zorgkas.engine import CaseError
from zorgkas.law.questions import Benefit
from zorgkas.law.situation import Situation
from zorgkas.law.what_if import what_if as ask
from zorgkas.ledger.accounts import Product
from zorgkas.web.api.access import Bearer, Scope, look, token_of
from zorgkas.web.api.explaining import explanation
from zorgkas.web.api.once import once
from zorgkas.web.api.problems import Problem, ProblemDetails
from zorgkas.web.api.schemas import (
    ApplicationIn,
    ApplicationOut,
    BudgetMonthOut,
    DecisionOut,
    ExplanationOut,
    WhatIfIn,
    WhatIfOut,
)

router = Router()
PRODUCTS = frozenset({Product.ZZZ, Product.ZBH, Product.ZBO})
NOT_FOUND = {404: ProblemDetails}


@router.get(
    "/people/{int:person_id}/budgets", response={200: list[BudgetMonthOut], **NOT_FOUND}, auth=Bearer(Scope.BUDGETS)
)
def budgets(request: HttpRequest, person_id: int) -> Any:
    """Every month of every care budget that was booked, latest first."""
    return [
        BudgetMonthOut(
            month=one.month,
            product=int(one.product),
            due_cents=one.due_cents,
            paid_cents=one.paid_cents,
            open_cents=one.open_cents,
        )
        for one in budget_months_of(look(request, person_id))
    ]


@router.get(
    "/people/{int:person_id}/budgets/{int:product}/{int:month}/explanation",
    response={200: ExplanationOut, **NOT_FOUND},
    auth=Bearer(Scope.BUDGETS),
)
def budget_explained(request: HttpRequest, person_id: int, product: int, month: int) -> Any:
    """Why this amount: every step with its article."""
    if product not in PRODUCTS or not 1 <= month % 100 <= 12 or not 2001 <= month // 100 <= 9998:
        raise Problem(404, "not_found", "There is no such budget or month.")
    return explanation(due_explained(look(request, person_id), month, product))


@router.get(
    "/people/{int:person_id}/decisions", response={200: list[DecisionOut], **NOT_FOUND}, auth=Bearer(Scope.BUDGETS)
)
def decisions(request: HttpRequest, person_id: int) -> Any:
    """The decisions about a person with their reasons, latest first."""
    return [
        DecisionOut(
            id=one.pk,
            application=one.application.reference,
            outcome=one.outcome,
            decided_on=one.decided_on,
            motivation=one.motivation,
        )
        for one in decisions_of(look(request, person_id))
    ]


@router.get(
    "/people/{int:person_id}/applications",
    response={200: list[ApplicationOut], **NOT_FOUND},
    auth=Bearer(Scope.BUDGETS),
)
def applications(request: HttpRequest, person_id: int) -> Any:
    """The applications of a person, latest first."""
    return [_application(one) for one in applications_of(look(request, person_id))]


@router.post(
    "/people/{int:person_id}/applications",
    response={201: ApplicationOut, 409: ProblemDetails, 422: ProblemDetails, **NOT_FOUND},
    auth=Bearer(Scope.APPLY),
)
def new_application(
    request: HttpRequest,
    person_id: int,
    given: ApplicationIn,
    idempotency_key: Annotated[str, Header(min_length=8, max_length=100)],
) -> Any:
    """Enter an application for a ZZZ."""
    person = look(request, person_id)
    if given.care_form not in CareForm.values:
        raise Problem(422, "invalid", "There is no such form of care.")
    if given.applied_on > timezone.localdate():
        raise Problem(422, "invalid", "That day has not come yet.")

    def enter() -> ApplicationOut:
        user = token_of(request).program.user
        entered = apply(person, CareForm(given.care_form), given.applied_on, user=user, answers=given.answers)
        return _application(entered)

    return once(request, idempotency_key, enter)


@router.post("/law/what-if", response={200: list[WhatIfOut], 422: ProblemDetails}, auth=Bearer(Scope.LAW))
def what_if(request: HttpRequest, given: WhatIfIn) -> Any:
    """What would somebody get? Nothing is kept. Facts have the names of the law; days are numbers or ISO texts."""
    try:
        benefits = tuple(Benefit(name) for name in given.benefits)
        answers = ask(Situation(given.on, given.facts, (), benefits))
    except (CaseError, ValueError) as wrong:
        raise Problem(422, "invalid", str(wrong)) from wrong
    return [
        WhatIfOut(
            benefit=one.benefit.value,
            state=one.state.value,
            cents=one.cents,
            missing=[missing.fact for missing in one.missing],
            problem=one.problem("en"),
        )
        for one in answers
    ]


def _application(one: Application) -> ApplicationOut:
    return ApplicationOut(
        id=one.pk,
        reference=one.reference,
        product=one.product,
        state=one.state,
        applied_on=one.applied_on,
        decide_by=one.decide_by,
    )
