"""Money that paid a premium after a death nobody knew of yet: once the death is known it is given back (DEC 45 §3)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from numpy.typing import NDArray

from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Entry, Run
from zorgkas.ledger.queries import through_indexes
from zorgkas.registry.columns import read_sql, to_numpy
from zorgkas.registry.models import CareFund
from zorgkas.registry.reasons import reason

RUN_KIND = "after-death"
KEY = "after-death/"

# What came for premiums of people who died, by the day it stood on the account, less what was given back before. A
# premium that the agency collected together with a fine is not here: that money is not with the fund.
_LATE = """
WITH died AS (
    SELECT person_id, min(valid_from) AS died_on FROM registry_death WHERE superseded_at IS NULL GROUP BY person_id
), moved AS (
    SELECT p.person_id, p.period, extract(year FROM e.booked_on)::int AS year, e.booked_on > d.died_on AS late,
           -p.amount_cents AS cents, e.kind, e.key LIKE %(back)s AS back, e.key LIKE 'fine/%%' AS agency
    FROM died d
    JOIN ledger_item i ON i.person_id = d.person_id AND i.account = %(receivable)s AND i.product = %(premium)s
        AND i.fund_id = %(fund)s AND i.due_cents > i.balance_cents
    JOIN ledger_posting p ON p.person_id = i.person_id AND p.account = i.account AND p.product = i.product
        AND p.period = i.period
    JOIN ledger_entry e ON e.id = p.entry_id AND e.fund_id = i.fund_id
), came AS (
    SELECT person_id, period, year, sum(cents)::bigint AS cents FROM moved
    WHERE late AND kind = ANY(%(paying)s) AND NOT back AND NOT agency
    GROUP BY person_id, period, year HAVING sum(cents) > 0
), back AS (
    SELECT person_id, period, sum(cents)::bigint AS cents FROM moved WHERE back AND kind = 'due'
    GROUP BY person_id, period
)
SELECT person_id, period, year, cents FROM (
    SELECT c.person_id, c.period, c.year, least(c.cents, greatest(sum(c.cents) OVER (
        PARTITION BY c.person_id, c.period ORDER BY c.year) - coalesce(b.cents, 0), 0))::bigint AS cents
    FROM came c LEFT JOIN back b ON b.person_id = c.person_id AND b.period = c.period) still
WHERE cents > 0 ORDER BY person_id, period, year
"""
# The receipts themselves: their money goes back to the account that it came from, and pays nothing else first.
_PAYERS = """
INSERT INTO banking_surplus (movement_id, person_id, fund_id, year, cents, iban, name, given_back)
SELECT m.id, m.person_id, %(fund)s, extract(year FROM m.value_date)::int, m.amount_cents, m.counterparty_iban,
       m.counterparty_name, true
FROM banking_movement m
JOIN banking_statement s ON s.id = m.statement_id
JOIN banking_fundaccount a ON a.id = s.account_id AND a.fund_id = %(fund)s
JOIN (SELECT person_id, min(valid_from) AS died_on FROM registry_death WHERE superseded_at IS NULL
      GROUP BY person_id) d ON d.person_id = m.person_id
WHERE m.person_id = ANY(%(people)s) AND m.state = 'matched' AND m.amount_cents > 0 AND m.value_date > d.died_on
    AND m.counterparty_iban <> ''
    -- What was repaid of an undue budget is no premium.
    AND NOT EXISTS (SELECT FROM ledger_item i WHERE i.id = nullif(substr(m.communication, 2, 9), '')::bigint
                    AND i.account = %(undue)s)
ON CONFLICT (movement_id) DO NOTHING
"""

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class GivenBack:
    """What stands to be given back because it came after a death."""

    run: Run
    people: int = 0
    cents: int = 0


def give_back_after_death(fund: CareFund) -> GivenBack:
    """Take what came after a death off the premiums it paid, and let it go back to who paid it.

    The day on which the money stood on the account decides, not the day on which the death became known. What was not
    collected at the death is not due: the premium becomes lower by as much. A second call finds nothing.
    """
    names: dict[str, Any] = {
        "fund": fund.pk,
        "receivable": int(Account.PREMIUM_RECEIVABLE),
        "premium": int(Product.PREMIUM),
        "paying": [str(Entry.Kind.SETTLEMENT), str(Entry.Kind.SET_OFF)],
        "back": f"{KEY}%",
    }
    with ledger.run(RUN_KIND, timezone.localdate().year, fund) as run, transaction.atomic():
        with through_indexes():
            found = {name: column.astype(np.int64) for name, column in to_numpy(read_sql(_LATE, names)).items()}
        people = np.unique(found["person_id"])
        if len(people):
            _book(run, found)
            with connection.cursor() as cursor:
                undue = int(Account.OVERPAYMENT_RECEIVABLE)
                cursor.execute(_PAYERS, {"fund": fund.pk, "people": people.tolist(), "undue": undue})
        run.outcome = {"people": len(people), "cents": int(found["cents"].sum())}
    return GivenBack(run, len(people), int(found["cents"].sum()))


def _book(run: Run, found: dict[str, Ints]) -> None:
    """The premium becomes lower by what came too late, and what was then paid too much stands to be given back."""
    people, periods, cents = found["person_id"], found["period"], found["cents"]
    lower = ledger.Lines.joined(
        [
            _columns(Account.PREMIUM_RECEIVABLE, people, periods, -cents),
            ledger.Lines.of([ledger.Line(Account.AGENCY_PREMIUMS, int(cents.sum()))]),
        ]
    )
    back = ledger.Lines.joined(
        [
            _columns(Account.PREMIUM_RECEIVABLE, people, periods, cents),
            _columns(Account.PREMIUM_REFUNDABLE, people, found["year"], -cents),
        ]
    )
    narrative = reason(_("Came after the death: given back (DEC art. 45 §3)"))
    for what, kind, lines in (("due", Entry.Kind.DUE, lower), ("moved", Entry.Kind.TRANSFER, back)):
        key = f"{KEY}{run.pk}/{what}"
        ledger.book(fund=run.fund, key=key, kind=kind, narrative=narrative, lines=lines, run=run)


def _columns(account: Account, people: Ints, periods: Ints, cents: Ints) -> ledger.Lines:
    return ledger.Lines.columns(
        accounts=int(account), people=people, products=int(Product.PREMIUM), periods=periods, amounts_cents=cents
    )
