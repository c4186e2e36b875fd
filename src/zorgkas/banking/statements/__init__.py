"""Statements from the bank: CODA and camt.053, read into one common shape."""
