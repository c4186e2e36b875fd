"""What is known beside the lines of a batch, read in sets: stays, absences, amounts, units, accepted lines."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from zorgkas.care.pillars.residential.absences import absent_days
from zorgkas.care.pillars.residential.assess import Context
from zorgkas.care.pillars.residential.columns import (
    Amounts,
    Billed,
    Lines,
    OtherCare,
    People,
    Places,
    Stays,
)
from zorgkas.care.pillars.residential.files import CODES, UNITS, codes_of
from zorgkas.engine import FOREVER, NEVER
from zorgkas.ledger.accounts import Account, Product
from zorgkas.registry.columns import read_sql, to_numpy

PILLAR_CODE = "residential"
# Care in which a stay excludes this one (BVR art. 534/52, 534/150): rights of these pillars, and stays in a PVT.
EXCLUDING = ("rehabilitation_hospitals", "nursing_homes")

# Days as the law counts them: ordinals, NEVER and FOREVER for none.
_STAYS = """
SELECT r.person_id AS person, r.provider_id AS site, r.code AS unit,
       coalesce((d.v ->> 'began')::date, r.valid_from) - DATE '0001-01-01' + 1 AS began,
       coalesce((d.v ->> 'arrived_minute')::int, 0) AS arrived_minute,
       coalesce((d.v ->> 'ended')::date - DATE '0001-01-01' + 1, r.valid_to - DATE '0001-01-01', %(forever)s) AS ended,
       coalesce((d.v ->> 'departed_minute')::int, 1439) AS departed_minute,
       coalesce((d.v ->> 'ended_by_death')::boolean, false) AS ended_by_death,
       r.valid_from - DATE '0001-01-01' + 1 AS paid_from
FROM care_careright r CROSS JOIN LATERAL (SELECT r.details::jsonb AS v) d
WHERE r.superseded_at IS NULL AND r.pillar = %(pillar)s AND r.person_id = ANY(%(people)s)
"""
_AMOUNTS = """
SELECT provider_id AS site, code AS unit, valid_from - DATE '0001-01-01' + 1 AS start,
       coalesce(valid_to - DATE '0001-01-01' + 1, %(forever)s) AS "end", cents AS day_cents
FROM care_tariff WHERE superseded_at IS NULL AND pillar = %(pillar)s AND provider_id = ANY(%(sites)s)
"""
_PLACES = """
SELECT c.provider_id AS site, c.unit AS unit, c.valid_from - DATE '0001-01-01' + 1 AS start,
       coalesce(c.valid_to - DATE '0001-01-01' + 1, %(forever)s) AS "end", c.places AS units,
       EXISTS (SELECT FROM care_recognition r WHERE r.provider_id = c.provider_id AND r.superseded_at IS NULL
               AND r.pillar = c.pillar AND r.care = c.unit AND r.valid_from <= c.valid_from
               AND (r.valid_to IS NULL OR r.valid_to > c.valid_from)
               AND coalesce((r.details ->> 'additional')::boolean, false)) AS additional
FROM care_capacity c
WHERE c.superseded_at IS NULL AND c.pillar = %(pillar)s AND c.provider_id = ANY(%(sites)s)
"""
# Of the users everything of these months; of the sites what counts for their capacity.
_BILLED = """
SELECT id AS number, person_id AS person, provider_id AS site, details ->> 'unit' AS unit, code AS kind,
       period / 100 * 12 + period %% 100 - 1 AS month, first_day - DATE '0001-01-01' + 1 AS first,
       last_day - DATE '0001-01-01' + 1 AS last, abs(quantity) * sign(accepted_cents)::int AS days
FROM care_careline
WHERE product = %(product)s AND accepted_cents <> 0 AND NOT id = ANY(%(these)s) AND (
    (person_id = ANY(%(people)s) AND period BETWEEN %(first_month)s AND %(last_month)s)
    OR (provider_id = ANY(%(sites)s) AND code = 'BTZ' AND period BETWEEN %(first_capacity)s AND %(last_capacity)s))
"""
_PEOPLE = """
SELECT p.id AS person, coalesce(d.day, %(never)s) AS died, coalesce(i.year, 0) AS unpaid_year
FROM unnest(%(people)s::bigint[]) p (id)
LEFT JOIN (SELECT person_id, min(valid_from) - DATE '0001-01-01' + 1 AS day FROM registry_death
           WHERE superseded_at IS NULL AND person_id = ANY(%(people)s) GROUP BY 1) d ON d.person_id = p.id
LEFT JOIN (SELECT person_id, min(period) AS year FROM ledger_item
           WHERE account = %(receivable)s AND product = %(premium)s AND balance_cents > 0
             AND person_id = ANY(%(people)s) GROUP BY 1) i ON i.person_id = p.id
"""
# The days of arriving and leaving may belong to both: only the days between them exclude.
_OTHER_CARE = """
SELECT person_id AS person, valid_from - DATE '0001-01-01' + 2 AS first,
       coalesce(valid_to - DATE '0001-01-01' - 1, %(forever)s) AS last
FROM registry_facilitystay
WHERE superseded_at IS NULL AND facility_kind = 2 AND person_id = ANY(%(people)s)
UNION ALL
SELECT person_id, valid_from - DATE '0001-01-01' + 2, coalesce(valid_to - DATE '0001-01-01' - 1, %(forever)s)
FROM care_careright
WHERE superseded_at IS NULL AND pillar = ANY(%(excluding)s) AND person_id = ANY(%(people)s)
"""


def read_context(lines: Lines, these: list[int]) -> Context:
    """Read what the lines need. `these` are lines that are judged again: what was accepted of them does not count."""
    params = _params(lines, these)
    months = np.unique(lines.month)
    return Context(
        stays=Stays(**_read(_STAYS, params)),
        absences=absent_days(params["people"], months),
        amounts=Amounts(**_read(_AMOUNTS, params)),
        places=Places(**_read(_PLACES, params)),
        billed=Billed(**_read(_BILLED, params)),
        people=People(**_read(_PEOPLE, params)),
        other_care=OtherCare(**_read(_OTHER_CARE, params)),
    )


def _params(lines: Lines, these: list[int]) -> dict[str, Any]:
    first, last = (int(lines.month.min()), int(lines.month.max())) if len(lines) else (0, 0)
    return {
        "pillar": PILLAR_CODE,
        "excluding": list(EXCLUDING),
        "product": int(Product.RESIDENTIAL),
        "premium": int(Product.PREMIUM),
        "receivable": int(Account.PREMIUM_RECEIVABLE),
        "people": np.unique(lines.person).tolist(),
        "sites": np.unique(lines.site).tolist(),
        "these": these,
        "first_month": period(first),
        "last_month": period(last),
        # Short stay and day care count over the year, a care centre over the quarter.
        "first_capacity": period(first - first % 12),
        "last_capacity": period(last - last % 12 + 11),
        "never": NEVER,
        "forever": FOREVER,
    }


def period(month: int) -> int:
    """A month of the law as the ledger writes it: 202611."""
    return month // 12 * 100 + month % 12 + 1


def _read(query: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a query, with codes of facilities and allowances as numbers."""
    table = read_sql(query, params)
    for name, known in (("unit", UNITS), ("kind", CODES)):
        if name in table.column_names:
            numbers = pa.array(codes_of(table[name], {code: int(value) for code, value in known.items()}))
            table = table.set_column(table.column_names.index(name), name, numbers)
    columns = to_numpy(table)
    return {name: column.astype(np.bool_ if column.dtype == np.uint8 else np.int64) for name, column in columns.items()}
