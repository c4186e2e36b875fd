"""Open XML from outside without trusting it: no DTD, no entities, no network, bounded size and depth."""

import codecs
import re
from collections.abc import Iterator
from io import BytesIO

from django.utils.translation import gettext_noop as _
from lxml import etree

from zorgkas.banking.statements.camt.node import line_of
from zorgkas.banking.statements.shape import StatementRefused
from zorgkas.registry.reasons import reason

LARGEST_BYTES = 200_000_000
DEEPEST = 40
# In all of these every ASCII sign is the ASCII byte, so that a DTD cannot hide behind the encoding.
_ENCODINGS = {"utf-8", "ascii", "iso8859-1", "iso8859-15", "cp1252"}
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_FORBIDDEN = re.compile(rb"<!\s*(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)


def walk(data: bytes) -> Iterator[tuple[str, etree._Element]]:
    """Give the start and the end of every element, or refuse the file."""
    _check_bytes(data)
    depth, root_closed = 0, False
    try:
        for event, element in etree.iterparse(
            BytesIO(data),
            events=("start", "end"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        ):
            depth += 1 if event == "start" else -1
            if depth > DEEPEST:
                raise StatementRefused(
                    "XML-003", line_of(element), reason(_("elements nested more than %(most)d deep"), most=DEEPEST)
                )
            root_closed = event == "end" and depth == 0
            yield event, element
    except etree.XMLSyntaxError as error:
        raise StatementRefused(
            "XML-001", error.lineno or 0, reason(_("not well-formed XML: %(why)s"), why=error.msg)
        ) from None
    if not root_closed:
        raise StatementRefused("XML-001", data.count(b"\n") + 1, reason(_("the file stops before its end")))


def _check_bytes(data: bytes) -> None:
    if len(data) > LARGEST_BYTES:
        raise StatementRefused(
            "XML-003",
            0,
            reason(_("the file has %(bytes)d bytes, more than %(most)d"), bytes=len(data), most=LARGEST_BYTES),
        )
    if found := _FORBIDDEN.search(data):
        place = data.count(b"\n", 0, found.start()) + 1
        raise StatementRefused(
            "XML-002",
            place,
            reason(_("the file declares a %(what)s, which no bank sends"), what=found[1].decode().upper()),
        )
    declared = _DECLARED.match(data.removeprefix(codecs.BOM_UTF8))
    name = declared[1].decode() if declared else "utf-8"
    try:
        encoding = codecs.lookup(name).name
    except LookupError:
        raise StatementRefused("STM-004", 1, reason(_("unknown encoding %(name)s"), name=name)) from None
    if encoding not in _ENCODINGS or b"\0" in data:
        raise StatementRefused("STM-004", 1, reason(_("encoding %(name)s is not accepted; UTF-8 is"), name=name))
