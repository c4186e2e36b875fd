"""A fund in the network, with people, and a mailbox of its own."""

from pathlib import Path

import pytest
from exchange_helpers import Network

from zorgkas.exchange.models import FundProfile
from zorgkas.registry.models import CareFund


@pytest.fixture
def network(db: None, settings, tmp_path: Path) -> Network:
    """The fund of the tests, and the Crossroads Bank that writes to it."""
    settings.INBOX_DIR, settings.OUTBOX_DIR = tmp_path / "in", tmp_path / "out"
    fund = CareFund.objects.create(
        code="demo", name="Zorgkas Voorbeeld", enterprise_number="0200000142", creditor_identifier="BE91ZZZ0200000142"
    )
    FundProfile.objects.create(fund=fund, sector=89, institution=1)
    return Network(fund)
