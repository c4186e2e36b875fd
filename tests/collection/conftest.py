"""A fund with its accounts and a bank, and members whose premiums are open or paid."""

from datetime import date
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from tests.collection.collection_helpers import House

from zorgkas.banking.simulator import SimulatedBank


@pytest.fixture(autouse=True)
def _boxes(settings: Settings, tmp_path: Path) -> None:
    settings.OUTBOX_DIR = tmp_path / "outbox"
    settings.INBOX_DIR = tmp_path / "inbox"


@pytest.fixture
def house(db: None) -> House:
    return House.build()


@pytest.fixture
def bank(house: House) -> SimulatedBank:
    """A bank that sends nothing back unless it is told to."""
    return SimulatedBank(
        [house.premiums, house.benefits],
        opens_on=date(2026, 1, 1),
        opening_cents=100_000_00,
        payment_return_share=0,
        collection_return_share=0,
    )
