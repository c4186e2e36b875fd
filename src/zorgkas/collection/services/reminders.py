"""Reminders (BVR art. 73): everybody who was invited and did not pay, once per claim, in sets."""

import datetime
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from numpy.typing import NDArray

from zorgkas.collection import policy
from zorgkas.collection.models import Demand
from zorgkas.collection.services.demands import record_demands
from zorgkas.law import law_on
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account, Product
from zorgkas.membership.chunks import Range, ranges, read_ahead
from zorgkas.registry.columns import read_sql, to_numpy
from zorgkas.registry.models import CareFund, Task
from zorgkas.registry.reasons import reason
from zorgkas.registry.services import open_task

RUN_KIND = "reminder"
TARGET = "reminder_owed"
Progress = Callable[[int, int], None]
# Which items of a range of people were asked by a letter that was written before a day: the letters know.
Invited = Callable[[CareFund, Range, datetime.date], NDArray[np.int64]]

# What can be reminded of: open premiums of the year of the living, with what keeps a reminder away.
_OPEN = """
SELECT i.id, i.person_id, i.balance_cents,
       EXISTS (SELECT FROM collection_demand d WHERE d.item_id = i.id AND d.step = %(registered)s) AS registered,
       EXISTS (SELECT FROM collection_demand d
               WHERE d.item_id = i.id AND d.step = %(reminder)s AND d.season = %(year)s) AS reminded,
       EXISTS (SELECT FROM collection_plannedclaim c JOIN collection_paymentplan p ON p.id = c.plan_id
               WHERE c.item_id = i.id AND p.state IN ('active', 'behind')) AS planned,
       EXISTS (SELECT FROM registry_death t WHERE t.person_id = i.person_id AND t.superseded_at IS NULL) AS died
FROM ledger_item i
WHERE i.fund_id = %(fund)s AND i.account = %(account)s AND i.product = %(product)s AND i.period = %(year)s
    AND i.balance_cents > 0 AND i.person_id >= %(low)s AND i.person_id < %(high)s
ORDER BY i.id
"""


class RemindersRefused(ValueError):
    """The reminders cannot be run now; says why."""


@dataclass
class Reminders:
    """What a run of reminders does, or would do."""

    open: int = 0
    reminded: int = 0
    cents: int = 0
    reminded_before: int = 0
    not_invited: int = 0
    planned: int = 0
    registered: int = 0
    died: int = 0
    # After 30 November: the law asked it earlier.
    late: bool = False


def preview_reminders(fund: CareFund, year: int, *, invited: Invited, on: datetime.date | None = None) -> Reminders:
    """Say who would be reminded and who would not, and why; changes nothing."""
    day = _checked(year, on)
    found = _outcome(year, day)
    for chunk in ranges():
        _count(found, _judge(_read(fund, year, chunk), invited(fund, chunk, _asked_before(day)), day))
    return found


def run_reminders(
    fund: CareFund,
    year: int,
    *,
    invited: Invited,
    on: datetime.date | None = None,
    progress: Progress | None = None,
    chunk_size: int | None = None,
) -> Reminders:
    """Note a reminder for every claim of the year that is open, was invited and was not asked otherwise since.

    Each chunk of people is one transaction; a run that was broken off, or is repeated, notes only what is missing.
    Claims that nobody was ever invited to pay are counted, and somebody is asked to invite first.
    """
    day = _checked(year, on)
    with ledger.run(RUN_KIND, year, fund) as run:
        found = _outcome(year, day)
        chunks = ranges(chunk_size)

        def read(chunk: Range) -> tuple[dict[str, NDArray[Any]], NDArray[np.int64]]:
            return _read(fund, year, chunk), invited(fund, chunk, _asked_before(day))

        for done, (_chunk, (table, asked)) in enumerate(read_ahead(chunks, read), start=1):
            chosen = _count(found, _judge(table, asked, day))
            with transaction.atomic():
                record_demands(
                    fund,
                    Demand.Step.REMINDER,
                    season=year,
                    on=day,
                    items=table["id"][chosen],
                    people=table["person_id"][chosen],
                    cents=table["balance_cents"][chosen],
                    run=run,
                )
            if progress:
                progress(done, len(chunks))
        _ask_to_invite(fund, year, found)
        run.outcome = asdict(found)
    return found


@dataclass(frozen=True)
class _Judged:
    table: dict[str, NDArray[Any]]
    invited: NDArray[np.bool_]
    owed: NDArray[np.bool_]


def _checked(year: int, on: datetime.date | None) -> datetime.date:
    day = on or timezone.localdate()
    law = law_on(datetime.date(year, 1, 1)).parameters
    due = datetime.date(year, int(law["premium_due_month"]), int(law["premium_due_day"]))
    if day <= due:
        raise RemindersRefused(
            _("The premium of %(year)d can be paid until %(day)s: a reminder is only possible afterwards.")
            % {"year": year, "day": due.isoformat()}
        )
    return day


def _asked_before(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=policy.REMINDER_AFTER_DAYS)


def _outcome(year: int, day: datetime.date) -> Reminders:
    by = int(law_on(datetime.date(year, 1, 1)).decide({}, "premium_reminder_by").raw)
    return Reminders(late=day.toordinal() > by)


def _read(fund: CareFund, year: int, chunk: Range) -> dict[str, NDArray[Any]]:
    return to_numpy(
        read_sql(
            _OPEN,
            {
                "fund": fund.pk,
                "account": int(Account.PREMIUM_RECEIVABLE),
                "product": int(Product.PREMIUM),
                "year": year,
                "reminder": int(Demand.Step.REMINDER),
                "registered": int(Demand.Step.REGISTERED),
                "low": chunk[0],
                "high": chunk[1],
            },
        )
    )


def _judge(table: dict[str, NDArray[Any]], asked: NDArray[np.int64], day: datetime.date) -> _Judged:
    invited = np.isin(table["id"], asked)
    kernel = law_on(day).kernel((TARGET,))
    facts = {
        "premium_is_open": table["balance_cents"] > 0,
        "was_invited": invited,
        "asked_by_registered_letter": table["registered"].astype(np.bool_),
    }
    owed = kernel(kernel.fit(facts), length=len(invited))[TARGET].astype(np.bool_)
    return _Judged(table, invited, owed)


def _count(found: Reminders, judged: _Judged) -> NDArray[np.bool_]:
    """Add up what was judged; return which rows are to be reminded now."""
    table = judged.table
    died, planned, before = (table[name].astype(np.bool_) for name in ("died", "planned", "reminded"))
    registered = table["registered"].astype(np.bool_)
    chosen = judged.owed & ~died & ~planned & ~before
    found.open += len(died)
    found.died += int(died.sum())
    found.planned += int((planned & ~died).sum())
    found.registered += int((registered & ~planned & ~died).sum())
    found.reminded_before += int((before & judged.owed & ~planned & ~died).sum())
    found.not_invited += int((~judged.invited & ~registered & ~planned & ~died & ~before).sum())
    found.reminded += int(chosen.sum())
    found.cents += int(table["balance_cents"][chosen].sum())
    return chosen


def _ask_to_invite(fund: CareFund, year: int, found: Reminders) -> None:
    if found.not_invited:
        open_task(
            Task.Kind.INVITE_FIRST,
            fund=fund,
            reference=f"invite-{fund.pk}-{year}",
            reason=reason(
                noop("%(count)d open premiums of %(year)d were never asked, or too short ago for a reminder"),
                count=found.not_invited,
                year=year,
            ),
            due_on=datetime.date(year, 11, 30),
        )
