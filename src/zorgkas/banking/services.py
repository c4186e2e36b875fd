"""Everything that may be done in banking."""

from zorgkas.banking.batches.care import propose_care
from zorgkas.banking.batches.errors import BatchOutdated, BatchRefused, BatchTampered, FourEyes
from zorgkas.banking.batches.export import export, export_files
from zorgkas.banking.batches.propose import propose_collections, propose_instalments, propose_payments
from zorgkas.banking.batches.release import cancel, release
from zorgkas.banking.care_payments import Settled, note_care_payments
from zorgkas.banking.incoming.after_death import GivenBack, give_back_after_death
from zorgkas.banking.incoming.importer import ImportResult, Result, StatementResult, import_file
from zorgkas.banking.incoming.manual import MatchRefused, Plan, PlanChanged, match_movement, plan_match
from zorgkas.banking.sepa.validation import InvalidFile

__all__ = [
    "BatchOutdated",
    "BatchRefused",
    "BatchTampered",
    "FourEyes",
    "GivenBack",
    "ImportResult",
    "InvalidFile",
    "MatchRefused",
    "Plan",
    "PlanChanged",
    "Result",
    "Settled",
    "StatementResult",
    "cancel",
    "export",
    "export_files",
    "give_back_after_death",
    "import_file",
    "match_movement",
    "note_care_payments",
    "plan_match",
    "propose_care",
    "propose_collections",
    "propose_instalments",
    "propose_payments",
    "release",
]
