"""Payments and letters of a person, and the tasks of the fund."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from zorgkas.banking.queries import lines_of
from zorgkas.letters.queries import letters_of
from zorgkas.letters.services import LetterChanged
from zorgkas.letters.services import render as render_letter
from zorgkas.registry.models import Task
from zorgkas.web.api.access import Bearer, Scope, look, token_of
from zorgkas.web.api.problems import Problem, ProblemDetails
from zorgkas.web.api.schemas import LetterOut, PaymentOut, TaskOut
from zorgkas.web.funds import own

router = Router()
MOST = 100
NOT_FOUND = {404: ProblemDetails}
Limit = Annotated[int, Query(ge=1, le=MOST)]


@router.get(
    "/people/{int:person_id}/payments", response={200: list[PaymentOut], **NOT_FOUND}, auth=Bearer(Scope.PAYMENTS)
)
def payments(request: HttpRequest, person_id: int, after: int | None = None, limit: Limit = 50) -> Any:
    """The payments that went to the bank, newest first."""
    person = look(request, person_id)
    found = own(lines_of(person.pk), token_of(request).program.user, "batch__fund_id").filter(
        batch__exported_at__isnull=False
    )
    page = found.filter(pk__lt=after) if after is not None else found
    return [
        PaymentOut(
            id=one.pk,
            execute_on=one.batch.execute_on,
            amount_cents=one.amount_cents,
            state=one.state,
            remittance=one.remittance,
        )
        for one in page[:limit]
    ]


@router.get("/people/{int:person_id}/letters", response={200: list[LetterOut], **NOT_FOUND}, auth=Bearer(Scope.LETTERS))
def letters(request: HttpRequest, person_id: int) -> Any:
    """The letters that were sent, newest first; those about care ask the scope `budgets` as well."""
    person = look(request, person_id)
    token = token_of(request)
    found = own(letters_of(person.pk), token.program.user).filter(sent_at__isnull=False)
    health = Scope.BUDGETS in token.scopes
    return [
        LetterOut(id=one.pk, number=one.number, kind=one.kind, sent_at=one.sent_at, sha256=one.sha256)
        for one in found
        if one.sent_at and (health or not one.about_care)
    ]


@router.get(
    "/people/{int:person_id}/letters/{int:letter_id}/pdf",
    response=NOT_FOUND,
    auth=Bearer(Scope.LETTERS),
    openapi_extra={"responses": {200: {"description": "The letter as PDF", "content": {"application/pdf": {}}}}},
)
def letter(request: HttpRequest, person_id: int, letter_id: int) -> HttpResponse:
    """A letter as it was sent."""
    person = look(request, person_id)
    token = token_of(request)
    mine = own(letters_of(person.pk), token.program.user).filter(sent_at__isnull=False).select_related("fund")
    found = mine.filter(pk=letter_id).defer(None).first()
    if found is None or (found.about_care and Scope.BUDGETS not in token.scopes):
        raise Problem(404, "not_found", "There is no such letter for this program.")
    try:
        return HttpResponse(render_letter(found), content_type="application/pdf")
    except LetterChanged as changed:
        raise Problem(410, "changed", str(changed)) from changed


@router.get("/tasks", response=list[TaskOut], auth=Bearer(Scope.TASKS))
def tasks(request: HttpRequest, kind: str = "", after: int = 0, limit: Limit = 50) -> Any:
    """What is to be done in the funds of the program, oldest first."""
    found = own(Task.objects.filter(closed_at=None, pk__gt=after), token_of(request).program.user).order_by("pk")
    if kind:
        found = found.filter(kind=kind)
    return [
        TaskOut(id=one.pk, kind=one.kind, person_id=one.person_id, reason=one.told_reason, due_on=one.due_on)
        for one in found[:limit]
    ]
