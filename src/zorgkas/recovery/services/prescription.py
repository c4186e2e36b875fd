"""Write off what can no longer be recovered, by run and in sets (DEC art. 76 §3)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from django.db import transaction
from django.utils import timezone
from numpy.typing import NDArray

from zorgkas.engine import NEVER
from zorgkas.law import law_on
from zorgkas.ledger import services as ledger
from zorgkas.ledger.models import Run
from zorgkas.recovery.events import Kind, locked, next_step, record
from zorgkas.recovery.models import Recovery, RecoveryPart
from zorgkas.recovery.services.following import close_if_paid
from zorgkas.recovery.services.money import open_of, write_off
from zorgkas.recovery.services.planning import Answers, propose
from zorgkas.recovery.states import State
from zorgkas.registry.models import CareFund

RUN_KIND = "recovery-prescription"
# What is taken off month by month, paid by plan or collected by writ goes on; a task says when to interrupt.
WAITING = (State.TO_DECIDE, State.REPAY)


@dataclass(frozen=True)
class Prescribed:
    """What a run wrote off: of how many files, how much."""

    run: Run
    files: int
    cents: int


def write_off_prescribed(
    fund: CareFund, *, on: datetime.date | None = None, known_at: datetime.datetime | None = None
) -> Prescribed:
    """Write off the months of which the term to recover is over; suspended files wait. Repeating it changes nothing."""
    moment = known_at or timezone.now()
    day = on or timezone.localdate(moment)
    files = cents = 0
    with ledger.run(RUN_KIND, day.year * 100 + day.month, fund, moment) as run:
        for recovery in Recovery.objects.filter(pk__in=_touched(fund, day)).order_by("pk"):
            gone = _write_off(recovery, day, moment)
            files, cents = files + (gone > 0), cents + gone
        run.outcome = {"files": files, "cents": cents}
    return Prescribed(run, files, cents)


def _touched(fund: CareFund, day: datetime.date) -> list[int]:
    """Files with a part that is prescribed, by one call of the law for all parts."""
    parts = list(
        RecoveryPart.objects.filter(recovery__fund=fund, recovery__state__in=WAITING, recovery__suspended=False)
        .order_by("pk")
        .values_list(
            "recovery_id", "paid_on", "recovery__first_letter_on", "recovery__interrupted_on", "recovery__fraud"
        )
    )
    if not parts:
        return []
    kernel = law_on(day).kernel(("recovery_is_prescribed",))
    _files, paid, first, last, fraud = zip(*parts, strict=True)
    columns = {
        "undue_paid_on": _days(paid),
        "recovery_first_letter_on": _days(first),
        "recovery_interrupted_on": _days(last),
        "obtained_by_fraud": np.array(fraud, np.bool_),
        "recovery_judged_on": day.toordinal(),
    }
    prescribed = kernel(kernel.fit(columns), length=len(parts))["recovery_is_prescribed"].astype(np.bool_)
    return sorted({parts[row][0] for row in np.flatnonzero(prescribed).tolist()})


def _days(days: Iterable[datetime.date | None]) -> NDArray[np.int32]:
    return np.array([one.toordinal() if one else NEVER for one in days], np.int32)


def _write_off(recovery: Recovery, day: datetime.date, moment: datetime.datetime) -> int:
    with transaction.atomic():
        with locked(recovery) as mine:
            open_of(mine)
            answers = Answers(error_of=mine.error_of, fraud=mine.fraud, why="-")
            proposal = propose(mine, answers, day)
            by_month: dict[int, int] = {}
            for month in proposal.months:
                if month.prescribed:
                    by_month[month.period] = by_month.get(month.period, 0) + month.cents
            total = sum(by_month.values())
            if not total:
                return 0
            months = [(mine.product, period, cents) for period, cents in sorted(by_month.items())]
            write_off(mine, months, proposal.borne_by, f"prescribed/{day.isoformat()}", day)
            record(mine, Kind.PRESCRIBED, day, at=moment, data={"cents": total, "borne_by": proposal.borne_by})
            if mine.state == State.TO_DECIDE and total == proposal.owed_cents:
                next_step(mine, None, None, at=moment)
        close_if_paid(recovery, on=day, at=moment)
    return total
