"""What falls due for fines in a year."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zorgkas.fines import dates
from zorgkas.fines.models import AgencyFile, FineEvent
from zorgkas.fines.services import (
    end_prescribed,
    end_voluntary_memberships,
    find_candidates,
    report,
    report_corrections,
    send_registered_letters,
    tell_fined_though_paid,
)
from zorgkas.fines.services.candidates import RUN_KIND
from zorgkas.fines.states import Step
from zorgkas.ledger.models import Run
from zorgkas.registry.models import CareFund
from zorgkas.registry.yearly import Duty, register

PAGE = "counter:fines"


def _search(fund: CareFund, year: int, on: datetime.date) -> str:
    found = find_candidates(fund, year)
    return _("%(candidates)d candidates, %(not_fined)d others looked at") % {
        "candidates": found.candidates,
        "not_fined": sum(count for _reason, count in found.not_fined),
    }


def _letters(fund: CareFund, year: int, on: datetime.date) -> str:
    return _("%d registered letters") % send_registered_letters(fund, year, on)


def _report(fund: CareFund, year: int, on: datetime.date) -> str:
    told = report(fund, year, on)
    return _("%(considered)d reported, %(ended)d ended before") % {
        "considered": told.considered,
        "ended": told.ended.total(),
    }


def _corrections(fund: CareFund, year: int, on: datetime.date) -> str:
    ended = report_corrections(fund, year, on).ended.total()
    tell_fined_though_paid(fund, year)
    return _("%d ended after the report") % ended


def _voluntary(fund: CareFund, year: int, on: datetime.date) -> str:
    return _("%d voluntary memberships ended") % end_voluntary_memberships(fund, on)


def _prescribed(fund: CareFund, year: int, on: datetime.date) -> str:
    return _("%d fines ended because they are prescribed") % end_prescribed(fund, on)


def _searched_on(fund: CareFund, year: int) -> datetime.date | None:
    last = Run.objects.filter(kind=RUN_KIND, fund=fund, period=year, state=Run.State.DONE).order_by("known_at").last()
    return timezone.localdate(last.known_at) if last else None


def _sent_on(fund: CareFund, year: int) -> datetime.date | None:
    sent = FineEvent.objects.filter(step=Step.WARN, file__fund=fund, file__year=year).order_by("on").last()
    return sent.on if sent else None


def _reported_on(fund: CareFund, year: int) -> datetime.date | None:
    made = AgencyFile.objects.filter(fund=fund, year=year, kind=AgencyFile.Kind.REPORT).order_by("made_at").last()
    return made.made_at.date() if made else None


register(
    Duty(
        "prescribed-fines",
        gettext_lazy("End fines that are prescribed after five years"),
        "DEC art. 47 §5",
        due=lambda year: datetime.date(year, 1, 31),
        opens=lambda year: datetime.date(year, 1, 1),
        run=_prescribed,
        legal=False,
        page=PAGE,
    ),
    Duty(
        "voluntary-end",
        gettext_lazy("End voluntary memberships with two unpaid premiums"),
        "BVR art. 77",
        due=lambda year: datetime.date(year, 5, 31),
        opens=lambda year: datetime.date(year, 5, 1),
        run=_voluntary,
        legal=False,
        page=PAGE,
    ),
    Duty(
        "fine-search",
        gettext_lazy("Search who missed two premiums"),
        "BVR art. 74",
        due=dates.letter_until,
        opens=lambda year: datetime.date(year, 7, 15),
        run=_search,
        page=PAGE,
        done_on=_searched_on,
    ),
    Duty(
        "fine-letters",
        gettext_lazy("Send the registered letters"),
        "BVR art. 74 al. 1",
        due=dates.letter_until,
        opens=lambda year: datetime.date(year, 8, 1),
        run=_letters,
        page=PAGE,
        done_on=_sent_on,
    ),
    Duty(
        "fine-arrears",
        gettext_lazy("Last day for members to pay after the registered letter"),
        "BVR art. 74 al. 2, 81",
        due=dates.arrears_until,
    ),
    Duty(
        "fine-report",
        gettext_lazy("Make the file for the agency"),
        "BVR art. 74 al. 5, 83",
        due=dates.report_until,
        opens=lambda year: datetime.date(year, 10, 6),
        run=_report,
        page=PAGE,
        done_on=_reported_on,
    ),
    Duty(
        "fine-account",
        gettext_lazy("Last day for money that avoids the fine"),
        "BVR art. 82 al. 1, 7°",
        due=dates.account_until,
    ),
    Duty(
        "fine-corrections",
        gettext_lazy("Correct the file for the agency"),
        "BVR art. 82",
        due=lambda year: datetime.date(year, 10, 31),
        opens=lambda year: datetime.date(year, 10, 16),
        run=_corrections,
        legal=False,
        page=PAGE,
    ),
)
