"""What all tests share."""

from collections.abc import Iterator

import pytest
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Let tests that really commit empty the test database afterwards; the ledger refuses that everywhere else."""
    from django.db import connection

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        cursor.execute(f"ALTER DATABASE {name} SET zorgkas.may_truncate = 'on'")
        cursor.execute("SET zorgkas.may_truncate = 'on'")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Read messages as they stand in the code; pages choose their own language, request by request."""
    with translation.override("en"):
        yield
