"""Writes of the budgets: applications, decisions, monthly dues, set-off."""

from zorgkas.budgets.services.applications import ApplicationRefused, apply, complete, withdraw
from zorgkas.budgets.services.automatic import AutomaticOutcome, grant_automatically
from zorgkas.budgets.services.decisions import decide
from zorgkas.budgets.services.dues import DuesOutcome, TakeOverRefused, run_dues, take_over
from zorgkas.budgets.services.replay import Difference, ReplayOutcome, differences, replay_decisions
from zorgkas.budgets.services.setoff import SetOffOutcome, set_off_premiums
from zorgkas.membership.knowledge import KnownTooEarly

__all__ = [
    "ApplicationRefused",
    "AutomaticOutcome",
    "Difference",
    "DuesOutcome",
    "KnownTooEarly",
    "ReplayOutcome",
    "SetOffOutcome",
    "TakeOverRefused",
    "apply",
    "complete",
    "decide",
    "differences",
    "grant_automatically",
    "replay_decisions",
    "run_dues",
    "set_off_premiums",
    "take_over",
    "withdraw",
]
