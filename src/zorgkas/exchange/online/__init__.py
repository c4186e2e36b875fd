"""VSBConsult: institutions ask online about the budget for older people of one person (KSZ dossier 4.8)."""

from zorgkas.exchange.online.clients import Refused, add_client, client_of_key
from zorgkas.exchange.online.consult import Answer, Question, consult
from zorgkas.exchange.online.message import MESSAGE

__all__ = ["MESSAGE", "Answer", "Question", "Refused", "add_client", "client_of_key", "consult"]
