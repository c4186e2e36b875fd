"""A fund, a few people, and short names for what the tests of the ledger do most."""

from datetime import date

import pytest

from zorgkas.registry.models import CareFund, Person


@pytest.fixture
def fund(db: None) -> CareFund:
    return CareFund.objects.create(code="demo", name="Demo fund", enterprise_number="0200000142")


@pytest.fixture
def people(db: None) -> list[int]:
    """Five people; what counts here is only their number."""
    return [
        Person.objects.create(
            insz=f"8061010{i:04d}", first_name="An", last_name=f"Peeters {i}", birth_date=date(1980, 1, 1), sex="F"
        ).pk
        for i in range(5)
    ]
