"""What falls due for the collection of premiums in a year: payment plans every month, prescription once."""

import datetime

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zorgkas.collection.services import check_plans, write_off_prescribed
from zorgkas.registry.models import CareFund
from zorgkas.registry.yearly import Duty, register

PAGE = "counter:premium-collection"


def _plans(fund: CareFund, year: int, on: datetime.date) -> str:
    found = check_plans(fund, on)
    return _("%(running)d plans looked at: %(behind)d behind, %(lapsed)d lapsed") % {
        "running": found.running,
        "behind": found.behind,
        "lapsed": found.lapsed,
    }


def _prescribed(fund: CareFund, year: int, on: datetime.date) -> str:
    found = write_off_prescribed(fund, on)
    return _("%d premiums written off") % found.claims


def _plans_of(month: int) -> Duty:
    """Look at the plans in a month: parts mostly fall due on its first days."""
    return Duty(
        f"payment-plans-{month:02d}",
        format_lazy(gettext_lazy("Look at the payment plans (month {month})"), month=month),
        "BVR art. 69",
        due=lambda year: datetime.date(year, month, 20),
        opens=lambda year: datetime.date(year, month, 5),
        run=_plans,
        legal=False,
        page=PAGE,
    )


register(
    *(_plans_of(month) for month in range(1, 13)),
    Duty(
        "prescribed-premiums",
        gettext_lazy("Write off premiums that are prescribed after thirty years"),
        "DEC art. 45 §2",
        due=lambda year: datetime.date(year, 5, 31),
        # A premium had to be paid by 30 April: the thirty years end on that day.
        opens=lambda year: datetime.date(year, 5, 1),
        run=_prescribed,
        legal=False,
        page=PAGE,
    ),
)
