"""What the law says about an appeal: whether it can be handled, what it costs, and by when things must happen."""

import datetime
from typing import Any

from zorgkas.appeals.events import Kind, day_of
from zorgkas.appeals.models import Appeal
from zorgkas.engine import Decision
from zorgkas.law import law_on
from zorgkas.law.zzz.kinds import Instrument


def facts(appeal: Appeal, on: datetime.date) -> dict[str, Any]:
    """The appeal as the law sees it on a day."""
    return {
        "appeal_subject": int(appeal.subject),
        "zbo_decided_on": appeal.decision.decided_on if appeal.decision else None,
        "medical_social_scale_contested": appeal.care_need_contested and _on_the_former_scale(appeal),
        "decision_sent_on": appeal.sent_on,
        "recovery_sent_on": appeal.sent_on if appeal.recovery_id else None,
        "appeal_clause_complete": appeal.clause_complete,
        "decision_after_control": appeal.after_control,
        "zbh_need_refused_on_attests": appeal.need_refused_on_attests,
        "appeal_filed_on": appeal.filed_on,
        "appeal_motivated": appeal.motivated,
        "care_need_contested": appeal.care_need_contested,
        "hearing_asked_in_appeal": appeal.hearing_asked,
        "appeal_documents_missing": bool(appeal.documents_missing),
        "documents_asked_on": day_of(appeal, Kind.DOCUMENTS_ASKED),
        "documents_extension_asked_on": day_of(appeal, Kind.EXTENDED),
        "documents_received_on": day_of(appeal, Kind.DOCUMENTS_RECEIVED),
        "fee_allowance": appeal.fee_allowance,
        "fee_hardship": appeal.fee_hardship,
        "fee_due_on": appeal.filed_on,
        "fee_paid_on": day_of(appeal, Kind.FEE_PAID),
        "appeal_judged_on": on,
        "commission_received_on": day_of(appeal, Kind.TO_COMMISSION),
        "advice_given_on": day_of(appeal, Kind.ADVICE),
        "appeal_decided_on": day_of(appeal, Kind.DECIDED),
        "appeal_decision_received_on": day_of(appeal, Kind.RECEIVED_BY_PERSON),
        "tribunal_appealed_on": day_of(appeal, Kind.COURT),
    }


def _on_the_former_scale(appeal: Appeal) -> bool:
    """Whether the contested decision rests on the medical-social scale (BVR art. 668, 3°)."""
    receipt = appeal.decision.receipt if appeal.decision else {}
    return bool(receipt.get("facts", {}).get("finding_instrument") == Instrument.MEDICAL_SOCIAL.name)


def ask(appeal: Appeal, target: str, on: datetime.date) -> Decision:
    """What the law of a day says about one question; only the facts that it needs are given."""
    law = law_on(on)
    needed = {fact.name for fact in law.facts_of(target)}
    return law.decide({name: value for name, value in facts(appeal, on).items() if name in needed}, target)


def day(appeal: Appeal, target: str, on: datetime.date) -> datetime.date | None:
    """A day of the law; None when there is none, or no end."""
    found = ask(appeal, target, on).value
    return None if found is None or found == datetime.date.max else found
