"""Write files of messages as text, record by record; whatever the values are, they come out as values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from zorgkas.exchange.message import Layout


@dataclass(frozen=True)
class Organization:
    """Somebody in the network: by enterprise number, or by sector and institution."""

    cbe: str = ""
    sector: int | None = None
    institution: int | None = None

    def xml(self) -> str:
        """As OrganizationIdentificationType."""
        if self.cbe:
            inside = tag("cbeNumber", self.cbe)
        else:
            inside = tag("sector", self.sector) + tag("institution", self.institution)
        return f"<organizationIdentification>{inside}</organizationIdentification>"


# The sector of the Crossroads Bank itself (KSZ dossier 5.4); its institution number is proposed.
CROSSROADS_BANK = Organization(sector=25, institution=0)


@dataclass(frozen=True)
class Head:
    """What stands before the records of every message."""

    sender: Organization
    receiver: Organization
    legal_context: str
    sequence: int
    ticket: str = ""
    sent_at: datetime | None = None
    # Of an answer: the ticket of the question.
    answers: str = ""
    # Further elements of the message's own, ready as text.
    more: str = ""


def tag(name: str, value: object, **attributes: object) -> str:
    """An element with a text; nothing when there is no value."""
    if value is None or value == "":
        return ""
    shown = "".join(f" {key}={quoteattr(str(one))}" for key, one in attributes.items() if one not in (None, ""))
    return f"<{name}{shown}>{escape(_text(value))}</{name}>"


def block(name: str, *inside: str) -> str:
    """An element with elements in it; nothing when all of them are."""
    content = "".join(inside)
    return f"<{name}>{content}</{name}>" if content else ""


def cents(amount: int) -> str:
    """An amount in euro with two decimals."""
    return f"{'-' if amount < 0 else ''}{abs(amount) // 100}.{abs(amount) % 100:02d}"


def document(layout: Layout, head: Head, records: Iterable[str], batch: int = 2_000) -> Iterator[bytes]:
    """A whole file in blocks of bytes; `records` are elements of the layout, ready as text."""
    steps = layout.records.split("/")
    sent = head.sent_at.strftime("%Y-%m-%dT%H:%M:%S") if head.sent_at else ""
    start = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<z:{layout.root} xmlns:z="{layout.namespace}">'
        + block("sender", tag("ticket", head.ticket), tag("timestampSent", sent), head.sender.xml())
        + block("receiver", tag("ticket", head.answers), head.receiver.xml())
        + tag("legalContext", head.legal_context)
        + tag("sequenceNumber", head.sequence)
        + head.more
        + "".join(f"<{step}>" for step in steps[:-1])
        + "\n"
    )
    yield start.encode()
    waiting: list[str] = []
    for record in records:
        waiting.append(record)
        if len(waiting) >= batch:
            yield ("\n".join(waiting) + "\n").encode()
            waiting = []
    end = "".join(f"</{step}>" for step in reversed(steps[:-1])) + f"</z:{layout.root}>\n"
    yield ("\n".join([*waiting, ""]) + end).encode()


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
