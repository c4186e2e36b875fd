"""Statements from the bank: what is recognised, what waits for somebody, what is refused and changes nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from banking_helpers import BENEFITS_IBAN, PREMIUMS_IBAN, Fund, belgian_iban, communication, open_cents

from zorgkas.banking import services
from zorgkas.banking.models import BankFile, Batch, Movement, Quarantine, Statement
from zorgkas.banking.queries import bank_differences, candidates, quarantined, queue
from zorgkas.banking.services import Result
from zorgkas.banking.simulator import SimulatedBank
from zorgkas.banking.statements.coda import build_coda, parse_coda
from zorgkas.banking.statements.shape import BankMovement, BankStatement
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.models import Entry, Item, Posting
from zorgkas.membership.models import Membership
from zorgkas.registry.models import BankAccount, Task
from zorgkas.registry.services import record_fact

MONDAY = date(2026, 11, 9)
PAYER = belgian_iban(5000)


def _pay_in(bank: SimulatedBank, cents: int, day: date = MONDAY, **more: str) -> None:
    bank.pay_in(PAYER, "Ann Payer", cents, to=PREMIUMS_IBAN, day=day, **more)


def _import(bank: SimulatedBank, day: date = MONDAY, form: str = "coda") -> services.ImportResult:
    at = datetime.combine(day, time(12), UTC)
    result = services.import_file(bank.statement(day, form), f"{day}.{form}", at=at)
    assert not result.refused, result.message
    return result


@pytest.mark.parametrize("form", ["coda", "camt.053.001.02", "camt.053.001.08"])
def test_a_premium_with_its_communication_is_booked(fund: Fund, bank: SimulatedBank, form: str) -> None:
    person = fund.person()
    claim = fund.claim(person)
    _pay_in(bank, 64_00, communication=communication(claim))
    result = _import(bank, form=form)
    assert [(part.movements, part.queued) for part in result.statements] == [(1, 0), (0, 0)]
    movement = Movement.objects.get()
    assert (movement.person_id, movement.state, movement.counterparty_iban) == (person.pk, "matched", PAYER)
    assert open_cents(claim) == 0
    assert fund.balance(Account.BANK_PREMIUMS) == 64_00
    assert not bank_differences(fund.fund)


def test_too_little_leaves_the_rest_open(fund: Fund, bank: SimulatedBank) -> None:
    claim = fund.claim(fund.person())
    _pay_in(bank, 40_00, communication=communication(claim))
    _import(bank)
    assert open_cents(claim) == 24_00


def test_too_much_goes_to_the_oldest_other_premium_and_then_to_the_refunds(fund: Fund, bank: SimulatedBank) -> None:
    person = fund.person()
    claim = fund.claim(person)
    old, older = fund.claim(person, 62_00, 2025), fund.claim(person, 58_00, 2024)
    _pay_in(bank, 64_00 + 58_00 + 20_00, communication=communication(claim))
    _pay_in(bank, 50_00, communication=communication(claim))  # the claim itself is paid by now
    _import(bank)
    assert [open_cents(item) for item in (claim, older, old)] == [0, 0, 0]
    refund = Item.objects.get(account=Account.PREMIUM_REFUNDABLE)
    assert (refund.person_id, refund.period, refund.balance_cents) == (person.pk, 2026, -8_00)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"communication": f"1000099999{1000099999 % 97:02d}"}, ""),
        ({"text": "zorgpremie An"}, ""),
        ({"communication": "123456789012"}, "STM-050"),
    ],
)
def test_what_nobody_recognises_waits_in_the_queue(
    fund: Fund, bank: SimulatedBank, more: dict[str, str], reason: str
) -> None:
    _pay_in(bank, 64_00, **more)
    _import(bank)
    [movement] = queue(fund.fund)
    assert movement.reason.startswith(reason)
    assert movement.reason
    assert fund.balance(Account.SUSPENSE) == -64_00
    assert Task.objects.filter(kind="match_receipt", closed_at=None).count() == 1


def test_a_communication_in_free_text_is_only_proposed_and_matched_by_hand(fund: Fund, bank: SimulatedBank) -> None:
    claim = fund.claim(fund.person())
    digits = communication(claim)
    _pay_in(bank, 70_00, text=f"premie {digits[:3]}/{digits[3:7]}/{digits[7:]}")
    _import(bank)
    [movement] = queue()
    assert open_cents(claim) == 64_00
    assert candidates(movement) == [claim]
    services.match_movement(movement, item=claim, user=fund.preparer, at=fund.now)
    assert (open_cents(claim), fund.balance(Account.SUSPENSE)) == (0, 0)
    assert fund.balance(Account.PREMIUM_REFUNDABLE) == -6_00
    assert not queue().exists()
    assert not Task.objects.filter(closed_at=None).exists()
    with pytest.raises(services.MatchRefused):
        services.match_movement(movement, item=claim, user=fund.preparer)


def test_years_that_can_lead_to_a_fine_are_paid_before_older_ones(fund: Fund, bank: SimulatedBank) -> None:
    """BVR art. 70: 2023 was a voluntary year, for which nobody is fined; the year that was quoted has no priority."""
    person = fund.person()
    for start, end, kind in ((2023, 2024, Membership.Kind.VOLUNTARY), (2024, None, Membership.Kind.COMPULSORY)):
        record_fact(
            Membership,
            person.pk,
            date(start, 1, 1),
            date(end, 1, 1) if end else None,
            {"fund_id": fund.fund.pk, "kind": kind},
            source=fund.source,
        )
    voluntary, fineable, named = (fund.claim(person, 58_00, year) for year in (2023, 2024, 2026))
    _pay_in(bank, 100_00, communication=communication(named))
    _import(bank)
    assert [open_cents(item) for item in (fineable, named, voluntary)] == [0, 16_00, 58_00]
    _pay_in(bank, 30_00, MONDAY + timedelta(days=1), text="de rest")
    _import(bank, MONDAY + timedelta(days=1))
    services.match_movement(queue().get(), person=person, user=fund.preparer)
    assert [open_cents(item) for item in (named, voluntary)] == [0, 44_00]


def test_a_movement_is_matched_to_a_person(fund: Fund, bank: SimulatedBank) -> None:
    person = fund.person()
    new, old = fund.claim(person), fund.claim(person, 62_00, 2025)
    _pay_in(bank, 100_00, text="twee premies")
    _import(bank)
    with pytest.raises(services.MatchRefused):
        services.match_movement(queue().get(), user=fund.preparer)
    services.match_movement(queue().get(), person=person, user=fund.preparer)
    assert (open_cents(old), open_cents(new)) == (0, 26_00)


def test_a_batch_is_booked_and_a_returned_payment_is_paid_again(fund: Fund, bank: SimulatedBank) -> None:
    moved, stays = fund.person(), fund.person()
    items = [fund.owe(moved, 140_00, 202610), fund.owe(moved, 500_00), fund.owe(stays, 140_00)]
    batch = fund.propose()
    bank.send_back(belgian_iban(1), "AC04")
    bank.receive(fund.send(batch))
    _import(bank, batch.execute_on)
    batch.refresh_from_db()
    assert (batch.state, fund.balance(Account.TRANSIT_OUT)) == (Batch.State.BOOKED, 0)
    assert fund.balance(Account.BANK_BENEFITS) == -780_00

    _import(bank, batch.execute_on + timedelta(days=1))
    line = batch.lines.get(person=moved)
    assert (line.state, line.return_reason) == ("returned", "AC04")
    assert [open_cents(item) for item in items] == [-140_00, -500_00, 0]
    assert fund.balance(Account.BANK_BENEFITS) == -140_00
    assert BankAccount.objects.get(person=moved, superseded_at=None, blocked=True).iban == belgian_iban(1)
    assert Task.objects.get(kind="new_account").person_id == moved.pk

    fund.now += timedelta(days=3)
    blocked = fund.propose()
    assert list(blocked.exclusions.values_list("reason", "amount_cents")) == [("account_blocked", 640_00)]
    fund.account(moved, belgian_iban(900), since=date(2026, 11, 1), at=fund.now)
    again = fund.propose()
    assert [line.amount_cents for line in again.lines.all()] == [640_00]
    bank.receive(fund.send(again))
    _import(bank, MONDAY)
    assert [open_cents(item) for item in items] == [0, 0, 0]
    assert not bank_differences(fund.fund)
    assert fund.balance(Account.TRANSIT_OUT) == 0


@pytest.mark.parametrize(
    ("reason", "blocked", "tasks", "queued"),
    [
        ("AC01", True, {"new_account"}, 0),
        ("MD07", True, {"check_death"}, 0),
        ("ED05", False, set(), 0),
        ("AM05", False, {"match_receipt"}, 1),
    ],
)
def test_what_follows_from_a_return_depends_on_its_reason(
    fund: Fund, bank: SimulatedBank, reason: str, blocked: bool, tasks: set[str], queued: int
) -> None:
    person = fund.person()
    item = fund.owe(person, 140_00)
    batch = fund.propose()
    bank.send_back(belgian_iban(1), reason)
    bank.receive(fund.send(batch))
    _import(bank, MONDAY)
    assert BankAccount.objects.filter(superseded_at=None, blocked=True).exists() == blocked
    assert set(Task.objects.values_list("kind", flat=True)) == tasks
    assert queue().count() == queued
    # A payment that the bank calls a duplicate must not simply be paid again.
    assert open_cents(item) == (0 if queued else -140_00)
    if queued:
        services.match_movement(queue().get(), line=batch.lines.get(), user=fund.preparer, at=fund.now)
        assert open_cents(item) == -140_00
        assert fund.balance(Account.SUSPENSE) == 0


@pytest.mark.parametrize("form", ["coda", "camt.053.001.08"])
@pytest.mark.parametrize("reason", ["AM04", "MD06"])
def test_a_returned_collection_opens_the_claim_again(fund: Fund, bank: SimulatedBank, reason: str, form: str) -> None:
    paid, returned = fund.claim(fund.person(mandate=True)), fund.claim(fund.person(mandate=True))
    batch = fund.propose_collections()
    bank.send_back(belgian_iban(2), reason)
    bank.receive(fund.send(batch))
    _import(bank, batch.execute_on, form)
    assert (fund.balance(Account.TRANSIT_DIRECT_DEBIT), fund.balance(Account.BANK_PREMIUMS)) == (0, 128_00)
    _import(bank, batch.execute_on + timedelta(days=30), form)
    assert (open_cents(paid), open_cents(returned)) == (0, 64_00)
    assert batch.lines.get(state="returned").return_reason == reason
    assert fund.balance(Account.BANK_PREMIUMS) == 64_00
    assert not queue().exists()


def test_bank_charges_are_costs(fund: Fund, bank: SimulatedBank) -> None:
    bank.charge(BENEFITS_IBAN, MONDAY, 12_50)
    _import(bank)
    assert (fund.balance(Account.BANK_CHARGES), fund.balance(Account.BANK_BENEFITS)) == (12_50, -12_50)


def test_the_same_file_twice_changes_nothing(fund: Fund, bank: SimulatedBank) -> None:
    claim = fund.claim(fund.person())
    _pay_in(bank, 64_00, communication=communication(claim))
    content = bank.statement(MONDAY)
    services.import_file(content, "day.cod")
    before = (Entry.objects.count(), Movement.objects.count(), BankFile.objects.count())
    again = services.import_file(content, "day.cod")
    assert again.result == Result.DUPLICATE
    assert "STM-030" in again.message
    assert (Entry.objects.count(), Movement.objects.count(), BankFile.objects.count()) == before


def test_the_same_statement_in_another_format_changes_nothing(fund: Fund, bank: SimulatedBank) -> None:
    from zorgkas.banking.statements.camt import build_camt

    _pay_in(bank, 64_00)
    content = bank.statement(MONDAY)
    services.import_file(content)
    assert services.import_file(build_camt(parse_coda(content))).result == Result.DUPLICATE


def test_a_file_is_kept_as_it_came(fund: Fund, bank: SimulatedBank, tmp_path: Path) -> None:
    content = bank.statement(MONDAY)
    result = services.import_file(content, "../../evil name.cod")
    assert (tmp_path / "inbox" / result.file.path).read_bytes() == content
    assert (tmp_path / "inbox" / "bank") == (tmp_path / "inbox" / result.file.path).resolve().parent


def _statement(sequence: int = 1, opening: int = 0, cents: int = 5_00, **more: object) -> BankStatement:
    moved = (BankMovement(1, cents, "00150000", MONDAY),)
    values: dict[str, object] = {"iban": PREMIUMS_IBAN, "closed_on": MONDAY, **more}
    return BankStatement(
        sequence=sequence,
        opening_cents=opening,
        closing_cents=opening + cents,
        opened_on=MONDAY,
        created_on=MONDAY,
        movements=moved,
        **values,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (_statement(3, 5_00), "STM-031"),
        (_statement(2, 6_00), "STM-032"),
        (_statement(1, 0, 9_00), "STM-030"),
        (_statement(2, 5_00, iban=belgian_iban(1)), "STM-021"),
        (_statement(2, 5_00, closed_on=date(2027, 1, 4)), "STM-031"),
        (_statement(0, 5_00), "STM-031"),
    ],
)
def test_a_statement_that_does_not_follow_is_set_apart(fund: Fund, second: BankStatement, code: str) -> None:
    assert not services.import_file(build_coda([_statement()])).refused
    before = (Entry.objects.count(), Statement.objects.count())
    result = services.import_file(build_coda([second]))
    assert (result.result, result.statements[0].code) == (Result.REFUSED, code)
    assert (Entry.objects.count(), Statement.objects.count()) == before
    assert quarantined().get().code == code


def test_a_file_that_came_too_early_may_come_again(fund: Fund) -> None:
    first, second, third = _statement(), _statement(2, 5_00), _statement(3, 10_00)
    services.import_file(build_coda([first]))
    assert services.import_file(build_coda([third])).refused
    assert not services.import_file(build_coda([second])).refused
    assert services.import_file(build_coda([third])).result == Result.BOOKED
    assert not quarantined().exists()
    assert Quarantine.objects.count() == 1


def test_one_bad_statement_does_not_hold_up_the_others(fund: Fund) -> None:
    bad = _statement(1, 0)
    good = _statement(1, 0, iban=BENEFITS_IBAN)
    content = build_coda([bad, good])
    trailer = b"9" + b" " * 15 + b"000003" + b"0" * 15 + b"%015d"
    wrong_total = content.replace(trailer % 5_000, trailer % 7_000, 1)
    assert wrong_total != content
    result = services.import_file(wrong_total)
    assert [(part.result, part.code) for part in result.statements] == [("refused", "STM-012"), ("booked", "")]
    assert [statement.account.iban for statement in Statement.objects.all()] == [BENEFITS_IBAN]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "STM-002"),
        (b"PK\x03\x04", "STM-002"),
        (build_coda([_statement()])[:-130], "STM-002"),
        (b"<!DOCTYPE a><a/>", "XML-002"),
    ],
)
def test_a_file_that_is_none_is_refused_and_kept(fund: Fund, content: bytes, code: str) -> None:
    result = services.import_file(content, "bad.cod")
    assert (result.result, result.statements[0].code) == (Result.REFUSED, code)
    assert quarantined().get().file.sha256 == result.sha256
    assert not Posting.objects.exists()


def test_an_unknown_transaction_code_waits_for_somebody(fund: Fund) -> None:
    moved = (BankMovement(1, -5_00, "04101000", MONDAY),)
    statement = BankStatement(PREMIUMS_IBAN, 1, 0, -5_00, MONDAY, MONDAY, MONDAY, moved)
    services.import_file(build_coda([statement]))
    assert queue().get().reason.startswith("STM-060")
    assert fund.balance(Account.SUSPENSE) == 5_00


def test_collections_told_one_by_one_are_booked_one_by_one(fund: Fund) -> None:
    for _ in range(2):
        fund.claim(fund.person(mandate=True))
    batch = fund.propose_collections()
    fund.send(batch)
    moved = [BankMovement(1, 128_00, "20550000", MONDAY)]
    for number, line in enumerate(batch.lines.order_by("pk"), start=1):
        moved.append(BankMovement(1, 64_00, "60550000", MONDAY, detail=number, reference=line.end_to_end_id))
    statement = BankStatement(PREMIUMS_IBAN, 1, 0, 128_00, MONDAY, MONDAY, MONDAY, tuple(moved))
    services.import_file(build_coda([statement]))
    batch.refresh_from_db()
    assert (batch.state, fund.balance(Account.TRANSIT_DIRECT_DEBIT)) == (Batch.State.BOOKED, 0)
    assert not queue().exists()


def test_a_file_that_the_bank_booked_for_less_waits_for_somebody(fund: Fund) -> None:
    fund.owe(fund.person(), 140_00)
    batch = fund.propose()
    file = fund.send(batch)
    moved = (BankMovement(1, -100_00, "10107000", MONDAY, reference=file.payment_id or ""),)
    services.import_file(build_coda([BankStatement(BENEFITS_IBAN, 1, 0, -100_00, MONDAY, MONDAY, MONDAY, moved)]))
    assert queue().count() == 1
    batch.refresh_from_db()
    assert batch.state == Batch.State.EXPORTED


def test_the_same_return_twice_is_not_booked_twice(fund: Fund) -> None:
    item = fund.owe(fund.person(), 140_00)
    batch = fund.propose()
    fund.send(batch)
    back = BankMovement(1, 140_00, "00154000", MONDAY, reference=batch.lines.get().end_to_end_id, reason="AC04")
    statement = BankStatement(BENEFITS_IBAN, 1, 0, 280_00, MONDAY, MONDAY, MONDAY, (back, replace(back, number=2)))
    services.import_file(build_coda([statement]))
    assert open_cents(item) == -140_00
    assert queue().count() == 1
    assert fund.balance(Account.SUSPENSE) == -140_00
