"""A fund with staff of every role, and a member with a full file, from premiums to letters."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib.auth.models import User

sys.path.append(str(Path(__file__).parents[1] / "membership"))
sys.path.append(str(Path(__file__).parents[1] / "budgets"))

from budgets_helpers import Village, moment
from web_helpers import PASSWORD

from zorgkas.banking.models import Batch, FundAccount
from zorgkas.banking.services import propose_payments
from zorgkas.budgets.models import Decision
from zorgkas.letters.services import (
    record_example_contact,
    send,
    write_decision_letter,
    write_premium_invitations,
)
from zorgkas.membership.services import run_premiums
from zorgkas.registry.models import BankAccount, CareFund, IncreasedAllowance, Person, Residence
from zorgkas.registry.services import open_task
from zorgkas.web.portal.test_provider import CLIENT_ID, CLIENT_SECRET, TestProvider
from zorgkas.web.roles import Role
from zorgkas.web.users import add_user


@dataclass(frozen=True)
class Fund:
    """What the pages show."""

    fund: CareFund
    person: Person
    decision: Decision
    batch: Batch


@pytest.fixture(autouse=True)
def quick_passwords(settings) -> None:
    """Passwords are hashed slowly on purpose; not in tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def staff(db: None) -> dict[str, User]:
    """One user per role, named after it."""
    return {role: add_user(role, PASSWORD, [role], full_name=f"An {role.title()}") for role in Role}


@pytest.fixture
def fund(db: None, settings, tmp_path, staff) -> Fund:
    """The fund on 24 November 2026."""
    settings.OUTBOX_DIR = tmp_path
    fund = CareFund.objects.create(
        code="demo", name="Zorgkas Voorbeeld", enterprise_number="0200000142", creditor_identifier="BE91ZZZ0200000142"
    )
    for purpose, iban in (("premiums", "BE71096123456769"), ("benefits", "BE68539007547034")):
        FundAccount.objects.create(fund=fund, purpose=purpose, iban=iban, bic="GKCCBEBB")
    record_example_contact(fund)
    village = Village(fund)
    person = village.member(born="1944-03-12")
    known = moment("2025-01-02")
    home = {"region": 1, "street": "Kerkstraat", "house_number": "5", "postal_code": "9000", "municipality": "Gent"}
    village.learn(Residence, person, "1990-01-01", None, home, at=moment("2025-01-03"))
    account = {"iban": "BE43068999999501", "holder_name": "Peeters An", "blocked": False}
    village.learn(BankAccount, person, "2020-01-01", None, account, at=known)
    village.learn(IncreasedAllowance, person, "2024-01-01", None, {}, at=known)
    run_premiums(2026, fund)
    village.finding(person, "2026-03-02", "2029-03-02", at=moment("2026-03-05"))
    application = village.applies(person, "2026-03-10")
    decision = village.decides(application, "2026-03-20", staff[Role.CASE_WORKER])
    assert decision is not None
    village.runs(202611, "2026-11-20", first_month=202601)
    batch = propose_payments(fund, 202611, staff[Role.FINANCE])
    open_task("new_account", fund=fund, person=person, reference="test", reason="Het geld kwam terug")
    write_premium_invitations(fund, 2026)
    send(fund)
    write_decision_letter(decision)
    return Fund(fund, person, decision, batch)


@pytest.fixture
def provider(settings, tmp_path) -> Iterator[TestProvider]:
    """An identity provider of real protocol, at which anybody may be anybody."""
    settings.INBOX_DIR = tmp_path / "inbox"
    made = TestProvider()
    made.start()
    settings.OIDC = {**settings.OIDC, "ISSUER": made.issuer, "CLIENT_ID": CLIENT_ID, "CLIENT_SECRET": CLIENT_SECRET}
    yield made
    made.stop()
