"""The law's inputs as columns: facts at reference dates, for one person or for all, as known at any moment.

read({"dead": holds(Death, on=day), "region": value(Residence, "region", on=day, default=0)}, known_at=moment)
"""

from zorgkas.registry.snapshot.columns import (
    Column,
    birth_date,
    count,
    first_from,
    highest,
    holds,
    last_to,
    latest,
    lowest,
    overlaps,
    person,
    row,
    unbroken_since,
    value,
)
from zorgkas.registry.snapshot.read import query, read
from zorgkas.registry.snapshot.standard import snapshot

__all__ = [
    "Column",
    "birth_date",
    "count",
    "first_from",
    "highest",
    "holds",
    "last_to",
    "latest",
    "lowest",
    "overlaps",
    "person",
    "query",
    "read",
    "row",
    "snapshot",
    "unbroken_since",
    "value",
]
