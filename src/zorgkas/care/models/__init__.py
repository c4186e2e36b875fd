"""Tables of care in kind."""

from zorgkas.care.models.invoices import CareFile, CareLine, CareLineChange
from zorgkas.care.models.providers import (
    AttestedSoftware,
    Capacity,
    ProviderAccount,
    ProviderFact,
    Recognition,
    Tariff,
)
from zorgkas.care.models.requests import CareDecision, CareRequest, CareRight

__all__ = [
    "AttestedSoftware",
    "Capacity",
    "CareDecision",
    "CareFile",
    "CareLine",
    "CareLineChange",
    "CareRequest",
    "CareRight",
    "ProviderAccount",
    "ProviderFact",
    "Recognition",
    "Tariff",
]
