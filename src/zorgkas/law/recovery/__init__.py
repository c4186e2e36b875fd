"""Undue budgets: prescription, error, set-off, waiver, repayment, death (DEC art. 76; BVR art. 121-137, 230)."""
