"""Writes of recovery: files, decisions, letters sent, money that comes back, waivers, what is settled after a death."""

from zorgkas.recovery.services.after_death import (
    Settled,
    check_claim,
    claim_until,
    record_claim,
    settle_deaths,
    unpaid_of,
)
from zorgkas.recovery.services.deciding import check, decide
from zorgkas.recovery.services.following import Followed, follow, instalments, is_late
from zorgkas.recovery.services.month import MonthOutcome, run_month
from zorgkas.recovery.services.opening import Opened, open_files
from zorgkas.recovery.services.planning import Answers, Proposal, propose
from zorgkas.recovery.services.prescription import Prescribed, write_off_prescribed
from zorgkas.recovery.services.repaying import (
    ask_plan,
    give_plan,
    pay_instalment,
    refuse_plan,
    register_repayment,
    still_open,
)
from zorgkas.recovery.services.sending import record_pre_letter, record_sending
from zorgkas.recovery.services.set_off import SetOff, set_off_recoveries
from zorgkas.recovery.services.suspending import resume, suspend
from zorgkas.recovery.services.waiving import (
    Ground,
    ask_waiver,
    check_hand_over,
    check_waiver,
    hand_over,
    refuse_waiver,
    waive,
)
from zorgkas.recovery.states import RecoveryRefused

__all__ = [
    "Answers",
    "Followed",
    "Ground",
    "MonthOutcome",
    "Opened",
    "Prescribed",
    "Proposal",
    "RecoveryRefused",
    "SetOff",
    "Settled",
    "ask_plan",
    "ask_waiver",
    "check",
    "check_claim",
    "check_hand_over",
    "check_waiver",
    "claim_until",
    "decide",
    "follow",
    "give_plan",
    "hand_over",
    "instalments",
    "is_late",
    "open_files",
    "pay_instalment",
    "propose",
    "record_claim",
    "record_pre_letter",
    "record_sending",
    "refuse_plan",
    "refuse_waiver",
    "register_repayment",
    "resume",
    "run_month",
    "set_off_recoveries",
    "settle_deaths",
    "still_open",
    "suspend",
    "unpaid_of",
    "waive",
    "write_off_prescribed",
]
