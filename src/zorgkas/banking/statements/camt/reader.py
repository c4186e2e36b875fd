"""Read camt.053 from a bank into the common shape, checking the structure itself (its schema does not come with us)."""

from datetime import date
from typing import NoReturn

from django.utils.translation import gettext_noop as _
from lxml import etree

from zorgkas.banking.statements.camt.entries import read_entry
from zorgkas.banking.statements.camt.node import Node, line_of
from zorgkas.banking.statements.camt.safe import walk
from zorgkas.banking.statements.shape import BankMovement, BankStatement, StatementRefused, Violation
from zorgkas.registry.reasons import Reason, reason

VERSIONS = {f"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}": version for version in ("02", "08")}
MOST_ENTRIES = 5_000_000


def parse_camt(data: bytes) -> list[BankStatement]:
    """Read a camt.053 file. Raises StatementRefused, and nothing else, when it is not one."""
    statements: list[BankStatement] = []
    draft = _Draft("")
    namespace = ""
    for event, element in walk(data):
        if event == "start":
            if element.getparent() is None:
                namespace = _namespace(element)
            continue
        tag = element.tag.removeprefix(f"{{{namespace}}}")
        if tag == "Ntry":
            draft.entry(Node(element, namespace))
            _forget(element)
        elif tag == "Stmt":
            statements.append(draft.statement(Node(element, namespace)))
            draft = _Draft(namespace)
            _forget(element)
    if not statements:
        raise StatementRefused("XML-001", 1, reason(_("the file holds no statement (Stmt)")))
    return statements


def _namespace(root: etree._Element) -> str:
    # Not etree.QName: a damaged name such as `x}Document` makes it fail.
    namespace, _brace, name = root.tag.rpartition("}")
    namespace = namespace.removeprefix("{")
    if name != "Document" or namespace not in VERSIONS:
        known = ", ".join(f"camt.053.001.{version}" for version in VERSIONS.values())
        raise StatementRefused(
            "XML-001",
            line_of(root),
            reason(_("%(tag)s is not a Document of %(known)s"), tag=str(root.tag), known=known),
        )
    return namespace


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


class _Draft:
    """One statement while its entries come in."""

    def __init__(self, namespace: str) -> None:
        self.movements: list[BankMovement] = []
        self.violations: list[Violation] = []
        self.entries = 0

    def entry(self, node: Node) -> None:
        self.entries += 1
        self.movements += read_entry(node, self.entries, self.violations)

    def statement(self, node: Node) -> BankStatement:
        account = node.one("Acct")
        created_on = node.one("CreDtTm").day(self.violations)
        opening, opened_on = self._balance(node, ("OPBD", "PRCD"))
        closing, closed_on = self._balance(node, ("CLBD",))
        currency = account.text("Ccy", "EUR")
        if currency != "EUR":
            self._violation(
                "STM-042", account, reason(_("the currency of the account is %(currency)s, not EUR"), currency=currency)
            )
        self._check_totals(node, opening, closing)
        return BankStatement(
            iban=account.one("Id/IBAN").value,
            sequence=self._sequence(node),
            opening_cents=opening,
            closing_cents=closing,
            opened_on=opened_on,
            closed_on=closed_on,
            created_on=created_on,
            movements=tuple(self.movements),
            currency=currency,
            holder_name=account.text("Ownr/Nm"),
            bic=account.text("Svcr/FinInstnId/BICFI") or account.text("Svcr/FinInstnId/BIC"),
            duplicate=node.text("CpyDplctInd") in ("DUPL", "CODU"),
            violations=tuple(self.violations),
        )

    def _sequence(self, node: Node) -> int:
        text = node.text("ElctrncSeqNb") or node.text("LglSeqNb")
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            self._violation("STM-031", node, reason(_("the statement has no sequence number (ElctrncSeqNb)")))
            return 0
        return int(text)

    def _balance(self, node: Node, kinds: tuple[str, ...]) -> tuple[int, date]:
        for kind in kinds:
            found = [balance for balance in node.all("Bal") if balance.text("Tp/CdOrPrtry/Cd") == kind]
            if len(found) > 1:
                _refuse(found[1], reason(_("the balance %(kind)s stands twice in one statement"), kind=kind))
            if found:
                return found[0].signed_cents(self.violations), found[0].one("Dt").day(self.violations)
        _refuse(node, reason(_("the statement has no balance %(kinds)s"), kinds=" / ".join(kinds)))

    def _check_totals(self, node: Node, opening: int, closing: int) -> None:
        amounts = [movement.amount_cents for movement in self.movements if movement.detail == 0]
        debit = -sum(amount for amount in amounts if amount < 0)
        credit = sum(amount for amount in amounts if amount > 0)
        for tag, code, total in (("TtlDbtNtries", "STM-011", debit), ("TtlCdtNtries", "STM-012", credit)):
            for summary in node.all(f"TxsSummry/{tag}/Sum"):
                said = summary.cents(self.violations)
                if said != total:
                    self._violation(
                        code,
                        summary,
                        reason(
                            _("%(tag)s says %(said)d cents, the entries say %(total)d"), tag=tag, said=said, total=total
                        ),
                    )
        count = node.text("TxsSummry/TtlNtries/NbOfNtries")
        if count and count != str(len(amounts)):
            self._violation(
                "STM-010",
                node,
                reason(_("TtlNtries says %(said)s entries, there are %(count)d"), said=count, count=len(amounts)),
            )
        if opening + credit - debit != closing:
            told = reason(
                _("old balance %(old)d + %(credit)d - %(debit)d is not the new balance %(new)d (cents)"),
                old=opening,
                credit=credit,
                debit=debit,
                new=closing,
            )
            self._violation("STM-013", node, told)

    def _violation(self, code: str, node: Node, why: Reason) -> None:
        self.violations.append(Violation(code, node.line, why))


def _refuse(node: Node, why: Reason) -> NoReturn:
    raise StatementRefused("XML-001", node.line, why)
