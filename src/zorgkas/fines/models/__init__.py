"""Tables of fines."""

from zorgkas.fines.models.facts import ClaimedWithFine, FineProtection, UncountedYear
from zorgkas.fines.models.files import AgencyFile, Considered, FineEvent, FineFile, FineYear
from zorgkas.fines.models.voluntary import VoluntaryEnd

__all__ = [
    "AgencyFile",
    "ClaimedWithFine",
    "Considered",
    "FineEvent",
    "FineFile",
    "FineProtection",
    "FineYear",
    "UncountedYear",
    "VoluntaryEnd",
]
