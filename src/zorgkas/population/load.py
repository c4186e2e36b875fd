"""Stores one chunk through the services of the registry, in one transaction with its own mark."""

import zlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from django.db import transaction

from zorgkas.budgets.models import Application, DisabilityFile, Entitlement, Means, OlderCareFinding
from zorgkas.ledger.accounts import Product
from zorgkas.membership.models import Membership
from zorgkas.population.chunk import Chunk
from zorgkas.population.year.clock import TAKEOVER
from zorgkas.registry import models
from zorgkas.registry.columns import copy_in
from zorgkas.registry.models import CareFund, Fact, Source
from zorgkas.registry.services import create_people, record_facts, source

MARK = "synthetic population"

KINDS: dict[str, type[Fact]] = {
    "Membership": Membership,
    "Entitlement": Entitlement,
    "OlderCareFinding": OlderCareFinding,
    "Means": Means,
    "DisabilityFile": DisabilityFile,
    **{
        kind.__name__: kind
        for kind in (
            models.Residence,
            models.Death,
            models.IncreasedAllowance,
            models.ForeignInsurance,
            models.PremiumExemption,
            models.CareFinding,
            models.FacilityStay,
            models.Suspension,
            models.Detention,
            models.BankAccount,
            models.DirectDebitMandate,
        )
    },
}


def reference(scale: int, seed: int, number: int, chunks: int) -> str:
    """The mark of a chunk that is stored."""
    return f"{MARK} 1:{scale} seed {seed}, part {number + 1} of {chunks}"


def is_stored(mark: str) -> bool:
    """Whether the chunk with this mark is in the database, complete."""
    return Source.objects.filter(reference=mark).exists()


@dataclass(frozen=True)
class Spread:
    """A share of the members that belongs to other funds, evenly divided over these."""

    funds: tuple[int, ...]
    share: float


@transaction.atomic
def store(chunk: Chunk, fund: CareFund, mark: str, spread: Spread | None = None) -> dict[str, int]:
    """Store all of a chunk or nothing of it; return the number of rows per table."""
    origin = source(Source.Kind.SYSTEM, mark, TAKEOVER)
    ids = create_people(chunk.people)
    rows = {"Person": len(ids)}
    for name, table in chunk.facts.items():
        columns = _with_ids(table, ids)
        if name == "Membership":
            columns = columns.append_column("fund_id", _funds(chunk, table, fund, mark, spread))
        record_facts(KINDS[name], columns, source=origin, recorded_at=TAKEOVER)
        rows[name] = table.num_rows
    rows["Application"] = _store_applications(_with_ids(chunk.applications, ids), fund)
    return rows


def _funds(chunk: Chunk, members: pa.Table, fund: CareFund, mark: str, spread: Spread | None) -> pa.Array:
    """The fund of each membership. Who has a budget or asked for one stays with the main fund, which pays it."""
    if spread is None or not spread.funds:
        return _repeat(fund.pk, members.num_rows)
    rng = np.random.default_rng(zlib.crc32(mark.encode()))
    person = members["person"].to_numpy()
    other = rng.random(chunk.people.num_rows) < spread.share
    other[chunk.facts["Entitlement"]["person"].to_numpy()] = False
    other[chunk.applications["person"].to_numpy()] = False
    which = np.array(spread.funds, np.int64)[rng.integers(0, len(spread.funds), chunk.people.num_rows)]
    return pa.array(np.where(other, which, fund.pk)[person])


def _with_ids(table: pa.Table, ids: npt.NDArray[np.int64]) -> pa.Table:
    position = table["person"].to_numpy()
    return table.drop_columns(["person"]).append_column("person_id", pa.array(ids[position]))


def _repeat(value: object, number: int) -> pa.Array:
    return pa.repeat(pa.scalar(value), number)


def _store_applications(table: pa.Table, fund: CareFund) -> int:
    number = table.num_rows
    columns = {
        "fund_id": _repeat(fund.pk, number),
        "product": _repeat(int(Product.ZZZ), number),
        "answers": _repeat("{}", number),
    }
    for name, values in columns.items():
        table = table.append_column(name, values)
    return copy_in(Application._meta.db_table, table.column_names, table.to_batches())
