"""Recognise the format of a file and read it into the common shape."""

from django.utils.translation import gettext_noop as _

from zorgkas.banking.models import BankFile
from zorgkas.banking.statements.camt import parse_camt
from zorgkas.banking.statements.coda import parse_coda
from zorgkas.banking.statements.shape import BankStatement, StatementRefused
from zorgkas.registry.reasons import reason


def format_of(data: bytes) -> BankFile.Format:
    """Tell the format from the first bytes."""
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        return BankFile.Format.CAMT_053
    if start.startswith(b"0000"):
        return BankFile.Format.CODA
    return BankFile.Format.UNKNOWN


def read_statements(data: bytes, encodings: list[str]) -> list[BankStatement]:
    """Read a file; the encodings are those that our banks use besides ASCII and UTF-8."""
    match format_of(data):
        case BankFile.Format.CAMT_053:
            return parse_camt(data)
        case BankFile.Format.CODA:
            return _coda(data, encodings)
    raise StatementRefused("STM-002", 1, reason(_("neither CODA (0000…) nor camt.053 (XML)")))


def _coda(data: bytes, encodings: list[str]) -> list[BankStatement]:
    try:
        return parse_coda(data)
    except StatementRefused as refused:
        others = [encoding for encoding in encodings if encoding != "ascii"]
        if refused.violation.code != "STM-004" or not others:
            raise
        return parse_coda(data, others[0])
