"""Decide on a claim: the facts of the registry and of the claim, put to the law, and who is paid how much."""

import datetime
from typing import Any

from django.utils.translation import gettext_noop as _

from zorgkas.care.models import CareDecision, CareRequest
from zorgkas.care.pillar import Payment, Ruling
from zorgkas.engine import NEVER, Law
from zorgkas.engine.calendar import age_on
from zorgkas.law import law_on
from zorgkas.law.mdo.kinds import MdoOutcome, Setting
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Item
from zorgkas.membership.queries import fund_of
from zorgkas.registry.models import Person, Provider
from zorgkas.registry.reasons import Reason, reason

Outcome = CareDecision.Outcome
# The claim came after fifteen working days: told, but no article refuses it.
LATE = "LATE"
SAID = (
    "organiser_present",
    "together",
    "doctor_withdrew_late",
    "declared_on_honour",
    "doctor_invited",
    "carer_invited",
    "composition_agreed",
    "user_informed",
    "user_took_part",
    "refusal_declared",
    "plan_made",
)


def decide(request: CareRequest, on: datetime.date) -> Ruling:
    """What the law says of a claim; the conditions are those of the day of the consultation."""
    payees, unknown = _payees(request)
    if unknown:
        return Ruling(Outcome.ASKS, ("UNKNOWN_PAYEE",), {"unknown": unknown})
    case, missing = _case(request)
    if missing:
        return Ruling(None, unclear=missing)
    case["mdo_payable_providers"] = sum(role == "PROVIDER" for role, _payee in payees)
    law = law_on(request.event_on)
    decision = law.decide(case, "mdo_outcome")
    late = () if law.decide(case, "mdo_claim_in_time").raw else (LATE,)
    receipt = dict(decision.receipt())
    outcome = MdoOutcome(int(decision.raw))
    if outcome != MdoOutcome.GRANTED:
        return Ruling(Outcome.REFUSED, (outcome.name, *late), receipt)
    payments = _payments(request, law, case, payees)
    return Ruling(Outcome.GRANTED, (outcome.name, *late), receipt, payments=payments)


def _case(request: CareRequest) -> tuple[dict[str, Any], Reason | None]:
    """The facts as the law takes them, and what must be found out first."""
    content, person, day = request.content, request.person, request.event_on
    planned = content.get("return_planned_on")
    case: dict[str, Any] = {
        "mdo_on": day,
        "mdo_claimed_on": request.received_on,
        "birth_date": person.birth_date,
        "affiliated": fund_of(person, day) is not None,
        "mdo_premiums_paid": _premiums_paid(person, day),
        "mdo_before_on": _before(request) or NEVER,
        "mdo_disciplines": min(int(content.get("disciplines") or 0), 8),
        "mdo_setting": int(Setting[str(content.get("setting") or "OTHER")]),
        "mdo_return_planned_on": datetime.date.fromisoformat(planned) if planned else NEVER,
        **{f"mdo_{name}": bool(content.get(name)) for name in SAID},
    }
    if age_on(person.birth_date.toordinal(), day.toordinal()) >= 18:
        return case, None
    guardian = Person.objects.filter(insz=str(content.get("guardian") or "")).first()
    if guardian is None:
        return case, reason(_("whether a parent or legal representative is affiliated (BVR art. 534/80 §2)"))
    case |= {
        "guardian_birth_date": guardian.birth_date,
        "guardian_affiliated": fund_of(guardian, day) is not None,
        "mdo_guardian_premiums_paid": _premiums_paid(guardian, day),
    }
    return case, None


def _premiums_paid(person: Person, day: datetime.date) -> bool:
    """No premium of a year before is open (BVR art. 112)."""
    unpaid = Item.objects.filter(
        person=person,
        account=Account.PREMIUM_RECEIVABLE,
        product=Product.PREMIUM,
        period__lt=day.year,
        balance_cents__gt=0,
    )
    return not unpaid.exists()


def _before(request: CareRequest) -> datetime.date | None:
    """The last reimbursed consultation of the user up to this one."""
    earlier = CareRequest.objects.filter(
        pillar="consultation",
        person=request.person,
        event_on__lte=request.event_on,
        decisions__outcome=Outcome.GRANTED,
    ).exclude(pk=request.pk)
    return earlier.order_by("-event_on").values_list("event_on", flat=True).first()


def _payees(request: CareRequest) -> tuple[list[tuple[str, Provider]], list[str]]:
    """Who may be paid for which role, and numbers of nobody. A mediator counts as nothing else (BVR art. 534/81)."""
    mediator = str(request.content.get("mediator") or "").strip()
    numbers = [part.strip() for part in str(request.content.get("providers") or "").split(",") if part.strip()]
    wanted = [("MEDIATOR", mediator)] if mediator else []
    wanted += [("PROVIDER", number) for number in dict.fromkeys(numbers) if number != mediator]
    known = {one.number: one for one in Provider.objects.filter(number__in=[number for _role, number in wanted])}
    payees = [(role, known[number]) for role, number in wanted if number in known]
    if request.provider is not None:
        payees.insert(0, ("ORGANISER", request.provider))
    return payees, [number for _role, number in wanted if number not in known]


def _payments(
    request: CareRequest, law: Law, case: dict[str, Any], payees: list[tuple[str, Provider]]
) -> list[Payment]:
    most = int(law.decide(case, "mdo_paid_providers").raw)
    fees: dict[str, int] = {}
    found, paid = [], 0
    for role, payee in payees:
        if role == "PROVIDER":
            if paid == most:
                continue
            paid += 1
        if role not in fees:
            # A year whose amount nobody published is a gap: nothing is paid, somebody must look.
            fees[role] = int(law.decide(case, f"mdo_{role.lower()}_fee_cents").raw)
        found.append(Payment(payee.pk, role, request.event_on, fees[role], fees[role]))
    return found
