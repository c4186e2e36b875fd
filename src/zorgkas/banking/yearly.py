"""What falls due for the bank in a year."""

import datetime

from django.utils.translation import gettext_lazy

from zorgkas.registry.yearly import Duty, register

register(
    Duty(
        "direct-debits",
        gettext_lazy("Collect the premiums by direct debit: one proposes, another releases"),
        "BVR art. 69",
        due=lambda year: datetime.date(year, 4, 15),
        legal=False,
        page="counter:batches",
    ),
)
