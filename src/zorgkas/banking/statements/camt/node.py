"""An element of a bank's XML with readers that check: one, all, text, cents, day."""

import re
from datetime import date

from django.utils.translation import gettext_noop as _
from lxml import etree

from zorgkas.banking.statements.shape import StatementRefused, Violation
from zorgkas.registry.reasons import reason

_AMOUNT = re.compile(r"\d{1,13}(\.\d{1,5})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NO_DAY = date(2000, 1, 1)  # stands where a date could not be read; such a statement is never booked


def line_of(element: etree._Element) -> int:
    """Return the line of the file on which an element stands."""
    line: int | None = getattr(element, "sourceline", None)  # its type is missing in the stubs
    return line or 0


class Node:
    """An element, found by the names of the schema without their namespace."""

    def __init__(self, element: etree._Element, namespace: str) -> None:
        self.element = element
        self.namespace = namespace

    @property
    def line(self) -> int:
        """Return the line of the file."""
        return line_of(self.element)

    @property
    def value(self) -> str:
        """Return the text without spaces around it."""
        return (self.element.text or "").strip()

    def all(self, path: str) -> list["Node"]:
        """Return every element on a path."""
        full = "/".join(f"{{{self.namespace}}}{tag}" for tag in path.split("/"))
        return [Node(element, self.namespace) for element in self.element.findall(full)]

    def one(self, path: str) -> "Node":
        """Return the only element on a path; refuse the file when there is none or more."""
        found = self.all(path)
        if len(found) != 1:
            own = self.element.tag.rpartition("}")[2]  # a damaged name makes QName fail
            told = (
                reason(_("%(path)s stands %(count)d times in %(own)s"), path=path, count=len(found), own=own)
                if found
                else reason(_("%(path)s is missing in %(own)s"), path=path, own=own)
            )
            raise StatementRefused("XML-001", self.line, told)
        return found[0]

    def text(self, path: str, default: str = "") -> str:
        """Return the text of the first element on a path."""
        found = self.all(path)
        return found[0].value if found else default

    def cents(self, violations: list[Violation]) -> int:
        """Read an amount in euros as cents; a part of a cent or another currency is a violation."""
        text = self.value
        if not _AMOUNT.fullmatch(text):
            violations.append(Violation("STM-040", self.line, reason(_("%(text)s is not an amount"), text=repr(text))))
            return 0
        whole, _point, decimals = text.partition(".")
        if decimals[2:].strip("0"):
            violations.append(Violation("STM-040", self.line, reason(_("%(text)s has a part of a cent"), text=text)))
        currency = self.element.get("Ccy", "EUR")
        if currency != "EUR":
            violations.append(
                Violation("STM-042", self.line, reason(_("the currency is %(currency)s, not EUR"), currency=currency))
            )
        return int(whole) * 100 + int(f"{decimals:<02}"[:2])

    def signed_cents(self, violations: list[Violation]) -> int:
        """Read Amt with CdtDbtInd: money in is positive."""
        sign = self.one("CdtDbtInd").value
        if sign not in ("CRDT", "DBIT"):
            raise StatementRefused(
                "XML-001", self.line, reason(_("CdtDbtInd is %(sign)s, not CRDT or DBIT"), sign=repr(sign))
            )
        cents = self.one("Amt").cents(violations)
        return -cents if sign == "DBIT" else cents

    def day(self, violations: list[Violation]) -> date:
        """Read a date, from Dt or DtTm inside or from the text itself; the time of day does not count."""
        text = self.text("Dt") or self.text("DtTm") or self.value
        try:
            if not _DAY.match(text):
                raise ValueError
            return date.fromisoformat(text[:10])
        except ValueError:
            violations.append(Violation("STM-041", self.line, reason(_("%(text)s is not a date"), text=repr(text))))
            return _NO_DAY
