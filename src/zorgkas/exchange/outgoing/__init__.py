"""What the fund tells the network: whom it knows, its questions, and its budgets for older people."""

from zorgkas.exchange.outgoing.allowance_request import ask_increased_allowance
from zorgkas.exchange.outgoing.attestations import tell_budgets
from zorgkas.exchange.outgoing.inscriptions import tell_inscriptions

__all__ = ["ask_increased_allowance", "tell_budgets", "tell_inscriptions"]
