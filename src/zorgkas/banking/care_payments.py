"""When invoices of care in kind were paid, and the interest that the law gives when that was too late."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext_noop as _

from zorgkas.banking.models import Batch
from zorgkas.care.models import CareFile
from zorgkas.care.pillars import pillar_of
from zorgkas.engine import LegalGap
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Entry
from zorgkas.ledger.services import Line, book
from zorgkas.registry.models import CareFund
from zorgkas.registry.reasons import reason

SENT = (Batch.State.EXPORTED, Batch.State.BOOKED)


@dataclass(frozen=True)
class Settled:
    """How many invoices turned out paid, what interest was booked, and of how many late ones it is not known."""

    paid: int = 0
    interest_cents: int = 0
    unknown: int = 0


def note_care_payments(fund: CareFund) -> Settled:
    """Note of every invoice when it was paid, and book the interest on what was late; a second time does nothing.

    An invoice is paid by the first batch that was proposed after it came in and pays its sender: a batch takes all
    that is open.
    """
    paid, cents, unknown = 0, 0, 0
    waiting = CareFile.objects.filter(fund=fund, paid_on=None).exclude(state=CareFile.State.REFUSED)
    for file in waiting.order_by("pk"):
        batches = Batch.objects.filter(
            fund=fund,
            kind=Batch.Kind.CARE,
            state__in=SENT,
            proposed_at__gte=file.received_at,
            lines__provider=file.provider_id,
        ).exclude(lines__provider=file.provider_id, lines__state="returned")
        on = batches.aggregate(on=Min("execute_on"))["on"]
        if on is None:
            continue
        with transaction.atomic():
            locked = CareFile.objects.select_for_update().get(pk=file.pk)
            if locked.paid_on is not None:
                continue
            locked.paid_on = on
            locked.save(update_fields=["paid_on"])
            paid += 1
            try:
                due = interest_of(locked)
            except LegalGap:
                unknown += 1
                continue
            if due:
                _book(locked, due)
                cents += due
    return Settled(paid, cents, unknown)


def interest_of(file: CareFile) -> int:
    """The interest on a paid invoice, in cents; LegalGap where the rate is not known."""
    give = pillar_of(file.pillar).interest
    if give is None or file.pay_by is None or file.paid_on is None or file.paid_on <= file.pay_by:
        return 0
    return give(file.accepted_cents, file.pay_by, file.paid_on)


def _book(file: CareFile, cents: int) -> None:
    assert file.paid_on is not None
    month = file.paid_on.year * 100 + file.paid_on.month
    lines = [
        Line(Account.PROVIDER_PAYABLE, -cents, file.provider_id, Product.CARE_INTEREST, month),
        Line(Account.CARE_COST, cents, None, Product.CARE_INTEREST, month),
    ]
    what = reason(_("Interest on invoice %(number)s"), number=file.number)
    book(fund=file.fund, key=f"care/interest/{file.pk}", kind=Entry.Kind.DUE, narrative=what, lines=lines)
