"""What is known beside each line of a batch, read in sets: its right, amounts, user, what was billed before."""

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from zorgkas.care.pillar import Batch
from zorgkas.care.reading import FEW, ask_in_one, in_one
from zorgkas.care.sectors.facts import CARES, RESIDENTIAL
from zorgkas.care.sectors.sector import Columns, Int64s, Sector
from zorgkas.engine import FOREVER, NEVER
from zorgkas.law import law_on
from zorgkas.law.cumulation.kinds import Care, CareTogether
from zorgkas.ledger.accounts import Account, Product
from zorgkas.membership.models import Membership
from zorgkas.registry.columns import array_text, read_sql, to_numpy

_DAY = "({0} - DATE '0001-01-01' + 1)"
_ASKED = """unnest(%(n)s::int[], %(person)s::bigint[], %(provider)s::bigint[], %(code)s::text[], %(first)s::date[],
                %(last)s::date[], %(line)s::bigint[]) AS q (n, person, provider, code, first, last, line)"""
# The right that holds on the first day of the line, else the newest.
_RIGHTS = f"""
    SELECT q.n, coalesce({_DAY.format("r.valid_from")}, 0)::bigint AS first,
           coalesce({_DAY.format("r.valid_to")} - 1, %(forever)s)::bigint AS last,
           coalesce(r.ceiling_count, -1)::bigint AS ceiling, coalesce(r.details, '{{}}')::text AS details
      FROM {_ASKED}
      LEFT JOIN LATERAL (
           SELECT * FROM care_careright r
            WHERE r.person_id = q.person AND r.provider_id = q.provider AND r.pillar = %(pillar)s
              AND r.superseded_at IS NULL AND r.code IN ('CARE', q.code)
            ORDER BY (r.valid_from <= q.first AND (r.valid_to IS NULL OR r.valid_to > q.first)) DESC, r.valid_from DESC
            LIMIT 1) r ON true
     ORDER BY q.n
"""  # noqa: S608 - only expressions of our own are put in
_AMOUNTS = f"""
    SELECT q.n, coalesce(t.cents, 0)::bigint AS told, coalesce(b.cents, 0)::bigint AS before,
           (t.cents IS NOT NULL OR EXISTS (
              SELECT FROM care_tariff k WHERE k.provider_id = q.provider AND k.pillar = %(pillar)s AND k.code = q.code
                 AND k.superseded_at IS NULL))::int::bigint AS known
      FROM {_ASKED}
      LEFT JOIN LATERAL (
           SELECT cents, valid_from FROM care_tariff t
            WHERE t.provider_id = q.provider AND t.pillar = %(pillar)s AND t.code = q.code AND t.superseded_at IS NULL
              AND t.valid_from <= q.first AND (t.valid_to IS NULL OR t.valid_to > q.first) LIMIT 1) t ON true
      LEFT JOIN LATERAL (
           SELECT cents FROM care_tariff b
            WHERE b.provider_id = q.provider AND b.pillar = %(pillar)s AND b.code = q.code AND b.superseded_at IS NULL
              AND b.valid_from < t.valid_from ORDER BY b.valid_from DESC LIMIT 1) b ON true
     ORDER BY q.n
"""  # noqa: S608
_USERS = f"""
    SELECT q.n, {_DAY.format("p.birth_date")}::bigint AS birth, coalesce(d.day, 0)::bigint AS died,
           coalesce(m.kind, 0)::bigint AS membership,
           EXISTS (SELECT FROM ledger_item i WHERE i.person_id = q.person AND i.account = %(receivable)s
                      AND i.product = %(premium)s AND i.balance_cents > 0
                      AND i.period < extract(year FROM q.first))::int::bigint AS unpaid
      FROM {_ASKED}
      JOIN registry_person p ON p.id = q.person
      LEFT JOIN LATERAL (
           SELECT {_DAY.format("min(valid_from)")} AS day FROM registry_death
            WHERE person_id = q.person AND superseded_at IS NULL) d ON true
      LEFT JOIN LATERAL (
           SELECT kind FROM membership_membership m
            WHERE m.person_id = q.person AND m.superseded_at IS NULL AND m.valid_from <= q.first
              AND (m.valid_to IS NULL OR m.valid_to > q.first) LIMIT 1) m ON true
     ORDER BY q.n
"""  # noqa: S608
# Accepted before and not credited: of the same care on the same days, of the person in a life, of the right so far.
_BILLED = f"""
    SELECT q.n,
           coalesce(sum(l.accepted_cents) FILTER (
             WHERE l.provider_id = q.provider AND l.code = q.code AND l.first_day <= q.last AND l.last_day >= q.first
           ), 0)::bigint AS same,
           coalesce(sum(l.accepted_cents), 0)::bigint AS ever,
           coalesce(sum(l.quantity * sign(l.accepted_cents)) FILTER (
             WHERE l.provider_id = q.provider AND l.code = q.code), 0)::bigint AS used,
           coalesce(sum(l.quantity * sign(l.accepted_cents)) FILTER (
             WHERE l.provider_id = q.provider AND l.code = q.code
               AND l.period / 100 = extract(year FROM q.first)), 0)::bigint AS used_in_year
      FROM {_ASKED}
      LEFT JOIN care_careline l ON l.person_id = q.person AND l.product = %(product)s AND l.id <> q.line
       AND NOT l.id = ANY(%(these)s::bigint[]) AND l.accepted_cents <> 0
     GROUP BY q.n ORDER BY q.n
"""  # noqa: S608
# Days of the line inside other care that was requested before; the days of moving belong to both.
_OTHER = f"""
    SELECT q.n, r.pillar::text AS pillar, r.code::text AS code, coalesce(r.details::jsonb ->> 'service', '') AS service,
           (least(q.last, coalesce(r.valid_to - 2, q.last)) - greatest(q.first, r.valid_from + 1) + 1)::bigint AS days
      FROM {_ASKED}
      JOIN care_careright o ON o.person_id = q.person AND o.provider_id = q.provider AND o.pillar = %(pillar)s
       AND o.superseded_at IS NULL AND o.valid_from <= q.first AND (o.valid_to IS NULL OR o.valid_to > q.first)
      JOIN care_careright r ON r.person_id = q.person AND r.superseded_at IS NULL AND r.pillar <> %(pillar)s
       AND r.valid_from < q.last AND (r.valid_to IS NULL OR r.valid_to > q.first + 1)
       AND coalesce((r.details::jsonb ->> 'requested_on')::date, r.valid_from)
         < coalesce((o.details::jsonb ->> 'requested_on')::date, o.valid_from)
     ORDER BY q.n
"""  # noqa: S608
# Units that a provider may bill in a year, and those that were accepted, of everybody.
_CAPACITY = """
    SELECT c.provider_id AS provider, c.year::bigint, c.places::bigint,
           coalesce((SELECT sum(l.quantity * sign(l.accepted_cents)) FROM care_careline l
             WHERE l.provider_id = c.provider_id AND l.product = %(product)s AND l.period / 100 = c.year
               AND NOT l.id = ANY(%(these)s::bigint[])), 0)::bigint AS used
      FROM (SELECT provider_id, y.year, max(places) AS places FROM care_capacity, unnest(%(years)s::int[]) AS y (year)
             WHERE pillar = %(pillar)s AND superseded_at IS NULL AND provider_id = ANY(%(providers)s::bigint[])
               AND valid_from < make_date(y.year + 1, 1, 1)
               AND (valid_to IS NULL OR valid_to > make_date(y.year, 1, 1)) GROUP BY 1, 2) c
"""
# Lines that are judged again and of which nothing was accepted the last time.
_REFUSED = "SELECT id FROM care_careline WHERE id = ANY(%(these)s::bigint[]) AND accepted_cents = 0"
_QUERIES = {
    "rights": _RIGHTS,
    "amounts": _AMOUNTS,
    "users": _USERS,
    "billed": _BILLED,
    "other": _OTHER,
    "capacity": _CAPACITY,
    "refused": _REFUSED,
}
_IN_ONE = in_one(_QUERIES)
UNLIMITED = 1_000_000
# Before, the articles of the matrix did not all hold yet: nothing later than they are excludes anything.
FIRST_MATRIX = "2024-01-01"


