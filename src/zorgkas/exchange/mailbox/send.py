"""Files that go out: prepared once, with the moment they tell of; written from that, so that they can be made again."""

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from zorgkas.exchange.mailbox.storage import FOLDER, keep, place_of
from zorgkas.exchange.mailbox.voucher import SUFFIX, Voucher
from zorgkas.exchange.message import Message
from zorgkas.exchange.models import FundProfile, MessageFile
from zorgkas.exchange.writing import CROSSROADS_BANK, Head, Organization, document
from zorgkas.registry.models import CareFund

State = MessageFile.State
# Tickets follow from what the file is about, so that a file that is made again has the same one.
_TICKETS = uuid.UUID("6a7c4f2e-31d5-5a0b-9c55-0d7a4c1f8e21")
# Keeps in the database, in the transaction of the preparation, what the file will tell; returns how many records.
Prepare = Callable[[MessageFile], int]
Records = Callable[[MessageFile], Iterable[str]]


class NotReproduced(RuntimeError):
    """A file was made again and came out differently: somebody changed what it was made from."""


def send(
    message: Message,
    fund: CareFund,
    subject: str,
    prepare: Prepare,
    records: Records,
    *,
    more: str = "",
    at: datetime | None = None,
) -> MessageFile | None:
    """Make the file about a subject, exactly once; None when there is nothing to tell. A broken off one is finished."""
    with transaction.atomic():
        CareFund.objects.select_for_update().get(pk=fund.pk)
        file = MessageFile.objects.filter(
            direction=MessageFile.Direction.OUT, message=message.code, fund=fund, subject=subject
        ).first()
        if file is None:
            file = _prepare(message, fund, subject, at or timezone.now())
            file.records = file.announced = prepare(file)
            if not file.records:
                transaction.set_rollback(True)
                return None
            file.save(update_fields=["records", "announced"])
    if file.state == State.PREPARED:
        write(message, file, records, more=more)
    return file


def _prepare(message: Message, fund: CareFund, subject: str, at: datetime) -> MessageFile:
    flow = MessageFile.objects.filter(direction=MessageFile.Direction.OUT, message=message.code, fund=fund)
    sequence = (flow.aggregate(last=Max("sequence"))["last"] or 0) + 1
    name = f"{fund.code}-{message.slug}-{sequence:06d}.xml"
    profile = FundProfile.objects.get_or_create(fund=fund)[0]
    return MessageFile.objects.create(
        direction=MessageFile.Direction.OUT,
        fund=fund,
        message=message.code,
        version=message.version,
        partner=f"{CROSSROADS_BANK.sector}/{CROSSROADS_BANK.institution}",
        sequence=sequence,
        ticket=str(uuid.uuid5(_TICKETS, f"{fund.pk}/{message.code}/{sequence}")),
        legal_context=profile.legal_context_of(message.code, message.legal_context),
        subject=subject,
        name=name,
        path=f"{FOLDER}/{name}",
        state=State.PREPARED,
        received_at=at,
    )


def write(message: Message, file: MessageFile, records: Records, *, more: str = "") -> None:
    """Write a prepared file with its voucher; of one that was written before, the same bytes must come out."""
    assert file.fund is not None
    assert file.sequence is not None
    head = Head(
        sender=Organization(cbe=file.fund.enterprise_number),
        receiver=CROSSROADS_BANK,
        legal_context=file.legal_context,
        sequence=file.sequence,
        ticket=file.ticket,
        sent_at=file.received_at,
        more=more,
    )
    made = f"{file.path}.again" if file.sha256 else file.path
    _path, sha256, size = keep(document(message.layout, head, records(file)), settings.OUTBOX_DIR, made)
    if file.sha256:
        _compare(file, sha256, made)
        return
    voucher = Voucher(file.name, sha256, file.records)
    keep([voucher.text().encode()], settings.OUTBOX_DIR, file.path + SUFFIX)
    file.sha256, file.size, file.state, file.accepted = sha256, size, State.SENT, file.records
    file.finished_at = timezone.now()
    file.save()


def _compare(file: MessageFile, sha256: str, made: str) -> None:
    if sha256 != file.sha256:
        raise NotReproduced(
            _("%(name)s came out differently: %(new)s instead of %(old)s; the new one lies beside it.")
            % {"name": file.name, "new": sha256[:16], "old": file.sha256[:16]}
        )
    (settings.OUTBOX_DIR / made).replace(place_of(file))
