"""The care budgets: application, decision with receipt, entitlement, monthly dues."""
