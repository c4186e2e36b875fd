"""Import a file of the bank: stored as it was, then statement by statement booked as a whole or set apart."""

import hashlib
import os
import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from zorgkas.banking.incoming.booking import book_statement
from zorgkas.banking.incoming.checks import imported_before, is_same, own_account, refusal
from zorgkas.banking.incoming.lookups import look_up
from zorgkas.banking.incoming.matching import match
from zorgkas.banking.incoming.reading import format_of, read_statements
from zorgkas.banking.models import BankFile, FundAccount, Quarantine, Statement
from zorgkas.banking.statements.shape import BankStatement, StatementRefused, Violation
from zorgkas.registry.reasons import parts
from zorgkas.registry.reasons import reason as why

LONGEST_REASON = 300


class Result(StrEnum):
    """What became of a statement or a file."""

    BOOKED = "booked"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True)
class StatementResult:
    """What became of one statement; `position` 0 means the file as a whole."""

    position: int
    iban: str
    number: str
    result: Result
    code: str = ""
    place: int = 0
    reason: str = ""
    movements: int = 0
    queued: int = 0
    statement: Statement | None = None


@dataclass(frozen=True)
class ImportResult:
    """What became of one file."""

    name: str
    sha256: str
    file: BankFile
    statements: list[StatementResult] = field(default_factory=list)

    @property
    def result(self) -> Result:
        """Return the worst: refused when any statement was, duplicate when all were."""
        results = {statement.result for statement in self.statements}
        if Result.REFUSED in results:
            return Result.REFUSED
        return Result.DUPLICATE if results == {Result.DUPLICATE} else Result.BOOKED

    @property
    def refused(self) -> bool:
        """Say whether any part of the file was refused."""
        return self.result == Result.REFUSED

    @property
    def message(self) -> str:
        """Say in one line what happened."""
        place = _("place")
        told = [f"{part.code}, {place} {part.place}: {part.reason}" for part in self.statements if part.code]
        return "; ".join(told)


def import_file(file: Path | str | bytes, name: str = "", *, at: datetime | None = None) -> ImportResult:
    """Import a CODA or camt.053 file, given by its path or its bytes.

    The same file twice changes nothing. What cannot be booked is set apart with a code and a reason, and the same
    file may be offered again later (for example when the statement before it has come).
    """
    now = at or timezone.now()
    data = file if isinstance(file, bytes) else Path(file).read_bytes()
    name = name or ("statement" if isinstance(file, bytes) else Path(file).name)
    stored = _store(data, name, now)
    try:
        statements = read_statements(
            data, sorted(set(FundAccount.objects.values_list("statement_encoding", flat=True)))
        )
    except StatementRefused as refused:
        nothing = StatementResult(0, "", "", Result.REFUSED)
        return ImportResult(name, stored.sha256, stored, [_set_apart(stored, nothing, refused.violation, now)])
    results = [_import(statement, position, stored, now) for position, statement in enumerate(statements, start=1)]
    return ImportResult(name, stored.sha256, stored, results)


def _store(data: bytes, name: str, now: datetime) -> BankFile:
    """Keep the bytes as they came, under their hash."""
    sha256 = hashlib.sha256(data).hexdigest()
    if known := BankFile.objects.filter(direction=BankFile.Direction.IN, sha256=sha256).first():
        return known
    path = f"bank/{sha256[:16]}-{re.sub(r'[^A-Za-z0-9.-]+', '-', name)[-80:]}"
    place: Path = settings.INBOX_DIR / path
    place.parent.mkdir(parents=True, exist_ok=True)
    temporary = place.with_name(f"{place.name}.{os.getpid()}.part")
    with temporary.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(place)
    stored, _made = BankFile.objects.get_or_create(
        direction=BankFile.Direction.IN,
        sha256=sha256,
        defaults={"format": format_of(data), "name": name[-120:], "path": path, "created_at": now},
    )
    return stored


def _import(statement: BankStatement, position: int, file: BankFile, now: datetime) -> StatementResult:
    """Book one statement in one transaction, or set it apart."""
    result = StatementResult(position, statement.iban, f"{statement.year}/{statement.sequence:03d}", Result.REFUSED)
    with transaction.atomic():
        account = own_account(statement)
        if account is None:
            unknown = why(noop("account %(iban)s is not one of ours"), iban=statement.iban or "-")
            return _set_apart(file, result, Violation("STM-021", 0, unknown), now)
        before = None if statement.violations else imported_before(account, statement)
        if before is not None:
            return _duplicate(before, statement, file, result, now)
        if violation := refusal(account, statement):
            return _set_apart(file, result, violation, now)
        known = look_up(account, statement.movements)
        outcomes = match(statement.movements, known)
        booked = book_statement(statement, outcomes, account, file, known, now)
        Quarantine.objects.filter(file=file, position=position, resolved_at=None).update(resolved_at=now)
    return StatementResult(
        position,
        statement.iban,
        str(booked),
        Result.BOOKED,
        movements=len(outcomes),
        queued=sum(not outcome.matched for outcome in outcomes),
        statement=booked,
    )


def _duplicate(
    before: Statement, statement: BankStatement, file: BankFile, result: StatementResult, now: datetime
) -> StatementResult:
    if not is_same(before, statement):
        other = why(noop("statement %(number)s was booked before, with other balances"), number=str(before))
        return _set_apart(file, result, Violation("STM-030", 0, other), now)
    told = _("statement %(number)s was booked before; nothing changes") % {"number": before}
    return StatementResult(
        result.position, result.iban, result.number, Result.DUPLICATE, "STM-030", 0, told, statement=before
    )


def _set_apart(file: BankFile, result: StatementResult, violation: Violation, now: datetime) -> StatementResult:
    text, values = parts(violation.reason, LONGEST_REASON)
    Quarantine.objects.update_or_create(
        file=file,
        position=result.position,
        defaults={
            "iban": result.iban[:34],
            "year": int(result.number[:4]) if result.number else 0,
            "sequence": int(result.number[5:]) if result.number else 0,
            "code": violation.code,
            "place": violation.place,
            "reason": text,
            "reason_values": values,
            "refused_at": now,
            "resolved_at": None,
        },
    )
    return StatementResult(
        result.position,
        result.iban,
        result.number,
        Result.REFUSED,
        violation.code,
        violation.place,
        str(violation.reason),
    )
