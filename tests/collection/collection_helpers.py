"""Short names for what the tests of the collection of premiums do most."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.contrib.auth.models import User

from zorgkas.banking import services as banking
from zorgkas.banking.models import Batch, FundAccount
from zorgkas.banking.services import ImportResult
from zorgkas.banking.simulator import SimulatedBank
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.communication import communication_of
from zorgkas.ledger.models import Item, Posting
from zorgkas.membership.models import Membership
from zorgkas.registry.insz import insz_for
from zorgkas.registry.models import BankAccount, CareFund, Death, DirectDebitMandate, Fact, Person, Residence
from zorgkas.registry.services import create_person, record_fact, source

LONG_AGO = datetime(2025, 1, 1, 12, tzinfo=UTC)


def moment(day: date) -> datetime:
    """Noon of a day."""
    return datetime.combine(day, time(12), tzinfo=UTC)


def belgian_iban(number: int) -> str:
    """A valid IBAN for a number."""
    account = f"001{number:07d}"
    bban = f"{account}{int(account) % 97 or 97:02d}"
    return f"BE{98 - int(bban + '111400') % 97:02d}{bban}"


@dataclass
class House:
    """A care fund, two users and everything a test does with them."""

    fund: CareFund
    premiums: FundAccount
    benefits: FundAccount
    one: User
    other: User
    people: int = 0

    @classmethod
    def build(cls, code: str = "demo", serial: int = 1) -> "House":
        fund = CareFund.objects.create(
            code=code,
            name=f"Zorgkas {code}",
            enterprise_number="0200000142",
            creditor_identifier="BE91ZZZ0200000142",
        )
        accounts = [
            FundAccount.objects.create(
                fund=fund, purpose=purpose, iban=belgian_iban(9_000_000 + serial * 2 + number), bic="GKCCBEBB"
            )
            for number, purpose in enumerate(("premiums", "benefits"))
        ]
        users = [User.objects.create_user(f"{name} of {code}") for name in ("one", "other")]
        return cls(fund, *accounts, *users)

    def member(self, *, account: bool = True, mandate: bool = False, kind: int = Membership.Kind.COMPULSORY) -> Person:
        """Somebody who lives in Gent and is a member since 2015."""
        self.people += 1
        born = date(1970, 5, 1)
        person = create_person(
            insz=insz_for(born, self.people + self.fund.pk % 7 * 100),
            first_name="An",
            last_name=f"Peeters {self.people}",
            birth_date=born,
            sex="F",
        )
        self.learn(Membership, person, date(2015, 1, 1), fund_id=self.fund.pk, kind=kind)
        home = {"region": 1, "street": "Kerkstraat", "house_number": "5", "postal_code": "9000", "municipality": "Gent"}
        self.learn(Residence, person, date(2000, 1, 1), **home)
        if account:
            self.learn(BankAccount, person, date(2020, 1, 1), iban=self.iban(person), holder_name=str(person))
        if mandate:
            values = {"reference": f"M{person.pk}", "iban": self.iban(person), "holder_name": str(person)}
            self.learn(DirectDebitMandate, person, date(2025, 1, 1), signed_on=date(2025, 1, 1), **values)
        return person

    def iban(self, person: Person) -> str:
        """The account of a person."""
        return belgian_iban(person.pk)

    def learn(
        self,
        what: type[Fact],
        person: Person,
        start: date,
        end: date | None = None,
        /,
        *,
        at: datetime = LONG_AGO,
        **values: Any,
    ) -> None:
        """Record a fact."""
        record_fact(what, person.pk, start, end, values, source=source("system", "tests", LONG_AGO), recorded_at=at)

    def died(self, person: Person, on: date, known: date | None = None) -> None:
        """Record a death, known on a day."""
        self.learn(Death, person, on, at=moment(known or on))

    def claim(self, person: Person, year: int = 2026, cents: int = 100_00) -> Item:
        """Book a premium that is due."""
        item = Item.objects.filter(
            person=person, account=Account.PREMIUM_RECEIVABLE, period=year, fund=self.fund
        ).first()
        ledger.book(
            fund=self.fund,
            key=f"test due {person.pk} {year} {cents} {item.due_cents if item else 0}",
            kind="due",
            narrative="due",
            lines=[
                ledger.Line(Account.PREMIUM_RECEIVABLE, cents, person.pk, Product.PREMIUM, year),
                ledger.Line(Account.AGENCY_PREMIUMS, -cents),
            ],
            booked_on=date(year, 1, 5),
        )
        return Item.objects.get(person=person, account=Account.PREMIUM_RECEIVABLE, period=year, fund=self.fund)

    def collect(self, bank: SimulatedBank, year: int, at: date) -> Batch:
        """Propose, release and export a batch of direct debits, and give it to the bank."""
        batch = banking.propose_collections(self.fund, year, self.one, at=moment(at))
        return self.send(bank, batch, at)

    def pay(self, bank: SimulatedBank, month: int, at: date) -> Batch:
        """Propose, release and export what is to be paid, and give it to the bank."""
        return self.send(bank, banking.propose_payments(self.fund, month, self.one, at=moment(at)), at)

    def send(self, bank: SimulatedBank, batch: Batch, at: date) -> Batch:
        """Let a proposed batch go to the bank."""
        if batch.state == Batch.State.PROPOSED:
            banking.release(batch, self.other, at=moment(at))
            bank.receive(banking.export(batch, at=moment(at)))
        return batch


def pays(bank: SimulatedBank, to: House, iban: str, cents: int, day: date, **more: str) -> None:
    """Somebody pays the fund; with the communication of an item, or with a text."""
    bank.pay_in(iban, "Piet", cents, to=to.premiums.iban, day=day, **more)


def hears(bank: SimulatedBank, day: date) -> ImportResult:
    """The statements up to a day are imported."""
    result = banking.import_file(bank.statement(day), f"{day}.cod", at=moment(day))
    assert not result.refused, result.message
    return result


def communication(item: Item) -> str:
    """The structured communication of a claim."""
    return communication_of(item.pk)


def open_cents(item: Item) -> int:
    """What is open on an item now."""
    return Item.objects.get(pk=item.pk).balance_cents


def refundable(person: Person) -> int:
    """What is to be paid back to somebody, in cents."""
    found = Item.objects.filter(person=person, account=Account.PREMIUM_REFUNDABLE)
    return -sum(found.values_list("balance_cents", flat=True))


def balance(account: Account) -> int:
    """What stands on an account."""
    return sum(Posting.objects.filter(account=account).values_list("amount_cents", flat=True))
