"""The check finds what the guards cannot see: here the guards are off, and the books are spoiled by hand."""

from collections.abc import Callable

import pytest
from django.db import connection
from typer.testing import CliRunner

from zorgkas.cli import app
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.queries import balances, check, open_items, statement_of
from zorgkas.ledger.services import Line, book, book_dues, run
from zorgkas.registry.models import CareFund

pytestmark = pytest.mark.django_db
Spoil = Callable[[str], None]


@pytest.fixture
def booked(fund: CareFund, people: list[int]) -> CareFund:
    with run("premium", 2026, fund) as this:
        book_dues(this, product=1, account=1200, contra=2100, chunk=1, people=people, periods=2026, due_cents=6400)
    lines = [Line(1000, 6400), Line(1200, -6400, people[0], 1, 2026)]
    book(fund=fund, key="payment", kind="settlement", narrative="Statement 1", lines=lines)
    return fund


@pytest.fixture
def spoil() -> Spoil:
    """Do what only the owner of the database can: write with all triggers off."""

    def spoil(sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(sql)
            cursor.execute("SET LOCAL session_replication_role = origin")

    return spoil


def bad() -> set[str]:
    return {finding.name for finding in check() if not finding.good}


def test_good_books_are_good(booked: CareFund) -> None:
    assert bad() == set()
    assert all(finding.good for finding in check(booked))


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE ledger_item SET balance_cents = balance_cents + 1 WHERE balance_cents = 0", {"items"}),
        ("DELETE FROM ledger_item WHERE balance_cents = 0", {"items"}),
        ("UPDATE ledger_posting SET amount_cents = 6300 WHERE account = 1000", {"entries", "hashes"}),
        ("DELETE FROM ledger_posting WHERE account = 1000", {"entries", "hashes"}),
        ("DELETE FROM ledger_entry WHERE key = 'payment'", {"postings", "items"}),
        ("DELETE FROM ledger_entry WHERE kind = 'due'", {"postings", "items", "runs"}),
        ("UPDATE ledger_entry SET kind = 'transfer' WHERE kind = 'due'", {"items", "hashes"}),
        ("UPDATE ledger_posting SET account = 2200 WHERE account = 2100", {"hashes"}),
        ("UPDATE ledger_item SET person_id = 0 WHERE balance_cents = 0", {"items", "references"}),
        ("ALTER TABLE ledger_posting DISABLE TRIGGER ledger_posting_added", {"guards"}),
    ],
)
def test_spoiled_books_are_found(booked: CareFund, spoil: Spoil, sql: str, found: set[str]) -> None:
    with connection.cursor() as cursor:  # nothing may wait for the end of the transaction when a table is altered
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    spoil(sql)
    assert bad() == found


def test_a_receivable_below_zero_is_found(booked: CareFund, people: list[int]) -> None:
    lines = [Line(1000, 1), Line(1200, -1, people[0], 1, 2026)]
    book(fund=booked, key="a cent too much", kind="settlement", narrative="", lines=lines)
    (finding,) = [finding for finding in check() if not finding.good]
    assert (finding.name, finding.problems) == ("signs", 1)
    assert f"person {people[0]}, account 1200, period 2026: -1 cents" in finding.examples[0]


def test_balances_statement_and_open_items(booked: CareFund, people: list[int]) -> None:
    found = {account: cents for account, cents in balances(booked).items() if cents}
    assert found == {
        Account.BANK_PREMIUMS: 6400,
        Account.PREMIUM_RECEIVABLE: 4 * 6400,
        Account.AGENCY_PREMIUMS: -5 * 6400,
    }
    assert [(line.amount_cents, line.balance_cents) for line in statement_of(people[0])] == [(6400, 6400), (-6400, 0)]
    assert list(open_items(booked, 1200)["person"]) == people[1:]
    assert list(open_items(booked, 1200, product=1, period=2026, people=people[:2])["person"]) == [people[1]]
    assert list(open_items(booked, 1200, period=2025)["person"]) == []


def test_commands(booked: CareFund, people: list[int]) -> None:
    def run_command(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["ledger", *arguments])
        return result.exit_code, result.output

    assert run_command("check")[0] == 0
    assert run_command("check", "--fund", "demo")[0] == 0
    assert "320.00" in run_command("balance")[1]
    assert "Statement 1" in run_command("entry", "payment")[1]
    assert "premium" in run_command("runs")[1]
    assert run_command("entry", "nowhere") == (1, "There is no entry with key nowhere.\n")
    assert run_command("balance", "--fund", "nowhere")[0] == 1
    lines = [Line(1000, 1), Line(1200, -1, people[0], 1, 2026)]
    book(fund=booked, key="a cent too much", kind="settlement", narrative="", lines=lines)
    code, output = run_command("check")
    assert code == 1
    assert "signs: item" in output
