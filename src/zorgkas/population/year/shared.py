"""What a year that is played consists of, and the names of its steps."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from zorgkas.population.assumptions import Assumptions
from zorgkas.population.year.bank import BankDesk
from zorgkas.population.year.clock import Clock
from zorgkas.population.year.office import Office
from zorgkas.population.year.plan import Plan
from zorgkas.population.year.register import Register
from zorgkas.population.year.world import World
from zorgkas.registry.models import CareFund

# The month, the step (a name below), and how much of the step is done, where that is counted.
Progress = Callable[[int, str, int], None]
STEP_LABELS = {
    "members pay": gettext_lazy("members pay"),
    "fines": gettext_lazy("fines"),
    "messages": gettext_lazy("messages"),
    "memberships": gettext_lazy("memberships"),
    "care need": gettext_lazy("care need"),
    "other budgets": gettext_lazy("other budgets"),
    "premium run": gettext_lazy("premium run"),
    "collection": gettext_lazy("collection"),
    "budget run": gettext_lazy("budget run"),
    "appeals": gettext_lazy("appeals"),
    "recovery": gettext_lazy("undue budgets"),
    "care in kind": gettext_lazy("care in kind"),
    "payment": gettext_lazy("payment"),
    "premiums at the counter": gettext_lazy("premiums at the counter"),
    "letters": gettext_lazy("letters"),
    "bank": gettext_lazy("bank"),
    "checks": gettext_lazy("checks"),
}


@dataclass(frozen=True)
class Year:
    """Everything that the steps of a year share."""

    fund: CareFund
    year: int
    seed: int
    assumed: Assumptions
    clock: Clock
    world: World
    plan: Plan
    register: Register
    office: Office
    desk: BankDesk
    progress: Progress

    def period(self, month: int) -> str:
        """A month of this year as text."""
        return f"{self.year}-{month:02d}"
