"""Writes of the exchange: the mailbox."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import User

from zorgkas.exchange.catalogue import AGAIN
from zorgkas.exchange.mailbox.process import ExchangeBusy, one_at_a_time, process
from zorgkas.exchange.mailbox.receive import store
from zorgkas.exchange.mailbox.replay import Replayed, ReplayRefused, dismiss, replay
from zorgkas.exchange.mailbox.replay import release as _release
from zorgkas.exchange.mailbox.send import NotReproduced
from zorgkas.exchange.mailbox.voucher import Voucher, VoucherRefused, read_voucher
from zorgkas.exchange.models import MessageFile
from zorgkas.exchange.outgoing import ask_increased_allowance, tell_budgets, tell_inscriptions

__all__ = [
    "ExchangeBusy",
    "NotReproduced",
    "Received",
    "ReplayRefused",
    "Replayed",
    "Voucher",
    "VoucherRefused",
    "ask_increased_allowance",
    "dismiss",
    "go_on",
    "receive",
    "release",
    "replay",
    "tell_budgets",
    "tell_inscriptions",
    "write_again",
]

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Received:
    """A file that was offered, and what became of it."""

    file: MessageFile
    # It was there already: nothing changed, unless it was still to be processed.
    double: bool = False


def receive(data: Path | bytes, name: str = "", *, progress: Progress | None = None) -> Received:
    """Take a file in and bring it, and what waited for it, as far as it can go. The same file twice changes nothing."""
    voucher = read_voucher(data) if isinstance(data, Path) else None
    with one_at_a_time():
        file, new = store(data, name or (data.name if isinstance(data, Path) else "message.xml"), voucher)
        process(file, progress)
        _go_on(progress)
    file.refresh_from_db()
    return Received(file, not new)


def go_on(progress: Progress | None = None) -> list[MessageFile]:
    """Go on with what was broken off, and with what waited for a file that has come since."""
    with one_at_a_time():
        return _go_on(progress)


def release(file: MessageFile, user: User, progress: Progress | None = None) -> MessageFile:
    """Let a file that waits go on, by somebody with a name; what waited for it follows."""
    _release(file, user)
    go_on(progress)
    file.refresh_from_db()
    return file


def _go_on(progress: Progress | None) -> list[MessageFile]:
    moved: list[MessageFile] = []
    while True:
        states = [MessageFile.State.RECEIVED, MessageFile.State.BUSY, MessageFile.State.WAITING]
        waiting = MessageFile.objects.filter(direction=MessageFile.Direction.IN, state__in=states)
        before = len(moved)
        for file in waiting.order_by("message", "sequence", "pk"):
            if process(file, progress).state in (MessageFile.State.DONE, MessageFile.State.REFUSED):
                moved.append(file)
        if len(moved) == before:
            return moved


def write_again(file: MessageFile) -> None:
    """Make a file that went out again; the bytes must be those of the first time."""
    AGAIN[file.message](file)
