"""A fund with members."""

import pytest
from membership_helpers import Town

from zorgkas.registry.models import CareFund


@pytest.fixture
def town(db: None) -> Town:
    fund = CareFund.objects.create(code="demo", name="Demo fund", enterprise_number="0200000142")
    return Town(fund)


@pytest.fixture
def vzk(db: None) -> CareFund:
    """The fund that takes who chose none."""
    return CareFund.objects.create(code="vzk", name="Vlaamse Zorgkas", enterprise_number="0475581694")
