"""A fund with members who did not pay."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "membership"))

from membership_helpers import Town

from zorgkas.registry.models import CareFund


@pytest.fixture
def town(db: None) -> Town:
    fund = CareFund.objects.create(code="demo", name="Demo fund", enterprise_number="0200000142")
    return Town(fund)
