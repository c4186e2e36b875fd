"""People: find them, their facts as known at a moment, their membership and premiums."""

import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from zorgkas.membership.queries import NotAMember, explain_premium, membership_of, premiums_of
from zorgkas.registry.models import Fact, Person
from zorgkas.registry.queries import facts_of, search_people
from zorgkas.web.api.access import Bearer, Scope, look, token_of
from zorgkas.web.api.explaining import explanation
from zorgkas.web.api.problems import Problem, ProblemDetails
from zorgkas.web.api.schemas import ExplanationOut, FactOut, MembershipOut, PersonOut, PremiumOut
from zorgkas.web.counter.reading.facts import HEALTH
from zorgkas.web.funds import own_people
from zorgkas.web.models import Consultation

router = Router()
NOT_FOUND = {404: ProblemDetails}


@router.get("/people", response=list[PersonOut], auth=Bearer(Scope.PEOPLE))
def people(
    request: HttpRequest,
    q: Annotated[str, Query(min_length=2, max_length=80)],
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
) -> Any:
    """Find people by number, or by the start of first and last name. The search is written down, also without a hit."""
    token = token_of(request)
    Consultation.objects.create(
        user=token.program.user,
        at=timezone.now(),
        action="api",
        reason=token.program.purpose,
        detail=f"search {q}"[:200],
    )
    return search_people(q, limit, among=own_people(token.program.user))


@router.get("/people/{int:person_id}", response={200: PersonOut, **NOT_FOUND}, auth=Bearer(Scope.PEOPLE))
def person(request: HttpRequest, person_id: int) -> Person:
    """One person."""
    return look(request, person_id)


@router.get("/people/{int:person_id}/facts", response={200: list[FactOut], **NOT_FOUND}, auth=Bearer(Scope.PEOPLE))
def facts(request: HttpRequest, person_id: int, known_at: datetime.datetime | None = None) -> Any:
    """The facts as known at a moment (now, if not given); those about health ask the scope `budgets` as well."""
    person = look(request, person_id)
    health = Scope.BUDGETS in token_of(request).scopes
    found = facts_of(person, known_at)
    return [_fact(one) for kind, rows in found.items() if health or kind.__name__ not in HEALTH for one in rows]


@router.get(
    "/people/{int:person_id}/membership", response={200: MembershipOut, **NOT_FOUND}, auth=Bearer(Scope.PREMIUMS)
)
def membership(
    request: HttpRequest,
    person_id: int,
    on: datetime.date | None = None,
    known_at: datetime.datetime | None = None,
) -> Any:
    """The membership on a day (today), as known at a moment (now)."""
    found = membership_of(look(request, person_id), on or timezone.localdate(), known_at)
    if found is None:
        raise Problem(404, "no_membership", "The person is not a member on that day.")
    return MembershipOut(fund=found.fund.code, valid_from=found.valid_from, valid_to=found.valid_to)


@router.get(
    "/people/{int:person_id}/premiums", response={200: list[PremiumOut], **NOT_FOUND}, auth=Bearer(Scope.PREMIUMS)
)
def premiums(request: HttpRequest, person_id: int) -> Any:
    """Every premium that was booked, latest year first."""
    return [
        PremiumOut(
            year=one.year,
            fund=one.fund.code,
            due_cents=one.due_cents,
            paid_cents=one.paid_cents,
            open_cents=one.open_cents,
            communication=one.communication,
        )
        for one in premiums_of(look(request, person_id))
    ]


@router.get(
    "/people/{int:person_id}/premiums/{int:year}/explanation",
    response={200: ExplanationOut, **NOT_FOUND},
    auth=Bearer(Scope.PREMIUMS),
)
def premium_explained(request: HttpRequest, person_id: int, year: int) -> Any:
    """Why this premium: every step with its article."""
    if not 2001 <= year <= 9998:
        raise Problem(404, "not_found", "There is no such year.")
    try:
        return explanation(explain_premium(look(request, person_id), year))
    except NotAMember as error:
        raise Problem(404, "not_found", str(error)) from error


def _fact(fact: Fact) -> FactOut:
    names = [*fact.series_fields, *fact.value_fields]
    values = {name: getattr(fact, name) for name in dict.fromkeys(names)}
    return FactOut(
        kind=type(fact).__name__,
        values={
            name: value if isinstance(value, (int, str, bool, type(None))) else str(value)
            for name, value in values.items()
        },
        valid_from=fact.valid_from,
        valid_to=fact.valid_to,
        recorded_at=fact.recorded_at,
        source=str(fact.source),
    )
