"""Open a file for everybody who was paid what is not due, in sets: by person and budget, per day of payment."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from zorgkas.budgets.services.overpayments import open_tasks, reference_of
from zorgkas.engine.calendar import add_months
from zorgkas.law import law_on
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.models import Entry
from zorgkas.recovery.events import Kind, record_many
from zorgkas.recovery.models import Recovery, RecoveryPart
from zorgkas.recovery.outstanding import OUTSTANDING
from zorgkas.registry import services as registry
from zorgkas.registry.models import CareFund, Task

RUN_KIND = "recovery-files"
# Person, product, month, day of payment, cents.
Row = tuple[int, int, int, datetime.date, int]

# Months of which more is undue than stands in a file that is not closed; of a file that is decided nothing is added.
_NEW = f"""
WITH known AS ({OUTSTANDING.format(which="r.fund_id = %(fund)s AND r.state <> 'closed'")}),
owed AS (
    SELECT i.id AS item, i.person_id, i.product, i.period, i.balance_cents AS balance, coalesce(k.cents, 0) AS known
      FROM ledger_item i
      LEFT JOIN (SELECT item, sum(cents)::bigint AS cents FROM known GROUP BY item) k ON k.item = i.id
     WHERE i.fund_id = %(fund)s AND i.account = %(undue)s AND i.balance_cents > coalesce(k.cents, 0)
       AND NOT EXISTS (SELECT FROM known JOIN recovery_recovery r ON r.id = known.recovery
                        WHERE known.item = i.id AND r.state <> 'to_decide')
),
paid AS (
    SELECT o.item, e.booked_on, sum(p.amount_cents)::bigint AS cents
      FROM owed o
      JOIN ledger_posting p ON p.person_id = o.person_id AND p.account = %(payable)s AND p.product = o.product
           AND p.period = o.period AND p.amount_cents > 0
      JOIN ledger_entry e ON e.id = p.entry_id AND e.fund_id = %(fund)s AND e.kind IN ('settlement', 'set_off')
     GROUP BY o.item, e.booked_on
),
-- What was paid last is what was paid too much.
later AS (
    SELECT item, booked_on, cents,
           (sum(cents) OVER (PARTITION BY item ORDER BY booked_on DESC) - cents)::bigint AS before FROM paid
)
SELECT o.person_id, o.product, o.period, l.booked_on,
       greatest(0, least(l.before + l.cents, o.balance) - greatest(l.before, o.known))::bigint AS cents
  FROM owed o JOIN later l ON l.item = o.item
UNION ALL
-- Of what no payment is found (it was paid before the fund came here) the month itself is the day.
SELECT o.person_id, o.product, o.period, make_date(o.period / 100, o.period %% 100, 1),
       (o.balance - greatest(o.known, coalesce(t.cents, 0)))::bigint
  FROM owed o LEFT JOIN (SELECT item, sum(cents)::bigint AS cents FROM paid GROUP BY item) t ON t.item = o.item
 WHERE o.balance > greatest(o.known, coalesce(t.cents, 0))
 ORDER BY 1, 2, 3, 4
"""  # noqa: S608 - only constants are put in


@dataclass(frozen=True)
class Opened:
    """What was found: files that are new, files to which months were added, and how much."""

    files: int
    added: int
    cents: int


def open_files(fund: CareFund, *, at: datetime.datetime | None = None) -> Opened:
    """Open a file for whoever was paid too much and has none, or add to the file that is not yet decided.

    Repeating it opens nothing twice.
    """
    now = at or timezone.now()
    with ledger.run(RUN_KIND, timezone.localdate(now).year, fund, now) as run, transaction.atomic():
        rows = [row for row in _found(fund) if row[4] > 0]
        by_file: dict[tuple[int, int], list[tuple[int, datetime.date, int]]] = defaultdict(list)
        for person, product, period, paid_on, cents in rows:
            by_file[person, product].append((period, paid_on, cents))
        undecided = {
            (one.person_id, one.product): one
            for one in Recovery.objects.select_for_update().filter(fund=fund, state=Recovery.State.TO_DECIDE)
        }
        last_entry = Entry.objects.aggregate(last=Max("pk"))["last"] or 0
        new = [
            Recovery(person_id=person, fund=fund, product=product, opened_at=now, after_entry=last_entry)
            for person, product in by_file
            if (person, product) not in undecided
        ]
        Recovery.objects.bulk_create(new, batch_size=1000)
        files = undecided | {(one.person_id, one.product): one for one in new}
        parts = [
            RecoveryPart(recovery=files[key], period=period, paid_on=paid_on, cents=cents)
            for key, months in by_file.items()
            for period, paid_on, cents in months
        ]
        RecoveryPart.objects.bulk_create(parts, batch_size=1000)
        _tell(by_file, {one.pk for one in new}, files, now)
        _set_dates(fund, by_file, now)
        outcome = Opened(len(new), len(by_file) - len(new), sum(part.cents for part in parts))
        run.outcome = {"files": outcome.files, "added": outcome.added, "cents": outcome.cents}
    return outcome


def _found(fund: CareFund) -> list[Row]:
    with connection.cursor() as cursor:
        # Nobody pays or takes off one of these months while the files are made.
        cursor.execute(
            "SELECT id FROM ledger_item WHERE fund_id = %s AND account = %s AND balance_cents <> 0"
            " ORDER BY id FOR UPDATE",
            [fund.pk, int(Account.OVERPAYMENT_RECEIVABLE)],
        )
        cursor.execute(
            _NEW,
            {
                "fund": fund.pk,
                "undue": int(Account.OVERPAYMENT_RECEIVABLE),
                "payable": int(Account.BENEFIT_PAYABLE),
            },
        )
        rows: list[Row] = cursor.fetchall()
    return rows


def _tell(
    by_file: dict[tuple[int, int], list[tuple[int, datetime.date, int]]],
    new: set[int],
    files: dict[tuple[int, int], Recovery],
    now: datetime.datetime,
) -> None:
    on = timezone.localdate(now)
    for kind, chosen in ((Kind.OPENED, True), (Kind.ADDED, False)):
        mine = [(files[key].pk, months) for key, months in by_file.items() if (files[key].pk in new) == chosen]
        data = [{"cents": sum(cents for _period, _on, cents in months)} for _pk, months in mine]
        record_many([pk for pk, _months in mine], kind, on, now, data)


def _set_dates(
    fund: CareFund, by_file: dict[tuple[int, int], list[tuple[int, datetime.date, int]]], now: datetime.datetime
) -> None:
    """The task to decide has a legal date: an error must be told in time (BVR art. 129 §1), else it prescribes."""
    open_tasks(fund, now)
    today = timezone.localdate(now)
    law = law_on(today).parameters
    dates = {}
    for (person, product), months in by_file.items():
        first = min(paid_on for _period, paid_on, _cents in months).toordinal()
        report_by = add_months(first, int(law["error_report_months"]))
        prescribes = add_months(first, 12 * int(law["recovery_prescription_years"])) - 1
        due = report_by if report_by >= today.toordinal() else max(prescribes, today.toordinal())
        dates[reference_of(person, product)] = datetime.date.fromordinal(due)
    registry.date_tasks(Task.Kind.OVERPAYMENT, dates)
