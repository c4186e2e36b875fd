"""Propose a batch: from open items to frozen lines, in sets."""

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext

from zorgkas.banking.batches import statements as sql
from zorgkas.banking.batches.errors import BatchRefused
from zorgkas.banking.batches.freeze import INSTALMENTS_RUN, lines_sha256
from zorgkas.banking.calendar import add_banking_days, banking_day_from
from zorgkas.banking.incoming.after_death import give_back_after_death
from zorgkas.banking.incoming.lookups import deaths_of
from zorgkas.banking.models import Batch, BatchLine, Exclusion, FundAccount
from zorgkas.banking.queries import items_to_give_back, reserved_items
from zorgkas.collection.models import PaymentPlan
from zorgkas.collection.policy import MANDATE_LAPSES_AFTER_MONTHS
from zorgkas.collection.services import settle_refundable
from zorgkas.collection.services.plans import RUNNING
from zorgkas.ledger.models import Run
from zorgkas.ledger.services import run
from zorgkas.membership.queries import fineable
from zorgkas.registry.models import CareFund, Task
from zorgkas.registry.reasons import label
from zorgkas.registry.services import close_tasks, open_tasks

# Days between the request to pay and a direct debit, unless the mandate says otherwise (dossier A3).
PRENOTIFICATION_DAYS = 14
# A part of a plan was announced when the plan was agreed; the bank wants the file a day before.
INSTALMENT_DAYS = 1
# The first premium that was ever asked.
FIRST_PREMIUM_YEAR = 2001


def propose_payments(
    fund: CareFund,
    month: int,
    user: User,
    *,
    execute_on: date | None = None,
    at: datetime | None = None,
) -> Batch:
    """Propose to pay all that is open for care budgets up to this month (202611) and refundable premiums.

    One line per person. Who cannot be paid is excluded with a reason, and a task says what to do.
    """
    now = at or timezone.now()
    day = execute_on or add_banking_days(timezone.localdate(now), 1)
    give_back_after_death(fund)
    # What was paid too much first goes to what is open (BVR art. 70); only what is left is refunded.
    settle_refundable(fund, reserved=[*reserved_items(fund), *items_to_give_back(fund)])
    texts = {
        "benefits_text": gettext("Care budget %(month)s") % {"month": f"{month // 100}-{month % 100:02d}"},
        "refund_text": gettext("Refund of the care premium"),
    }
    with run("payment_batch", month, fund, known_at=now) as this, transaction.atomic():
        batch = new_batch(Batch.Kind.BENEFITS, FundAccount.Purpose.BENEFITS, this, user, day, now)
        return _fill(batch, sql.OPEN_PAYABLES, sql.PAYMENT_LINES, texts)


def propose_collections(
    fund: CareFund,
    year: int,
    user: User,
    *,
    earlier_years: bool = False,
    execute_on: date | None = None,
    at: datetime | None = None,
) -> Batch:
    """Propose to collect the open premiums of this year from everybody who gave a mandate.

    With `earlier_years` what is open of before is collected as well, except what the agency asks with a fine: the
    invitation, or the letter about earlier years, asked it (BVR art. 69).
    """
    now = at or timezone.now()
    day = execute_on or banking_day_from(timezone.localdate(now) + timedelta(days=PRENOTIFICATION_DAYS))
    with run("collection_batch", year, fund, known_at=now) as this, transaction.atomic():
        batch = new_batch(Batch.Kind.COLLECTION, FundAccount.Purpose.PREMIUMS, this, user, day, now)
        first = FIRST_PREMIUM_YEAR if earlier_years else year
        return _fill(batch, sql.OPEN_PREMIUMS, sql.COLLECTION_LINES, {"first_year": first})


def propose_instalments(
    fund: CareFund, user: User, *, execute_on: date | None = None, at: datetime | None = None
) -> Batch:
    """Propose to collect the parts that fall due by a day of the payment plans that are paid by direct debit.

    The letter about the plan announced each part with its day. What was paid before its day is not collected again.
    """
    now = at or timezone.now()
    day = execute_on or banking_day_from(timezone.localdate(now) + timedelta(days=INSTALMENT_DAYS))
    plans = PaymentPlan.objects.filter(fund=fund, by_direct_debit=True, state__in=RUNNING)
    people, years = fineable(list(plans.values_list("person_id", flat=True)), known_at=now)
    given = {"fineable_people": people.tolist(), "fineable_years": years.tolist()}
    with run(INSTALMENTS_RUN, day.year, fund, known_at=now) as this, transaction.atomic():
        batch = new_batch(Batch.Kind.COLLECTION, FundAccount.Purpose.PREMIUMS, this, user, day, now)
        return _fill(batch, sql.INSTALMENTS, sql.COLLECTION_LINES, given)


