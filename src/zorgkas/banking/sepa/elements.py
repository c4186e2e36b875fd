"""Parts that both files share: header, parties, and a template that writes thousands of equal-shaped orders fast."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, BinaryIO

from lxml import etree

from zorgkas.banking.sepa.orders import FileHeader, OwnAccount
from zorgkas.banking.sepa.text import sepa_text

ORGANISATION_ISSUER = "KBO-BCE"


def element(tag: str, content: "str | Mapping[str, Any] | None" = None) -> etree._Element:
    """Make an element with text, or with children from a mapping. Without namespace: it inherits the default one."""
    made = etree.Element(tag)
    if isinstance(content, str):
        made.text = content
    elif content:
        for name, child in content.items():
            made.append(element(name, child))
    return made


def sum_text(cents: int) -> str:
    """Write a control sum; unlike an order it may be zero."""
    return f"{cents // 100}.{cents % 100:02d}"


def group_header(header: FileHeader, own: OwnAccount) -> etree._Element:
    """Return the header: numbers, sums, and who hands in the file."""
    identification = {"Othr": {"Id": own.enterprise_number, "Issr": ORGANISATION_ISSUER}}
    return element(
        "GrpHdr",
        {
            "MsgId": sepa_text(header.message_id, 35),
            "CreDtTm": header.created_at.isoformat(timespec="seconds"),
            "NbOfTxs": str(header.count),
            "CtrlSum": sum_text(header.total_cents),
            "InitgPty": {"Nm": sepa_text(own.name, 70), "Id": {"OrgId": identification}},
        },
    )


def bank_of(own: OwnAccount) -> dict[str, Any]:
    """Return the own bank: by its BIC, which the schema lets us leave open."""
    return {"FinInstnId": {"BICFI": own.bic} if own.bic else {"Othr": {"Id": "NOTPROVIDED"}}}


def remittance(structured: bool) -> dict[str, Any]:
    """Return the place of the communication: a Belgian structured one (12 digits), or free text."""
    if structured:
        return {"RmtInf": {"Strd": {"CdtrRefInf": {"Tp": {"CdOrPrtry": {"Cd": "SCOR"}, "Issr": "BBA"}, "Ref": ""}}}}
    return {"RmtInf": {"Ustrd": ""}}


def remittance_path(structured: bool) -> str:
    """Return where the text of the communication stands in an order."""
    return "RmtInf/Strd/CdtrRefInf/Ref" if structured else "RmtInf/Ustrd"


def is_structured(text: str) -> bool:
    """Say whether the communication is a Belgian structured one (12 digits)."""
    return len(text) == 12 and text.isascii() and text.isdigit()


class Template:
    """One element that is written again and again with other texts, so that memory stays flat."""

    def __init__(self, root: etree._Element, paths: tuple[str, ...]) -> None:
        self.root = root
        self._leaves = tuple(self.leaf(path) for path in paths)

    def leaf(self, path: str) -> etree._Element:
        """Return the element on a path."""
        leaf = self.root.find(path)
        if leaf is None:
            raise LookupError(path)
        return leaf

    def fill(self, *texts: str) -> etree._Element:
        """Put the texts into the leaves and return the element."""
        for leaf, text in zip(self._leaves, texts, strict=True):
            leaf.text = text
        return self.root


@contextmanager
def document(stream: BinaryIO, namespace: str, initiation: str) -> Iterator[Any]:
    """Write the frame of a message; what is written inside goes straight to the stream."""
    with etree.xmlfile(stream, encoding="UTF-8") as file:
        file.write_declaration()
        with file.element("Document", nsmap={None: namespace}), file.element(initiation):
            yield file
