"""Read our own files back, order by order: for the simulated bank and for checks. Memory stays flat."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lxml import etree


class SentOrder(NamedTuple):
    """One order as a bank reads it, with what stands above it in the file."""

    collects: bool
    payment_id: str
    execute_on: date
    own_iban: str
    end_to_end_id: str
    amount_cents: int
    name: str
    iban: str
    remittance: str
    mandate_reference: str


def read_orders(path: Path) -> Iterator[SentOrder]:
    """Give every order of a pain.001 or pain.008 file."""
    above: dict[str, str] = {}
    watched = [f"{{*}}{tag}" for tag in ("PmtInfId", "ReqdExctnDt", "ReqdColltnDt", "DbtrAcct", "CdtrAcct")]
    orders = ("{*}CdtTrfTxInf", "{*}DrctDbtTxInf")
    for _event, element in etree.iterparse(str(path), tag=(*watched, *orders), resolve_entities=False, no_network=True):
        name = etree.QName(element).localname
        if name == "DrctDbtTxInf" or name == "CdtTrfTxInf":
            yield _order(element, above)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
        elif etree.QName(element.getparent()).localname == "PmtInf":
            above[name] = "".join(element.itertext()).removesuffix("EUR")


def _order(element: etree._Element, above: dict[str, str]) -> SentOrder:
    collects = etree.QName(element).localname == "DrctDbtTxInf"
    own, other = ("CdtrAcct", "Dbtr") if collects else ("DbtrAcct", "Cdtr")
    euros, _point, cents = _text(element, "InstdAmt").partition(".")
    return SentOrder(
        collects=collects,
        payment_id=above["PmtInfId"],
        execute_on=date.fromisoformat(above["ReqdColltnDt" if collects else "ReqdExctnDt"]),
        own_iban=above[own],
        end_to_end_id=_text(element, "EndToEndId"),
        amount_cents=int(euros) * 100 + int(cents),
        name=_text(element, f"{other}/{{*}}Nm"),
        iban=_text(element, f"{other}Acct/{{*}}Id/{{*}}IBAN"),
        remittance=_text(element, "RmtInf//{*}Ref") or _text(element, "RmtInf/{*}Ustrd"),
        mandate_reference=_text(element, "MndtId"),
    )


def _text(element: etree._Element, path: str) -> str:
    return element.findtext(f".//{{*}}{path}") or ""
