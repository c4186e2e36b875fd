"""Everything that may be done in care in kind."""

from zorgkas.care.services.again import Recalculated, recalculate
from zorgkas.care.services.invoices import FileReport, check_files, receive_files
from zorgkas.care.services.providers import record_provider, record_provider_fact
from zorgkas.care.services.requests import (
    NotDecidable,
    complete_request,
    decide,
    details,
    pass_terms,
    preview,
    take_request,
)

__all__ = [
    "FileReport",
    "NotDecidable",
    "Recalculated",
    "check_files",
    "complete_request",
    "decide",
    "details",
    "pass_terms",
    "preview",
    "recalculate",
    "receive_files",
    "record_provider",
    "record_provider_fact",
    "take_request",
]
