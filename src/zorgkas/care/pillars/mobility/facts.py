"""The case of a request as the law takes it: what the form says, and what is known of person and provider."""

import datetime
from typing import Any

from psycopg import sql

from zorgkas.budgets.cases import backgrounds
from zorgkas.budgets.models import CareForm
from zorgkas.budgets.questions import Question
from zorgkas.care.models import CareRequest, Recognition
from zorgkas.care.pillars.mobility.codes import PILLAR
from zorgkas.care.pillars.mobility.forms import SAID
from zorgkas.engine import FOREVER, NEVER
from zorgkas.registry.models import Death, Detention, FacilityStay, Provider
from zorgkas.registry.snapshot import birth_date, first_from, holds, last_to, read, row
from zorgkas.registry.snapshot.read import AnyColumn

SUPPLY, RAPID = "SUPPLY", "RAPID"  # the kinds of recognition that this pillar knows


def said(request: CareRequest) -> dict[str, Any]:
    """What the form says under names of the law; an empty answer is none."""
    answers = {
        name: value for name, value in request.content.items() if name in SAID and value is not None and value != ""
    }
    if answers.get("aid_limitation_months"):
        answers["aid_limitation_permanent"] = False
    return answers


def of_membership(request: CareRequest, on: datetime.date) -> dict[str, Any]:
    """Membership, waiting time and premiums of earlier years, on the day of the request."""
    question = Question(request.person_id, CareForm.HOME, request.received_on, request.received_on)
    case = backgrounds([question], [request.received_on.toordinal()], on, request.received_at)[0].case
    names = ("affiliated", "waiting_group", "joined_late", "uninterrupted_since", "earlier_premiums_paid")
    return {name: case[name] for name in names if name in case}


def of_person(person_id: int, on: datetime.date) -> dict[str, Any]:
    """Birth, death, detention and residence in a care centre, as known now."""
    rows = sql.SQL("SELECT {}::bigint AS person_id, {}::date AS day").format(sql.Literal(person_id), sql.Literal(on))
    columns: dict[str, AnyColumn] = {
        "birth_date": birth_date(),
        "died_on": first_from(Death),
        "detained_from": first_from(Detention, on=row("day")),
        "detained_to": last_to(Detention, on=row("day")),
        "aid_resident": holds(FacilityStay, on=row("day"), facility_kind=int(FacilityStay.Kind.WZC)),
    }
    known = read(columns, rows=rows).to_pylist()[0]
    if known["detained_from"] == NEVER:
        known["detained_to"] = FOREVER
    return {name: known[name] for name in columns}


def of_provider(provider: Provider | None, on: datetime.date) -> dict[str, bool]:
    """Authorisations of the provider on a day; a suspension is a period of its recognition that says so."""
    held = {
        one.care: bool(one.details.get("suspended"))
        for one in Recognition.objects.filter(
            provider=provider, pillar=PILLAR, superseded_at=None, valid_from__lte=on
        ).exclude(valid_to__lte=on)
    }
    return {
        "aid_provider_authorised": SUPPLY in held,
        "aid_provider_for_rapid": RAPID in held,
        "aid_provider_suspended": any(held.values()),
    }
