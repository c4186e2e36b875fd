"""Writes of fines: the steps of a year, proofs, what the agency decides, voluntary members."""

from zorgkas.fines.layout import LayoutRefused
from zorgkas.fines.services.answers import Answered, receive_answer
from zorgkas.fines.services.candidates import Found, find_candidates, preview_candidates
from zorgkas.fines.services.corrections import correct, letter_lost, paid_in_time, tell_fined_though_paid
from zorgkas.fines.services.decided import end_prescribed
from zorgkas.fines.services.proofs import ProofRefused, accepted_proofs, register_protection, take_out_year
from zorgkas.fines.services.reporting import Reported, report, report_corrections
from zorgkas.fines.services.voluntary import (
    Missed,
    ObjectionRefused,
    decide_objection,
    end_voluntary_memberships,
    lodge_objection,
    missed_by_voluntary_members,
)
from zorgkas.fines.services.warning import TooLate, record_impossible, send_registered_letters
from zorgkas.fines.steps import StepRefused

__all__ = [
    "Answered",
    "Found",
    "LayoutRefused",
    "Missed",
    "ObjectionRefused",
    "ProofRefused",
    "Reported",
    "StepRefused",
    "TooLate",
    "accepted_proofs",
    "correct",
    "decide_objection",
    "end_prescribed",
    "end_voluntary_memberships",
    "find_candidates",
    "letter_lost",
    "lodge_objection",
    "missed_by_voluntary_members",
    "paid_in_time",
    "preview_candidates",
    "receive_answer",
    "record_impossible",
    "register_protection",
    "report",
    "report_corrections",
    "send_registered_letters",
    "take_out_year",
    "tell_fined_though_paid",
]
