"""What a provider was paid too much: it owes it, and it is taken off what comes next (BVR art. 132, 133)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from pytest_django.fixtures import Settings
from tests.care.test_files import ON, invoice, line, owed, sound

from zorgkas.banking.services import export, note_care_payments, propose_care, release
from zorgkas.care import pillars
from zorgkas.care.models import Tariff
from zorgkas.care.pillar import Pillar
from zorgkas.care.services import recalculate, receive_files, record_provider_fact
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.queries import balances
from zorgkas.registry.models import CareFund, Person, Provider, Source

pytestmark = pytest.mark.django_db


def pay(fund: CareFund, staff: list[User], month: int) -> int:
    """Pay what is open; return how much went to the bank."""
    batch = propose_care(fund, month, staff[0])
    if batch.line_count:
        export(release(batch, staff[1]))
    return batch.total_cents


@pytest.fixture(autouse=True)
def _outbox(settings: Settings, tmp_path: Path) -> None:
    settings.OUTBOX_DIR = tmp_path


def test_a_credit_after_the_payment_is_taken_off_the_next_one(
    fund: CareFund, user: Person, sample: Pillar, tariff: Provider, staff: list[User]
) -> None:
    receive_files("sample", fund, [invoice("F1", line())], ON)
    assert pay(fund, staff, 202603) == 500_00
    receive_files("sample", fund, [invoice("F2", line(quantity=-10, corrects="F1/1"))], ON)
    assert balances(fund)[Account.PROVIDER_RECEIVABLE] == 500_00
    sound(fund)
    assert pay(fund, staff, 202603) == 0
    receive_files("sample", fund, [invoice("F3", line(first="2026-03-01", last="2026-03-12", quantity=12))], ON)
    assert pay(fund, staff, 202604) == 100_00
    assert balances(fund)[Account.PROVIDER_RECEIVABLE] == 0
    assert set(owed(tariff).values()) == {0}
    sound(fund)


def test_a_tariff_that_falls_after_the_payment_and_rises_again_comes_back(
    fund: CareFund, user: Person, sample: Pillar, tariff: Provider, staff: list[User], told: Source
) -> None:
    receive_files("sample", fund, [invoice("F1", line())], ON)
    pay(fund, staff, 202603)
    for cents, owes, open_cents in ((45_00, 50_00, 0), (52_00, 0, 20_00)):
        values = {"pillar": "sample", "code": "DAY", "cents": cents}
        record_provider_fact(Tariff, tariff, date(2026, 1, 1), None, values, source=told)
        recalculate("sample", fund, 202602, 202602)
        assert balances(fund)[Account.PROVIDER_RECEIVABLE] == owes
        assert owed(tariff) == {202602: open_cents}
        sound(fund)


def test_what_waits_in_a_batch_is_not_taken_off_as_well(
    fund: CareFund, user: Person, sample: Pillar, tariff: Provider, staff: list[User]
) -> None:
    receive_files("sample", fund, [invoice("F1", line())], ON)
    pay(fund, staff, 202603)
    receive_files("sample", fund, [invoice("F2", line(first="2026-03-01", last="2026-03-02", quantity=2))], ON)
    waiting = propose_care(fund, 202603, staff[0])
    receive_files("sample", fund, [invoice("F3", line(quantity=-10, corrects="F1/1"))], ON)
    assert propose_care(fund, 202603, staff[0]).line_count == 0
    export(release(waiting, staff[1]))
    assert balances(fund)[Account.PROVIDER_RECEIVABLE] == 500_00
    sound(fund)


def test_an_invoice_that_is_paid_late_gets_the_interest_of_its_pillar_once(
    fund: CareFund, user: Person, sample: Pillar, tariff: Provider, staff: list[User], monkeypatch: pytest.MonkeyPatch
) -> None:
    late = replace(sample, pay_by=lambda on: on, interest=lambda cents, due, paid: (paid - due).days)
    monkeypatch.setattr(pillars, "pillars", lambda: {"sample": late})
    (report,) = receive_files("sample", fund, [invoice("F1", line())], ON)
    assert pay(fund, staff, 202603) == 500_00
    done = note_care_payments(fund)
    assert report.file is not None
    report.file.refresh_from_db()
    assert report.file.paid_on is not None
    assert (done.paid, done.interest_cents) == (1, (report.file.paid_on - ON).days)
    assert note_care_payments(fund).paid == 0
    sound(fund)
