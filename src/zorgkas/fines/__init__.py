"""Fines for premiums that were not paid: who counts, the steps of a year, the file at the agency."""
