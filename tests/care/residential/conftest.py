"""A care centre with its fund."""

import pytest
from tests.care.residential.residential_helpers import Centre


@pytest.fixture
def centre(db: None) -> Centre:
    return Centre.build()
