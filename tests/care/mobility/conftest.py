"""A fund, members, two suppliers and the tariffs of the list."""

import sys
from pathlib import Path

import pytest

sys.path += [str(Path(__file__).parents[2] / name) for name in ("membership", "budgets", "care/mobility")]

from mobility_helpers import Shop

from zorgkas.registry.models import CareFund


@pytest.fixture
def shop(db: None) -> Shop:
    fund = CareFund.objects.create(code="demo", name="Demo fund", enterprise_number="0200000142")
    return Shop(fund)
