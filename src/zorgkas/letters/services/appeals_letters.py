"""Letters about appeals: the receipt, with the fee if it is owed, and what the fund does after the outcome."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils import timezone

from zorgkas.appeals import terms
from zorgkas.appeals.models import Appeal, AppealEvent
from zorgkas.appeals.services import Outcome
from zorgkas.budgets.models import CareForm, Entitlement
from zorgkas.budgets.months import month_of
from zorgkas.law import law_on
from zorgkas.ledger.accounts import Product
from zorgkas.letters.appeals import appeal_terms
from zorgkas.letters.budgets_content import LaterAmount
from zorgkas.letters.kinds import APPEAL_DECIDED, APPEAL_RECEIVED
from zorgkas.letters.models import Letter
from zorgkas.letters.recovery_content import AppealDecided, AppealReceived
from zorgkas.letters.services.addresses import addressees
from zorgkas.letters.services.budgets_decisions import monthly_of
from zorgkas.recovery.outstanding import outstanding
from zorgkas.registry.models import CareFund

Kind = AppealEvent.Kind
KIND_OF = {Kind.RECEIVED: APPEAL_RECEIVED, Kind.DECIDED: APPEAL_DECIDED, Kind.JUDGMENT: APPEAL_DECIDED}
SUBJECTS = {
    Appeal.Subject.ZZZ: "het zorgbudget voor zwaar zorgbehoevenden",
    Appeal.Subject.ZBH: "het zorgbudget voor mensen met een handicap",
    Appeal.Subject.ZBO: "het zorgbudget voor ouderen met een zorgnood",
    Appeal.Subject.RECOVERY: "een bedrag dat u te veel kreeg",
}


@transaction.atomic
def write_appeal_letters(fund: CareFund) -> int:
    """Write every letter about the appeals of a fund that is not written yet; return how many."""
    events = AppealEvent.objects.filter(appeal__fund=fund, kind__in=KIND_OF).select_related(
        "appeal", "appeal__person", "appeal__recovery", "appeal__decision", "user"
    )
    kinds = [kind.name for kind in KIND_OF.values()]
    known = set(Letter.objects.filter(fund=fund, kind__in=kinds).values_list("reference", flat=True))
    todo = [event for event in events.order_by("pk") if reference_of(event) not in known]
    names = addressees([event.appeal.person_id for event in todo])
    letters = [
        Letter(
            person=event.appeal.person,
            fund=fund,
            kind=KIND_OF[Kind(event.kind)].name,
            reference=reference_of(event),
            data={
                "addressee": asdict(names[event.appeal.person_id]),
                "handled_by": (event.user.get_full_name() or event.user.get_username()) if event.user else None,
                "content": asdict(_received(event) if event.kind == Kind.RECEIVED else _decided(event)),
            },
            created_at=timezone.now(),
        )
        for event in todo
    ]
    Letter.objects.bulk_create(letters, batch_size=1000)
    return len(letters)


def reference_of(event: AppealEvent) -> str:
    """What a letter about an event is known by."""
    return f"appeal {event.appeal_id} event {event.number}"


def _received(event: AppealEvent) -> AppealReceived:
    appeal, on = event.appeal, event.on
    law = law_on(on).parameters
    until = terms.day(appeal, "appeal_until", on)
    fee = int(terms.ask(appeal, "appeal_fee_cents", on).value)
    return AppealReceived(
        filed_on=on.isoformat(),
        sent_on=appeal.sent_on.isoformat(),
        until=_text(until),
        in_time=bool(terms.ask(appeal, "appeal_in_time", on).value),
        subject=SUBJECTS[Appeal.Subject(appeal.subject)],
        subject_recovery=appeal.recovery_id is not None,
        fee_cents=fee,
        fee_paid=appeal.events.filter(kind=Kind.FEE_PAID).exists(),
        reduced=appeal.fee_allowance or appeal.fee_hardship,
        reduced_fee_cents=appeal_terms(on).reduced_fee_cents,
        allowance_day=str(_text(terms.day(appeal, "fee_allowance_day", on))),
        documents=appeal.documents_missing,
        documents_by=_text(terms.day(appeal, "documents_due_by", on)),
        to_commission_by=str(_text(terms.day(appeal, "to_commission_by", on))),
        route=str(terms.ask(appeal, "appeal_route", on).value.name),
        assessment_days=int(law["appeal_assessment_days"]),
        decision_months=int(law["appeal_decision_months"]),
        hearing=appeal.hearing_asked,
    )


def _decided(event: AppealEvent) -> AppealDecided:
    appeal, data = event.appeal, event.data
    executed = _after(event, Kind.EXECUTED)
    fee = _after(event, Kind.FEE_BACK)
    rights = _rights(executed)
    right = rights[0] if rights else None
    court = event.kind == Kind.JUDGMENT
    left = outstanding([appeal.recovery_id]).total_cents if appeal.recovery_id else 0
    budget = ("BVR art. 143", "BVR art. 146", "BVR art. 146/1", "DEC art. 72", "DEC art. 81")
    return AppealDecided(
        outcome=str(Outcome(data["outcome"])),
        court=court,
        decided_on=event.on.isoformat(),
        filed_on=appeal.filed_on.isoformat(),
        subject=SUBJECTS[Appeal.Subject(appeal.subject)],
        subject_recovery=appeal.recovery_id is not None,
        why=data["why"],
        monthly_cents=_monthly(right),
        later=tuple(LaterAmount(month_of(one.valid_from), _monthly(one)) for one in _changes(rights)),
        first_month=month_of(right.valid_from) if right else None,
        last_month=_month_before(rights[-1].valid_to) if rights and rights[-1].valid_to else None,
        open_cents=left,
        fee_cents=int(fee.get("cents", 0)),
        fee_by=fee.get("by"),
        court_months=appeal_terms(event.on).court_months,
        articles=("BVR art. 130", "DEC art. 76 §5") if appeal.recovery_id else budget,
    )


def _after(event: AppealEvent, kind: str) -> Mapping[str, Any]:
    """What an event of a kind that followed on this one says."""
    found = AppealEvent.objects.filter(appeal=event.appeal, kind=kind, number__gt=event.number).order_by("number")
    first = found.first()
    return first.data if first else {}


def _rights(executed: Mapping[str, Any]) -> list[Entitlement]:
    """What the decision gave that carries the outcome out, the first before the others."""
    if not executed.get("decision"):
        return []
    found = Entitlement.objects.filter(decision_id=int(executed["decision"]), superseded_at=None)
    return list(found.order_by("valid_from"))


def _changes(rights: Sequence[Entitlement]) -> list[Entitlement]:
    """Where another amount begins than that of the right before."""
    return [after for before, after in pairwise(rights) if _monthly(before) != _monthly(after)]


def _monthly(right: Entitlement | None) -> int:
    if right is None:
        return 0
    if right.product != Product.ZZZ:
        return monthly_of(right)
    amounts = law_on(right.valid_from).parameters
    return int(amounts["zzz_residential_cents" if right.care_form == CareForm.RESIDENTIAL else "zzz_home_cents"])


def _month_before(day: datetime.date) -> int:
    return (day.year - 1) * 100 + 12 if day.month == 1 else day.year * 100 + day.month - 1


def _text(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
