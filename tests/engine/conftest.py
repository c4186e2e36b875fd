"""The law of Landvast for every test of the engine."""

import pytest
from tests.engine.fictional import landvast

from zorgkas.engine import Book

YOUNG = {"birth_date": "2004-02-29", "asked_month": "2024-05", "household": "TOGETHER", "crossings": 40}


@pytest.fixture(scope="session")
def book() -> Book:
    """The law of Landvast."""
    return landvast()


@pytest.fixture
def young() -> dict[str, object]:
    """Somebody of twenty who lives together and crosses often."""
    return dict(YOUNG)
