"""The fixed part of the budget of a hospital, paid in twelfths by share of nursing days (BVR art. 534/36, 534/37).

It is for no user in particular: each month is a statement of the hospital with one line, which pays what is owed more
or less than the statements of that month before it. The parts of the budget and the days are told with the recognition.
"""

import datetime
import hashlib
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.utils.translation import gettext_noop as _

from zorgkas.care.models import CareFile, CareLine, Recognition
from zorgkas.care.services.booking import entry_of
from zorgkas.engine.calendar import first_day, last_day
from zorgkas.law import law_on
from zorgkas.ledger.accounts import Product
from zorgkas.ledger.services import book_many
from zorgkas.registry.models import CareFund
from zorgkas.registry.reasons import reason

PILLAR, CODE = "rehabilitation_hospitals", "TWELFTH"
PARTS = ("hosp_base_cents", "hosp_conditional_cents", "hosp_recalculated_cents", "hosp_corrective_cents")
DAYS = ("hosp_days_all", "hosp_days_insured")
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('care twelfths'), %s)"


def book_twelfths(fund: CareFund, period: int, *, at: datetime.datetime) -> int:
    """Book the twelfths of a month (202606) of all hospitals; returns how many cents more are owed than before.

    Run again it books only what differs: another budget or other days of the last known year (BVR art. 534/31).
    """
    month = period // 100 * 12 + period % 100 - 1
    first = datetime.date.fromordinal(first_day(month))
    total = 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_LOCK, [fund.pk])
        told = Recognition.objects.filter(pillar=PILLAR, superseded_at=None, valid_from__lte=first)
        for held in told.exclude(valid_to__lte=first).select_related("provider").order_by("provider_id"):
            case = _case(held.details, fund, month)
            if case is not None:
                total += _book_one(fund, held, case, period, month, at)
    return total


def _case(details: dict[str, Any], fund: CareFund, month: int) -> dict[str, Any] | None:
    """The budget and the days as they were told; None while they were not."""
    days = details.get("hosp_days_by_fund", {}).get(fund.code)
    if days is None or any(name not in details for name in (*PARTS, *DAYS)):
        return None
    known = {name: details[name] for name in (*PARTS, *DAYS)}
    return {**known, "hosp_days_fund": days, "hosp_month": f"{month // 12:04d}-{month % 12 + 1:02d}"}


def _book_one(
    fund: CareFund, held: Recognition, case: dict[str, Any], period: int, month: int, at: datetime.datetime
) -> int:
    first = datetime.date.fromordinal(first_day(month))
    law = law_on(first)
    owed = int(law.decide(case, "hosp_twelfth_cents").value)
    lines = CareLine.objects.filter(file__fund=fund, provider=held.provider, code=CODE, period=period)
    booked = sum(lines.values_list("accepted_cents", flat=True))
    if owed == booked:
        return 0
    number = f"{CODE} {period}/{lines.count() + 1}"
    file = CareFile.objects.create(
        pillar=PILLAR,
        fund=fund,
        provider=held.provider,
        number=number,
        sha256=hashlib.sha256(f"{held.provider.number} {number}".encode()).hexdigest(),
        received_on=first,
        received_at=at,
        state=CareFile.State.ACCEPTED,
        line_count=1,
        accepted_count=1,
        claimed_cents=owed - booked,
        accepted_cents=owed - booked,
        pay_by=law.decide(case, "hosp_twelfth_due_on").value,
    )
    CareLine.objects.create(
        file=file,
        provider=held.provider,
        claimed_cents=owed - booked,
        unit_cents=owed - booked,
        number=1,
        period=period,
        first_day=first,
        last_day=datetime.date.fromordinal(last_day(month)),
        quantity=1,
        product=Product.REHABILITATION_HOSPITAL,
        code=CODE,
        user_number="",
        accepted_cents=owed - booked,
    )
    entry = entry_of(
        f"care/file/{file.pk}",
        reason(_("Twelfth of a rehabilitation hospital, %(number)s"), number=number),
        Product.REHABILITATION_HOSPITAL,
        np.array([held.provider_id], np.int64),
        np.array([period], np.int64),
        np.array([owed - booked], np.int64),
    )
    if entry is not None:
        book_many([entry], fund=fund)
    return owed - booked
