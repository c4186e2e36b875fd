"""A fund with members who need care."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "membership"))

from budgets_helpers import Village
from zbo_helpers import OldVillage

from zorgkas.registry.models import CareFund


@pytest.fixture
def village(db: None) -> Village:
    fund = CareFund.objects.create(code="demo", name="Demo fund", enterprise_number="0200000142")
    return Village(fund)


@pytest.fixture
def old_village(db: None) -> OldVillage:
    fund = CareFund.objects.create(code="demo", name="Demo fund", enterprise_number="0200000142")
    return OldVillage(fund)
