"""The monthly work of recovery, in the order in which it must be done; each part may be repeated."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from zorgkas.recovery.services.after_death import Settled, settle_deaths
from zorgkas.recovery.services.following import Followed, follow
from zorgkas.recovery.services.opening import Opened, open_files
from zorgkas.recovery.services.prescription import Prescribed, write_off_prescribed
from zorgkas.recovery.services.set_off import SetOff, set_off_recoveries
from zorgkas.registry.models import CareFund


@dataclass(frozen=True)
class MonthOutcome:
    """What the month brought."""

    opened: Opened
    deaths: Settled
    prescribed: Prescribed
    set_off: SetOff
    followed: Followed


def run_month(
    fund: CareFund, month: int, *, reserved: Collection[int] = (), at: datetime.datetime | None = None
) -> MonthOutcome:
    """After the payment run and the set-off of premiums, before the batch for the bank: open files, settle deaths,

    write off what is prescribed, take off budgets what was decided, and see what is paid and what is late.
    """
    return MonthOutcome(
        opened=open_files(fund, at=at),
        deaths=settle_deaths(fund, at=at),
        prescribed=write_off_prescribed(fund, known_at=at),
        set_off=set_off_recoveries(fund, month, reserved=reserved, known_at=at),
        followed=follow(fund, at=at),
    )
