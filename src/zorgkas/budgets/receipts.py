"""The receipts that a decision keeps."""

from typing import Any

from zorgkas.budgets.models import Decision


def receipts_of(decision: Decision) -> list[dict[str, Any]]:
    """Every receipt that a decision keeps: the outcome, the months and amounts, and the same of its later periods."""
    whole = [decision.receipt, *decision.receipt.get("periods", [])]
    return [receipt for one in whole for receipt in (one, *one.get("further", []))]
