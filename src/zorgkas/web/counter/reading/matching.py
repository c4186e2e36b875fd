"""Whose money a bank movement is: what was asked for, who or what it can be, and what a match would book."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from psycopg import sql

from zorgkas.banking.models import BatchLine, Movement
from zorgkas.banking.queries import candidates
from zorgkas.banking.services import Plan
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.communication import InvalidCommunication, item_of
from zorgkas.ledger.models import Item
from zorgkas.registry.models import Person
from zorgkas.registry.queries import search_people

MOST = 10
FEWEST_SIGNS = 2


@dataclass(frozen=True)
class Choice:
    """A person, a claim or an order that came back: exactly one of the three.

    `give_back` says that the money goes back to the account that it came from.
    """

    person: Person | None = None
    item: Item | None = None
    line: BatchLine | None = None
    give_back: bool = False

    @property
    def _one(self) -> dict[str, Any]:
        return {"person": self.person, "item": self.item, "line": self.line}

    @property
    def chosen(self) -> dict[str, Any]:
        """What the services take."""
        return {**self._one, "give_back": self.give_back}

    @property
    def owner(self) -> Person:
        """Whose money it would be."""
        one = self.person or (self.item or self.line).person  # type: ignore[union-attr]
        assert one is not None
        return one

    @property
    def fields(self) -> dict[str, int]:
        """The choice as a form keeps it."""
        back = {"give_back": 1} if self.give_back else {}
        return {name: one.pk for name, one in self._one.items() if one is not None} | back

    @property
    def is_one(self) -> bool:
        """Whether exactly one thing is chosen."""
        return sum(one is not None for one in self._one.values()) == 1


@dataclass(frozen=True)
class Found:
    """What fits what was typed; `mistake` says why nothing can."""

    people: list[Person] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    lines: list[BatchLine] = field(default_factory=list)
    mistake: str = ""

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to choose."""
        return not (self.people or self.items or self.lines)


@dataclass(frozen=True)
class Booked:
    """One line of what would be booked, in words."""

    text: str
    period: int
    amount_cents: int


def proposed(movement: Movement) -> list[Item]:
    """The claims that the movement itself hints at."""
    return candidates(movement)[:MOST]


def find(text: str, among: sql.Composable | None = None) -> Found:
    """Look for a structured communication, a reference of an order, a national number or a name."""
    wanted = text.strip()
    digits = "".join(filter(str.isdigit, wanted))
    if len(digits) == 12 and not any(map(str.isalpha, wanted)):
        try:
            item = Item.objects.select_related("person").filter(pk=item_of(wanted)).first()
        except InvalidCommunication as error:
            return Found(mistake=str(error))
        return Found(items=[item] if item else [])
    lines = list(BatchLine.objects.select_related("person", "batch").filter(end_to_end_id=wanted)[:1])
    if lines or len(wanted) < FEWEST_SIGNS:
        return Found(lines=lines)
    return Found(people=search_people(wanted, MOST, among=among))


def choice_of(values: Mapping[str, str]) -> Choice | None:
    """What a form or an address chose, if it exists."""

    def number(name: str) -> int:
        text = values.get(name, "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0

    choice = Choice(
        Person.objects.filter(pk=number("person")).first(),
        Item.objects.select_related("person").filter(pk=number("item")).first(),
        BatchLine.objects.select_related("person", "batch").filter(pk=number("line")).first(),
        values.get("give_back") == "1",
    )
    return choice if choice.is_one else None


def in_words(plan: Plan) -> list[Booked]:
    """What a plan books, as staff say it."""
    words = {
        Account.PREMIUM_RECEIVABLE: _("pays the care premium"),
        Account.PREMIUM_REFUNDABLE: _("more than was open: to be refunded"),
        Account.OVERPAYMENT_RECEIVABLE: _("pays back an undue budget"),
        Account.BENEFIT_PAYABLE: _("came back: the care budget is to be paid again"),
    }
    return [
        Booked(
            words.get(Account(line.account), str(Account(line.account).label))
            if line.amount_cents < 0
            else _("came back: the care premium is open again"),
            line.period,
            abs(line.amount_cents),
        )
        for line in plan.lines
    ]
