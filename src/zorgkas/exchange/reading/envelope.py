"""Cut a file into its head, its records and its tail by bytes alone, and refuse what no message needs.

A file may hold no markup but elements: no DTD, entity, comment, CDATA or processing instruction. Then the sign `<` can
only open a tag, so that `</record>` is the end of a record and nothing else, and a file of any size can be cut without
parsing it. What is cut is still parsed and checked against its schema, piece by piece.
"""

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from django.utils.translation import gettext_noop as _

from zorgkas.exchange.reading.faults import SYNTAX, FileRefused, refuse

BLOCK = 4 * 1024 * 1024
PIECE = 5_000  # records: as many as one notification file of the Crossroads Bank may hold (KSZ dossier 2.7)
LARGEST_HEAD = 64 * 1024
LARGEST_RECORD = 64 * 1024
LARGEST_PIECE = 8 * 1024 * 1024  # bytes; ends with the record that passes it
_DECLARATION = re.compile(rb"""\s*<\?xml\s+version\s*=\s*["']1\.0["']([^?>]*)\?>""")
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
# "ASCII" files are UTF-8 too. In any other encoding a sign could hide from a search by bytes.
_ENCODINGS = frozenset({"utf-8", "ascii"})
_NO_ELEMENT = re.compile(rb"<[!?]|\0")


@dataclass
class Envelope:
    """Where the head, the pieces of records and the tail of a file lie, in bytes."""

    head: bytes = b""
    tail: bytes = b""
    # The first byte of each piece of records, and where the last one ends; and how many records lie before each.
    cuts: list[int] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    records: int = 0
    size: int = 0
    sha256: str = ""

    @property
    def pieces(self) -> int:
        """How many pieces of records there are."""
        return max(len(self.cuts) - 1, 0)


def start_of(record: str) -> re.Pattern[bytes]:
    """What the start of a record looks like, with or without a prefix."""
    return re.compile(rb"<(?:[\w.-]+:)?" + re.escape(record.encode()) + rb"(?=[\s>/])")


def end_of(record: str) -> re.Pattern[bytes]:
    """What the end of a record looks like."""
    return re.compile(rb"</(?:[\w.-]+:)?" + re.escape(record.encode()) + rb"\s*>")


def check_start(start: bytes) -> int:
    """Refuse a file that does not start as XML in UTF-8; return where its declaration ends."""
    text = start.removeprefix(codecs.BOM_UTF8)
    skipped = len(start) - len(text)
    if not text.lstrip()[:1] == b"<":
        raise refuse(SYNTAX, _("the file is not XML in UTF-8"))
    declared = _DECLARATION.match(text)
    if declared is None:
        return skipped
    named = _ENCODING.search(declared[1])
    name = named[1].decode() if named else "utf-8"
    try:
        known = codecs.lookup(name).name in _ENCODINGS
    except LookupError:
        known = False
    if not known:
        raise refuse(SYNTAX, _("the encoding %(name)s is not accepted; UTF-8 is"), name=name)
    return skipped + declared.end()


def _too_much() -> FileRefused:
    text = _("what stands before or after the records is larger than %(bytes)d bytes")
    return refuse(SYNTAX, text, bytes=LARGEST_HEAD)


def name_of_root(start: bytes) -> bytes:
    """The local name in the first tag of a file, for the search of its records; the parser decides later."""
    found = re.compile(rb"\s*<(?:[\w.-]+:)?([\w.-]+)").match(start, check_start(start))
    return found[1] if found else b""


def scan(stream: BinaryIO, record: str) -> Envelope:
    """Read a whole file once, in blocks: its hash, its markup, and where its records lie."""
    digest, cutter = hashlib.sha256(), _Cutter(record)
    for block in _blocks(stream):
        digest.update(block)
        cutter.take(block)
    envelope = cutter.finish()
    envelope.sha256 = digest.hexdigest()
    return envelope


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    while block := stream.read(BLOCK):
        yield block


class _Cutter:
    """Follows a file block by block; what is not yet cut off stays in the buffer."""

    def __init__(self, record: str) -> None:
        self.start, self.end = start_of(record), end_of(record)
        self.found = Envelope()
        self.buffer = b""
        self.offset = 0  # of the buffer in the file
        self.last_end = 0
        self.begun = False  # the declaration was seen
        self.in_records = False

    def take(self, block: bytes) -> None:
        buffer = self.buffer + block
        keep_from = 0
        checked_from = len(self.buffer) - 1 if self.buffer else 0
        if not self.begun:
            checked_from = check_start(buffer)
            self.begun = True
        if _NO_ELEMENT.search(buffer, max(checked_from, 0)):
            raise refuse(
                SYNTAX, _("the file holds a DTD, entity, comment, CDATA, instruction or NUL, which no message needs")
            )
        if not self.in_records and (first := self.start.search(buffer)):
            self.in_records = True
            self.found.head = buffer[: first.start()]
            self._note(self.offset + first.start())
            self.last_end = self.offset + first.start()
        if self.in_records:
            keep_from = self._cut(buffer)
        elif len(buffer) > LARGEST_HEAD + BLOCK:
            raise refuse(SYNTAX, _("no record begins in the first %(bytes)d bytes"), bytes=LARGEST_HEAD)
        # A closing tag may lie across the border of two blocks.
        self.buffer = buffer[keep_from:]
        self.offset += keep_from
        self.found.size += len(block)

    def _cut(self, buffer: bytes) -> int:
        found, end = self.found, 0
        for match in self.end.finditer(buffer):
            end = match.end()
            found.records += 1
            if found.records - found.before[-1] >= PIECE or self.offset + end - found.cuts[-1] >= LARGEST_PIECE:
                self._note(self.offset + end)
        if end:
            self.last_end = self.offset + end
            return end
        # A record that is much too large is not kept: it is read again, and refused, when its turn comes.
        return max(len(buffer) - LARGEST_RECORD, 0)

    def _note(self, offset: int) -> None:
        self.found.cuts.append(offset)
        self.found.before.append(self.found.records)

    def finish(self) -> Envelope:
        found = self.found
        if not self.begun:
            raise refuse(SYNTAX, _("the file is empty"))
        if not self.in_records:
            found.head, found.tail = self.buffer, b""
        else:
            if self.last_end > found.cuts[-1]:
                self._note(self.last_end)
            if found.size - self.last_end > LARGEST_HEAD:
                raise _too_much()
            found.tail = self.buffer[self.last_end - self.offset :]
        if len(found.head) > LARGEST_HEAD:
            raise _too_much()
        if self.start.search(found.tail):
            raise refuse(SYNTAX, _("the file stops in the middle of a record"))
        return found
