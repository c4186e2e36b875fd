"""Who missed enough premiums, but spread over several funds: seen here, decided by people (BVR art. 74, 81, 83)."""

import datetime

import numpy as np
from django.utils.translation import gettext_noop
from psycopg import sql

from zorgkas.law import law_on
from zorgkas.law.fines.kinds import YearStanding
from zorgkas.ledger.accounts import Account, Product
from zorgkas.membership.fineable import judge
from zorgkas.registry.models import CareFund, Task
from zorgkas.registry.reasons import reason
from zorgkas.registry.services import close_tasks, open_tasks

REFERENCE = "fines over funds "
SPREAD = gettext_noop(
    "missed premiums at more than one fund by %(year)s: only the agency sees them together, and no article says which"
    " fund writes (BVR art. 74, 81): ask the agency"
)

# Every open premium, of any fund, of who has one with this fund and one with another.
_SPREAD = """
SELECT i.person_id, i.period AS year, i.balance_cents::int AS open_cents, i.fund_id,
       make_date(i.period, 1, 1) AS starts, make_date(i.period + 1, 1, 1) AS ends
FROM ledger_item i
WHERE i.account = {account} AND i.product = {product} AND i.balance_cents > 0 AND i.period <= {year}
  AND i.person_id IN (
    SELECT o.person_id FROM ledger_item o
    WHERE o.account = {account} AND o.product = {product} AND o.balance_cents > 0 AND o.period <= {year}
      AND o.person_id IN (
        SELECT m.person_id FROM ledger_item m WHERE m.fund_id = {fund} AND m.account = {account}
            AND m.product = {product} AND m.balance_cents > 0 AND m.period <= {year})
    GROUP BY o.person_id HAVING count(DISTINCT o.fund_id) > 1)
"""


def missed_over_funds(fund: CareFund, year: int, letter_on: datetime.date) -> list[int]:
    """People with enough missed premiums in all, not enough at any one fund, and the latest of them at this one."""
    rows = sql.SQL(_SPREAD).format(
        fund=sql.Literal(fund.pk),
        account=sql.Literal(int(Account.PREMIUM_RECEIVABLE)),
        product=sql.Literal(int(Product.PREMIUM)),
        year=sql.Literal(year),
    )
    law = law_on(letter_on)
    judged = judge(rows, letter_on, letter_on, law=law)
    counts = judged.answers["year_standing"] == YearStanding.COUNTS
    free = (judged.answers["fine_is_not_due"] != 0) | (judged.answers["protected_on_letter"] != 0)
    missed: dict[int, list[tuple[int, int]]] = {}
    for row in np.flatnonzero(counts & ~free).tolist():
        person = int(judged.table["person_id"][row])
        missed.setdefault(person, []).append((int(judged.table["year"][row]), int(judged.table["fund_id"][row])))
    misses = int(str(law.parameters["fine_misses"]))
    return sorted(person for person, years in missed.items() if _is_spread(years, misses, fund.pk))


def ask_about_spread(fund: CareFund, year: int, people: list[int]) -> None:
    """Open a task about each of these people, and close those about people who paid since."""
    reference = f"{REFERENCE}{year} "
    gone = Task.objects.filter(kind=Task.Kind.FINE, fund=fund, reference__startswith=reference, closed_at=None)
    close_tasks(gone.exclude(person_id__in=people))
    open_tasks(Task.Kind.FINE, fund=fund, people=people, reference=reference, reason=reason(SPREAD, year=str(year)))


def _is_spread(years: list[tuple[int, int]], misses: int, fund_id: int) -> bool:
    of_fund: dict[int, int] = {}
    for _year, where in years:
        of_fund[where] = of_fund.get(where, 0) + 1
    return len(years) >= misses > max(of_fund.values()) and max(years)[1] == fund_id
