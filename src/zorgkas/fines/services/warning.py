"""The registered letters of 1 September (BVR art. 74)."""

import datetime

import numpy as np
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from zorgkas.collection.models import Demand
from zorgkas.collection.services import record_demands
from zorgkas.fines.dates import letter_until
from zorgkas.fines.models import FineFile
from zorgkas.fines.services.candidates import find_candidates
from zorgkas.fines.states import Reason, State, Step
from zorgkas.fines.steps import lock_files, take
from zorgkas.ledger.accounts import Account, Product
from zorgkas.registry.columns import read_sql, to_numpy
from zorgkas.registry.models import CareFund

_ASKED = """
SELECT i.id, i.person_id, y.open_cents FROM fines_fineyear y
JOIN fines_finefile f ON f.id = y.file_id
JOIN ledger_item i ON i.person_id = f.person_id AND i.fund_id = f.fund_id AND i.period = y.year
    AND i.account = %(account)s AND i.product = %(product)s
WHERE f.fund_id = %(fund)s AND y.file_id = ANY(%(files)s)
"""


class TooLate(ValueError):
    """A day of the law is past, and what can still be done."""


def send_registered_letters(fund: CareFund, year: int, on: datetime.date, by: AbstractBaseUser | None = None) -> int:
    """Mark every candidate as written to by registered letter on a day; return to how many a letter goes.

    Everybody is judged once more for that very day first, so that nobody who is protected or has paid gets a letter.
    Refused after the last day of the law; a second call finds no candidate left.
    """
    if on > letter_until(year):
        raise TooLate(
            _(
                "The registered letters of %(year)d had to be sent by %(day)s (BVR art. 74). If that was impossible,"
                " record why: the letter then follows by 1 September of the next year."
            )
            % {"year": year, "day": letter_until(year).isoformat()}
        )
    find_candidates(fund, year, letter_on=on)
    with transaction.atomic():
        lock_files(fund.pk, year)
        files = _candidates(fund, year)
        _note_demands(fund, year, on, files)
        return take(Step.WARN, files, on, by=by, letter_on=on)


def record_impossible(
    fund: CareFund, year: int, why: str, on: datetime.date, by: AbstractBaseUser | None = None
) -> int:
    """Record that the letters could not be sent, and why: next year they may follow (BVR art. 74 al. 3)."""
    if not why.strip():
        raise TooLate(_("Say why the letters could not be sent."))
    with transaction.atomic():
        lock_files(fund.pk, year)
        files = _candidates(fund, year)
        return take(Step.IMPOSSIBLE, files, on, by=by, proof=why.strip(), reasons=[int(Reason.NOT_SENT)] * len(files))


def _note_demands(fund: CareFund, year: int, on: datetime.date, files: list[int]) -> None:
    """What is asked by registered letter gets no reminder any more (BVR art. 73)."""
    names = {
        "files": files,
        "fund": fund.pk,
        "account": int(Account.PREMIUM_RECEIVABLE),
        "product": int(Product.PREMIUM),
    }
    asked = to_numpy(read_sql(_ASKED, names))
    record_demands(
        fund,
        Demand.Step.REGISTERED,
        season=year,
        on=on,
        items=asked["id"].astype(np.int64),
        people=asked["person_id"].astype(np.int64),
        cents=asked["open_cents"].astype(np.int64),
    )


def _candidates(fund: CareFund, year: int) -> list[int]:
    found = FineFile.objects.filter(fund=fund, year=year, state=State.CANDIDATE)
    return list(found.order_by("pk").values_list("pk", flat=True))
