"""A fund with its accounts, two users, people with accounts, and what the ledger owes them or they owe."""

from datetime import date
from pathlib import Path

import pytest
from banking_helpers import Fund, make_fund
from pytest_django.fixtures import Settings

from zorgkas.banking.simulator import SimulatedBank


@pytest.fixture(autouse=True)
def _boxes(settings: Settings, tmp_path: Path) -> None:
    settings.OUTBOX_DIR = tmp_path / "outbox"
    settings.INBOX_DIR = tmp_path / "inbox"


@pytest.fixture
def fund(db: None) -> Fund:
    return make_fund()


@pytest.fixture
def bank(fund: Fund) -> SimulatedBank:
    """A bank that sends nothing back unless it is told to."""
    return SimulatedBank(
        [fund.premiums, fund.benefits],
        opens_on=date(2026, 10, 30),
        opening_cents=100_000_00,
        payment_return_share=0,
        collection_return_share=0,
    )
