"""Write direct debits as pain.008.001.08: SEPA Core, one sequence type per file, Belgian communication."""

from collections.abc import Iterable
from typing import Any, BinaryIO

from zorgkas.banking.sepa.elements import (
    Template,
    bank_of,
    document,
    element,
    group_header,
    is_structured,
    remittance,
    remittance_path,
    sum_text,
)
from zorgkas.banking.sepa.orders import Collection, FileHeader, OrdersDiffer, OwnAccount, amount_text
from zorgkas.banking.sepa.text import sepa_text

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.008.001.08"


def write_collections(stream: BinaryIO, header: FileHeader, own: OwnAccount, collections: Iterable[Collection]) -> None:
    """Write the file order by order; refuse when the orders do not add up to the header."""
    templates = {structured: _order(structured) for structured in (True, False)}
    count = total_cents = 0
    with document(stream, NAMESPACE, "CstmrDrctDbtInitn") as file:
        file.write(group_header(header, own))
        with file.element("PmtInf"):
            for part in _payment_information(header, own):
                file.write(part)
            for collection in collections:
                count, total_cents = count + 1, total_cents + collection.amount_cents
                file.write(
                    templates[is_structured(collection.remittance)].fill(
                        collection.end_to_end_id,
                        collection.end_to_end_id,
                        amount_text(collection.amount_cents),
                        sepa_text(collection.mandate_reference, 35),
                        collection.mandate_signed_on.isoformat(),
                        sepa_text(collection.name, 70),
                        collection.iban,
                        sepa_text(collection.remittance, 140),
                    )
                )
    if (count, total_cents) != (header.count, header.total_cents):
        raise OrdersDiffer(
            f"{header.message_id}: {count} orders of {total_cents} cents together, "
            f"but the header says {header.count} and {header.total_cents}"
        )


def _payment_information(header: FileHeader, own: OwnAccount) -> list[Any]:
    scheme = {"Id": own.creditor_identifier, "SchmeNm": {"Prtry": "SEPA"}}
    information = {
        "PmtInfId": sepa_text(header.payment_id, 35),
        "PmtMtd": "DD",
        "BtchBookg": "true" if header.batch_booking else "false",
        "NbOfTxs": str(header.count),
        "CtrlSum": sum_text(header.total_cents),
        "PmtTpInf": {"SvcLvl": {"Cd": "SEPA"}, "LclInstrm": {"Cd": "CORE"}, "SeqTp": header.sequence_type},
        "ReqdColltnDt": header.execute_on.isoformat(),
        "Cdtr": {"Nm": sepa_text(own.name, 70)},
        "CdtrAcct": {"Id": {"IBAN": own.iban}, "Ccy": "EUR"},
        "CdtrAgt": bank_of(own),
        "ChrgBr": "SLEV",
        "CdtrSchmeId": {"Id": {"PrvtId": {"Othr": scheme}}},
    }
    return [element(tag, content) for tag, content in information.items()]


def _order(structured: bool) -> Template:
    order = element(
        "DrctDbtTxInf",
        {
            "PmtId": {"InstrId": "", "EndToEndId": ""},
            "InstdAmt": "",
            "DrctDbtTx": {"MndtRltdInf": {"MndtId": "", "DtOfSgntr": ""}},
            "DbtrAgt": {"FinInstnId": {"Othr": {"Id": "NOTPROVIDED"}}},
            "Dbtr": {"Nm": ""},
            "DbtrAcct": {"Id": {"IBAN": ""}},
            **remittance(structured),
        },
    )
    template = Template(
        order,
        (
            "PmtId/InstrId",
            "PmtId/EndToEndId",
            "InstdAmt",
            "DrctDbtTx/MndtRltdInf/MndtId",
            "DrctDbtTx/MndtRltdInf/DtOfSgntr",
            "Dbtr/Nm",
            "DbtrAcct/Id/IBAN",
            remittance_path(structured),
        ),
    )
    template.leaf("InstdAmt").set("Ccy", "EUR")
    return template
