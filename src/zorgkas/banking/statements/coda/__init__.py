"""CODA, version 2: the statement format of the Belgian banks, fixed records of 128 characters."""

from zorgkas.banking.statements.coda.reader import parse_coda
from zorgkas.banking.statements.coda.writer import build_coda

__all__ = ["build_coda", "parse_coda"]
