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
        if name in ("CdtTrfTxInf", "DrctDbtTxInf"):
            yield _order(element, above)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
        elif etree.QName(element.getparent()).localname == "PmtInf":
            above[name] = "".join(element.itertext()).removesuffix("EUR")


def _order(element: etree._Element, above: dict[str, str]) -> SentOrder:
    # In an order of ours each of these elements stands once, so their names are enough.
    texts = {part.tag.rpartition("}")[2]: part.text or "" for part in element.iter()}
    collects = "MndtId" in texts
    euros, _point, cents = texts["InstdAmt"].partition(".")
    return SentOrder(
        collects=collects,
        payment_id=above["PmtInfId"],
        execute_on=date.fromisoformat(above["ReqdColltnDt" if collects else "ReqdExctnDt"]),
        own_iban=above["CdtrAcct" if collects else "DbtrAcct"],
        end_to_end_id=texts["EndToEndId"],
        amount_cents=int(euros) * 100 + int(cents),
        name=texts["Nm"],
        iban=texts["IBAN"],
        remittance=texts.get("Ref") or texts.get("Ustrd", ""),
        mandate_reference=texts.get("MndtId", ""),
    )
