"""People and sources for the tests of the registry."""

import pytest
from registry_helpers import at, make_person

from zorgkas.registry.models import Person, Source
from zorgkas.registry.services import source as make_source


@pytest.fixture
def person(db: None) -> Person:
    return make_person(1)


@pytest.fixture
def other(db: None) -> Person:
    return make_person(2)


@pytest.fixture
def register(db: None) -> Source:
    return make_source("message", "register 1", at(1))
