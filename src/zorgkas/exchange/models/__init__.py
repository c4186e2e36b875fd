"""Tables of the exchange."""

from zorgkas.exchange.models.heard import Attestation, LastHeard
from zorgkas.exchange.models.mailbox import FilePart, MessageFile, QuarantinedRecord
from zorgkas.exchange.models.online import Client, Consult
from zorgkas.exchange.models.profile import FundProfile
from zorgkas.exchange.models.told import Inscription, SentAttestation

__all__ = [
    "Attestation",
    "Client",
    "Consult",
    "FilePart",
    "FundProfile",
    "Inscription",
    "LastHeard",
    "MessageFile",
    "QuarantinedRecord",
    "SentAttestation",
]
