"""Statements from the bank: stored, checked, recognised movement by movement, and booked."""
