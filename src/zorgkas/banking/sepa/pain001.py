"""Write credit transfers as pain.001.001.09, with the rules of Belgian banks (no address, SEPA, shared costs)."""

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
from zorgkas.banking.sepa.orders import FileHeader, OrdersDiffer, OwnAccount, Transfer, amount_text
from zorgkas.banking.sepa.text import sepa_text

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"


def write_transfers(stream: BinaryIO, header: FileHeader, own: OwnAccount, transfers: Iterable[Transfer]) -> None:
    """Write the file order by order; refuse when the orders do not add up to the header."""
    templates = {structured: _order(structured) for structured in (True, False)}
    count = total_cents = 0
    with document(stream, NAMESPACE, "CstmrCdtTrfInitn") as file:
        file.write(group_header(header, own))
        with file.element("PmtInf"):
            for part in _payment_information(header, own):
                file.write(part)
            for transfer in transfers:
                count, total_cents = count + 1, total_cents + transfer.amount_cents
                file.write(
                    templates[is_structured(transfer.remittance)].fill(
                        transfer.end_to_end_id,
                        transfer.end_to_end_id,
                        amount_text(transfer.amount_cents),
                        sepa_text(transfer.name, 70),
                        transfer.iban,
                        sepa_text(transfer.remittance, 140),
                    )
                )
    if (count, total_cents) != (header.count, header.total_cents):
        raise OrdersDiffer(
            f"{header.message_id}: {count} orders of {total_cents} cents together, "
            f"but the header says {header.count} and {header.total_cents}"
        )


def _payment_information(header: FileHeader, own: OwnAccount) -> list[Any]:
    payment_type: dict[str, Any] = {"SvcLvl": {"Cd": "SEPA"}}
    if header.category_purpose:
        payment_type["CtgyPurp"] = {"Cd": header.category_purpose}
    information = {
        "PmtInfId": sepa_text(header.payment_id, 35),
        "PmtMtd": "TRF",
        "BtchBookg": "true" if header.batch_booking else "false",
        "NbOfTxs": str(header.count),
        "CtrlSum": sum_text(header.total_cents),
        "PmtTpInf": payment_type,
        "ReqdExctnDt": {"Dt": header.execute_on.isoformat()},
        "Dbtr": {"Nm": sepa_text(own.name, 70)},
        "DbtrAcct": {"Id": {"IBAN": own.iban}, "Ccy": "EUR"},
        "DbtrAgt": bank_of(own),
        "ChrgBr": "SLEV",
    }
    return [element(tag, content) for tag, content in information.items()]


def _order(structured: bool) -> Template:
    order = element(
        "CdtTrfTxInf",
        {
            "PmtId": {"InstrId": "", "EndToEndId": ""},
            "Amt": {"InstdAmt": ""},
            "Cdtr": {"Nm": ""},
            "CdtrAcct": {"Id": {"IBAN": ""}},
            **remittance(structured),
        },
    )
    template = Template(
        order,
        (
            "PmtId/InstrId",
            "PmtId/EndToEndId",
            "Amt/InstdAmt",
            "Cdtr/Nm",
            "CdtrAcct/Id/IBAN",
            remittance_path(structured),
        ),
    )
    template.leaf("Amt/InstdAmt").set("Ccy", "EUR")
    return template
