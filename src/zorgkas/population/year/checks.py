"""What must hold after every month, whatever happened in it."""

from collections.abc import Iterable

from django.apps import apps
from django.db import connection

from zorgkas.banking.queries import bank_differences
from zorgkas.budgets.models import Decision
from zorgkas.budgets.services import replay_decisions, run_dues
from zorgkas.ledger.queries import check
from zorgkas.membership.services import run_premiums
from zorgkas.registry.models import CareFund, Fact

# An order that is on its way or arrived, for more than was ever due on its item.
_PAID_TOO_MUCH = """
SELECT count(*) FROM (
    SELECT p.item_id, sum(p.amount_cents) AS sent
    FROM banking_linepart p JOIN banking_batchline l ON l.id = p.line_id JOIN banking_batch b ON b.id = l.batch_id
    WHERE b.fund_id = %(fund)s AND b.kind = 'benefits' AND b.state IN ('exported', 'booked') AND l.state <> 'returned'
    GROUP BY p.item_id
) q JOIN ledger_item i ON i.id = q.item_id
WHERE i.account = 2000 AND NOT EXISTS (
    SELECT FROM ledger_posting d JOIN ledger_entry e ON e.id = d.entry_id AND e.kind = 'due'
    WHERE d.person_id = i.person_id AND d.account = i.account AND d.product = i.product AND d.period = i.period
    GROUP BY d.person_id HAVING -sum(least(d.amount_cents, 0)) >= q.sent)
"""


class BrokenInvariant(AssertionError):
    """Something that must always hold does not; says what, and in which month."""


def fact_kinds() -> list[type[Fact]]:
    """Every table of facts."""
    return [model for model in apps.get_models() if issubclass(model, Fact)]


def fact_rows() -> dict[str, int]:
    """How many rows each kind of fact has, superseded ones included."""
    return {kind.__name__: kind._default_manager.count() for kind in fact_kinds()}


def check_month(
    fund: CareFund, year: int, month: int, before: dict[str, int], decisions: Iterable[int]
) -> dict[str, bool]:
    """Check everything; raise BrokenInvariant when something does not hold."""
    problems: dict[str, list[str]] = {
        "ledger adds up": [f"{one.label}: {one.examples}" for one in check(fund) if not one.good],
        "due is booked": _second_runs(fund, year, month),
        "nobody paid twice": _paid_too_much(fund),
        "bank and ledger agree": [str(one) for one in bank_differences(fund)],
        "no fact lost": [kind for kind, rows in fact_rows().items() if rows < before.get(kind, 0)],
        "receipts replay": [str(one) for one in replay_decisions(decisions).differences],
    }
    broken = {name: found for name, found in problems.items() if found}
    if broken:
        raise BrokenInvariant(f"{year}-{month:02d}: {broken}")
    return dict.fromkeys(problems, True)


def _second_runs(fund: CareFund, year: int, month: int) -> list[str]:
    """What was due is booked: the same runs again find nothing to do."""
    premium, budgets = run_premiums(year, fund).claims, run_dues(year * 100 + month, fund).total
    return [f"{name}: {booked}" for name, booked in (("premium", premium), ("budgets", budgets)) if booked.changed]


def _paid_too_much(fund: CareFund) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_PAID_TOO_MUCH, {"fund": fund.pk})
        [(found,)] = cursor.fetchall()
    return [f"{found} items"] if found else []


def decisions_of(year: int, month: int) -> list[int]:
    """The decisions taken in a month."""
    return list(
        Decision.objects.filter(decided_on__year=year, decided_on__month=month)
        .values_list("pk", flat=True)
        .order_by("pk")
    )
