"""Many months of a right are read as few: once where it begins, and again in each month in which a fact changed.

In between, what the law takes as given is the same but for the month itself; so a look back over years costs hardly
more than the reading of one month.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from psycopg import sql

from zorgkas.budgets import months as month_numbers
from zorgkas.engine import FOREVER
from zorgkas.registry.models import Fact

# A fact that begins or ends shows on the next first of a month.
_CHANGES = """
SELECT f.person_id, {next_first} AS first_day
FROM {table} f CROSS JOIN LATERAL (VALUES (f.valid_from), (f.valid_to)) d (day)
WHERE d.day > {first} AND d.day <= {last} AND f.recorded_at <= {known_at}
    AND (f.superseded_at IS NULL OR f.superseded_at > {known_at}) AND {people}
"""
_NEXT_FIRST = "(date_trunc('month', {day} - 1) + interval '1 month')::date"

_RIGHTS = """
SELECT e.*, GREATEST({first}, {begins}, CASE WHEN d.decided_on >= {take_over_on} THEN {first} ELSE {paid_from} END)
           AS begins,
       COALESCE(a.fund_id, 0)::int8 AS application_fund
FROM budgets_entitlement e
LEFT JOIN budgets_decision d ON d.id = e.decision_id
LEFT JOIN budgets_application a ON a.id = d.application_id
WHERE e.valid_from <= {last} AND (e.valid_to IS NULL OR e.valid_to > {first})
    AND e.recorded_at <= {known_at} AND (e.superseded_at IS NULL OR e.superseded_at > {known_at}) AND {people_e}
"""
_ROWS = """
SELECT r.person_id, r.product, r.care_form, r.valid_from - DATE '0001-01-01' + 1 AS entitled_from,
       COALESCE(r.valid_to - DATE '0001-01-01' + 1, {forever}) AS entitled_to, {values}, r.application_fund,
       (extract(year FROM r.first_day) * 100 + extract(month FROM r.first_day))::int AS month, r.first_day
FROM (
    SELECT s.*, s.begins AS first_day FROM rights s
    UNION ALL
    SELECT s.*, c.first_day FROM rights s JOIN changes c ON c.person_id = s.person_id AND c.first_day > s.begins
) r
WHERE r.first_day <= {last} AND (r.valid_to IS NULL OR r.valid_to > r.first_day)
"""


def is_span(months: Sequence[int]) -> bool:
    """Whether these are two or more months one after the other."""
    return len(months) > 1 and list(months) == month_numbers.span(months[0], months[-1])


def rows(
    months: Sequence[int],
    known_at: datetime.datetime,
    first_month: int,
    values: str,
    kinds: Iterable[type[Fact]],
    people: Sequence[int] | None,
    person_range: tuple[int, int] | None,
) -> sql.Composable:
    """The query of the rows that must be read for a span of months: each right at its start and at every change.

    `kinds` are the facts that are looked at per month.
    """
    first, last = month_numbers.first_day(months[0]), month_numbers.first_day(months[-1])
    paid_from = month_numbers.first_day(first_month) if first_month else datetime.date(1, 1, 1)
    names: dict[str, sql.Composable] = {
        "first": _day(first),
        "last": _day(last),
        "known_at": sql.Literal(known_at),
        "forever": sql.Literal(FOREVER),
        "paid_from": _day(paid_from),
        "take_over_on": _day(paid_from),
        "begins": sql.SQL(_NEXT_FIRST).format(day=sql.SQL("e.valid_from")),
        "values": sql.SQL(values),
        "people": _people(sql.SQL("f.person_id"), people, person_range),
        "people_e": _people(sql.SQL("e.person_id"), people, person_range),
        "next_first": sql.SQL(_NEXT_FIRST).format(day=sql.SQL("d.day")),
    }
    changes = sql.SQL(" UNION ").join(
        sql.SQL(_CHANGES).format(table=sql.Identifier(kind._meta.db_table), **_used(_CHANGES, names)) for kind in kinds
    )
    return sql.SQL("WITH changes AS MATERIALIZED ({changes}), rights AS MATERIALIZED ({rights}) {rows}").format(
        changes=changes,
        rights=sql.SQL(_RIGHTS).format(**_used(_RIGHTS, names)),
        rows=sql.SQL(_ROWS).format(**_used(_ROWS, names)),
    )


def expand(table: dict[str, NDArray[Any]], months: Sequence[int]) -> dict[str, NDArray[Any]]:
    """One row per month: each row that was read holds until the next one of its right, or until the right ends."""
    number = table["month"] // 100 * 12 + table["month"] % 100 - 1
    order = np.lexsort((number, table["entitled_from"], table["product"], table["person_id"]))
    table = {name: column[order] for name, column in table.items()}
    number = number[order]
    same = np.zeros(len(number), np.bool_)
    same[:-1] = (
        (table["person_id"][:-1] == table["person_id"][1:])
        & (table["product"][:-1] == table["product"][1:])
        & (table["entitled_from"][:-1] == table["entitled_from"][1:])
    )
    after_last = month_numbers.law_month(months[-1]) + 1
    ends = np.minimum(_month_of(table["entitled_to"]), after_last)
    until = np.where(same, np.append(number[1:], after_last), ends)
    count = np.maximum(until - number, 0)
    row = np.repeat(np.arange(len(number)), count)
    month = number[row] + np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    wide = {name: column[row] for name, column in table.items()}
    wide["month"] = month // 12 * 100 + month % 12 + 1
    return wide


def _month_of(day: NDArray[Any]) -> NDArray[np.int64]:
    """The first month, as the law counts it, that starts on or after each day (an ordinal); far away without one."""
    open_end = day >= FOREVER
    days = np.where(open_end, 1, day).astype(np.int64) - datetime.date(1970, 1, 1).toordinal()
    last_before = (days - 1).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    month = last_before + 1970 * 12 + 1
    return np.where(open_end, np.iinfo(np.int64).max, month)


def _people(
    column: sql.Composable, people: Sequence[int] | None, person_range: tuple[int, int] | None
) -> sql.Composable:
    parts: list[sql.Composable] = []
    if people is not None:
        parts.append(sql.SQL("{} = ANY({}::bigint[])").format(column, sql.Literal([int(one) for one in people])))
    if person_range is not None:
        low, high = person_range
        parts.append(sql.SQL("{c} >= {} AND {c} < {}").format(sql.Literal(low), sql.Literal(high), c=column))
    return sql.SQL(" AND ").join(parts) if parts else sql.SQL("true")


def _day(day: datetime.date) -> sql.Composable:
    return sql.SQL("{}::date").format(sql.Literal(day))


def _used(text: str, names: dict[str, sql.Composable]) -> dict[str, sql.Composable]:
    return {name: value for name, value in names.items() if "{" + name + "}" in text}
