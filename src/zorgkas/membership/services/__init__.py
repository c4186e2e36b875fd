"""Writes of membership: joining, changing fund, leaving, and the yearly premium."""

from zorgkas.membership.knowledge import KnownTooEarly
from zorgkas.membership.services.affiliation import Affiliated, affiliate_automatically
from zorgkas.membership.services.arriving import ArrivalPlan, plan_arrival, register_arrival
from zorgkas.membership.services.carrying_out import PlanChanged, PlanRefused, carry_out
from zorgkas.membership.services.contacting import (
    ContactRefused,
    contact_of,
    end_contact_address,
    refusal_of,
    register_contact_address,
)
from zorgkas.membership.services.ending import Ended, end_memberships
from zorgkas.membership.services.following import Followed, follow_facts
from zorgkas.membership.services.intake import TakenIn, take_in
from zorgkas.membership.services.premiums import PremiumOutcome, run_premiums, settle
from zorgkas.membership.services.reports import Reported, ReportRefused, cede, hear_report
from zorgkas.membership.services.starting import CareAsk, plan_start
from zorgkas.membership.services.stopping import plan_stop
from zorgkas.membership.services.switching import Switched, plan_switch, switch_many

__all__ = [
    "Affiliated",
    "ArrivalPlan",
    "CareAsk",
    "ContactRefused",
    "Ended",
    "Followed",
    "KnownTooEarly",
    "PlanChanged",
    "PlanRefused",
    "PremiumOutcome",
    "ReportRefused",
    "Reported",
    "Switched",
    "TakenIn",
    "affiliate_automatically",
    "carry_out",
    "cede",
    "contact_of",
    "end_contact_address",
    "end_memberships",
    "follow_facts",
    "hear_report",
    "plan_arrival",
    "plan_start",
    "plan_stop",
    "plan_switch",
    "refusal_of",
    "register_arrival",
    "register_contact_address",
    "run_premiums",
    "settle",
    "switch_many",
    "take_in",
]
