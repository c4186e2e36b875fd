"""Read CODA strictly: whole statements with everything wrong in them, or a refusal that names the record."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from django.utils.translation import gettext_noop as _

from zorgkas.banking.statements.coda.fields import (
    BadField,
    read_account,
    read_cents,
    read_counterparty,
    read_date,
    read_number,
    read_signed_cents,
)
from zorgkas.banking.statements.coda.order import Row, split_statements
from zorgkas.banking.statements.coda.records import split_records
from zorgkas.banking.statements.shape import (
    BankMovement,
    BankStatement,
    Information,
    StatementRefused,
    Violation,
)
from zorgkas.registry.reasons import Reason, reason

T = TypeVar("T")
_NO_DAY = date(2000, 1, 1)  # stands where a date could not be read; such a statement is never booked


def parse_coda(data: bytes, encoding: str = "ascii") -> list[BankStatement]:
    """Read a CODA file. Raises StatementRefused, and nothing else, when it is not one."""
    return [_Reader(rows).statement() for rows in split_statements(split_records(data, encoding))]


class _Reader:
    """Reads the records of one statement and keeps what is wrong in them."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.violations: list[Violation] = []

    def statement(self) -> BankStatement:
        rows = {row.kind: row for row in self.rows}
        header, old, trailer = rows["0"], rows["1"], rows["9"]
        iban, currency = self._read(old, ("", "EUR"), read_account, old.text[1], old.text[5:42])
        opening = self._read(old, 0, read_signed_cents, old.text[42], old.text[43:58], _("the old balance"))
        opened_on = self._read(old, _NO_DAY, read_date, old.text[58:64], _("the date of the old balance"))
        created_on = self._read(header, _NO_DAY, read_date, header.text[5:11], _("the creation date"))
        closing, closed_on = opening, created_on
        if new := rows.get("8"):
            closing = self._read(new, 0, read_signed_cents, new.text[41], new.text[42:57], _("the new balance"))
            closed_on = self._read(new, _NO_DAY, read_date, new.text[57:63], _("the date of the new balance"))
            if new.text[4:41] != old.text[5:42]:
                self._violation(
                    "STM-020", new, reason(_("the account of the new balance is not that of the old balance"))
                )
        if currency != "EUR":
            self._violation(
                "STM-042",
                old,
                reason(_("the currency of the account is %(currency)s, not EUR"), currency=repr(currency)),
            )
        movements = self._movements()
        self._check_totals(trailer, opening, closing, movements)
        return BankStatement(
            iban=iban,
            sequence=self._read(old, 0, read_number, old.text[125:128], _("the sequence number of the statement")),
            opening_cents=opening,
            closing_cents=closing,
            opened_on=opened_on,
            closed_on=closed_on,
            created_on=created_on,
            movements=tuple(movements),
            currency=currency,
            holder_name=old.text[64:90].rstrip(),
            description=old.text[90:125].rstrip(),
            addressee=header.text[34:60].rstrip(),
            bic=header.text[60:71].rstrip(),
            bank_code=header.text[11:14].rstrip(),
            holder_number=header.text[71:82].rstrip(),
            file_reference=header.text[24:34].rstrip(),
            paper_number=self._read(old, 0, read_number, old.text[2:5], _("the statement number")),
            duplicate=header.text[16] == "D",
            free_texts=tuple(row.text[32:112].rstrip() for row in self.rows if row.kind == "4"),
            violations=tuple(self.violations),
        )

    def _movements(self) -> list[BankMovement]:
        movements: list[BankMovement] = []
        communication = ""
        for row in self.rows:
            if row.kind == "21":
                communication = row.text[62:115]
                movements.append(self._movement(row))
            elif row.kind == "22":
                communication += row.text[10:63]
                movements[-1] = self._second(row, movements[-1])
            elif row.kind == "23":
                communication = f"{communication:<106}{row.text[82:125]}"
                movements[-1] = self._third(row, movements[-1])
            elif row.kind in ("31", "32", "33"):
                movements[-1] = replace(movements[-1], information=_informed(row, movements[-1].information))
            if row.kind in ("21", "22", "23"):
                movements[-1] = replace(movements[-1], communication=communication.rstrip())
        return movements

    def _movement(self, row: Row) -> BankMovement:
        text = row.text
        value_date = None
        if text[47:53] != "000000":
            value_date = self._read(row, None, read_date, text[47:53], _("the value date"))
        if text[61] not in "01":
            raise StatementRefused(
                "STM-002",
                row.place,
                reason(_("%(text)s says neither free nor structured communication"), text=repr(text[61])),
            )
        return BankMovement(
            number=int(text[2:6]),
            detail=int(text[6:10]),
            bank_reference=text[10:31].rstrip(),
            amount_cents=self._read(row, 0, read_signed_cents, text[31], text[32:47], _("the amount")),
            value_date=value_date,
            code=f"{self._read(row, 0, read_number, text[53:61], _('the transaction code')):08d}",
            structured=text[61] == "1",
            booked_on=self._read(row, _NO_DAY, read_date, text[115:121], _("the booking date")),
            statement_number=self._read(row, 0, read_number, text[121:124], _("the statement number")),
            globalisation=self._read(row, 0, read_number, text[124], _("the globalisation code")),
        )

    def _second(self, row: Row, movement: BankMovement) -> BankMovement:
        text = row.text
        r_type = 0
        if text[112] != " ":
            r_type = self._read(row, 0, read_number, text[112], _("the type of R-transaction"))
        return replace(
            movement,
            reference=text[63:98].strip(),
            counterparty_bic=text[98:109].rstrip(),
            r_type=r_type,
            reason=text[113:117].rstrip(),
            category_purpose=text[117:121].rstrip(),
            purpose=text[121:125].rstrip(),
        )

    def _third(self, row: Row, movement: BankMovement) -> BankMovement:
        return replace(
            movement,
            counterparty_iban=read_counterparty(row.text[10:47]),
            counterparty_name=row.text[47:82].strip(),
        )

    def _check_totals(self, trailer: Row, opening: int, closing: int, movements: list[BankMovement]) -> None:
        amounts = [movement.amount_cents for movement in movements if movement.detail == 0]
        debit = -sum(amount for amount in amounts if amount < 0)
        credit = sum(amount for amount in amounts if amount > 0)
        counted = sum(row.kind not in ("0", "4", "9") for row in self.rows)
        said = self._read(trailer, counted, read_number, trailer.text[16:22], _("the number of records"))
        if said != counted:
            self._violation(
                "STM-010",
                trailer,
                reason(_("the trailer says %(said)d records, there are %(count)d"), said=said, count=counted),
            )
        said = self._read(trailer, debit, read_cents, trailer.text[22:37], _("the debit total"))
        if said != debit:
            self._violation(
                "STM-011",
                trailer,
                reason(_("the trailer says %(said)d cents debit, the movements say %(found)d"), said=said, found=debit),
            )
        said = self._read(trailer, credit, read_cents, trailer.text[37:52], _("the credit total"))
        if said != credit:
            self._violation(
                "STM-012",
                trailer,
                reason(
                    _("the trailer says %(said)d cents credit, the movements say %(found)d"), said=said, found=credit
                ),
            )
        if opening + credit - debit != closing:
            told = reason(
                _("old balance %(old)d + %(credit)d - %(debit)d is not the new balance %(new)d (cents)"),
                old=opening,
                credit=credit,
                debit=debit,
                new=closing,
            )
            self._violation("STM-013", trailer, told)

    def _read(self, row: Row, default: T, reader: Callable[..., T], *arguments: str) -> T:
        """Read a field; when that fails the statement goes on with the default and is never booked."""
        try:
            return reader(*arguments)
        except BadField as bad:
            if bad.code == "STM-002":
                raise StatementRefused(bad.code, row.place, bad.why) from None
            self._violation(bad.code, row, bad.why)
            return default

    def _violation(self, code: str, row: Row, why: Reason) -> None:
        self.violations.append(Violation(code, row.place, why))


def _informed(row: Row, before: tuple[Information, ...]) -> tuple[Information, ...]:
    if row.kind == "31":
        text = row.text[40:113].rstrip()
        return (*before, Information(int(row.text[6:10]), text, structured=row.text[39] == "1"))
    last = before[-1]
    width, part = (73, row.text[10:115]) if row.kind == "32" else (178, row.text[10:100])
    return (*before[:-1], replace(last, text=f"{last.text:<{width}}{part}".rstrip()))
