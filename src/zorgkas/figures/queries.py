"""The yearly figures, counted from facts, applications and the ledger in a handful of statements."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from zorgkas.budgets.models import Application
from zorgkas.ledger.accounts import Account, Product
from zorgkas.registry.models import CareFund

# The products in the order in which a combination is named, with their place in a set of bits.
BUDGETS = ((Product.ZZZ, 1), (Product.ZBO, 2), (Product.ZBH, 4))


@dataclass(frozen=True)
class Figures:
    """What a year looked like, as known now."""

    year: int
    members: int
    zzz_applications: int
    zzz_applications_by_state: dict[str, int]
    # People by the budgets they had in the year and nothing else: "ZZZ", "ZZZ+ZBO" ...
    people_by_budgets: dict[str, int]
    people_with_a_budget: int
    zzz_residential: int
    zzz_home: int
    premium_due_cents: int
    premium_open_cents: int


def figures(year: int, fund: CareFund | None = None) -> Figures:
    """Count a year: of one fund, or of all."""
    period = {
        "start": date(year, 1, 1),
        "end": date(year + 1, 1, 1),
        "year": year,
        "fund": fund.pk if fund else None,
        "zzz": Product.ZZZ,
    }
    budgets, residential = _budgets(period)
    states = _applications(period)
    due, still_open = _premiums(period)
    zzz = sum(count for name, count in budgets.items() if "ZZZ" in name)
    return Figures(
        year=year,
        members=_members(period),
        zzz_applications=sum(states.values()),
        zzz_applications_by_state=states,
        people_by_budgets=budgets,
        people_with_a_budget=sum(budgets.values()),
        zzz_residential=residential,
        zzz_home=zzz - residential,
        premium_due_cents=due,
        premium_open_cents=still_open,
    )


def _members(period: dict[str, Any]) -> int:
    """Everybody affiliated on a day of the year.

    Current periods of a person never overlap, so whoever is a member on 1 January is one row; only those who came
    during the year need a look at what else there is about them.
    """
    [(count,)] = _rows(
        """
        WITH affiliated AS (
            SELECT person_id, valid_from, valid_to FROM membership_membership
            WHERE superseded_at IS NULL AND valid_from < %(end)s AND (valid_to IS NULL OR valid_to > %(start)s)
              AND (%(fund)s::bigint IS NULL OR fund_id = %(fund)s)
        )
        SELECT (SELECT count(*) FROM affiliated WHERE valid_from <= %(start)s)
             + (SELECT count(DISTINCT person_id) FROM affiliated a WHERE valid_from > %(start)s AND NOT EXISTS (
                   SELECT FROM membership_membership m WHERE m.person_id = a.person_id AND m.superseded_at IS NULL
                     AND m.valid_from <= %(start)s AND (m.valid_to IS NULL OR m.valid_to > %(start)s)
                     AND (%(fund)s::bigint IS NULL OR m.fund_id = %(fund)s)))
        """,
        period,
    )
    return int(count)


def _applications(period: dict[str, Any]) -> dict[str, int]:
    counted = dict(
        _rows(
            """
            SELECT state, count(*) FROM budgets_application
            WHERE product = %(zzz)s AND applied_on >= %(start)s AND applied_on < %(end)s
              AND (%(fund)s::bigint IS NULL OR fund_id = %(fund)s)
            GROUP BY state
            """,
            period,
        )
    )
    return {state: counted[state] for state in Application.State.values if state in counted}


def _budgets(period: dict[str, Any]) -> tuple[dict[str, int], int]:
    """People by their set of budgets, and how many of them had the ZZZ in a facility.

    A right is no fact of one fund: of a fund are the people who were not a member of another one in the year.
    """
    rows = _rows(
        """
        SELECT budgets, count(*), count(*) FILTER (WHERE residential) FROM (
            SELECT bit_or(CASE e.product WHEN %(zzz)s THEN 1 WHEN %(zbo)s THEN 2 ELSE 4 END) AS budgets,
                   coalesce(bool_or(e.care_form = 2) FILTER (WHERE e.product = %(zzz)s), false) AS residential
            FROM budgets_entitlement e
            WHERE e.superseded_at IS NULL AND e.valid_from < %(end)s AND (e.valid_to IS NULL OR e.valid_to > %(start)s)
              AND (%(fund)s::bigint IS NULL OR NOT EXISTS (
                   SELECT FROM membership_membership m WHERE m.person_id = e.person_id AND m.fund_id <> %(fund)s
                     AND m.superseded_at IS NULL AND m.valid_from < %(end)s
                     AND (m.valid_to IS NULL OR m.valid_to > %(start)s)))
            GROUP BY e.person_id
        ) q GROUP BY budgets ORDER BY budgets
        """,
        {**period, "zbo": Product.ZBO},
    )
    people = {"+".join(product.name for product, bit in BUDGETS if bits & bit): count for bits, count, _ in rows}
    return people, sum(residential for _, _, residential in rows)


def _premiums(period: dict[str, Any]) -> tuple[int, int]:
    [(due, still_open)] = _rows(
        """
        SELECT coalesce(sum(due_cents), 0), coalesce(sum(balance_cents), 0) FROM ledger_item
        WHERE account = %(receivable)s AND product = %(premium)s AND period = %(year)s
          AND (%(fund)s::bigint IS NULL OR fund_id = %(fund)s)
        """,
        {**period, "receivable": Account.PREMIUM_RECEIVABLE, "premium": Product.PREMIUM},
    )
    return int(due), int(still_open)


def _rows(query: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        return list(cursor.fetchall())
