"""What falls due for membership and premiums in a year."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zorgkas.law import law_on
from zorgkas.ledger.models import Run
from zorgkas.membership.funds import automatic_fund
from zorgkas.membership.services import affiliate_automatically, follow_facts, run_premiums
from zorgkas.membership.services.premiums import RUN_KIND
from zorgkas.registry.models import CareFund
from zorgkas.registry.yearly import Duty, register


def _parameter(year: int, name: str) -> int:
    return int(str(law_on(datetime.date(year, 1, 1)).parameters[name]))


def _premiums(fund: CareFund, year: int, on: datetime.date) -> str:
    return _("%d premiums claimed or changed") % _changed(run_premiums(year, fund).claims)


def _changed(claims: object) -> int:
    return sum(int(getattr(claims, name)) for name in ("new", "up", "down"))


def _premiums_on(fund: CareFund, year: int) -> datetime.date | None:
    last = Run.objects.filter(kind=RUN_KIND, fund=fund, period=year, state=Run.State.DONE).order_by("known_at").last()
    return last.known_at.date() if last else None


def _affiliate(fund: CareFund, year: int, on: datetime.date) -> str:
    taker = automatic_fund()
    if fund != taker:
        return _("done by %s") % taker
    done = affiliate_automatically(year, on)
    return _("%(affiliated)d affiliated, %(returned)d back to their fund") % {
        "affiliated": done.affiliated,
        "returned": done.returned,
    }


def _follow(fund: CareFund, year: int, on: datetime.date) -> str:
    found = follow_facts(year, fund, on)
    return _("%(ended)d memberships ended, %(changed)d of another kind") % {
        "ended": found.left + found.died,
        "changed": found.now_compulsory + found.now_voluntary,
    }


register(
    Duty(
        "premium-run",
        gettext_lazy("Claim the premiums of the year"),
        "BVR art. 69",
        due=lambda year: datetime.date(year, 1, 31),
        opens=lambda year: datetime.date(year, 1, 1),
        run=_premiums,
        legal=False,
        done_on=_premiums_on,
    ),
    Duty(
        "premium-due",
        gettext_lazy("Last day for members to pay the premium"),
        "BVR art. 69",
        due=lambda year: datetime.date(
            year, _parameter(year, "premium_due_month"), _parameter(year, "premium_due_day")
        ),
    ),
    Duty(
        "automatic-affiliation",
        gettext_lazy("Affiliate who turned 26 or arrived and chose no fund"),
        "DEC art. 42; BVR art. 56",
        due=lambda year: datetime.date(year, 7, 31),
        opens=lambda year: datetime.date(year, 7, 1),
        run=_affiliate,
        legal=False,
    ),
    Duty(
        "switch-forms",
        gettext_lazy("Last day for forms of people who change fund"),
        "BVR art. 65",
        due=lambda year: datetime.date(year, 12, 5),
        page="counter:membership-form",
    ),
    Duty(
        "follow-facts",
        gettext_lazy("Let memberships follow moves, deaths and work before the new year"),
        "BVR art. 75, 76",
        due=lambda year: datetime.date(year, 12, 31),
        opens=lambda year: datetime.date(year, 12, 1),
        run=_follow,
        legal=False,
    ),
)
