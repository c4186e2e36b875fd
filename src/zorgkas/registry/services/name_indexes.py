"""The indexes of the search by name, put off while people come in by the million."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_DROP = "DROP INDEX IF EXISTS person_by_last_name, person_by_first_name"
_CREATE = """
    CREATE INDEX IF NOT EXISTS person_by_last_name ON registry_person
        (registry_name_key(last_name) COLLATE "C", registry_name_key(first_name) COLLATE "C");
    CREATE INDEX IF NOT EXISTS person_by_first_name ON registry_person
        (registry_name_key(first_name) COLLATE "C", registry_name_key(last_name) COLLATE "C");
"""


@contextmanager
def names_indexed_later() -> Iterator[None]:
    """Build the indexes once when the block ends, also when it fails; searches in between are right but slow.

    A process that is killed inside leaves them out: the next run of the same load builds them.
    """
    with connection.cursor() as cursor:
        cursor.execute(_DROP)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(_CREATE)
