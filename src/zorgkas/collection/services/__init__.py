"""Everything that may be done to collect premiums."""

from zorgkas.collection.services.arrears import Arrears, run_arrears
from zorgkas.collection.services.demands import record_demands
from zorgkas.collection.services.exemptions import (
    ExemptionRefused,
    YearEffect,
    end_exemption,
    preview_exemption,
    register_exemption,
)
from zorgkas.collection.services.interruptions import (
    InterruptionRefused,
    accepted_acts,
    interrupted_on,
    prescribed_from,
    register_interruption,
)
from zorgkas.collection.services.late import CaughtUp, catch_up
from zorgkas.collection.services.mandates import (
    MandateRefused,
    block_mandates,
    block_of,
    mandate_of,
    register_mandate,
    revoke_mandate,
    use_again,
)
from zorgkas.collection.services.plans import (
    Part,
    PlanPreview,
    PlanRefused,
    PlansChecked,
    agree_plan,
    check_plans,
    end_plan,
    equal_parts,
    preview_plan,
    preview_total,
)
from zorgkas.collection.services.prescription import Prescribed, write_off_prescribed, write_off_prescribed_benefits
from zorgkas.collection.services.refundable import Settled, settle_refundable
from zorgkas.collection.services.relief import ReliefRefused, decide_relief, judge, late_claims, propose_relief
from zorgkas.collection.services.reminders import Reminders, RemindersRefused, preview_reminders, run_reminders
from zorgkas.collection.services.voluntary_refunds import (
    RefundPreview,
    RefundRefused,
    decide_refund,
    preview_refund,
)
from zorgkas.collection.services.write_offs import WriteOffRefused

__all__ = [
    "Arrears",
    "CaughtUp",
    "ExemptionRefused",
    "InterruptionRefused",
    "MandateRefused",
    "Part",
    "PlanPreview",
    "PlanRefused",
    "PlansChecked",
    "Prescribed",
    "RefundPreview",
    "RefundRefused",
    "ReliefRefused",
    "Reminders",
    "RemindersRefused",
    "Settled",
    "WriteOffRefused",
    "YearEffect",
    "accepted_acts",
    "agree_plan",
    "block_mandates",
    "block_of",
    "catch_up",
    "check_plans",
    "decide_refund",
    "decide_relief",
    "end_exemption",
    "end_plan",
    "equal_parts",
    "interrupted_on",
    "judge",
    "late_claims",
    "mandate_of",
    "prescribed_from",
    "preview_exemption",
    "preview_plan",
    "preview_refund",
    "preview_reminders",
    "preview_total",
    "propose_relief",
    "record_demands",
    "register_exemption",
    "register_interruption",
    "register_mandate",
    "revoke_mandate",
    "run_arrears",
    "run_reminders",
    "settle_refundable",
    "use_again",
    "write_off_prescribed",
    "write_off_prescribed_benefits",
]