@dataclass(frozen=True)
class Known:
    """The facts of the law for each line, the details of its right, and which lines were refused the last time."""

    facts: dict[str, Any]
    details: list[dict[str, Any]]
    used_in_year: Int64s
    refused: list[int]


def read_known(sector: Sector, batch: Batch) -> Known:
    """Read what the lines need."""
    params = _params(sector, batch)
    count = len(batch)
    found = _read(params, count)
    rights = found["rights"]
    details = [json.loads(text) for text in rights["details"].to_pylist()]
    right = to_numpy(rights.select(["first", "last", "ceiling"]))
    amounts, users, billed = (to_numpy(found[name]) for name in ("amounts", "users", "billed"))
    none = right["first"] == NEVER
    administrative = users["membership"] == Membership.Kind.ADMINISTRATIVE
    columns = batch.columns
    facts: dict[str, Any] = {
        "care_sector": np.full(count, int(sector.sector)),
        "care_day": columns["first"],
        "birth_date": users["birth"],
        "died_on": users["died"],
        "care_affiliated": (users["membership"] != 0) & ~administrative,
        "care_administrative_from": np.where(administrative, columns["first"], NEVER),
        "care_premiums_paid": users["unpaid"] == 0,
        "care_line_from": columns["first"],
        "care_last_day": columns["last"],
        "care_line_count": columns["quantity"],
        "care_line_unit_cents": columns["unit_cents"],
        "care_line_total_cents": columns["claimed_cents"],
        "care_line_share_cents": columns["share_cents"],
        "care_approved_from": right["first"],
        "care_approved_until": np.where(none, FOREVER, right["last"]),
        "care_code_known": amounts["known"] == 1,
        "care_told_cents": amounts["told"],
        "care_told_before_cents": amounts["before"],
        "care_invoice_received_on": columns["received"],
        "care_count_possible": _possible(sector, columns, right["ceiling"], billed["used"]),
        "care_billed_before": _billed(sector, columns, billed),
        "care_days_in_other_care": _other(sector, found["other"], max(params["first"]), count),
        "care_capacity_left": _capacity(columns, found["capacity"]),
    }
    refused = [row["id"] for row in found["refused"].to_pylist()]
    return Known(facts, details, billed["used_in_year"], refused)


