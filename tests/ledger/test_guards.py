"""The database itself refuses bad bookings, whoever writes: everything here is raw SQL."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from zorgkas.ledger.models import Entry, Item, Posting
from zorgkas.registry.models import CareFund

pytestmark = pytest.mark.django_db
Execute = Callable[..., None]


@pytest.fixture
def execute() -> Execute:
    def execute(sql: str, *parameters: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)

    return execute


def insert_entry(fund: CareFund, key: str, lines: int = 2, debit: int = 6400, kind: str = "due") -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_entry (fund_id, key, kind, booked_on, narrative, created_at, line_count, debit_cents,"
            " lines_sha256) VALUES (%s, %s, %s, '2026-01-05', 'x', now(), %s, %s, '') RETURNING id",
            [fund.pk, key, kind, lines, debit],
        )
        return int(cursor.fetchone()[0])


def insert_posting(
    entry: int, line: int, account: int, amount: int, person: int | None = None, period: int = 0
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_posting (entry_id, line, account, person_id, product, period, amount_cents)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [entry, line, account, person, 1 if person else 0, period, amount],
        )


def end_of_transaction() -> None:
    """Check now what the database checks at the end of each transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def booked_entry(fund: CareFund, person: int, key: str = "good", kind: str = "due") -> int:
    entry = insert_entry(fund, key, kind=kind)
    insert_posting(entry, 1, 1200, 6400, person, 2026)
    insert_posting(entry, 2, 2100, -6400)
    end_of_transaction()
    return entry


def test_a_balanced_entry_is_accepted_and_its_item_follows(fund: CareFund, people: list[int]) -> None:
    booked_entry(fund, people[0])
    item = Item.objects.get()
    assert (item.person_id, item.account, item.product, item.period) == (people[0], 1200, 1, 2026)
    assert (item.due_cents, item.balance_cents) == (6400, 6400)


def test_only_entries_of_kind_due_count_as_due(fund: CareFund, people: list[int]) -> None:
    booked_entry(fund, people[0], kind="settlement")
    assert (Item.objects.get().due_cents, Item.objects.get().balance_cents) == (0, 6400)


def test_an_entry_that_does_not_balance_is_refused(fund: CareFund, people: list[int]) -> None:
    entry = insert_entry(fund, "crooked")
    insert_posting(entry, 1, 1200, 6400, people[0], 2026)
    insert_posting(entry, 2, 2100, -6399)
    with pytest.raises(IntegrityError, match="add up to 1 cents"), transaction.atomic():
        end_of_transaction()
    # The refused entry must not spoil the check at the end of this test.
    transaction.set_rollback(True)


@pytest.mark.parametrize("lines", [0, 1])
def test_an_entry_needs_two_lines(fund: CareFund, lines: int) -> None:
    entry = insert_entry(fund, "thin")
    for line in range(lines):
        insert_posting(entry, line, 1000, 6400)
    with pytest.raises(IntegrityError, match="at least two"), transaction.atomic():
        end_of_transaction()
    transaction.set_rollback(True)


@pytest.mark.parametrize(("lines", "debit"), [(3, 6400), (2, 6401)])
def test_an_entry_agrees_with_its_control_totals(fund: CareFund, lines: int, debit: int) -> None:
    entry = insert_entry(fund, "boastful", lines, debit)
    insert_posting(entry, 1, 1000, 6400)
    insert_posting(entry, 2, 2200, -6400)
    with pytest.raises(IntegrityError, match="announces"), transaction.atomic():
        end_of_transaction()
    transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("account", "amount", "with_person", "period"),
    [(2100, 0, False, 0), (1200, 5, False, 0), (1200, 5, True, 0), (2100, 5, True, 2026), (2300, 5, False, 2026)],
    ids=["zero", "nobody on a personal account", "no period", "somebody on a general account", "nobody on 2300"],
)
def test_a_line_that_says_too_little_or_too_much_is_refused(
    fund: CareFund, people: list[int], account: int, amount: int, with_person: bool, period: int
) -> None:
    entry = insert_entry(fund, "odd")
    with pytest.raises(IntegrityError, match="posting_"), transaction.atomic():
        insert_posting(entry, 1, account, amount, people[0] if with_person else None, period)
    transaction.set_rollback(True)


def test_a_person_who_does_not_exist_is_refused(fund: CareFund) -> None:
    with pytest.raises(IntegrityError, match="no person 999999999"), transaction.atomic():
        insert_posting(insert_entry(fund, "ghost"), 1, 1200, 6400, 999999999, 2026)


def test_an_entry_that_does_not_exist_is_refused(fund: CareFund) -> None:
    with pytest.raises(IntegrityError, match="entry 999999999"), transaction.atomic():
        insert_posting(999999999, 1, 1000, 6400)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger_entry SET narrative = 'y'",
        "UPDATE ledger_posting SET amount_cents = 1",
        "UPDATE ledger_item SET balance_cents = 0",
        "DELETE FROM ledger_entry",
        "DELETE FROM ledger_posting",
        "DELETE FROM ledger_item",
        "TRUNCATE ledger_posting CASCADE",
        "TRUNCATE ledger_entry CASCADE",
        "TRUNCATE ledger_item CASCADE",
        "INSERT INTO ledger_item (fund_id, person_id, account, product, period, due_cents, balance_cents)"
        " SELECT fund_id, person_id, account, product, 2027, 0, -6400 FROM ledger_item",
    ],
)
def test_what_is_booked_never_changes(fund: CareFund, people: list[int], execute: Execute, sql: str) -> None:
    booked_entry(fund, people[0])
    execute("SET LOCAL zorgkas.may_truncate = 'off'")  # tests may empty the database, nobody else
    with pytest.raises(IntegrityError, match="is refused"), transaction.atomic():
        execute(sql)
    assert Posting.objects.count() == 2
    assert Item.objects.get().balance_cents == 6400


def test_somebody_with_bookings_is_not_deleted(fund: CareFund, people: list[int], execute: Execute) -> None:
    booked_entry(fund, people[0])
    with pytest.raises(IntegrityError, match="refused"), transaction.atomic():
        execute("DELETE FROM registry_person WHERE id = %s", people[0])


@pytest.mark.django_db(transaction=True)
def test_an_entry_is_closed_when_its_transaction_ends(fund: CareFund, people: list[int]) -> None:
    with transaction.atomic():
        entry = booked_entry(fund, people[0])
        with transaction.atomic():  # a savepoint is still the same transaction
            in_parts = insert_entry(fund, "in parts")
        insert_posting(in_parts, 1, 1000, 6400)
        insert_posting(in_parts, 2, 2200, -6400)
    with pytest.raises(IntegrityError, match="earlier transaction"):
        insert_posting(entry, 3, 1000, 5)
    assert Entry.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_an_unbalanced_entry_cannot_be_committed(fund: CareFund) -> None:
    def book_crooked() -> None:
        with transaction.atomic():
            entry = insert_entry(fund, "crooked")
            insert_posting(entry, 1, 1000, 6400)
            insert_posting(entry, 2, 2200, -6300)

    with pytest.raises(IntegrityError, match="add up to"):
        book_crooked()
    assert not Entry.objects.exists()
    assert not Posting.objects.exists()
