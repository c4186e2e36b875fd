"""Letters to everybody, written by one statement per range of people, two ranges at a time; each range once."""

import datetime
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection, transaction

from zorgkas.letters.services.addresses import readdress
from zorgkas.membership.chunks import Range, ranges
from zorgkas.registry.models import CareFund

# As many as the machine has processors to spare: the database does the work.
WORKERS = 2


def write_in_ranges(
    statement: str, names: Mapping[str, Any], fund: CareFund, kind: str, written_at: datetime.datetime
) -> int:
    """Run an INSERT of letters (with %(low)s and %(high)s on the person) for every range; return how many it wrote.

    Each range is one transaction, together with sending its letters to where they must go; what was broken off, or is
    run again, writes what is missing. Inside a transaction everything is written in turn, as part of it.
    """

    def write(chunk: Range) -> int:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, {**names, "low": chunk[0], "high": chunk[1]})
            written = int(cursor.rowcount)
            if written:
                readdress(fund, kind, written_at, chunk)
        return written

    chunks = ranges()
    if connection.in_atomic_block or len(chunks) < 2:
        return sum(write(chunk) for chunk in chunks)

    def write_apart(chunk: Range) -> int:
        try:
            return write(chunk)
        finally:
            connection.close()  # the connection of that thread, not of ours

    with ThreadPoolExecutor(WORKERS, "letters") as pool:
        return sum(pool.map(write_apart, chunks))
