"""Write statements as CODA, for the simulated bank and to prove the reader right."""

from collections.abc import Iterable

from zorgkas.banking.statements.coda.fields import write_account, write_cents, write_date, write_sign
from zorgkas.banking.statements.shape import BankMovement, BankStatement

FIRST, SECOND, THIRD = 53, 106, 149


def build_coda(statements: Iterable[BankStatement]) -> bytes:
    """Return a file with these statements, one record a line."""
    ready = list(statements)
    records: list[str] = []
    for place, statement in enumerate(ready, start=1):
        records += _statement(statement, last=place == len(ready))
    return "".join(f"{record}\r\n" for record in records).encode()


def _statement(statement: BankStatement, last: bool) -> list[str]:
    counted = [_old_balance(statement)]
    for movement in statement.movements:
        counted += _movement(movement)
    counted.append(_new_balance(statement))
    return [_header(statement), *counted, *_free_texts(statement.free_texts), _trailer(statement, len(counted), last)]


def _header(statement: BankStatement) -> str:
    return (
        f"00000{write_date(statement.created_on)}{statement.bank_code:<3}05{'D' if statement.duplicate else ' '}"
        f"{'':7}{statement.file_reference:<10}{statement.addressee:<26}{statement.bic:<11}"
        f"{statement.holder_number:<11} 00000{'':16}{'':16}{'':7}2"
    )


def _old_balance(statement: BankStatement) -> str:
    structure, zone = write_account(statement.iban, statement.currency)
    return (
        f"1{structure}{statement.paper_number:03d}{zone}{write_sign(statement.opening_cents)}"
        f"{write_cents(statement.opening_cents)}{write_date(statement.opened_on)}{statement.holder_name:<26}"
        f"{statement.description:<35}{statement.sequence:03d}"
    )


def _movement(movement: BankMovement) -> list[str]:
    text = f"{movement.communication:<{THIRD}}"
    third = bool(movement.counterparty_iban or movement.counterparty_name or text[SECOND:].strip())
    second = bool(
        movement.reference
        or movement.counterparty_bic
        or movement.r_type
        or movement.reason
        or movement.category_purpose
        or movement.purpose
        or text[FIRST:SECOND].strip()
    )
    link = "1" if movement.information else "0"
    place = f"{movement.number % 10_000:04d}{movement.detail:04d}"
    records = [
        f"21{place}{movement.bank_reference:<21}{write_sign(movement.amount_cents)}"
        f"{write_cents(movement.amount_cents)}{write_date(movement.value_date)}{movement.code:<8}"
        f"{int(movement.structured)}{text[:FIRST]}{write_date(movement.booked_on)}"
        f"{movement.statement_number:03d}{movement.globalisation}{int(second or third)} {link}"
    ]
    if second:
        records.append(
            f"22{place}{text[FIRST:SECOND]}{movement.reference:<35}{movement.counterparty_bic:<11}{'':3}"
            f"{movement.r_type or ' '}{movement.reason:<4}{movement.category_purpose:<4}{movement.purpose:<4}"
            f"{int(third)} {link}"
        )
    if third:
        records.append(
            f"23{place}{movement.counterparty_iban:<37}{movement.counterparty_name:<35}{text[SECOND:]}0 {link}"
        )
    return records + _information(movement)


def _information(movement: BankMovement) -> list[str]:
    records = []
    for position, information in enumerate(movement.information, start=1):
        place = f"{movement.number % 10_000:04d}{information.detail:04d}"
        link = "1" if position < len(movement.information) else "0"
        text = f"{information.text:<268}"
        second, third = bool(text[73:].strip()), bool(text[178:].strip())
        records.append(
            f"31{place}{movement.bank_reference:<21}{movement.code:<8}{int(information.structured)}{text[:73]}"
            f"{'':12}{int(second)} {link}"
        )
        if second:
            records.append(f"32{place}{text[73:178]}{'':10}{int(third)} {link}")
        if third:
            records.append(f"33{place}{text[178:]}{'':25}0 {link}")
    return records


def _new_balance(statement: BankStatement) -> str:
    _structure, zone = write_account(statement.iban, statement.currency)
    return (
        f"8{statement.paper_number:03d}{zone}{write_sign(statement.closing_cents)}"
        f"{write_cents(statement.closing_cents)}{write_date(statement.closed_on)}{'':64}"
        f"{'1' if statement.free_texts else '0'}"
    )


def _free_texts(texts: tuple[str, ...]) -> list[str]:
    return [
        f"4 {position:04d}0000{'':22}{text:<80}{'':15}{'1' if position < len(texts) else '0'}"
        for position, text in enumerate(texts, start=1)
    ]


def _trailer(statement: BankStatement, counted: int, last: bool) -> str:
    amounts = [movement.amount_cents for movement in statement.movements if movement.detail == 0]
    debit = -sum(amount for amount in amounts if amount < 0)
    credit = sum(amount for amount in amounts if amount > 0)
    return f"9{'':15}{counted:06d}{write_cents(debit)}{write_cents(credit)}{'':75}{'2' if last else '1'}"
