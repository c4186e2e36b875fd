"""From bytes to records: encoding, length, version, before anything is read in them."""

from django.utils.translation import gettext_noop as _

from zorgkas.banking.statements.shape import StatementRefused
from zorgkas.registry.reasons import reason

LENGTH = 128
KNOWN = frozenset({"0", "1", "21", "22", "23", "31", "32", "33", "4", "8", "9"})
LARGEST_BYTES = 200_000_000


def split_records(data: bytes, encoding: str) -> list[str]:
    """Return the records of a file: one a line, or all in one line of a multiple of 128 characters."""
    if len(data) > LARGEST_BYTES:
        raise StatementRefused(
            "STM-001",
            0,
            reason(_("the file has %(bytes)d bytes, more than %(most)d"), bytes=len(data), most=LARGEST_BYTES),
        )
    text = _decode(data, encoding)
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    if lines and not lines[-1]:
        lines.pop()
    if not lines:
        raise StatementRefused("STM-001", 0, reason(_("the file is empty")))
    if len(lines) == 1 and len(lines[0]) > LENGTH and len(lines[0]) % LENGTH == 0:
        lines = [lines[0][start : start + LENGTH] for start in range(0, len(lines[0]), LENGTH)]
    for place, line in enumerate(lines, start=1):
        _check(place, line)
    return lines


def kind_of(record: str) -> str:
    """Return the identification of a record: one digit, or two for movements and information."""
    return record[:2] if record[0] in "23" else record[0]


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = data.count(b"\n", 0, error.start) + 1
        if encoding in ("ascii", "utf-8"):
            raise StatementRefused(
                "STM-004", place, reason(_("byte %(at)d is neither ASCII nor UTF-8"), at=error.start)
            ) from None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        place = data.count(b"\n", 0, error.start) + 1
        raise StatementRefused(
            "STM-004", place, reason(_("byte %(at)d is not %(encoding)s"), at=error.start, encoding=encoding)
        ) from None


def _check(place: int, line: str) -> None:
    if not line.isprintable():
        raise StatementRefused("STM-004", place, reason(_("the record holds a control character")))
    if len(line) != LENGTH:
        raise StatementRefused(
            "STM-001",
            place,
            reason(_("the record has %(count)d characters, not %(length)d"), count=len(line), length=LENGTH),
        )
    if kind_of(line) not in KNOWN:
        raise StatementRefused("STM-002", place, reason(_("unknown record %(kind)s"), kind=repr(kind_of(line))))
