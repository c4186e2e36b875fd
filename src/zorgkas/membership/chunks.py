"""Cut long work into ranges of person numbers, and read the next range while the last one is being booked."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection
from django.db.models import Max, Min

from zorgkas.registry.models import Person

Range = tuple[int, int]
Result = TypeVar("Result")

# People per chunk: one transaction each, and memory for two of them at a time.
DEFAULT_SIZE = 250_000


def ranges(size: int | None = None) -> list[Range]:
    """Half-open ranges of person numbers that together hold everybody."""
    size = size or int(os.environ.get("ZORGKAS_CHUNK_SIZE", DEFAULT_SIZE))
    ends = Person.objects.aggregate(low=Min("pk"), high=Max("pk"))
    if ends["low"] is None:
        return []
    return [(low, low + size) for low in range(ends["low"], ends["high"] + 1, size)]


def read_ahead(chunks: list[Range], read: Callable[[Range], Result]) -> Iterator[tuple[Range, Result]]:
    """Yield each chunk with what was read for it; the next one is read in the meantime, on a connection of its own.

    Inside a transaction everything is read in turn, as only that transaction sees what it wrote.
    """
    if connection.in_atomic_block or len(chunks) < 2:
        yield from ((chunk, read(chunk)) for chunk in chunks)
        return
    with ThreadPoolExecutor(1, thread_name_prefix="read-ahead") as reader:
        try:
            waiting = reader.submit(read, chunks[0])
            for chunk, following in zip(chunks, [*chunks[1:], None], strict=True):
                found = waiting.result()
                if following:
                    waiting = reader.submit(read, following)
                yield chunk, found
        finally:
            reader.submit(connection.close)  # the connection of that thread, not of ours
