"""Take a file in: stored as it is, once; then opened, recognised and put in its order."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from lxml import etree

from zorgkas.exchange.catalogue import message_of_root
from zorgkas.exchange.mailbox.storage import blocks_of, keep, place_of
from zorgkas.exchange.mailbox.voucher import Voucher
from zorgkas.exchange.message import Message
from zorgkas.exchange.models import FundProfile, MessageFile
from zorgkas.exchange.reading.columns import header_of, root_name
from zorgkas.exchange.reading.envelope import BLOCK, Envelope, name_of_root, scan
from zorgkas.exchange.reading.faults import AUTHORITY, COUNT, DUPLICATE, SEQUENCE, SYNTAX, FileRefused, refuse
from zorgkas.exchange.reading.xml import first_error, parse, schema
from zorgkas.registry.models import CareFund
from zorgkas.registry.reasons import Reason, parts, reason

LONGEST_REASON = 300
State = MessageFile.State


@dataclass(frozen=True)
class Opened:
    """A file that may be processed: what it is, where its records lie, and what its head says."""

    file: MessageFile
    message: Message
    envelope: Envelope
    header: dict[str, str]


def store(
    data: Path | bytes, name: str, voucher: Voucher | None = None, at: datetime | None = None
) -> tuple[MessageFile, bool]:
    """Keep a file under its hash; return it, and whether it is new. The same file twice is one file."""
    now = at or timezone.now()
    if isinstance(data, bytes):
        path, sha256, size = keep([data], settings.INBOX_DIR, None, name)
    else:
        with data.open("rb") as stream:
            path, sha256, size = keep(blocks_of(stream), settings.INBOX_DIR, None, name)
    file, new = MessageFile.objects.get_or_create(
        direction=MessageFile.Direction.IN,
        sha256=sha256,
        defaults={
            "name": name[-120:],
            "path": path,
            "size": size,
            "state": State.RECEIVED,
            "received_at": now,
            "announced": voucher.records if voucher else None,
        },
    )
    if not new:
        MessageFile.objects.filter(pk=file.pk).update(times_offered=F("times_offered") + 1)
        file.refresh_from_db()
    if voucher is not None and voucher.sha256 != sha256:
        stop(file, State.REFUSED, refuse(COUNT, _("the voucher is about another file: its hash does not fit")), now)
    return file, new


def open_file(file: MessageFile) -> Opened:
    """Recognise a stored file and check its head; raises FileRefused."""
    message, envelope = _recognise(file)
    layout = message.layout
    try:
        root = parse(envelope.head + envelope.tail)
    except etree.XMLSyntaxError as error:
        raise refuse(SYNTAX, _("not well-formed: %(why)s"), why=(error.msg or "")[:150]) from None
    if root_name(root) != (layout.namespace, layout.root):
        raise refuse(SYNTAX, _("%(root)s is no message that we know"), str(root.tag)[-80:], root=str(root.tag)[:100])
    checker = schema(layout.schema)
    if not checker.validate(root):
        path, message_text = first_error(checker)
        element = "/".join(step.rpartition(":")[2] for step in path.split("/") if step)
        raise refuse(SYNTAX, _("not according to the schema: %(why)s"), element[-80:], why=message_text[:150])
    return Opened(file, message, envelope, header_of(layout, root))


def _recognise(file: MessageFile) -> tuple[Message, Envelope]:
    with place_of(file).open("rb") as stream:
        start = stream.read(BLOCK)
        name = name_of_root(start).decode("ascii", "replace")
        message = message_of_root(name)
        if message is None:
            raise refuse(SYNTAX, _("%(root)s is no message that we know"), name[:80], root=name[:80] or "-")
        stream.seek(0)
        return message, scan(stream, message.layout.record)


def admit(opened: Opened) -> None:
    """Note what a file is and whether its turn has come; raises FileRefused, or leaves it waiting with the reason."""
    file, header, message = opened.file, opened.header, opened.message
    fund = _receiver(header)
    profile = FundProfile.objects.get_or_create(fund=fund)[0]
    file.message, file.version, file.fund = message.code, message.version, fund
    file.partner, file.ticket, file.legal_context = _partner(header), header["ticket"], header["legal_context"]
    file.sequence, file.records = int(header["sequence"]), opened.envelope.records
    _check_authority(file, message, profile, header)
    _check_counts(file, header)
    with transaction.atomic():
        # Files of one fund are put in order one after the other.
        CareFund.objects.select_for_update().get(pk=fund.pk)
        waits = _wait_for(file, message, profile)
        text, values = parts(waits, LONGEST_REASON) if waits else ("", None)
        file.state = State.WAITING if waits else State.BUSY
        file.reason, file.reason_values, file.code = text, values, SEQUENCE if waits else ""
        file.save()


def _receiver(header: dict[str, str]) -> CareFund:
    """The fund that the file is for."""
    fund = CareFund.objects.filter(enterprise_number=header["receiver_cbe"]).first() if header["receiver_cbe"] else None
    if fund is None and header["receiver_sector"]:
        place = {"sector": int(header["receiver_sector"]), "institution": int(header["receiver_institution"])}
        profile = FundProfile.objects.select_related("fund").filter(**place).first()
        fund = profile.fund if profile else None
    if fund is None:
        raise refuse(AUTHORITY, _("the file is meant for somebody else"), "receiver")
    return fund


def _partner(header: dict[str, str]) -> str:
    return header["sender_cbe"] or f"{header['sender_sector']}/{header['sender_institution']}"


def _check_authority(file: MessageFile, message: Message, profile: FundProfile, header: dict[str, str]) -> None:
    agreed = profile.legal_context_of(message.code, message.legal_context)
    if file.legal_context != agreed:
        raise refuse(
            AUTHORITY,
            _("the legal context is “%(given)s”; agreed is “%(agreed)s”"),
            "legalContext",
            given=file.legal_context,
            agreed=agreed,
        )
    if (
        message.answers
        and not MessageFile.objects.filter(
            direction=MessageFile.Direction.OUT,
            message=message.answers,
            fund=file.fund,
            ticket=header["receiver_ticket"],
        )
        .exclude(ticket="")
        .exists()
    ):
        raise refuse(AUTHORITY, _("the file answers nothing that we asked"), "receiver/ticket")


def _check_counts(file: MessageFile, header: dict[str, str]) -> None:
    announced = int(header["count"]) if header.get("count") else file.announced
    if file.announced is not None and announced != file.announced:
        raise refuse(
            COUNT,
            _("the voucher announces %(voucher)d records, the file %(file)d"),
            voucher=file.announced,
            file=announced,
        )
    file.announced = announced
    if announced is not None and announced != file.records:
        raise refuse(
            COUNT,
            _("%(announced)d records are announced, %(found)d are there"),
            announced=announced,
            found=file.records,
        )


def _wait_for(file: MessageFile, message: Message, profile: FundProfile) -> Reason | None:
    """Why the file waits, if so; raises FileRefused when another file has its number."""
    flow = (
        MessageFile.objects.filter(
            direction=MessageFile.Direction.IN, message=file.message, fund=file.fund, partner=file.partner
        )
        .exclude(pk=file.pk)
        .exclude(state=State.REFUSED)
    )
    if other := flow.filter(sequence=file.sequence).first():
        raise refuse(
            DUPLICATE,
            _("number %(number)d came before, with other contents (%(name)s)"),
            "sequenceNumber",
            number=file.sequence,
            name=other.name,
        )
    if file.released_by_id is not None:
        return None
    last = flow.filter(state__in=[State.DONE, State.BUSY]).aggregate(last=Max("sequence"))["last"]
    assert file.sequence is not None
    if last is not None and file.sequence > last + 1:
        return reason(
            _("numbers %(first)d to %(last)d of this flow did not come yet"), first=last + 1, last=file.sequence - 1
        )
    before = flow.filter(state=State.DONE).order_by("-sequence").first() if message.whole else None
    if (
        before is not None
        and abs(file.records - before.records) * 100 > before.records * profile.largest_change_percent
    ):
        return reason(
            _("%(now)d records, last time %(before)d: that differs more than %(percent)d %%"),
            now=file.records,
            before=before.records,
            percent=profile.largest_change_percent,
        )
    return None


def stop(file: MessageFile, state: State, why: FileRefused, at: datetime | None = None) -> None:
    """Refuse a file, or let it wait, with the reason."""
    text, values = parts(why.reason, LONGEST_REASON)
    file.state, file.reason, file.reason_values = state, text, values
    file.code, file.element, file.finished_at = why.code, why.element, at or timezone.now()
    file.save()


def day_of(header: dict[str, str], name: str) -> date:
    """A day in the head of a file; its schema was checked."""
    return date.fromisoformat(header[name][:10])
