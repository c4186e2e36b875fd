"""Propose to pay providers what is open for care in kind: the same batch, seal, four eyes and file as for people."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext

from zorgkas.banking.batches.freeze import lines_sha256
from zorgkas.banking.batches.propose import new_batch
from zorgkas.banking.calendar import add_banking_days
from zorgkas.banking.care_payments import note_care_payments
from zorgkas.banking.models import Batch, Exclusion, FundAccount, LinePart
from zorgkas.ledger.services import run, set_off_providers
from zorgkas.registry.models import CareFund, Task
from zorgkas.registry.reasons import label
from zorgkas.registry.services import close_tasks, open_task

# Everything that is owed to providers and does not wait in another batch, with their account of the day.
_OPEN = """
    CREATE TEMPORARY TABLE proposed_care ON COMMIT DROP AS
    SELECT i.id AS item_id, i.provider_id, -i.balance_cents AS cents, a.iban, a.holder_name
      FROM ledger_provideritem i
      LEFT JOIN care_provideraccount a ON a.provider_id = i.provider_id AND a.superseded_at IS NULL
       AND a.valid_from <= %(execute_on)s AND (a.valid_to IS NULL OR a.valid_to > %(execute_on)s)
     WHERE i.fund_id = %(fund)s AND i.account = 2010 AND i.balance_cents < 0 AND i.period <= %(period)s
       AND NOT EXISTS (SELECT FROM banking_linepart p
                         JOIN banking_batchline l ON l.id = p.line_id
                         JOIN banking_batch b ON b.id = l.batch_id
                        WHERE p.provider_item_id = i.id AND b.state IN ('proposed', 'released'))
"""
_EXCLUSIONS = """
    INSERT INTO banking_exclusion (batch_id, provider_id, reason, amount_cents)
    SELECT %(batch)s, provider_id, 'no_account', sum(cents) FROM proposed_care WHERE iban IS NULL
     GROUP BY provider_id ORDER BY provider_id
"""
_LINES = """
    INSERT INTO banking_batchline (batch_id, provider_id, end_to_end_id, iban, holder_name, amount_cents, remittance,
                                   mandate_reference, mandate_signed_on, state, return_reason)
    SELECT %(batch)s, provider_id, %(end_to_end)s || row_number() OVER (ORDER BY provider_id), iban, holder_name,
           sum(cents), %(text)s, '', NULL, 'open', ''
      FROM proposed_care WHERE iban IS NOT NULL GROUP BY provider_id, iban, holder_name ORDER BY provider_id
"""
_PARTS = """
    INSERT INTO banking_linepart (line_id, provider_item_id, amount_cents)
    SELECT l.id, p.item_id, p.cents
      FROM proposed_care p JOIN banking_batchline l ON l.batch_id = %(batch)s AND l.provider_id = p.provider_id
     WHERE p.iban IS NOT NULL ORDER BY l.id, p.item_id
"""
_TOTALS = "SELECT count(*), coalesce(sum(amount_cents), 0)::bigint FROM banking_batchline WHERE batch_id = %(batch)s"


def propose_care(
    fund: CareFund, month: int, user: User, *, execute_on: date | None = None, at: datetime | None = None
) -> Batch:
    """Propose to pay providers all that is open of months up to this one (202611), one transfer to each.

    What a provider must pay back is taken off first (BVR art. 132, 133). Who has no account number is left out, with
    a task.
    """
    now = at or timezone.now()
    note_care_payments(fund)
    day = execute_on or add_banking_days(timezone.localdate(now), 1)
    with run("care_batch", month, fund, known_at=now) as this, transaction.atomic():
        batch = new_batch(Batch.Kind.CARE, FundAccount.Purpose.BENEFITS, this, user, day, now)
        done = set_off_providers(this, _reserved(fund))
        this.outcome = {"set_off": [{"provider": one.provider, "cents": one.cents} for one in done]}
        return _fill(batch, gettext("Care in kind, batch %(batch)d") % {"batch": batch.pk})


def _reserved(fund: CareFund) -> list[int]:
    """Items that wait in a batch: what is taken off them would make that batch wrong."""
    waiting = (Batch.State.PROPOSED, Batch.State.RELEASED)
    parts = LinePart.objects.filter(line__batch__fund=fund, line__batch__state__in=waiting)
    return list(parts.exclude(provider_item=None).values_list("provider_item_id", flat=True))


def _fill(batch: Batch, text: str) -> Batch:
    parameters: dict[str, Any] = {
        "batch": batch.pk,
        "fund": batch.fund_id,
        "period": batch.period,
        "execute_on": batch.execute_on,
        "end_to_end": f"ZK{batch.pk}-",
        "text": text,
    }
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS proposed_care")
        for statement in (_OPEN, _EXCLUSIONS, _LINES, _PARTS, _TOTALS):
            cursor.execute(statement, parameters)
        batch.line_count, batch.total_cents = cursor.fetchone()
        cursor.execute("DROP TABLE proposed_care")
    batch.lines_sha256 = lines_sha256(batch)
    if not batch.line_count:
        batch.state, batch.cancelled_by, batch.cancelled_at = (
            Batch.State.CANCELLED,
            batch.proposed_by,
            batch.proposed_at,
        )
    batch.save()
    _tasks(batch)
    return batch


def _tasks(batch: Batch) -> None:
    """Ask for the accounts that miss, and close what was asked about providers that are now paid."""
    paid = batch.lines.values_list("provider_id", flat=True)
    references = [f"care-account-{provider}" for provider in paid]
    waiting = Task.objects.filter(kind=Task.Kind.CARE_ACCOUNT, reference__in=references, closed_at=None)
    close_tasks(waiting, closed_at=batch.proposed_at)
    for exclusion in batch.exclusions.filter(reason=Exclusion.Reason.NO_ACCOUNT):
        open_task(
            Task.Kind.CARE_ACCOUNT,
            fund=batch.fund,
            reference=f"care-account-{exclusion.provider_id}",
            reason=label(Exclusion.Reason.NO_ACCOUNT.label),
            opened_at=batch.proposed_at,
        )
