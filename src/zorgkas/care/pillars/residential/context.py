"""What is known beside the lines of a batch, read in sets: stays, absences, amounts, units, accepted lines."""

from dataclasses import fields
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from zorgkas.care.pillars.residential.absences import LEAVE_COLUMNS, LEAVES, absent_days
from zorgkas.care.pillars.residential.assess import Context
from zorgkas.care.pillars.residential.columns import (
    Amounts,
    Billed,
    Ints,
    Lines,
    OtherCare,
    People,
    Places,
    Stays,
    Used,
)
from zorgkas.care.pillars.residential.files import CODES, UNITS, codes_of
from zorgkas.care.reading import FEW, ask_in_one, in_one
from zorgkas.engine import FOREVER, NEVER
from zorgkas.engine.calendar import first_day, last_day
from zorgkas.law.residential.kinds import CareUnit
from zorgkas.ledger.accounts import Account, Product
from zorgkas.registry.columns import array_text, read_sql, to_numpy

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
WHERE r.superseded_at IS NULL AND r.pillar = %(pillar)s AND r.person_id = ANY(%(people)s::bigint[])
"""
_AMOUNTS = """
SELECT provider_id AS site, code AS unit, valid_from - DATE '0001-01-01' + 1 AS start,
       coalesce(valid_to - DATE '0001-01-01' + 1, %(forever)s) AS "end", cents AS day_cents
FROM care_tariff WHERE superseded_at IS NULL AND pillar = %(pillar)s AND provider_id = ANY(%(sites)s::bigint[])
"""
_PLACES = """
SELECT c.provider_id AS site, c.unit AS unit, c.valid_from - DATE '0001-01-01' + 1 AS start,
       coalesce(c.valid_to - DATE '0001-01-01' + 1, %(forever)s) AS "end", c.places AS units,
       EXISTS (SELECT FROM care_recognition r WHERE r.provider_id = c.provider_id AND r.superseded_at IS NULL
               AND r.pillar = c.pillar AND r.care = c.unit AND r.valid_from <= c.valid_from
               AND (r.valid_to IS NULL OR r.valid_to > c.valid_from)
               AND coalesce((r.details ->> 'additional')::boolean, false)) AS additional
FROM care_capacity c
WHERE c.superseded_at IS NULL AND c.pillar = %(pillar)s AND c.provider_id = ANY(%(sites)s::bigint[])
"""
# What was accepted of the users in these months, by whichever facility.
_BILLED = """
SELECT id AS number, person_id AS person, provider_id AS site, details ->> 'unit' AS unit, code AS kind,
       period / 100 * 12 + period %% 100 - 1 AS month, first_day - DATE '0001-01-01' + 1 AS first,
       last_day - DATE '0001-01-01' + 1 AS last, abs(quantity) * sign(accepted_cents)::int AS days
FROM care_careline
WHERE product = %(product)s AND accepted_cents <> 0 AND person_id = ANY(%(people)s::bigint[])
  AND period BETWEEN %(first_month)s AND %(last_month)s AND NOT id = ANY(%(these)s::bigint[])
"""
# What was accepted of the sites in the quarter of a care centre, or in the year of short stay and day care.
_USED = """
SELECT min(l.id) AS number, l.provider_id AS site, l.unit, l.period / 100 * 12 + l.period %% 100 - 1 AS month,
       sum(abs(l.quantity) * sign(l.accepted_cents))::bigint AS days
FROM (SELECT *, details ->> 'unit' AS unit FROM care_careline) l
LEFT JOIN unnest(%(these)s::bigint[]) AS t (id) ON t.id = l.id
WHERE l.product = %(product)s AND l.accepted_cents <> 0 AND l.code = 'BTZ' AND l.provider_id = ANY(%(sites)s::bigint[])
  AND t.id IS NULL AND l.period BETWEEN %(first_used)s AND %(last_used)s
  AND (l.unit IS DISTINCT FROM 'WZC' OR l.period BETWEEN %(first_quarter)s AND %(last_quarter)s)
GROUP BY l.file_id, l.provider_id, l.unit, l.period
"""
# Only of whom something is known: everybody else lives and has paid.
_PEOPLE = """
SELECT p.person, max(p.died) AS died, max(p.unpaid_year) AS unpaid_year FROM (
    SELECT person_id AS person, min(valid_from) - DATE '0001-01-01' + 1 AS died, 0 AS unpaid_year FROM registry_death
    WHERE superseded_at IS NULL AND person_id = ANY(%(people)s::bigint[]) GROUP BY 1
    UNION ALL
    SELECT person_id, %(never)s, min(period) FROM ledger_item
    WHERE account = %(receivable)s AND product = %(premium)s AND balance_cents > 0 AND person_id = ANY(%(people)s)
    GROUP BY 1) p
