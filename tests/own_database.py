"""A database beside the test database, for tests that start, and kill, processes of their own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import connect
from psycopg.conninfo import conninfo_to_dict, make_conninfo


@contextmanager
def own_database(name: str) -> Iterator[dict[str, str]]:
    """Make an empty database on the server of the tests; yields the environment with which a process reaches it."""
    from django.db import connection

    known = connection.get_connection_params()
    server = make_conninfo(
        **{k: known[k] for k in ("host", "port", "user", "password") if k in known}, dbname="postgres"
    )
    with connect(server, autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {name}")
    given = conninfo_to_dict(server)
    url = f"postgresql://{given.get('user', '')}@/{name}?host={given.get('host', '')}"
    if given.get("port"):
        url += f"&port={given['port']}"
    try:
        yield {**os.environ, "DATABASE_URL": url}
    finally:
        with connect(server, autocommit=True) as admin:
            admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
