"""Tables of the registry."""

from zorgkas.registry.models.events import FileEvent
from zorgkas.registry.models.fact import Fact, Source
from zorgkas.registry.models.facts import (
    BankAccount,
    CareFinding,
    Death,
    Detention,
    DirectDebitMandate,
    FacilityStay,
    ForeignInsurance,
    IncreasedAllowance,
    PremiumExemption,
    Residence,
    Suspension,
)
from zorgkas.registry.models.people import CareFund, FormerNumber, Person, Provider
from zorgkas.registry.models.representation import PaymentToOther, Representative
from zorgkas.registry.models.tasks import Task

__all__ = [
    "BankAccount",
    "CareFinding",
    "CareFund",
    "Death",
    "Detention",
    "DirectDebitMandate",
    "FacilityStay",
    "Fact",
    "FileEvent",
    "ForeignInsurance",
    "FormerNumber",
    "IncreasedAllowance",
    "PaymentToOther",
    "Person",
    "PremiumExemption",
    "Provider",
    "Representative",
    "Residence",
    "Source",
    "Suspension",
    "Task",
]