GROUP BY 1
"""
# The days of arriving and leaving may belong to both: only the days between them exclude.
_OTHER_CARE = """
SELECT person_id AS person, valid_from - DATE '0001-01-01' + 2 AS first,
       coalesce(valid_to - DATE '0001-01-01' - 1, %(forever)s) AS last
FROM registry_facilitystay
WHERE superseded_at IS NULL AND facility_kind = 2 AND person_id = ANY(%(people)s::bigint[])
UNION ALL
SELECT person_id, valid_from - DATE '0001-01-01' + 2, coalesce(valid_to - DATE '0001-01-01' - 1, %(forever)s)
FROM care_careright
WHERE superseded_at IS NULL AND pillar = ANY(%(excluding)s) AND person_id = ANY(%(people)s::bigint[])
"""


# Lines that are judged again and of which nothing was accepted the last time.
_REFUSED = "SELECT id FROM care_careline WHERE id = ANY(%(these)s::bigint[]) AND accepted_cents = 0"
_QUERIES = {
    "stays": _STAYS,
    "leaves": LEAVES,
    "amounts": _AMOUNTS,
    "places": _PLACES,
    "billed": _BILLED,
    "used": _USED,
    "people": _PEOPLE,
    "other_care": _OTHER_CARE,
    "refused": _REFUSED,
}
_COLUMNS = {
    **{
        name: [field.name for field in fields(kind)]
        for name, kind in {
            "stays": Stays,
            "amounts": Amounts,
            "places": Places,
            "billed": Billed,
            "used": Used,
            "people": People,
            "other_care": OtherCare,
        }.items()
    },
    "leaves": LEAVE_COLUMNS,
    "refused": ["id"],
}


_FLAGS = ("ended_by_death", "additional")
_CODES = {
    "unit": {code: int(value) for code, value in UNITS.items()},
    "kind": {code: int(value) for code, value in CODES.items()},
}
_IN_ONE = in_one(_QUERIES)


def read_context(lines: Lines, these: list[int]) -> tuple[Context, Ints]:
    """Read what the lines need, and which of `these`, lines that are judged again, were refused the last time.

    What was accepted of those lines themselves does not count.
    """
    params = _params(lines, these)
    if len(lines) <= FEW:
        known = {name: _of_rows(name, rows) for name, rows in ask_in_one(_IN_ONE, params).items()}
    else:
        known = {name: _numbers(name, read_sql(query, params)) for name, query in _QUERIES.items()}
    context = Context(
        stays=Stays(**known["stays"]),
        absences=absent_days(known["leaves"], np.unique(lines.month)),
        amounts=Amounts(**known["amounts"]),
        places=Places(**known["places"]),
        billed=Billed(**known["billed"]),
        used=Used(**known["used"]),
        people=People(**known["people"]),
        other_care=OtherCare(**known["other_care"]),
    )
    return context, known["refused"]["id"]


def _of_rows(name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """A few rows as columns, as `_numbers` makes them of many."""
    columns = {}
    for column in _COLUMNS[name]:
        values = [row[column] for row in rows]
        if column in _CODES:
            values = [_CODES[column].get(value, 0) for value in values]
        columns[column] = np.array(values, np.bool_ if column in _FLAGS else np.int64)
    return columns


def _params(lines: Lines, these: list[int]) -> dict[str, Any]:
    first, last = (int(lines.month.min()), int(lines.month.max())) if len(lines) else (0, 0)
    # Only short stay and day care count over the year.
    span = 12 if (lines.unit != CareUnit.WZC).any() else 3
    return {
        "pillar": PILLAR_CODE,
        "excluding": list(EXCLUDING),
        "product": int(Product.RESIDENTIAL),
        "premium": int(Product.PREMIUM),
        "receivable": int(Account.PREMIUM_RECEIVABLE),
        "people": array_text(np.unique(lines.person)),
        "sites": array_text(np.unique(lines.site)),
        "these": array_text(these),
        "leaves_from": date.fromordinal(max(1, first_day(first - first % 12) - 31)),
        "leaves_to": date.fromordinal(max(1, last_day(last))),
        "first_month": period(first),
        "last_month": period(last),
        "first_quarter": period(first - first % 3),
        "last_quarter": period(last - last % 3 + 2),
        "first_used": period(first - first % span),
        "last_used": period(last - last % span + span - 1),
        "never": NEVER,
        "forever": FOREVER,
    }


def period(month: int) -> int:
    """A month of the law as the ledger writes it: 202611."""
    return month // 12 * 100 + month % 12 + 1


def _numbers(name: str, table: pa.Table) -> dict[str, Any]:
    """The columns as numbers, also the codes of facilities and allowances; flags as flags."""
    for column, known in _CODES.items():
        if column in table.column_names:
            numbers = pa.array(codes_of(table[column], known))
            table = table.set_column(table.column_names.index(column), column, numbers)
    columns = to_numpy(table.select(_COLUMNS[name]))
    return {name: column.astype(np.bool_ if name in _FLAGS else np.int64) for name, column in columns.items()}
