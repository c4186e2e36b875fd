"""Writes of the budgets: applications, decisions, monthly dues, set-off."""

from zorgkas.budgets.services.absences import AbsenceRefused, record_absence, stop_long_absences
from zorgkas.budgets.services.advances import AdvanceAsked, AdvanceRefused, benefit_received, give_advance
from zorgkas.budgets.services.after_21 import PaidOnRefused, answer_allowance, show_allowance_application
from zorgkas.budgets.services.applications import ApplicationRefused, apply, complete, withdraw
from zorgkas.budgets.services.automatic import AutomaticOutcome, grant_automatically
from zorgkas.budgets.services.compensation import CompensationRefused, decide_with_compensation
from zorgkas.budgets.services.deciding import decide
from zorgkas.budgets.services.dues import BackTo, BackToRefused, DuesOutcome, TakeOverRefused, run_dues, take_over
from zorgkas.budgets.services.interest import InterestOutcome, book_interest
from zorgkas.budgets.services.questions import QuestionRefused, answer_question, remind
from zorgkas.budgets.services.recalculation import Recalculated, recalculate
from zorgkas.budgets.services.replay import Difference, ReplayOutcome, differences, replay_decisions
from zorgkas.budgets.services.revision import RevisionOutcome, revise
from zorgkas.budgets.services.setoff import SetOffOutcome, set_off_premiums
from zorgkas.budgets.services.zbh import grant_zbh, stop_recognition
from zorgkas.budgets.services.zbo import apply_zbo, lapse, look_at
from zorgkas.membership.knowledge import KnownTooEarly

__all__ = [
    "AbsenceRefused",
    "AdvanceAsked",
    "AdvanceRefused",
    "ApplicationRefused",
    "AutomaticOutcome",
    "BackTo",
    "BackToRefused",
    "CompensationRefused",
    "Difference",
    "DuesOutcome",
    "InterestOutcome",
    "KnownTooEarly",
    "PaidOnRefused",
    "QuestionRefused",
    "Recalculated",
    "ReplayOutcome",
    "RevisionOutcome",
    "SetOffOutcome",
    "TakeOverRefused",
    "answer_allowance",
    "answer_question",
    "apply",
    "apply_zbo",
    "benefit_received",
    "book_interest",
    "complete",
    "decide",
    "decide_with_compensation",
    "differences",
    "give_advance",
    "grant_automatically",
    "grant_zbh",
    "lapse",
    "look_at",
    "recalculate",
    "record_absence",
    "remind",
    "replay_decisions",
    "revise",
    "run_dues",
    "set_off_premiums",
    "show_allowance_application",
    "stop_long_absences",
    "stop_recognition",
    "take_over",
    "withdraw",
]