def _read(params: dict[str, Any], count: int) -> dict[str, pa.Table]:
    if 0 < count <= FEW:
        return {name: pa.Table.from_pylist(rows) for name, rows in ask_in_one(_IN_ONE, params).items()}
    return {name: read_sql(query, params) for name, query in _QUERIES.items()}


def _params(sector: Sector, batch: Batch) -> dict[str, Any]:
    columns = batch.columns
    year = columns["month"].astype(np.int64) // 12
    dates = {name: (columns[name].astype(np.int64) - 719_163).astype("M8[D]").astype(str) for name in ("first", "last")}
    these = columns["line"].astype(np.int64) if batch.again else np.zeros(len(batch), np.int64)
    return {
        "n": array_text(range(len(batch))),
        "person": array_text(columns["person"]),
        "provider": array_text(columns["provider"]),
        "code": [str(code) for code in columns["code"]],
        "first": dates["first"].tolist(),
        "last": dates["last"].tolist(),
        "line": array_text(these),
        "these": array_text(these if batch.again else []),
        "pillar": sector.pillar,
        "product": sector.product,
        "premium": int(Product.PREMIUM),
        "receivable": int(Account.PREMIUM_RECEIVABLE),
        "providers": array_text(np.unique(columns["provider"])),
        "years": np.unique(year).tolist(),
        "forever": FOREVER,
    }


def _possible(sector: Sector, columns: Columns, ceiling: Int64s, used: Int64s) -> Int64s:
    """By the day no more than the days of the line; else what the sector knows and what is left of the ceiling."""
    days = columns["last"].astype(np.int64) - columns["first"].astype(np.int64) + 1
    most = np.where(counts_days(sector, columns), days, sector.most_units)
    return np.where(ceiling >= 0, np.minimum(most, np.maximum(ceiling - used, 0)), most)


def counts_days(sector: Sector, columns: Columns) -> Any:
    """Lines that count days; other units are counted one by one."""
    return np.isin(columns["code"].astype(str), list(sector.day_codes))


def _billed(sector: Sector, columns: Columns, billed: Columns) -> Int64s:
    """Accepted before, or asked earlier in the same batch: the same days, or ever where it exists once."""
    by_day = counts_days(sector, columns) | (sector.most_units == 1)
    before = billed["ever"] if sector.once else np.where(by_day, billed["same"], 0)
    found = (before > 0).astype(np.int64)
    codes = np.unique(columns["code"].astype(str), return_inverse=True)[1]
    keys = [columns["person"]] if sector.once else [columns["provider"], columns["person"], codes]
    order = np.lexsort((np.arange(len(found)), columns["first"], *keys))
    one, two = order[:-1], order[1:]
    same = np.ones(len(one), np.bool_)
    for key in keys:
        same &= key[one] == key[two]
    overlaps = same & (sector.once | (columns["last"][one] >= columns["first"][two])) & by_day[two]
    found[np.maximum(one, two)[overlaps]] = 1
    return found


def _other(sector: Sector, table: pa.Table, newest: str, count: int) -> Int64s:
    """Days in care that excludes this one, by the matrix on the first day of the newest line."""
    found = np.zeros(count, np.int64)
    if not table.num_rows:
        return found
    law = law_on(max(newest, FIRST_MATRIX))
    for row in table.to_pylist():
        care = RESIDENTIAL.get(row["code"]) if row["pillar"] == "residential" else CARES.get(row["pillar"])
        if care is None or row["days"] <= 0:
            continue
        if care == Care.REHAB_USE and row["service"].startswith("NURSING_DAY"):
            care = Care.REHAB_STAY
        together = law.decide({"care_one": sector.care.name, "care_two": care.name}, "care_together").value
        if together in (CareTogether.NOT_SAME_PERIOD, CareTogether.NOT_SAME_DAY):
            found[row["n"]] = min(400, found[row["n"]] + row["days"])
    return found


def _capacity(columns: Columns, table: pa.Table) -> Int64s:
    """What is left of the units of the year before each line, in order of receipt (BVR art. 534/90 §2/2)."""
    left = np.full(len(columns["first"]), UNLIMITED, np.int64)
    for row in table.to_pylist():
        at = np.flatnonzero((columns["provider"] == row["provider"]) & (columns["month"] // 12 == row["year"]))
        asked = columns["quantity"][at].astype(np.int64)
        left[at] = np.clip(row["places"] - row["used"] - (np.cumsum(asked) - asked), 0, UNLIMITED)
    return left
