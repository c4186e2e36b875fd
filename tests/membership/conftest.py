"""A fund with members."""

import pytest
from membership_helpers import Town

from zorgkas.registry.models import CareFund


@pytest.fixture
def town(db: None) -> Town:
    fund = CareFund.objects.create(code="demo", name="Demo fund", enterprise_number="0200000142")
    return Town(fund)