def new_batch(kind: str, purpose: str, this: Run, user: User, day: date, now: datetime) -> Batch:
    """Begin a batch of a fund, from or to its account of this purpose."""
    # The lock on the account lets a second proposal wait until this one is complete.
    account = FundAccount.objects.select_for_update().filter(fund=this.fund, purpose=purpose).first()
    if account is None:
        raise BatchRefused(
            gettext("%(fund)s has no bank account for %(purpose)s; record it first.")
            % {"fund": this.fund, "purpose": FundAccount.Purpose(purpose).label}
        )
    return Batch.objects.create(
        kind=kind,
        fund=this.fund,
        account=account,
        run=this,
        period=this.period,
        execute_on=day,
        proposed_by=user,
        proposed_at=now,
    )


def _fill(batch: Batch, open_items: str, lines: str, given: dict[str, Any]) -> Batch:
    parameters: dict[str, Any] = {
        "batch": batch.pk,
        "fund": batch.fund_id,
        "period": batch.period,
        "execute_on": batch.execute_on,
        "end_to_end": f"ZK{batch.pk}-",
        "lapse_months": MANDATE_LAPSES_AFTER_MONTHS,
        **given,
    }
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS proposed")
        cursor.execute(open_items, parameters)
        cursor.execute("ANALYZE proposed")
        cursor.execute(sql.EXCLUSIONS, parameters)
        cursor.execute(lines, parameters)
        cursor.execute(sql.PARTS, parameters)
        cursor.execute(sql.TOTALS, parameters)
        batch.line_count, batch.total_cents = cursor.fetchone()
        cursor.execute("DROP TABLE proposed")
        cursor.execute("ANALYZE banking_batchline, banking_linepart")
    batch.lines_sha256 = lines_sha256(batch)
    if not batch.line_count:
        # Nothing to send: the batch only tells who was excluded.
        batch.state, batch.cancelled_by, batch.cancelled_at = (
            Batch.State.CANCELLED,
            batch.proposed_by,
            batch.proposed_at,
        )
    batch.save()
    _tasks(batch)
    return batch


def _tasks(batch: Batch) -> None:
    """Ask what a person must find out, and close what was asked about people who are now paid."""
    if batch.kind != Batch.Kind.BENEFITS:
        return
    paid = BatchLine.objects.filter(batch=batch).values_list("person_id", flat=True)
    asking = (Task.Kind.NEW_ACCOUNT, Task.Kind.ASK_HEIRS)
    waiting = Task.objects.filter(kind__in=asking, fund=batch.fund, closed_at=None)
    close_tasks(waiting.filter(person_id__in=paid), closed_at=batch.proposed_at)
    for exclusion_reason, kind in (
        (Exclusion.Reason.NO_ACCOUNT, Task.Kind.NEW_ACCOUNT),
        (Exclusion.Reason.BAD_ACCOUNT, Task.Kind.NEW_ACCOUNT),
        (Exclusion.Reason.ACCOUNT_BLOCKED, Task.Kind.NEW_ACCOUNT),
        (Exclusion.Reason.DIED, Task.Kind.CHECK_DEATH),
    ):
        people = set(batch.exclusions.filter(reason=exclusion_reason).values_list("person_id", flat=True))
        # Of who died nobody but the heirs can say where the money goes.
        dead = people & set(deaths_of(people)) if kind == Task.Kind.NEW_ACCOUNT else set()
        for asked, whom in ((kind, people - dead), (Task.Kind.ASK_HEIRS, dead)):
            open_tasks(
                asked,
                fund=batch.fund,
                people=sorted(whom),
                reference=task_reference(asked),
                reason=label(exclusion_reason.label),
                opened_at=batch.proposed_at,
            )


def task_reference(kind: Task.Kind) -> str:
    """Return the prefix of the reference of a task about one person; the id of the person follows."""
    return {
        Task.Kind.NEW_ACCOUNT: "account-",
        Task.Kind.CHECK_DEATH: "death-",
        Task.Kind.CHECK_MANDATE: "mandate-",
        Task.Kind.CHECK_COLLECTION: "collection-",
        Task.Kind.ASK_HEIRS: "heirs-",
    }[kind]
