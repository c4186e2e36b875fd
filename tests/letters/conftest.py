"""A small fund with people, dues and a decision, made through the services of the rooms below."""

import datetime

import pytest

from zorgkas.banking.models import FundAccount
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account, Product
from zorgkas.letters.contacts import record_example_contact
from zorgkas.registry import services as registry
from zorgkas.registry.insz import insz_for
from zorgkas.registry.models import CareFund, Death, DirectDebitMandate, Residence, Source


@pytest.fixture
def fund(db, settings, tmp_path):
    settings.OUTBOX_DIR = tmp_path
    fund = CareFund.objects.create(
        code="voorbeeld",
        name="Zorgkas Voorbeeld",
        enterprise_number="0200000142",
        creditor_identifier="BE91ZZZ0200000142",
    )
    FundAccount.objects.create(fund=fund, purpose="premiums", iban="BE71096123456769", bic="GKCCBEBB")
    record_example_contact(fund)
    return fund


@pytest.fixture
def source(db):
    moment = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    return registry.source(Source.Kind.SYSTEM, "tests/letters", moment)


@pytest.fixture
def member(source):
    def make(serial, *, died=False, mandate=False):
        birth = datetime.date(1950, 1, 1)
        person = registry.create_person(
            insz=insz_for(birth, serial), first_name="An", last_name=f"Peeters {serial}", birth_date=birth, sex="F"
        )
        home = {"region": 1, "street": "Kerkstraat", "house_number": "5", "postal_code": "9000", "municipality": "Gent"}
        registry.record_fact(Residence, person.pk, datetime.date(2010, 1, 1), None, home, source=source)
        if died:
            registry.record_fact(Death, person.pk, datetime.date(2026, 1, 5), None, {}, source=source)
        if mandate:
            signed = {
                "reference": f"M{serial}",
                "iban": "BE71096123456769",
                "holder_name": "An",
                "signed_on": datetime.date(2020, 1, 1),
            }
            registry.record_fact(DirectDebitMandate, person.pk, datetime.date(2020, 1, 1), None, signed, source=source)
        return person

    return make


@pytest.fixture
def owes(fund):
    def book(person, year, cents):
        what = {"person": person.pk, "product": Product.PREMIUM, "period": year}
        ledger.book(
            fund=fund,
            key=f"due {person.pk} {year}",
            kind="due",
            narrative="premium",
            lines=[
                ledger.Line(Account.PREMIUM_RECEIVABLE, cents, **what),
                ledger.Line(Account.AGENCY_PREMIUMS, -cents),
            ],
        )

    return book
