"""What the database knows of its tables, brought up to date right after a large run; the server itself looks later."""

from collections.abc import Sequence

from django.db import connection

# Fewer new rows never change a plan for the worse.
MANY_ROWS = 50_000
# Statistics that miss a smaller part of the rows than this are good enough.
WORTH_A_LOOK = 0.1


def refresh_statistics(tables: Sequence[str], added: int) -> None:
    """Look at the tables again when so many of their rows are new that plans made on the old ones would be slow."""
    if added <= MANY_ROWS:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(reltuples) FROM pg_class WHERE oid = ANY(%s::regclass[])", [list(tables)])
        (known,) = cursor.fetchone()
        if added > WORTH_A_LOOK * known:
            cursor.execute(f"ANALYZE {', '.join(tables)}")
