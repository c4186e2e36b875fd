"""What a played year left behind, in numbers."""

from zorgkas.banking.models import Batch, Movement
from zorgkas.budgets.models import Application, Decision
from zorgkas.figures.queries import figures
from zorgkas.ledger.models import Entry, Posting
from zorgkas.ledger.queries import trial_balance
from zorgkas.letters.models import Letter
from zorgkas.population.year.checks import fact_rows
from zorgkas.registry.models import CareFund, Person, Task


def counts(fund: CareFund, year: int) -> dict[str, int]:
    """How much there is of everything."""
    counted = figures(year, fund)
    return {
        "people": Person.objects.count(),
        "members": counted.members,
        "people_with_a_budget": counted.people_with_a_budget,
        "facts": sum(fact_rows().values()),
        "applications": Application.objects.filter(fund=fund, applied_on__year=year).count(),
        "decisions": Decision.objects.filter(application__fund=fund).count(),
        "entries": Entry.objects.filter(fund=fund).count(),
        "postings": Posting.objects.filter(entry__fund=fund).count(),
        "batches": Batch.objects.filter(fund=fund).exclude(state=Batch.State.CANCELLED).count(),
        "bank_movements": Movement.objects.filter(statement__account__fund=fund).count(),
        "bank_movements_waiting": Movement.objects.filter(
            statement__account__fund=fund, state=Movement.State.QUEUED
        ).count(),
        "letters": Letter.objects.filter(fund=fund).count(),
        "open_tasks": Task.objects.filter(fund=fund, closed_at=None).count(),
    }


def cents(fund: CareFund) -> dict[str, int]:
    """The balance of every account of the ledger; together they are zero."""
    return {row.account.name.lower(): row.balance_cents for row in trial_balance(fund)}
