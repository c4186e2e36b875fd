"""Whose members somebody works for: every page, list and file shows a member of staff the own fund only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from psycopg import sql

from zorgkas.budgets.models import Application
from zorgkas.care.models import CareLine
from zorgkas.ledger.models import Item
from zorgkas.membership.models import Membership
from zorgkas.registry.models import CareFund, Task
from zorgkas.web.models import StaffFund

if TYPE_CHECKING:
    from zorgkas.web.roles import StaffRequest

AnyModel = TypeVar("AnyModel", bound=Model)


class OtherFund(PermissionDenied):
    """What was asked belongs to another fund."""


@dataclass(frozen=True)
class Owner:
    """Where the fund stands of what a part of an address names: a model, and the way from it to the fund."""

    model: str
    fund: str = "fund_id"

    def funds(self, number: int) -> frozenset[int]:
        """The fund of one thing; none when it does not exist or belongs to no fund."""
        model = cast("type[Model]", apps.get_model(self.model))
        found = model._default_manager.filter(pk=number).values_list(self.fund, flat=True)
        return frozenset(fund for fund in found if fund is not None)


def care_line_funds(number: int) -> frozenset[int]:
    """The fund of a line of care in kind: that of its file, or of the request that it was decided on."""
    found = CareLine.objects.filter(pk=number).values_list("file__fund_id", "decision__request__fund_id")
    return frozenset(fund for pair in found for fund in pair if fund is not None)


# Every name of a thing in an address. A name that is missing here opens for nobody who works for one of several funds.
OWNERS: dict[str, Owner | Callable[[int], frozenset[int]]] = {
    "application_id": Owner("budgets.Application"),
    "appeal_id": Owner("appeals.Appeal"),
    "agency_file_id": Owner("fines.AgencyFile"),
    "batch_id": Owner("banking.Batch"),
    "care_file_id": Owner("care.CareFile"),
    "care_line_id": care_line_funds,
    "care_request_id": Owner("care.CareRequest"),
    "decision_id": Owner("budgets.Decision", "application__fund_id"),
    "ending_id": Owner("fines.VoluntaryEnd"),
    "file_id": Owner("banking.BankFile", "batch__fund_id"),
    "fine_id": Owner("fines.FineFile"),
    "letter_id": Owner("letters.Letter"),
    "message_file_id": Owner("exchange.MessageFile"),
    "note_id": Owner("web.Note"),
    "plan_id": Owner("collection.PaymentPlan"),
    "relief_id": Owner("collection.Relief"),
    "recovery_id": Owner("recovery.Recovery"),
    "movement_id": Owner("banking.Movement", "statement__account__fund_id"),
    "question_id": Owner("budgets.DataQuestion", "application__fund_id"),
    "record_id": Owner("exchange.QuarantinedRecord", "file__fund_id"),
    "sent_id": Owner("portal.Sent"),
    "task_id": Owner("registry.Task"),
}
# What says nothing about a fund. A colleague may work for several, and letters are under the code of their fund: those
# pages look at it themselves.
NEUTRAL = frozenset({"year", "month", "product", "kind", "day", "step", "anchor"}) | {
    "user_id",
    "fund_code",
    "sent_on",
    "name",
    "work",
}

# People whom staff of some funds may see: their members, of now or before, who asked something of them, and who is the
# business of no fund at all.
_OWN_PEOPLE = sql.SQL("""(
    EXISTS (SELECT FROM membership_membership m
        WHERE m.person_id = registry_person.id AND m.superseded_at IS NULL AND m.fund_id = ANY({funds}))
    OR EXISTS (SELECT FROM budgets_application a
        WHERE a.person_id = registry_person.id AND a.fund_id = ANY({funds}))
    OR (NOT EXISTS (SELECT FROM membership_membership m
            WHERE m.person_id = registry_person.id AND m.superseded_at IS NULL)
        AND NOT EXISTS (SELECT FROM budgets_application a WHERE a.person_id = registry_person.id)))""")


def funds_of(user: User) -> tuple[CareFund, ...]:
    """The funds that a user works for, by name; read once per request. In an installation of one fund that one."""
    kept = user.__dict__.get("_zorgkas_funds")
    if kept is None:
        every = tuple(CareFund.objects.order_by("name"))
        mine = {row.fund_id for row in StaffFund.objects.filter(user=user)}
        kept = every if None in mine or len(every) == 1 else tuple(fund for fund in every if fund.pk in mine)
        user.__dict__["_zorgkas_funds"] = kept
        user.__dict__["_zorgkas_sees_all"] = len(kept) == len(every)
    return cast("tuple[CareFund, ...]", kept)


def sees_all(user: User) -> bool:
    """Whether a user works for every fund there is."""
    funds_of(user)
    return bool(user.__dict__["_zorgkas_sees_all"])


def fund_ids(user: User) -> list[int]:
    """The funds that a user works for, as numbers."""
    return [fund.pk for fund in funds_of(user)]


def own(found: "QuerySet[AnyModel]", user: User, fund: str = "fund_id") -> "QuerySet[AnyModel]":
    """Only what belongs to the funds of the user."""
    return found if sees_all(user) else found.filter(**{f"{fund}__in": fund_ids(user)})


def own_people(user: User) -> sql.Composable | None:
    """The condition on people whom a user may find; none for who sees everybody."""
    return None if sees_all(user) else _OWN_PEOPLE.format(funds=sql.Literal(fund_ids(user)))


def may_see_person(user: User, person_id: int) -> bool:
    """Whether a person is the business of a fund of the user: a member, or something of the fund is about the person.

    Somebody who is the business of no fund yet is that of everybody: any fund may take the application to join.
    """
    if sees_all(user):
        return True
    mine = fund_ids(user)
    business = (
        Membership.objects.filter(person_id=person_id, superseded_at=None),
        Application.objects.filter(person_id=person_id),
        Item.objects.filter(person_id=person_id),
        Task.objects.filter(person_id=person_id, closed_at=None),
    )
    if any(found.filter(fund_id__in=mine).exists() for found in business):
        return True
    return not any(found.exists() for found in business)


def refuse_other_funds(request: HttpRequest, named: Mapping[str, object]) -> None:
    """Refuse an address that names something of another fund, and write down that it was asked."""
    user = cast("User", request.user)
    if sees_all(user):
        return
    mine = set(fund_ids(user))
    for name, number in named.items():
        if name in NEUTRAL or not isinstance(number, int):
            continue
        if name == "person_id":
            allowed = may_see_person(user, number)
        else:
            owner = OWNERS.get(name)
            found = owner.funds(number) if isinstance(owner, Owner) else owner(number) if owner else frozenset({0})
            allowed = not found or bool(found & mine)
        if not allowed:
            _write_down(request, named)
            raise OtherFund(name)


def _write_down(request: HttpRequest, named: Mapping[str, object]) -> None:
    from zorgkas.web.consultation import log

    person = named.get("person_id")
    log(
        cast("StaffRequest", request),
        "refused",
        person_id=person if isinstance(person, int) else None,
        reason="other fund",
        detail=request.get_full_path(),
    )
