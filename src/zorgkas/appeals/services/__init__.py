"""Writes of appeals: filed, judged, handled, decided and carried out, withdrawn, taken to court."""

from zorgkas.appeals.events import AppealRefused
from zorgkas.appeals.services.filing import (
    NewAppeal,
    admissibility,
    ask_documents,
    extend,
    file_appeal,
    judge,
    pay_fee,
    receive_documents,
    suspends,
)
from zorgkas.appeals.services.outcome import (
    Outcome,
    Said,
    close,
    decide_appeal,
    go_to_court,
    note_advice,
    note_received,
    plan_outcome,
    register_judgment,
    to_commission,
    withdraw,
)

__all__ = [
    "AppealRefused",
    "NewAppeal",
    "Outcome",
    "Said",
    "admissibility",
    "ask_documents",
    "close",
    "decide_appeal",
    "extend",
    "file_appeal",
    "go_to_court",
    "judge",
    "note_advice",
    "note_received",
    "pay_fee",
    "plan_outcome",
    "receive_documents",
    "register_judgment",
    "suspends",
    "to_commission",
    "withdraw",
]
