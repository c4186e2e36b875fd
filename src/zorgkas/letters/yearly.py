"""What falls due for letters in a year."""

import datetime
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zorgkas.letters.kinds import FINE_WARNING, PREMIUM_ARREARS, PREMIUM_INVITATION, PREMIUM_REMINDER
from zorgkas.letters.models import Letter
from zorgkas.letters.services import (
    ask_arrears,
    remind,
    write_fine_letters,
    write_membership_letters,
    write_premium_invitations,
    write_voluntary_letters,
)
from zorgkas.registry.models import CareFund
from zorgkas.registry.yearly import Duty, register


def _invite(fund: CareFund, year: int, on: datetime.date) -> str:
    return _("%d invitations written") % write_premium_invitations(fund, year)


def _remind(fund: CareFund, year: int, on: datetime.date) -> str:
    return _("%d reminders written") % remind(fund, year, on)[1]


def _arrears(fund: CareFund, year: int, on: datetime.date) -> str:
    return _("%d letters about earlier years written") % ask_arrears(fund, year, on)[1]


def _fines(fund: CareFund, year: int, on: datetime.date) -> str:
    return _("%d letters written") % write_fine_letters(fund, year)


def _voluntary(fund: CareFund, year: int, on: datetime.date) -> str:
    return _("%d letters written") % write_voluntary_letters(fund)


def _memberships(fund: CareFund, year: int, on: datetime.date) -> str:
    return _("%d letters written") % write_membership_letters(fund)


def _written_on(kind: str) -> Callable[[CareFund, int], datetime.date | None]:
    def found(fund: CareFund, year: int) -> datetime.date | None:
        last = Letter.objects.filter(fund=fund, kind=kind, created_at__year=year).order_by("created_at").last()
        return last.created_at.date() if last else None

    return found


register(
    Duty(
        "membership-letters",
        gettext_lazy("Write to who changes fund, leaves or was affiliated"),
        "BVR art. 65, 75",
        due=lambda year: datetime.date(year, 12, 31),
        opens=lambda year: datetime.date(year, 12, 6),
        run=_memberships,
        legal=False,
    ),
    Duty(
        "invitations",
        gettext_lazy("Write the invitations to pay"),
        "BVR art. 69",
        due=lambda year: datetime.date(year, 2, 28),
        opens=lambda year: datetime.date(year, 1, 2),
        run=_invite,
        legal=False,
        done_on=_written_on(PREMIUM_INVITATION.name),
    ),
    Duty(
        "arrears",
        gettext_lazy("Ask the premiums of earlier years again"),
        "BVR art. 69",
        due=lambda year: datetime.date(year, 3, 31),
        opens=lambda year: datetime.date(year, 2, 1),
        run=_arrears,
        legal=False,
        done_on=_written_on(PREMIUM_ARREARS.name),
    ),
    Duty(
        "reminders",
        gettext_lazy("Remind who did not pay"),
        "BVR art. 73",
        due=lambda year: datetime.date(year, 11, 30),
        opens=lambda year: datetime.date(year, 11, 1),
        run=_remind,
        done_on=_written_on(PREMIUM_REMINDER.name),
    ),
    Duty(
        "voluntary-letters",
        gettext_lazy("Write to voluntary members whose membership ended"),
        "BVR art. 77",
        due=lambda year: datetime.date(year, 5, 31),
        opens=lambda year: datetime.date(year, 5, 2),
        run=_voluntary,
        legal=False,
    ),
    Duty(
        "fine-letters-written",
        gettext_lazy("Print the registered letters"),
        "BVR art. 74",
        due=lambda year: datetime.date(year, 9, 1),
        opens=lambda year: datetime.date(year, 8, 1),
        run=_fines,
        done_on=_written_on(FINE_WARNING.name),
    ),
    Duty(
        "fine-letters-after",
        gettext_lazy("Write to who was reported or not fined"),
        "BVR art. 82, 83",
        due=lambda year: datetime.date(year, 10, 31),
        opens=lambda year: datetime.date(year, 10, 17),
        run=_fines,
        legal=False,
    ),
)
