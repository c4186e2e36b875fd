"""Read one entry of a camt.053: the movement, and its transactions when there are several."""

from dataclasses import replace

from django.utils.translation import gettext_noop as _

from zorgkas.banking.statements.camt.codes import to_coda
from zorgkas.banking.statements.camt.node import Node
from zorgkas.banking.statements.shape import BankMovement, StatementRefused, Violation
from zorgkas.registry.reasons import reason


def read_entry(node: Node, number: int, violations: list[Violation]) -> list[BankMovement]:
    """Return the movement of a booked entry, followed by its details; nothing for an entry that is not booked."""
    status = node.text("Sts/Cd") or node.text("Sts")
    if not status:
        raise StatementRefused("XML-001", node.line, reason(_("the entry has no status (Sts)")))
    if status != "BOOK":
        return []
    batch_reference = node.text("NtryDtls/Btch/PmtInfId")
    transactions = node.all("NtryDtls/TxDtls")
    reversal = node.text("RvslInd") in ("true", "1")
    movement = BankMovement(
        number=number,
        amount_cents=node.signed_cents(violations),
        code=_code(node, batch=bool(batch_reference) or len(transactions) > 1),
        booked_on=node.one("BookgDt").day(violations),
        value_date=node.one("ValDt").day(violations) if node.all("ValDt") else None,
        bank_reference=node.text("AcctSvcrRef"),
        reference=batch_reference,
    )
    if len(transactions) == 1:
        return [_with_transaction(movement, transactions[0], reversal)]
    details = [
        _with_transaction(
            replace(movement, detail=position, reference="", amount_cents=_amount(movement, transaction, violations)),
            transaction,
            reversal,
        )
        for position, transaction in enumerate(transactions, start=1)
    ]
    return [movement, *details]


def _amount(movement: BankMovement, node: Node, violations: list[Violation]) -> int:
    """Return the amount of one transaction: in 001.02 without sign, so it has that of the entry."""
    if node.all("Amt"):
        if node.all("CdtDbtInd"):
            return node.signed_cents(violations)
        cents = node.one("Amt").cents(violations)
    else:
        cents = node.one("AmtDtls/TxAmt/Amt").cents(violations)
    return -cents if movement.amount_cents < 0 else cents


def _with_transaction(movement: BankMovement, node: Node, reversal: bool) -> BankMovement:
    communication, structured = _communication(node)
    code = node.text("RtrInf/Rsn/Cd")[:4]
    # On the other side stands the payer of money in and the payee of money out; a return turns the two around.
    roles = ("Dbtr", "Cdtr") if (movement.amount_cents > 0) != bool(code) else ("Cdtr", "Dbtr")
    return replace(
        movement,
        code=_code(node, batch=False) if node.all("BkTxCd") else movement.code,
        reference=node.text("Refs/EndToEndId") or node.text("Refs/PmtInfId") or movement.reference,
        communication=communication,
        structured=structured,
        reason=code,
        r_type=2 if reversal and not code else 0,
        purpose=node.text("Purp/Cd")[:4],
        counterparty_name=_first(node, [f"RltdPties/{role}/{name}" for role in roles for name in ("Pty/Nm", "Nm")]),
        counterparty_iban=_first(node, [f"RltdPties/{role}Acct/Id/IBAN" for role in roles]),
        counterparty_bic=_first(
            node, [f"RltdAgts/{role}Agt/FinInstnId/{bic}" for role in roles for bic in ("BICFI", "BIC")]
        ),
    )


def _communication(node: Node) -> tuple[str, bool]:
    for reference in node.all("RmtInf/Strd/CdtrRefInf"):
        if reference.text("Tp/Issr") == "BBA":
            return f"101{reference.text('Ref')}", True
        if reference.text("Ref"):
            return f"100{reference.text('Ref')}", True
    return " ".join(part.value for part in node.all("RmtInf/Ustrd")), False


def _code(node: Node, batch: bool) -> str:
    proprietary = node.text("BkTxCd/Prtry/Cd")
    if len(proprietary) == 8 and proprietary.isascii() and proprietary.isdigit():
        return proprietary
    domain = "BkTxCd/Domn"
    return to_coda(
        node.text(f"{domain}/Cd"), node.text(f"{domain}/Fmly/Cd"), node.text(f"{domain}/Fmly/SubFmlyCd"), batch
    )


def _first(node: Node, paths: list[str]) -> str:
    return next((text for path in paths if (text := node.text(path))), "")
