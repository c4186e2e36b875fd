"""Institutions that may ask: each has a key of its own, a legal context and a deliberation."""

import hashlib
import secrets

from django.utils.translation import gettext as _

from zorgkas.exchange.models import Client
from zorgkas.registry.models import CareFund


class Refused(PermissionError):
    """The question may not be answered; says why with a code."""

    def __init__(self, code: str, why: str) -> None:
        self.code = code
        super().__init__(why)


def add_client(
    fund: CareFund, name: str, organization: str, legal_context: str, deliberation: str
) -> tuple[Client, str]:
    """Let an institution ask; return its key, which is shown this once and kept only as a hash."""
    key = secrets.token_urlsafe(32)
    client = Client.objects.create(
        fund=fund,
        name=name,
        organization=organization,
        key_sha256=_hash(key),
        legal_context=legal_context,
        deliberation=deliberation,
    )
    return client, key


def client_of_key(key: str) -> Client:
    """The institution with this key; raises Refused."""
    client = Client.objects.select_related("fund").filter(key_sha256=_hash(key), active=True).first() if key else None
    if client is None:
        raise Refused("E-AUTH", _("This key is not known."))
    return client


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
