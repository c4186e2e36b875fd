"""Tables of the care budgets."""

from zorgkas.budgets.models.afterwards import Advance, AskedAllowance, FacilityAbsence
from zorgkas.budgets.models.core import Application, CareForm, Decision, Entitlement, TakeOver
from zorgkas.budgets.models.disability import DisabilityFile, DisabilitySupport
from zorgkas.budgets.models.handling import DataQuestion, Interest, Revision
from zorgkas.budgets.models.means import DependentChild, Household, Means, OtherBenefit
from zorgkas.budgets.models.need import OlderCareFinding

__all__ = [
    "Advance",
    "Application",
    "AskedAllowance",
    "CareForm",
    "DataQuestion",
    "Decision",
    "DependentChild",
    "DisabilityFile",
    "DisabilitySupport",
    "Entitlement",
    "FacilityAbsence",
    "Household",
    "Interest",
    "Means",
    "OlderCareFinding",
    "OtherBenefit",
    "Revision",
    "TakeOver",
]
