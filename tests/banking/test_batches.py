"""From open items to a bank file: who is paid, who is not and why, and that nothing goes out twice."""

import hashlib
import threading
from datetime import date
from pathlib import Path

import pytest
from banking_helpers import Fund, belgian_iban, communication, make_fund, open_cents
from django.db import IntegrityError, connection, transaction

from zorgkas.banking import services
from zorgkas.banking.models import BankFile, Batch, BatchLine, LinePart
from zorgkas.banking.sepa.reading import read_orders
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Entry, Item
from zorgkas.ledger.services import Line, RunInProgress, book
from zorgkas.registry.models import BankAccount, Task


def test_one_line_per_person_with_a_part_per_item(fund: Fund) -> None:
    an, bo = fund.person(), fund.person()
    fund.owe(an, 140_00, 202610)
    fund.owe(an, 140_00, 202611)
    fund.owe(an, 500_00, 202611, Product.ZBO)
    fund.owe(bo, 140_00, 202611)
    fund.owe(bo, 140_00, 202612)  # of a later month: not yet
    batch = fund.propose()
    lines = {line.person_id: line for line in batch.lines.all()}
    assert {person: line.amount_cents for person, line in lines.items()} == {an.pk: 780_00, bo.pk: 140_00}
    assert [part.amount_cents for part in lines[an.pk].parts.order_by("item__period", "amount_cents")] == [
        140_00,
        140_00,
        500_00,
    ]
    assert (batch.line_count, batch.total_cents) == (2, 920_00)
    assert batch.execute_on == date(2026, 11, 4)


