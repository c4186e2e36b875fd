"""Short names for what the tests of banking do most."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.contrib.auth.models import User

from zorgkas.banking import services
from zorgkas.banking.models import BankFile, Batch, FundAccount
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.communication import communication_of
from zorgkas.ledger.models import Item, Posting
from zorgkas.ledger.services import Line, book
from zorgkas.registry.models import BankAccount, CareFund, Death, DirectDebitMandate, Person, Source
from zorgkas.registry.services import record_fact, source

PREMIUMS_IBAN, BENEFITS_IBAN = "BE68539007547034", "BE71096123456769"
NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def belgian_iban(number: int) -> str:
    """Return a valid IBAN for a number."""
    account = f"001{number:07d}"
    bban = f"{account}{int(account) % 97 or 97:02d}"
    return f"BE{98 - int(bban + '111400') % 97:02d}{bban}"


@dataclass
class Fund:
    """A care fund and everything a test of banking does with it."""

    fund: CareFund
    premiums: FundAccount
    benefits: FundAccount
    preparer: User
    releaser: User
    source: Source
    now: datetime
    people: int = 0

    def person(self, *, account: bool = True, mandate: bool = False) -> Person:
        """Make a person, with an account number and a direct debit mandate if asked."""
        self.people += 1
        person = Person.objects.create(
            insz=f"8061010{self.people:04d}",
            first_name="Zoë",
            last_name=f"Peeters {self.people}",
            birth_date=date(1980, 1, 1),
            sex="F",
        )
        if account:
            self.account(person, belgian_iban(self.people))
        if mandate:
            values = {
                "reference": f"MANDATE{person.pk}",
                "iban": belgian_iban(self.people),
                "holder_name": str(person),
                "signed_on": date(2025, 5, 5),
            }
            record_fact(
                DirectDebitMandate,
                person.pk,
                date(2025, 5, 5),
                None,
                values,
                source=self.source,
                recorded_at=LONG_AGO,
            )
        return person

    def account(self, person: Person, iban: str, since: date = date(2020, 1, 1), at: datetime = LONG_AGO) -> None:
        values = {"iban": iban, "holder_name": str(person), "blocked": False}
        record_fact(BankAccount, person.pk, since, None, values, source=self.source, recorded_at=at)

    def died(self, person: Person, on: date) -> None:
        record_fact(Death, person.pk, on, None, {}, source=self.source)

    def owe(self, person: Person, cents: int, month: int = 202611, product: Product = Product.ZZZ) -> Item:
        """Book a care budget that is due."""
        return self._due(person, Account.BENEFIT_PAYABLE, product, month, -cents, Account.BENEFIT_COST)

    def claim(self, person: Person, cents: int = 64_00, year: int = 2026) -> Item:
        """Book a premium that is due."""
        return self._due(person, Account.PREMIUM_RECEIVABLE, Product.PREMIUM, year, cents, Account.AGENCY_PREMIUMS)

    def _due(
        self, person: Person, account: Account, product: Product, period: int, cents: int, contra: Account
    ) -> Item:
        known = Item.objects.filter(person=person, account=account, product=product, period=period).count()
        book(
            fund=self.fund,
            key=f"test {person.pk} {account} {product} {period} {cents} {known}",
            kind="due",
            narrative="due",
            lines=[Line(account, cents, person.pk, product, period), Line(contra, -cents)],
            booked_on=date(2026, 11, 1),
        )
        return Item.objects.get(person=person, account=account, product=product, period=period)

    def propose(self, month: int = 202611) -> Batch:
        return services.propose_payments(self.fund, month, self.preparer, at=self.now)

    def propose_collections(self, year: int = 2026) -> Batch:
        return services.propose_collections(self.fund, year, self.preparer, at=self.now)

    def send(self, batch: Batch) -> BankFile:
        """Release and export."""
        services.release(batch, self.releaser, at=self.now)
        return services.export(batch, at=self.now)

    def balance(self, account: Account) -> int:
        """Return the balance of an account in cents."""
        return sum(Posting.objects.filter(account=account).values_list("amount_cents", flat=True))


def open_cents(item: Item) -> int:
    """Return what is open on an item now."""
    return Item.objects.get(pk=item.pk).balance_cents


def communication(item: Item) -> str:
    """Return the structured communication of a claim."""
    return communication_of(item.pk)


def make_fund() -> Fund:
    care_fund = CareFund.objects.create(
        code="demo", name="Zorgkas Démo", enterprise_number="0200000142", creditor_identifier="BE91ZZZ0200000142"
    )
    premiums = FundAccount.objects.create(fund=care_fund, purpose="premiums", iban=PREMIUMS_IBAN, bic="GKCCBEBB")
    benefits = FundAccount.objects.create(fund=care_fund, purpose="benefits", iban=BENEFITS_IBAN, bic="GKCCBEBB")
    return Fund(
        care_fund,
        premiums,
        benefits,
        User.objects.create_user("preparer"),
        User.objects.create_user("releaser"),
        source(Source.Kind.SYSTEM, "tests of banking", datetime(2020, 1, 1, tzinfo=UTC)),
        NOW,
    )
