"""Answer one question about the budget for older people: rights, requests, payments, as far as they were asked for."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from zorgkas.budgets.models import Application, Entitlement
from zorgkas.exchange.models import Client, Consult
from zorgkas.exchange.online.clients import Refused
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Item
from zorgkas.registry.insz import InvalidInsz, validate_insz
from zorgkas.registry.models import Person
from zorgkas.registry.queries import person_by_insz

DATA_FOUND, NO_DATA_FOUND, NO_RESULT = "DATA_FOUND", "NO_DATA_FOUND", "NO_RESULT"
# Status codes of online services of the Crossroads Bank (KSZ dossier 2.3).
CODES = {DATA_FOUND: "MSG00000", NO_DATA_FOUND: "MSG00100", NO_RESULT: "MSG00005"}
MOST_RIGHTS, MOST_PAYMENTS = 50, 24


@dataclass(frozen=True)
class Question:
    """What an institution asks: about whom, on a day or over a period (both days included), and which parts."""

    ssin: str
    start: date
    end: date
    legal_context: str
    organization: str
    ticket: str = ""
    requests: bool = True
    rights: bool = True
    payments: bool = False


@dataclass(frozen=True)
class Right:
    """A decided right, with what it gives a month."""

    begin: date
    end: date | None
    month_cents: int


@dataclass(frozen=True)
class Request:
    """The last application: pending, or handled."""

    requested_on: date
    pending: bool


@dataclass(frozen=True)
class Payment:
    """What was paid for a month."""

    month: int
    cents: int


@dataclass
class Answer:
    """What the institution gets."""

    question: Question
    status: str
    received_at: datetime
    our_ticket: uuid.UUID
    replaced_by: str = ""
    request: Request | None = None
    rights: list[Right] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)

    @property
    def code(self) -> str:
        """The code beside the status."""
        return CODES[self.status]


def consult(client: Client, question: Question, channel: str) -> Answer:
    """Answer a question, and keep in the log that it was asked; raises Refused when it may not be."""
    if question.legal_context != client.legal_context:
        raise Refused("E-AUTH", _("The legal context is not the one that was agreed."))
    if question.organization and question.organization != client.organization:
        raise Refused("E-AUTH", _("The question says it is of another institution than the key."))
    answer, person = _answer(client, question)
    Consult.objects.create(
        client=client,
        person=person,
        at=answer.received_at,
        ticket=question.ticket[:36],
        our_ticket=answer.our_ticket,
        channel=channel,
        outcome=answer.status,
    )
    return answer


def _answer(client: Client, question: Question) -> tuple[Answer, Person | None]:
    answer = Answer(question, NO_DATA_FOUND, timezone.now(), uuid.uuid4())
    try:
        validate_insz(question.ssin)
    except InvalidInsz:
        answer.status = NO_RESULT
        return answer, None
    person = person_by_insz(question.ssin)
    if person is None:
        return answer, None
    answer.replaced_by = person.insz if person.insz != question.ssin else ""
    if question.rights:
        answer.rights = _rights(person, question)
    if question.requests:
        answer.request = _request(client, person, question)
    if question.payments:
        answer.payments = _payments(client, person, question)
    if answer.rights or answer.request or answer.payments:
        answer.status = DATA_FOUND
    return answer, person


def _rights(person: Person, question: Question) -> list[Right]:
    running = Entitlement.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=question.start),
        person=person,
        product=Product.ZBO,
        superseded_at=None,
        valid_from__lte=question.end,
    )
    booked = _booked(person)
    return [
        Right(
            one.valid_from,
            one.valid_to - timedelta(days=1) if one.valid_to else None,
            _month_cents(one, question, booked),
        )
        for one in running.order_by("valid_from")[:MOST_RIGHTS]
    ]


def _booked(person: Person) -> dict[int, Item]:
    items = Item.objects.filter(person=person, account=Account.BENEFIT_PAYABLE, product=Product.ZBO)
    return {item.period: item for item in items}


def _month_cents(right: Entitlement, question: Question, booked: dict[int, Item]) -> int:
    """What the right gives in the last month asked for; what is booked says it, else what was given."""
    day = min(question.end, right.valid_to - timedelta(days=1)) if right.valid_to else question.end
    item = booked.get(day.year * 100 + day.month)
    return -item.due_cents if item is not None and item.due_cents else right.given_monthly_cents or 0


def _request(client: Client, person: Person, question: Question) -> Request | None:
    last = (
        Application.objects.filter(person=person, fund=client.fund, product=Product.ZBO, applied_on__lte=question.end)
        .order_by("-applied_on", "-pk")
        .first()
    )
    if last is None:
        return None
    pending = last.state in (Application.State.RECEIVED, Application.State.WAITING)
    return Request(last.applied_on, pending)


def _payments(client: Client, person: Person, question: Question) -> list[Payment]:
    first, last = (day.year * 100 + day.month for day in (question.start, question.end))
    items = Item.objects.filter(
        fund=client.fund,
        person=person,
        account=Account.BENEFIT_PAYABLE,
        product=Product.ZBO,
        period__gte=first,
        period__lte=last,
    ).order_by("period")[:MOST_PAYMENTS]
    paid = [Payment(item.period, item.balance_cents - item.due_cents) for item in items]
    return [one for one in paid if one.cents > 0]
