"""A fund with members who were paid too much."""

import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import User

sys.path.append(str(Path(__file__).parents[1] / "membership"))
sys.path.append(str(Path(__file__).parents[1] / "budgets"))
sys.path.append(str(Path(__file__).parents[1] / "letters"))

from recovery_helpers import Street

from zorgkas.registry.models import CareFund


@pytest.fixture
def street(db: None) -> Street:
    fund = CareFund.objects.create(code="demo", name="Demo fund", enterprise_number="0200000142")
    return Street(fund)


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user("els", first_name="Els", last_name="Maes")
