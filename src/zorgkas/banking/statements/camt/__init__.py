"""camt.053, versions 001.02 and 001.08: statements as ISO 20022 XML."""

from zorgkas.banking.statements.camt.reader import parse_camt
from zorgkas.banking.statements.camt.writer import build_camt

__all__ = ["build_camt", "parse_camt"]
