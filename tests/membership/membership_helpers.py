"""A fund and its members, in the few words that the stories of the premium need."""

import datetime
from dataclasses import dataclass, field

from django.contrib.auth.models import User

from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Entry, Item
from zorgkas.membership.models import Membership
from zorgkas.registry.insz import insz_for
from zorgkas.registry.models import CareFund, Fact, Person, Residence
from zorgkas.registry.services import create_person, record_fact, source

LONG_AGO = datetime.datetime(2025, 1, 1, 12, tzinfo=datetime.UTC)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def moment(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{text}T12:00:00+00:00")


@dataclass
class Town:
    """Makes people who live in Flanders and are members of one fund since 2015."""

    fund: CareFund
    serial: int = 0
    people: list[Person] = field(default_factory=list)

    def member(self, born: str = "1970-05-01", kind: int = Membership.Kind.COMPULSORY) -> Person:
        person = self.stranger(born)
        self.learn(Membership, person, "2015-01-01", None, {"fund_id": self.fund.pk, "kind": kind})
        self.learn(Residence, person, "2000-01-01", None, {"region": 1, "municipality": "Gent"})
        return person

    def stranger(self, born: str = "1970-05-01") -> Person:
        self.serial += 1
        born_on = day(born)
        person = create_person(
            insz=insz_for(born_on, self.serial), first_name="An", last_name="Peeters", birth_date=born_on, sex="F"
        )
        self.people.append(person)
        return person

    def learn(
        self,
        kind: type[Fact],
        person: Person,
        start: str,
        end: str | None = None,
        values: dict[str, object] | None = None,
        at: datetime.datetime = LONG_AGO,
        message: bool = True,
    ) -> None:
        """Record a fact, as a message does; `values` None means that it says nothing besides its period."""
        told = source("message" if message else "document", f"told {message} {at.isoformat()}", at)
        record_fact(kind, person.pk, day(start), day(end) if end else None, values or {}, source=told, recorded_at=at)

    def unlearn(self, kind: type[Fact], person: Person, start: str, at: datetime.datetime) -> None:
        """Record that nothing of this kind holds from a day on."""
        record_fact(
            kind,
            person.pk,
            day(start),
            None,
            None,
            source=source("message", f"un {at.isoformat()}", at),
            recorded_at=at,
        )

    def pays_premium(self, person: Person, year: int, cents: int, on: str) -> None:
        ledger.book(
            fund=self.fund,
            key=f"paid {person.pk} {year} {on}",
            kind=Entry.Kind.SETTLEMENT,
            narrative="premium paid",
            booked_on=day(on),
            lines=[
                ledger.Line(Account.BANK_PREMIUMS, cents),
                ledger.Line(Account.PREMIUM_RECEIVABLE, -cents, person.pk, Product.PREMIUM, year),
            ],
        )

    def item(self, person: Person, account: int, product: int, period: int) -> Item:
        return Item.objects.get(fund=self.fund, person=person, account=account, product=product, period=period)

    def claim(self, person: Person, year: int) -> tuple[int, int]:
        """What was claimed of a premium and what is still open, in cents."""
        item = self.item(person, Account.PREMIUM_RECEIVABLE, Product.PREMIUM, year)
        return item.due_cents, item.balance_cents


def user(name: str = "an") -> User:
    return User.objects.get_or_create(username=name)[0]


def arrives(town: Town, born: str, on: str, region: int = 1) -> Person:
    """Somebody who was never a member comes to live here."""
    person = town.stranger(born)
    town.learn(Residence, person, on, None, {"region": region, "municipality": "Gent"}, at=LONG_AGO)
    return person
