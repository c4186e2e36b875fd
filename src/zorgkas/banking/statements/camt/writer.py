"""Write statements as camt.053 in either version, for the simulated bank and to prove the reader right."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from lxml import etree

from zorgkas.banking.statements.camt.codes import from_coda
from zorgkas.banking.statements.shape import BankMovement, BankStatement

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001."
NEW, OLD = "08", "02"


def build_camt(statements: Iterable[BankStatement], version: str = NEW) -> bytes:
    """Return a camt.053 file of version 02 or 08 with these statements."""
    ready = list(statements)
    namespaces: Any = {None: NAMESPACE + version}
    root = etree.Element("Document", nsmap=namespaces)
    message = _add(root, "BkToCstmrStmt")
    header = _add(message, "GrpHdr")
    _add(header, "MsgId", f"{ready[0].file_reference or 'STATEMENT'}-{ready[0].sequence}")
    _add(header, "CreDtTm", f"{ready[0].created_on.isoformat()}T00:00:00")
    for statement in ready:
        _statement(_add(message, "Stmt"), statement, version)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _statement(node: Any, statement: BankStatement, version: str) -> None:
    _add(node, "Id", f"{statement.year}{statement.sequence:05d}")
    _add(node, "ElctrncSeqNb", str(statement.sequence))
    _add(node, "CreDtTm", f"{statement.created_on.isoformat()}T00:00:00")
    if statement.duplicate:
        _add(node, "CpyDplctInd", "DUPL")
    account = _add(node, "Acct")
    _add(account, "Id/IBAN", statement.iban)
    _add(account, "Ccy", statement.currency)
    if statement.holder_name:
        _add(account, "Ownr/Nm", statement.holder_name)
    if statement.bic:
        _add(account, f"Svcr/FinInstnId/{_bic_tag(version)}", statement.bic)
    _balance(node, "OPBD", statement.opening_cents, statement.opened_on, statement.currency)
    _balance(node, "CLBD", statement.closing_cents, statement.closed_on, statement.currency)
    _totals(_add(node, "TxsSummry"), statement)
    for movement, details in _grouped(statement.movements):
        _entry(_add(node, "Ntry"), movement, details, statement.currency, version)


def _grouped(movements: tuple[BankMovement, ...]) -> list[tuple[BankMovement, list[BankMovement]]]:
    grouped: list[tuple[BankMovement, list[BankMovement]]] = []
    for movement in movements:
        if movement.detail == 0:
            grouped.append((movement, []))
        else:
            grouped[-1][1].append(movement)
    return grouped


def _totals(node: Any, statement: BankStatement) -> None:
    amounts = [movement.amount_cents for movement in statement.movements if movement.detail == 0]
    for tag, chosen in (
        ("TtlCdtNtries", [amount for amount in amounts if amount >= 0]),
        ("TtlDbtNtries", [-amount for amount in amounts if amount < 0]),
    ):
        total = _add(node, tag)
        _add(total, "NbOfNtries", str(len(chosen)))
        _add(total, "Sum", _amount_text(sum(chosen)))


def _entry(node: Any, movement: BankMovement, details: list[BankMovement], currency: str, version: str) -> None:
    _add(node, "NtryRef", str(movement.number))
    _money(node, "Amt", movement.amount_cents, currency)
    _add(node, "Sts" if version == OLD else "Sts/Cd", "BOOK")
    _add(node, "BookgDt/Dt", movement.booked_on.isoformat())
    if movement.value_date:
        _add(node, "ValDt/Dt", movement.value_date.isoformat())
    if movement.bank_reference:
        _add(node, "AcctSvcrRef", movement.bank_reference)
    _codes(_add(node, "BkTxCd"), movement.code)
    content = _add(node, "NtryDtls")
    if details and movement.reference:
        batch = _add(content, "Btch")
        _add(batch, "PmtInfId", movement.reference)
        _add(batch, "NbOfTxs", str(len(details)))
    for detail in details or [movement]:
        _transaction(_add(content, "TxDtls"), detail, currency, version)


def _transaction(node: Any, movement: BankMovement, currency: str, version: str) -> None:
    if movement.reference:
        references = _add(node, "Refs")
        batch = movement.code[0] == "1"
        _add(references, "PmtInfId" if batch else "EndToEndId", movement.reference)
    if version == OLD:
        _add(node, "AmtDtls/TxAmt/Amt", _amount_text(movement.amount_cents)).set("Ccy", currency)
    else:
        _money(node, "Amt", movement.amount_cents, currency)
    _codes(_add(node, "BkTxCd"), movement.code)
    _parties(node, movement, version)
    if movement.purpose:
        _add(node, "Purp/Cd", movement.purpose)
    if movement.structured_communication:
        reference = _add(node, "RmtInf/Strd/CdtrRefInf")
        kind = _add(reference, "Tp")
        _add(kind, "CdOrPrtry/Cd", "SCOR")
        _add(kind, "Issr", "BBA")
        _add(reference, "Ref", movement.structured_communication)
    elif movement.communication:
        _add(node, "RmtInf/Ustrd", movement.communication)
    if movement.reason:
        _add(node, "RtrInf/Rsn/Cd", movement.reason)


def _parties(node: Any, movement: BankMovement, version: str) -> None:
    # Who is on the other side: the payer of money in, the payee of money out; a return turns the two around.
    role = "Dbtr" if (movement.amount_cents > 0) != bool(movement.reason) else "Cdtr"
    if not (movement.counterparty_name or movement.counterparty_iban):
        return
    parties = _add(node, "RltdPties")
    if movement.counterparty_name:
        _add(parties, f"{role}/Nm" if version == OLD else f"{role}/Pty/Nm", movement.counterparty_name)
    if movement.counterparty_iban:
        _add(parties, f"{role}Acct/Id/IBAN", movement.counterparty_iban)
    if movement.counterparty_bic:
        _add(node, f"RltdAgts/{role}Agt/FinInstnId/{_bic_tag(version)}", movement.counterparty_bic)


def _codes(node: Any, code: str) -> None:
    if domain := from_coda(code):
        _add(node, "Domn/Cd", domain[0])
        family = _add(node.find("Domn"), "Fmly")
        _add(family, "Cd", domain[1])
        _add(family, "SubFmlyCd", domain[2])
    _add(node, "Prtry/Cd", code)
    _add(node.find("Prtry"), "Issr", "BBA")


def _balance(node: Any, kind: str, cents: int, day: date, currency: str) -> None:
    balance = _add(node, "Bal")
    _add(balance, "Tp/CdOrPrtry/Cd", kind)
    _money(balance, "Amt", cents, currency)
    _add(balance, "Dt/Dt", day.isoformat())


def _money(node: Any, tag: str, cents: int, currency: str) -> None:
    _add(node, tag, _amount_text(cents)).set("Ccy", currency)
    _add(node, "CdtDbtInd", "DBIT" if cents < 0 else "CRDT")


def _amount_text(cents: int) -> str:
    return f"{abs(cents) // 100}.{abs(cents) % 100:02d}"


def _bic_tag(version: str) -> str:
    return "BIC" if version == OLD else "BICFI"


def _add(node: Any, path: str, text: str | None = None) -> Any:
    """Add elements one below the other and return the last, with its text."""
    for tag in path.split("/"):
        node = etree.SubElement(node, tag)
    node.text = text
    return node
