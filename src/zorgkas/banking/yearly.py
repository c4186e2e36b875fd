"""What falls due for the bank in a year."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zorgkas.banking.incoming.after_death import give_back_after_death
from zorgkas.banking.queries import reserved_items
from zorgkas.collection.services import write_off_prescribed_benefits
from zorgkas.registry.models import CareFund
from zorgkas.registry.yearly import Duty, register


def _benefits(fund: CareFund, year: int, on: datetime.date) -> str:
    found = write_off_prescribed_benefits(fund, on, reserved=reserved_items(fund))
    return _("%d months of care budgets written off") % found.claims


def _after_death(fund: CareFund, year: int, on: datetime.date) -> str:
    return _("money given back of %d people who died") % give_back_after_death(fund).people


register(
    Duty(
        "direct-debits",
        gettext_lazy("Collect the premiums by direct debit: one proposes, another releases"),
        "BVR art. 69",
        due=lambda year: datetime.date(year, 4, 15),
        legal=False,
        page="counter:batches",
    ),
    Duty(
        "prescribed-budgets",
        gettext_lazy("Write off care budgets that could not be paid for two years"),
        "DEC art. 62; BVR art. 115",
        due=lambda year: datetime.date(year, 3, 31),
        opens=lambda year: datetime.date(year, 2, 1),
        run=_benefits,
        legal=False,
    ),
    Duty(
        "money-after-death",
        gettext_lazy("Give back what came after a death that became known later"),
        "DEC art. 45 §3",
        due=lambda year: datetime.date(year, 8, 31),
        # Before the letters about fines, and besides it with every payment run.
        opens=lambda year: datetime.date(year, 7, 1),
        run=_after_death,
        legal=False,
        page="counter:premium-collection",
    ),
)
