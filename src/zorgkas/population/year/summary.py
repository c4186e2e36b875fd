"""What a played year left behind, in numbers."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy

from zorgkas.banking.models import Batch, Movement
from zorgkas.budgets.models import Application, Decision
from zorgkas.figures.queries import figures
from zorgkas.ledger.models import Entry, Posting
from zorgkas.ledger.queries import trial_balance
from zorgkas.letters.models import Letter
from zorgkas.letters.queries import unsent_count
from zorgkas.membership.models import Membership
from zorgkas.population.year.checks import fact_rows
from zorgkas.registry.models import CareFund, Person, Task
from zorgkas.registry.queries import known

COUNT_LABELS = {
    "people": gettext_lazy("people in the register"),
    "members": gettext_lazy("members on some day of the year"),
    "members_at_the_end": gettext_lazy("members on the last day"),
    "people_with_a_budget": gettext_lazy("people with a care budget on some day"),
    "facts": gettext_lazy("facts"),
    "applications": gettext_lazy("applications"),
    "decisions": gettext_lazy("decisions"),
    "entries": gettext_lazy("entries in the ledger"),
    "postings": gettext_lazy("postings in the ledger"),
    "batches": gettext_lazy("batches for the bank"),
    "bank_movements": gettext_lazy("bank movements"),
    "bank_movements_waiting": gettext_lazy("of which wait for somebody"),
    "letters": gettext_lazy("letters"),
    "letters_not_sent": gettext_lazy("of which are not sent yet"),
    "open_tasks": gettext_lazy("open tasks"),
}


def counts(fund: CareFund, year: int) -> dict[str, int]:
    """How much there is of everything."""
    counted = figures(year, fund)
    return {
        "people": Person.objects.count(),
        "members": counted.members,
        "members_at_the_end": known(Membership)
        .filter(Q(valid_to=None) | Q(valid_to__gt=date(year, 12, 31)), fund=fund, valid_from__lte=date(year, 12, 31))
        .count(),
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
        "letters_not_sent": unsent_count(fund.pk),
        "open_tasks": Task.objects.filter(fund=fund, closed_at=None).count(),
    }


def cents(fund: CareFund) -> dict[str, int]:
    """The balance of every account of the ledger; together they are zero."""
    return {row.account.name.lower(): row.balance_cents for row in trial_balance(fund)}