def test_who_cannot_be_paid_is_excluded_with_a_reason_and_a_task(fund: Fund, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody, dead, paid = fund.person(account=False), fund.person(), fund.person()
    wrong = fund.person(account=False)
    with monkeypatch.context() as unchecked:  # a number that was written down before numbers were checked
        unchecked.setattr(BankAccount._meta.get_field("iban"), "validators", [])
        fund.account(wrong, "BE00000000000000")
    for person in (nobody, wrong, paid):
        fund.owe(person, 140_00)
    fund.owe(dead, 140_00, 202609)  # the month of death is still due
    fund.owe(dead, 140_00, 202610)
    fund.died(dead, date(2026, 9, 12))
    batch = fund.propose()
    assert {(e.person_id, e.reason, e.amount_cents) for e in batch.exclusions.all()} == {
        (nobody.pk, "no_account", 140_00),
        (wrong.pk, "bad_account", 140_00),
        (dead.pk, "died", 140_00),
    }
    assert set(batch.lines.values_list("person_id", "amount_cents")) == {(paid.pk, 140_00), (dead.pk, 140_00)}
    assert set(Task.objects.values_list("kind", "person_id")) == {
        ("new_account", nobody.pk),
        ("new_account", wrong.pk),
        ("check_death", dead.pk),
    }


def test_a_new_account_closes_the_task(fund: Fund) -> None:
    person = fund.person(account=False)
    fund.owe(person, 140_00)
    empty = fund.propose()
    assert (empty.state, empty.line_count) == (Batch.State.CANCELLED, 0)
    fund.account(person, belgian_iban(77))
    assert fund.propose().line_count == 1
    assert not Task.objects.filter(closed_at=None).exists()


def test_nothing_is_proposed_twice(fund: Fund) -> None:
    item = fund.owe(fund.person(), 140_00)
    first = fund.propose()
    assert fund.propose().line_count == 0
    services.cancel(first, fund.preparer)
    second = fund.propose()
    assert [part.item_id for part in LinePart.objects.filter(line__batch=second)] == [item.pk]
    fund.send(second)
    assert fund.propose().line_count == 0
    assert open_cents(item) == 0


def test_a_refundable_premium_is_paid_too(fund: Fund) -> None:
    person = fund.person()
    line = Line(Account.PREMIUM_REFUNDABLE, -10_00, person.pk, Product.PREMIUM, 2026)
    book(fund=fund.fund, key="x", kind="settlement", narrative="x", lines=[Line(Account.SUSPENSE, 10_00), line])
    fund.send(fund.propose())
    assert fund.balance(Account.PREMIUM_REFUNDABLE) == 0
    assert fund.balance(Account.TRANSIT_OUT) == -10_00


def test_control_sums_are_those_of_the_ledger(fund: Fund) -> None:
    for cents in (130_00, 140_00, 600_01):
        fund.owe(fund.person(), cents)
    batch = fund.propose()
    file = fund.send(batch)
    orders = list(read_orders(_path(file)))
    assert sum(order.amount_cents for order in orders) == batch.total_cents == file.total_cents == 870_01
    assert fund.balance(Account.TRANSIT_OUT) == -870_01
    assert fund.balance(Account.BENEFIT_PAYABLE) == 0
    assert {order.end_to_end_id for order in orders} == set(batch.lines.values_list("end_to_end_id", flat=True))
    assert file.sha256 == hashlib.sha256(_path(file).read_bytes()).hexdigest()


def test_who_proposed_may_not_release(fund: Fund) -> None:
    fund.owe(fund.person(), 140_00)
    batch = fund.propose()
    with pytest.raises(services.FourEyes):
        services.release(batch, fund.preparer)
    with pytest.raises(IntegrityError, match="batch_four_eyes"), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(released_by=fund.preparer)
    with pytest.raises(IntegrityError, match="batch_released_before_export"), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(state=Batch.State.EXPORTED)
    with pytest.raises(services.BatchRefused):
        services.export(batch)


@pytest.mark.parametrize("change", [{"iban": belgian_iban(99)}, {"amount_cents": 150_00}, {"holder_name": "Me"}])
def test_changed_lines_are_refused_at_release_and_export(fund: Fund, change: dict[str, object]) -> None:
    fund.owe(fund.person(), 140_00)
    batch = fund.propose()
    with transaction.atomic():
        BatchLine.objects.filter(batch=batch).update(**change)
        with pytest.raises(services.BatchTampered):
            services.release(batch, fund.releaser)
        transaction.set_rollback(True)
    services.release(batch, fund.releaser)
    BatchLine.objects.filter(batch=batch).update(**change)
    with pytest.raises(services.BatchTampered):
        services.export(batch)
    assert not BankFile.objects.exists()


def test_what_changed_since_the_proposal_is_not_paid(fund: Fund) -> None:
    person = fund.person()
    item = fund.owe(person, 140_00)
    batch = fund.propose()
    services.release(batch, fund.releaser)
    fund.account(person, belgian_iban(88))
    with pytest.raises(services.BatchOutdated):
        services.export(batch)
    services.cancel(batch, fund.preparer)
    again = fund.propose()
    fund._due(person, Account.BENEFIT_PAYABLE, Product.ZZZ, 202611, 40_00, Account.BENEFIT_COST)
    with pytest.raises(services.BatchOutdated):
        services.release(again, fund.releaser)
    assert open_cents(item) == -100_00


def test_exporting_again_gives_the_same_bytes_and_books_nothing(fund: Fund) -> None:
    for _ in range(5):
        fund.owe(fund.person(), 140_00)
    batch = fund.propose()
    file = fund.send(batch)
    first, entries = _path(file).read_bytes(), Entry.objects.count()
    _path(file).unlink()
    assert services.export(batch).sha256 == file.sha256
    assert _path(file).read_bytes() == first
    assert Entry.objects.count() == entries
    assert BankFile.objects.count() == 1


def test_an_export_that_dies_after_the_file_is_done_again(fund: Fund, monkeypatch: pytest.MonkeyPatch) -> None:
    fund.owe(fund.person(), 140_00)
    batch = fund.propose()
    services.release(batch, fund.releaser)
    with monkeypatch.context() as broken:
        broken.setattr("zorgkas.banking.batches.export._book", _die)
        with pytest.raises(KeyboardInterrupt):
            services.export(batch)
    orphan = next((_outbox()).glob("*.xml")).read_bytes()
    assert (BankFile.objects.count(), fund.balance(Account.TRANSIT_OUT)) == (0, 0)
    assert _path(services.export(batch)).read_bytes() == orphan


@pytest.mark.django_db(transaction=True)
def test_files_are_written_while_the_entries_are_booked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is booked when the file fails, nor when the booking fails; the next export does both."""
    fund = make_fund()
    fund.owe(fund.person(), 140_00)
    batch = fund.propose()
    services.release(batch, fund.releaser)
    for step in ("_book", "_write"):
        with monkeypatch.context() as broken:
            broken.setattr(f"zorgkas.banking.batches.export.{step}", _die)
            with pytest.raises(KeyboardInterrupt):
                services.export(batch)
        batch.refresh_from_db()
        assert batch.state == Batch.State.RELEASED
        assert (BankFile.objects.count(), fund.balance(Account.TRANSIT_OUT)) == (0, 0)
    file = services.export(batch)
    assert [order.amount_cents for order in read_orders(_path(file))] == [140_00]
    assert fund.balance(Account.TRANSIT_OUT) == -140_00
    assert services.export(batch).sha256 == file.sha256


def test_a_cancelled_batch_leaves_no_file_behind(fund: Fund, monkeypatch: pytest.MonkeyPatch) -> None:
    fund.owe(fund.person(), 140_00)
    batch = fund.propose()
    services.release(batch, fund.releaser)
    with monkeypatch.context() as broken:
        broken.setattr("zorgkas.banking.batches.export._book", _die)
        with pytest.raises(KeyboardInterrupt):
            services.export(batch)
    services.cancel(batch, fund.preparer)
    assert not list(_outbox().glob("*.xml"))


def test_the_bank_may_limit_the_orders_in_a_file(fund: Fund) -> None:
    fund.benefits.max_transactions_per_file = 2
    fund.benefits.save()
    for number in range(5):
        fund.owe(fund.person(), 100_00 + number)
    batch = fund.propose()
    services.release(batch, fund.releaser)
    files = services.export_files(batch)
    assert [file.line_count for file in files] == [2, 2, 1]
    orders = [order.end_to_end_id for file in files for order in read_orders(_path(file))]
    assert len(set(orders)) == len(orders) == 5
    assert sum(file.total_cents for file in files) == batch.total_cents


def test_collections_carry_the_mandate_and_the_communication(fund: Fund) -> None:
    willing, dead, unwilling = fund.person(mandate=True), fund.person(mandate=True), fund.person()
    claim = fund.claim(willing)
    fund.claim(dead)
    fund.claim(unwilling)
    fund.claim(willing, year=2025)  # another year is another batch
    fund.died(dead, date(2026, 10, 1))
    batch = fund.propose_collections()
    [order] = read_orders(_path(fund.send(batch)))
    assert (order.remittance, order.amount_cents) == (communication(claim), 64_00)
    assert order.mandate_reference == f"MANDATE{willing.pk}"
    assert order.execute_on == date(2026, 11, 17)
    assert list(batch.exclusions.values_list("person_id", "reason")) == [(dead.pk, "died")]
    assert (open_cents(claim), fund.balance(Account.TRANSIT_DIRECT_DEBIT)) == (0, 64_00)


def test_a_fund_without_account_is_told(fund: Fund) -> None:
    fund.benefits.delete()
    with pytest.raises(services.BatchRefused):
        fund.propose()


@pytest.mark.django_db(transaction=True)
def test_two_proposals_at_once_pay_nobody_twice() -> None:
    fund = make_fund()
    items = [fund.owe(fund.person(), 140_00) for _ in range(20)]
    start, refused = threading.Barrier(4), []

    def work() -> None:
        try:
            start.wait()
            fund.propose()
        except RunInProgress as busy:
            refused.append(busy)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(LinePart.objects.values_list("item_id", flat=True)) == sorted(item.pk for item in items)
    assert len(refused) < 4
    assert Item.objects.count() == 20


def _die(*_arguments: object) -> None:
    raise KeyboardInterrupt


def _outbox() -> Path:
    from django.conf import settings

    return Path(settings.OUTBOX_DIR) / "bank"


def _path(file: BankFile) -> Path:
    return _outbox() / file.name
