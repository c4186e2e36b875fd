"""What lines of invoices rest on, read in sets: rights, tariffs, what was billed before, people."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from psycopg import sql

from zorgkas.care.pillars.mobility.codes import LIST_NUMBER, PILLAR
from zorgkas.care.reading import FEW
from zorgkas.ledger.accounts import Product
from zorgkas.membership.models import Membership
from zorgkas.registry.columns import read_sql
from zorgkas.registry.models import CareFund, Death, FacilityStay
from zorgkas.registry.snapshot import birth_date, first_from, holds, overlaps, read, row

Ints = NDArray[np.int64]
Columns = dict[str, NDArray[Any]]

# The right of each line: of a sale the one that begins on its day, of a rent the last contract signed by the end of the
# month, of a death the last approval, of upkeep the budget that runs.
_RIGHTS = """
WITH line AS (
    SELECT * FROM unnest(%(n)s::int[], %(person)s::bigint[], %(provider)s::bigint[], %(code)s::text[], 
        %(first)s::date[], %(month_end)s::date[], %(kind)s::int[]) l (n, person, provider, code, first, month_end, kind)
)
SELECT l.n, (r.valid_from - DATE '0001-01-01' + 1)::bigint AS valid_from,
       coalesce(r.valid_to - DATE '0001-01-01' + 1, 2000000000)::bigint AS valid_to,
       coalesce(r.ceiling_cents, 0)::bigint AS ceiling_cents, r.details::text AS details
  FROM line l JOIN LATERAL (
    SELECT f.* FROM care_careright f
     WHERE f.person_id = l.person AND f.pillar = %(pillar)s AND f.code = l.code AND f.superseded_at IS NULL
       AND (f.provider_id = l.provider OR f.provider_id = 0)
       AND CASE l.kind WHEN 1 THEN f.valid_from = l.first
                       WHEN 2 THEN f.valid_from <= l.month_end
                       WHEN 3 THEN f.valid_from <= l.month_end AND (f.valid_to IS NULL OR f.valid_to > l.first)
                       ELSE f.valid_from <= l.first AND (f.valid_to IS NULL OR f.valid_to > l.first) END
     ORDER BY f.valid_from DESC LIMIT 1) r ON true
"""
_TARIFFS = """
SELECT l.n, t.cents FROM unnest(%(n)s::int[], %(code)s::text[], %(day)s::date[]) l (n, code, day)
  JOIN registry_provider p ON p.number = %(list)s
  JOIN care_tariff t ON t.provider_id = p.id AND t.pillar = %(pillar)s AND t.code = l.code AND t.superseded_at IS NULL
   AND t.valid_from <= l.day AND (t.valid_to IS NULL OR t.valid_to > l.day)
"""
# What was accepted before of the same aid or month, and of a budget for upkeep; these very lines do not count.
_BILLED = """
SELECT l.n, sum(b.accepted_cents)::bigint AS cents
  FROM unnest(%(n)s::int[], %(person)s::bigint[], %(code)s::text[], %(first)s::date[], %(last)s::date[]) l
       (n, person, code, first, last)
  JOIN care_careline b ON b.person_id = l.person AND b.product = %(product)s AND b.code = l.code
   AND b.first_day BETWEEN l.first AND l.last AND b.id <> ALL(%(own)s)
 GROUP BY l.n
"""


def iso(days: Ints) -> list[str]:
    """Days of the law as PostgreSQL reads them."""
    return [str(day) for day in (days - 719_163).astype("M8[D]")]


def rights(columns: Mapping[str, NDArray[Any]], codes: list[str], month_end: Ints, kinds: Ints) -> pa.Table:
    """The right of each line that has one."""
    return read_sql(
        _RIGHTS,
        {
            "n": list(range(len(codes))),
            "person": columns["person"].tolist(),
            "provider": columns["provider"].tolist(),
            "code": codes,
            "first": iso(columns["first"].astype(np.int64)),
            "month_end": iso(month_end),
            "kind": kinds.tolist(),
            "pillar": PILLAR,
        },
        few=len(codes) <= FEW,
    )


def tariffs(codes: list[str], days: Ints) -> Ints:
    """The benefit or rent of each line in cents; -1 where none was entered."""
    found = read_sql(
        _TARIFFS,
        {"n": list(range(len(codes))), "code": codes, "day": iso(days), "list": LIST_NUMBER, "pillar": PILLAR},
        few=len(codes) <= FEW,
    )
    cents = np.full(len(codes), -1, np.int64)
    cents[found["n"].to_numpy()] = found["cents"].to_numpy()
    return cents


def billed(people: Ints, codes: list[str], first: Ints, last: Ints, own: list[int]) -> Ints:
    """What was accepted before of the same person and code within those days."""
    found = read_sql(
        _BILLED,
        {
            "n": list(range(len(codes))),
            "person": people.tolist(),
            "code": codes,
            "first": iso(first),
            "last": iso(last),
            "product": int(Product.MOBILITY),
            "own": own,
        },
        few=len(codes) <= FEW,
    )
    cents = np.zeros(len(codes), np.int64)
    cents[found["n"].to_numpy()] = found["cents"].to_numpy()
    return cents


def people(ids: Ints, month_start: Ints, month_end: Ints, fund: CareFund) -> Columns:
    """Birth, death, membership of this fund in the month, and residence in a care centre in it."""
    rows = sql.SQL(
        "SELECT * FROM unnest({}::int[], {}::bigint[], {}::date[], {}::date[]) q (number, person_id, start, stop)"
    ).format(
        sql.Literal(list(range(len(ids)))),
        sql.Literal(ids.tolist()),
        sql.Literal(iso(month_start)),
        sql.Literal(iso(month_end)),
    )
    table = read(
        {
            "birth_date": birth_date(),
            "died_on": first_from(Death),
            "member": overlaps(Membership, start=row("start"), end=row("stop"), fund_id=fund.pk),
            "elsewhere": overlaps(Membership, start=row("start"), end=row("stop")),
            "resident": holds(FacilityStay, on=row("stop"), facility_kind=int(FacilityStay.Kind.WZC)),
        },
        rows=rows,
        few=len(ids) <= FEW,
    )
    table = table.sort_by("number")
    names = ("birth_date", "died_on", "member", "elsewhere", "resident")
    return {name: table[name].to_numpy() for name in names}
